"""Reads damaged files one after the other in this process, and says how each ended.

Called as `python -m tests.fuzzing.worker SEED FIRST COUNT FOLDER`. It is meant to be killed by
what it reads: the caller finds the culprit behind the last line written.
"""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path

from bianmin_desktop.exchange.marking.files import marked_file
from bianmin_desktop.exchange.reading.child import bad_news
from bianmin_desktop.exchange.reading.limits import limit_memory
from bianmin_desktop.exchange.reading.packets import Mark, Packet
from bianmin_desktop.exchange.reading.sending import Sending
from tests.fuzzing.mutations import made

hang = 10
"""Seconds after which a file is one that never ends: the process ends itself."""

_marks = [Mark("", row, column, "blocking", "看") for row in (1, 3) for column in ("A", "", "C")]
_every = 4


def main(arguments: list[str]) -> int:
    """Read so many files of a sequence; a line each."""
    seed, first, count = map(int, arguments[:3])
    path = Path(arguments[3]) / f"{first}.bin"
    limit_memory()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in range(first, first + count):
        path.write_bytes(made(seed, number))
        signal.alarm(hang)
        print(number, _end(path, number), flush=True)
    return 0


def _end(path: Path, number: int) -> str:
    try:
        Sending(_drop).send_file(path)
        if number % _every == 0:
            marked_file(path, _marks, datetime(2026, 1, 1))
    except BaseException as error:  # noqa: BLE001 - every end is to be told
        news = bad_news(error)
        return f"{news.reason} {news.place}" if news.reason == "unforeseen" else news.reason
    return "read"


def _drop(_: Packet) -> None:
    """Nobody wants what was read."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

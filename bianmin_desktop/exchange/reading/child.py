"""What runs in the child process: read or mark the file named on the input, send what comes of it.

It is started as `python -m` this module. The frozen program has no `python`: it starts itself
with `child_switch` as its first argument, and `__main__` hands over to `main` here.
"""

from __future__ import annotations

import errno
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from bianmin_desktop.exchange.reading.limits import limit_memory
from bianmin_desktop.exchange.reading.packets import Order, Turned, Written, send
from bianmin_desktop.exchange.reading.refusals import Unreadable


def main() -> int:
    """Carry out the order on the input; what comes of it, bad news too, goes to the output."""
    import gc

    # Everything lives until the end, which is near: looking for garbage only costs time.
    gc.disable()
    limit_memory()
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    output = sys.stdout.buffer
    try:
        _carry_out(order, output)
    except BaseException as error:  # noqa: BLE001 - whatever a parser may raise on a foreign file
        send(output, bad_news(error))
    output.flush()
    return 0


def _carry_out(order: Order, output: BinaryIO) -> None:
    if order.moment:
        from bianmin_desktop.exchange.marking.files import marked_file

        moment = datetime.fromisoformat(order.moment)
        send(output, Written(marked_file(Path(order.path), order.marks, moment)))
        return
    from bianmin_desktop.exchange.reading.sending import Sending

    Sending(partial(send, output)).send_file(Path(order.path))


def bad_news(error: BaseException) -> Turned:
    """Which refusal an exception means; a kind nobody foresaw is named as that."""
    if isinstance(error, Unreadable):
        return Turned(error.reason, error.place)
    if isinstance(error, MemoryError) or "capacity overflow" in str(error):
        return Turned("too_large", "")
    kinds = {kind.__name__ for kind in type(error).__mro__}
    # The parser of values says so when it gives up, and panics where it should have.
    if kinds & {"CalamineError", "PanicException"}:
        return Turned("protected" if "PasswordError" in kinds else "broken", "")
    if isinstance(error, OSError):
        # A place before the beginning, read out of a damaged file, is no fault of the disk.
        is_damage = error.errno in (None, errno.EINVAL)
        return Turned("broken", "") if is_damage else Turned("gone", str(error.errno))
    return Turned("unforeseen", f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    # Nothing the libraries do at exit may hold up the parent.
    os._exit(main())

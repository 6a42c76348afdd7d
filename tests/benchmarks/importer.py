"""`python -m tests.benchmarks.importer FILE DATA`: how long an import into a new book takes."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path

from bianmin_desktop.bootstrap import start
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.importing import Fate
from tests.benchmarks.importing import fresh

_unit = "370212005000"


def main(arguments: list[str]) -> int:
    """Import, check that every row became a record, print the milliseconds."""
    file, data = Path(arguments[0]), fresh(Path(arguments[1]))
    program = start(data, FixedClock(datetime(2024, 4, 9, 10, 30)))
    program.make_book(_unit)
    application = program.open()
    importing = application.importing
    begun = time.perf_counter()
    imported = importing.run("outlet", [file])
    taken = (time.perf_counter() - begun) * 1000
    stored = application.ledgers.count(application.ledgers.listing("outlet"))
    application.close()
    print(json.dumps({"milliseconds": taken}))
    return 0 if imported.count(Fate.NEW) == stored == imported.total else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

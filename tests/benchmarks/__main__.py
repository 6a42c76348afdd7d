"""`python -m tests.benchmarks [NAME]... [--outlets N] [--rounds N]`: every one if none is named."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import (
    exporting_lists,
    importing,
    papers,
    quarter,
    saving,
    searching,
    starting,
    submitting,
    typing_in,
)
from tests.benchmarks.big_book import make_big_book

_all = {
    "start": starting.run,
    "search": searching.run,
    "type": typing_in.run,
    "save": saving.run,
    "import": importing.run,
    "export-lists": exporting_lists.run,
    "quarter": quarter.run,
    "submit": submitting.run,
    "papers": papers.run,
}
_without_book = {"papers"}
"""These need no large book."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks named (all of them if none is) and print a line for each ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(_all))
    parser.add_argument("--outlets", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--folder", type=Path, help="keep the large book here and use it again")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.names) - set(_all)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="bianmin-") as scratch:
        names = chosen.names or list(_all)
        data = chosen.folder or Path(scratch)
        if set(names) - _without_book:
            data = make_big_book(data, chosen.outlets)
            print(f"{chosen.outlets:,} outlets, {chosen.rounds} rounds", flush=True)
        for name in names:
            for line in _all[name](data, chosen.rounds):
                print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

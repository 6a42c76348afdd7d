"""Pictures of pages as they should look: kept small, compared with a tolerance.

`python -m tests.exchange.golden_pages` makes them anew from the example book of a community; look
at every one before it is committed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageChops

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.checklist_papers import Wanted
from bianmin_desktop.services.paper import opened

folder = Path(__file__).parents[1] / "data" / "pages"
community = "370212005007"
first_day = datetime(2024, 4, 8, 9, 30)
_dots = 40
_shades = 16
_block = 8
_noticeable = 40
_quarter = Quarter(2024, 1)


def documents(application: Application, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """The documents whose pages are kept, by name."""
    for issue in application.checks.check(_quarter).readiness.unexplained:
        application.checks.explain(_quarter, issue.id, "已现场核实，情况属实。")
    exported = application.exporting.export(_quarter, scratch)
    [paper] = [path for path in exported.files if path.suffix == ".pdf"]
    yield "submission", paper.read_bytes()
    circles = application.acceptance.checklists.circles()
    blank = Wanted((circles[0][0],), is_blank=True)
    yield "checklist", application.acceptance.papers.printed(blank)


def pictures(content: bytes) -> list[Image.Image]:
    """Every page, grey and small."""
    pages = opened(content)
    try:
        drawn = [pages.drawn(number, _dots) for number in range(len(pages.sizes))]
    finally:
        pages.close()
    return [
        Image.frombuffer("RGB", (p.width, p.height), p.content, "raw", "BGRX", p.stride, 1)
        .convert("L")
        .quantize(_shades)
        .convert("L")
        for p in drawn
    ]


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """The share of small squares that look different: the symbol of a page alone is 0.5 %."""
    if one.size != other.size:
        return 1.0
    small = (one.width // _block, one.height // _block)
    difference = ImageChops.difference(one, other).resize(small, Image.Resampling.BOX)
    seen = sum(difference.histogram()[_noticeable:])
    return seen / (small[0] * small[1])


def main() -> None:
    """Make the pictures anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        program = start(Path(scratch) / "data", FixedClock(first_day))
        program.make_book(community, is_demo=True)
        application = program.open()
        for name, content in documents(application, Path(scratch) / "out"):
            for number, picture in enumerate(pictures(content), start=1):
                picture.save(folder / f"{name}-{number:02}.png", optimize=True)
        application.close()


if __name__ == "__main__":
    main()

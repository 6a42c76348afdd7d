"""A table of twelve columns on paper, against a bare canvas and against LibreOffice.

The floor is a reportlab canvas that is told to draw the very same strings at the very same places:
nothing is measured, wrapped or ruled, and one font has every character. LibreOffice converts a
workbook of the same cells; what it needs to start is part of what a clerk would wait for.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bianmin_desktop.exchange.pdf.document import Align, Column, Document, Row, Table
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.pages import Text
from bianmin_desktop.exchange.pdf.rendering import lay_out, render
from tests.benchmarks.harness import Limit, Line, Ratio, paired, root

_fonts = root / "resources" / "fonts"
_bare = "bare"
_short, _long = 1_000, 5_000
_rounds = 5
_size = 8
_columns = (
    *(Column("序号", Align.CENTER), Column("网点名称"), Column("业态")),
    *(Column("统一社会信用代码"), Column("详细地址"), Column("所属社区")),
    *(Column("面积", Align.RIGHT), Column("人数", Align.RIGHT), Column("开业日期", Align.CENTER)),
    *(Column("联系人"), Column("联系电话"), Column("备注")),
)


def run(_data: Path, rounds: int) -> Iterator[Line]:
    """Both lengths against the bare canvas, one against the other, and against LibreOffice."""
    pdfmetrics.registerFont(TTFont(_bare, str(_fonts / "LXGWWenKai-Regular.ttf")))
    fonts = FontSet(_fonts)
    short, long = document(_short), document(_long)
    turns = min(rounds, _rounds)
    for wanted, told in ((short, _short), (long, _long)):
        floor = bare_canvas(wanted, fonts)
        took = paired(lambda wanted=wanted: render(wanted, fonts), floor, rounds=turns, warm=1)
        yield Ratio(f"table of {told:,} rows to PDF", *took, "a bare canvas", 1.2)
    took = paired(lambda: render(long, fonts), lambda: render(short, fonts), rounds=turns, warm=0)
    yield Ratio(f"table of {_long:,} rows to PDF", *took, f"the same of {_short:,}", 5.5)
    yield Limit("a further document, typefaces opened before", *_second_document(fonts))
    if shutil.which("soffice"):
        yield from _against_libreoffice(fonts, (short, long), min(rounds, 3))


def document(rows: int) -> Document:
    """A table as a street has it, with names, codes, addresses and remarks of several lines."""
    return Document("长表", tables=(Table("网点明细表", _columns, tuple(map(_row, range(rows)))),))


def bare_canvas(wanted: Document, fonts: FontSet) -> Callable[[], bytes]:
    """Draws the strings of a document's pages and nothing else, as the writer does by itself."""
    pages = [
        (page.sheet, [(m.x, m.y, m.text) for m in page.marks if isinstance(m, Text)])
        for page in lay_out(wanted, fonts)
    ]

    def draw() -> bytes:
        kept, rl_config.useA85 = rl_config.useA85, 1
        stream = BytesIO()
        canvas = Canvas(stream, invariant=1, pageCompression=1)
        for sheet, texts in pages:
            canvas.setPageSize((sheet.width, sheet.height))
            canvas.setFont(_bare, _size)
            for x, y, text in texts:
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
        rl_config.useA85 = kept
        return stream.getvalue()

    return draw


def _row(number: int) -> Row:
    remark = "经营正常，证照齐全，无安全隐患" if number % 3 else ""
    return Row(
        (
            *(f"{number + 1}", f"好邻居便民生活超市{number}号店", "便利店/社区超市"),
            *(f"91370212MA{number:08d}", f"山东省青岛市崂山区香港东路{number}号甲{number % 9}号"),
            *("金家岭社区居民委员会", f"{number * 7 % 900}.50", f"{number % 30}"),
            *(f"2024-0{number % 9 + 1}-12", "王小明", f"1386{number:07d}", remark),
        )
    )


def _second_document(fonts: FontSet) -> tuple[float, float]:
    """Milliseconds a further short document takes, and what we want of it."""
    wanted = document(3)
    render(wanted, fonts)
    begun = time.perf_counter()
    render(wanted, FontSet(_fonts))
    return (time.perf_counter() - begun) * 1000, 50.0


def _against_libreoffice(
    fonts: FontSet, documents: tuple[Document, Document], rounds: int
) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="bianmin-") as scratch:
        for wanted, goal in zip(documents, (0.33, 1.0), strict=True):
            rows = len(wanted.tables[0].rows)
            workbook = Path(scratch) / f"{rows}.xlsx"
            _workbook(wanted.tables[0], workbook)
            took = paired(
                lambda wanted=wanted: render(wanted, fonts),
                lambda workbook=workbook: _converted(workbook),
                rounds=rounds,
                warm=0,
            )
            yield Ratio(f"table of {rows:,} rows to PDF", *took, "LibreOffice", goal)


def _workbook(table: Table, target: Path) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("表")
    sheet.append([column.header for column in table.columns])
    for row in table.rows:
        sheet.append(list(row.cells))
    workbook.save(target)


def _converted(workbook: Path) -> None:
    profile = f"-env:UserInstallation={(workbook.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(workbook.parent), str(workbook)], check=True, capture_output=True)

"""Lists on paper: every column and record once, on paper as large as it must be."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.listing import document_of_list
from bianmin_desktop.exchange.pdf.rendering import render
from bianmin_desktop.exchange.pdf.viewing import PdfPages
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, Number, Table
from bianmin_desktop.progress import Cancelled

_folder = Path(__file__).parents[2] / "resources" / "fonts"
_a4, _a3 = (595, 842), (842, 1191)


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(_folder)


def listed(columns: int, rows: int, text: str = "好邻居便利店") -> ListSheet:
    heads = (
        Column("", "记录编号", Look.CODE),
        Column("number", "编号", Look.CODE),
        Column("name", "名称"),
        *(Column(f"c{n}", f"第{n}项", Look.NUMBER) for n in range(2, columns)),
    )
    lines = tuple(
        Line(
            (
                *(f"id-{row}", f"A-{row:04}", f"{text}{row}"),
                *(Number(Decimal(row * 1000 + n), 2) for n in range(2, columns)),
            )
        )
        for row in range(1, rows + 1)
    )
    asked = "筛选条件：所属社区为“某某社区居民委员会”；" * 6
    return ListSheet(
        Table("x", "网点", "网点台账", heads, lines), "某街道", asked, datetime(2024, 5, 20)
    )


def pages_of(sheet: ListSheet, fonts: FontSet) -> PdfReader:
    return PdfReader(io.BytesIO(render(document_of_list(sheet), fonts)))


def size_of(reader: PdfReader) -> tuple[int, int]:
    box = reader.pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


def test_that_the_paper_is_as_large_as_the_columns_need(fonts: FontSet) -> None:
    assert size_of(pages_of(listed(4, 3), fonts)) == _a4
    assert size_of(pages_of(listed(10, 3), fonts)) == _a4[::-1]
    assert size_of(pages_of(listed(18, 3), fonts)) == _a3[::-1]


def test_that_more_columns_than_paper_is_wide_go_on_beside_their_names(fonts: FontSet) -> None:
    reader = pages_of(listed(40, 3), fonts)
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"第 {number} 部分，共 {len(texts)} 部分" in text
        assert all(f"好邻居便利店{row}" in text for row in (1, 2, 3))
    for column in range(2, 40):
        assert sum(f"第{column}项" in text for text in texts) == 1


def test_that_every_record_stands_once_under_a_header_on_every_page(fonts: FontSet) -> None:
    texts = [page.extract_text() for page in pages_of(listed(4, 150), fonts).pages]
    assert len(texts) > 2
    whole = "".join(texts)
    assert all(whole.count(f"A-{row:04}") == 1 for row in range(1, 151))
    for number, text in enumerate(texts, start=1):
        assert "名称" in text
        assert f"第 {number} 页 共 {len(texts)} 页" in text
        assert "某街道网点台账 · 2024年5月20日" in text


def test_that_long_conditions_go_on_in_the_next_line(fonts: FontSet) -> None:
    text = pages_of(listed(4, 1), fonts).pages[0].extract_text()
    assert text.replace("\n", "").count("所属社区为“某某社区居民委员会”") == 6
    assert "共 1 条" in text


def test_that_the_ids_of_records_are_not_printed(fonts: FontSet) -> None:
    assert "id-1" not in pages_of(listed(4, 2), fonts).pages[0].extract_text()


def test_that_every_typeface_is_embedded(fonts: FontSet) -> None:
    named = pages_of(listed(4, 1), fonts).pages[0]["/Resources"]["/Font"].values()
    # The writer names Helvetica in every file, and draws nothing in it.
    drawn = [font for font in named if font["/BaseFont"] != "/Helvetica"]
    assert len(drawn) > 2
    inner = [font["/DescendantFonts"][0].get_object() for font in drawn]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)


def test_that_a_list_can_be_given_up_while_it_is_laid_out(fonts: FontSet) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        render(document_of_list(listed(4, 500)), fonts, laid=stop)


def test_that_a_page_is_drawn_as_it_stands_in_the_file(fonts: FontSet) -> None:
    pages = PdfPages(render(document_of_list(listed(4, 60)), fonts))
    assert len(pages.sizes) == 2
    drawn = pages.drawn(0, 72)
    assert (drawn.width, drawn.height) == pytest.approx(_a4, abs=1)
    assert len(drawn.content) == drawn.stride * drawn.height
    dark = sum(value < 128 for value in drawn.content[::4])
    assert 1000 < dark < drawn.width * drawn.height / 4
    larger = pages.drawn(1, 144)
    assert larger.width == pytest.approx(2 * drawn.width, abs=1)
    pages.close()
    with pytest.raises(Cancelled):
        pages.drawn(0, 72)


def test_that_what_is_no_pdf_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="打不开"):
        PdfPages(b"PK\x03\x04")

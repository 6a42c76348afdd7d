"""Appendix tables on paper: every row once, headers on each page, nothing off the sheet."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bianmin_desktop.exchange.pdf.document import Align, Column, Document, Row, RowKind, Table
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.geometry import MM
from bianmin_desktop.exchange.pdf.pages import Text
from bianmin_desktop.exchange.pdf.rendering import lay_out, render

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"

Reader = Callable[[bytes], str]


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FOLDER)


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def text_of(content: bytes) -> str:
        path = tmp_path / "文件.pdf"
        path.write_bytes(content)
        command = ["pdftotext", "-layout", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return text_of


def outlets(count: int, columns: int = 4) -> Table:
    header = (
        Column("序号", Align.CENTER),
        Column("名称"),
        *(Column(f"第{number}项", Align.RIGHT) for number in range(3, columns + 1)),
    )
    rows = tuple(
        Row((str(n), f"好邻居{n}号店", *(f"{n * 7:,}.50" for _ in range(columns - 2))))
        for n in range(1, count + 1)
    )
    return Table("网点明细表", header, rows, label="附件1")


def test_that_every_row_is_printed_once(fonts: FontSet, read: Reader) -> None:
    text = read(render(Document("表", tables=(outlets(300),)), fonts))
    for number in range(1, 301):
        assert text.count(f"好邻居{number}号店") == 1


def test_that_the_header_and_page_count_stand_on_each_page(fonts: FontSet, read: Reader) -> None:
    pages = read(render(Document("表", tables=(outlets(100),)), fonts)).split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "序号" in page
        assert f"第{number}页共{len(pages)}页" in page.replace(" ", "")
    assert all("附件1 网点明细表（续）" in page for page in pages[1:])


def test_that_group_and_total_rows_are_printed(fonts: FontSet, read: Reader) -> None:
    rows = (
        Row(("甲社区的全部网点",), RowKind.GROUP),
        Row(("便利店", "1,234")),
        Row(("合计", "1,234"), RowKind.TOTAL),
    )
    columns = (Column("业态", group="类别"), Column("数量", Align.RIGHT, group="类别"))
    table = Table(
        "表", columns, rows, caption_left="填报单位：甲", notes=("注：无。",), landscape=False
    )
    text = read(render(Document("分组", tables=(table,)), fonts))
    for words in ("类别", "甲社区的全部网点", "合计", "填报单位：甲", "注：无。"):
        assert words in text
    assert text.count("1,234") == 2


def test_that_a_group_row_stays_with_its_first_row(fonts: FontSet) -> None:
    rows = [Row((f"组{n}",), RowKind.GROUP) if n % 2 else Row((f"项{n}",)) for n in range(1, 200)]
    pages = lay_out(Document("表", tables=(Table("表", (Column("列"),), tuple(rows)),)), fonts)
    for page in pages[:-1]:
        cells = [mark.text for mark in page.marks if isinstance(mark, Text)]
        assert [cell for cell in cells if cell[0] in "组项"][-1][0] == "项"


def test_that_a_cell_longer_than_a_page_goes_on_and_loses_nothing(fonts: FontSet) -> None:
    text = "".join(chr(0x4E00 + n % 5000) for n in range(6000))
    table = Table("长文", (Column("序号"), Column("说明", weight=None)), (Row(("1", text)),))
    pages = lay_out(Document("长", tables=(table,)), fonts)
    printed = "".join(
        mark.text
        for page in pages
        for mark in page.marks
        if isinstance(mark, Text) and mark.size == 10.5
    )
    assert text in printed.replace("长文（续）", "").replace("序号", "").replace("说明", "")
    sheet = pages[0].sheet
    assert all(
        mark.y > sheet.bottom - 1
        for page in pages
        for mark in page.marks
        if isinstance(mark, Text) and mark.size == 10.5
    )


def test_that_numbers_end_at_one_edge(fonts: FontSet) -> None:
    rows = (Row(("甲", "1.50")), Row(("乙", "12,345.60")))
    table = Table("表", (Column("名"), Column("数", Align.RIGHT)), rows)
    marks = lay_out(Document("右齐", tables=(table,)), fonts)[0].marks
    texts = {mark.text: mark for mark in marks if isinstance(mark, Text)}
    ends = [
        mark.x + fonts.width(mark.text, mark.role, mark.size)
        for mark in (texts["1.50"], texts["12,345.60"])
    ]
    assert ends[0] == pytest.approx(ends[1])


def test_that_weights_share_the_width(fonts: FontSet) -> None:
    table = Table("表", (Column("甲", weight=1), Column("乙", weight=3)), (Row(("一", "二")),))
    marks = lay_out(Document("宽", tables=(table,)), fonts)[0].marks
    first, second = (mark for mark in marks if isinstance(mark, Text) and mark.text in "一二")
    assert second.x - first.x == pytest.approx(225 * MM / 4)


def test_that_codes_days_and_numbers_stay_whole_in_many_columns(fonts: FontSet) -> None:
    cells = ("91370212MA3C0X1Y2Z", "2024-03-31", "13800138000", "12,345.60", "370212005001")
    columns = [Column(f"第{n}列的较长名称") for n in range(5)] + [
        Column(f"说明{n}") for n in "一二三四五六七"
    ]
    row = Row((*cells, *["金家岭街道香港东路一百九十五号甲一号网点"] * 7))
    marks = lay_out(Document("表", tables=(Table("表", tuple(columns), (row,)),)), fonts)[0].marks
    texts = [mark.text for mark in marks if isinstance(mark, Text)]
    assert set(cells) <= set(texts)
    widest = max(
        mark.x + fonts.width(mark.text, mark.role, mark.size)
        for mark in marks
        if isinstance(mark, Text)
    )
    assert widest <= (297 - 37) * MM


@pytest.mark.parametrize("length", [2, 20, 60, 200])
def test_that_captions_never_run_into_each_other_or_off_the_paper(
    fonts: FontSet, length: int
) -> None:
    left, right = "左" * 30, "右" * length
    table = Table("表", (Column("列"),), (Row(("甲",)),), caption_left=left, caption_right=right)
    marks = lay_out(Document("表", tables=(table,)), fonts)[0].marks
    texts = [mark for mark in marks if isinstance(mark, Text)]
    shown = [mark for mark in texts if mark.text[:1] in "左右"]
    assert "".join(mark.text for mark in shown).count("右") == length
    ends = [mark.x + fonts.width(mark.text, mark.role, mark.size) for mark in shown]
    assert max(ends) <= (35 + 225) * MM + 0.01
    for mark in shown:
        beside = [other for other in shown if other is not mark and other.y == mark.y]
        assert all(
            other.x >= mark.x + 10.5 * len(mark.text) or other.x < mark.x for other in beside
        )
    head = next(mark for mark in texts if mark.text == "列")
    assert min(mark.y for mark in shown) > head.y


def test_that_a_total_never_stands_alone_on_a_page(fonts: FontSet) -> None:
    for count in range(10, 40):
        rows = [Row((f"项{n}", "1")) for n in range(count)] + [Row(("合计", "9"), RowKind.TOTAL)]
        table = Table("表", (Column("名"), Column("数")), tuple(rows))
        last = lay_out(Document("表", tables=(table,)), fonts)[-1]
        texts = [mark.text for mark in last.marks if isinstance(mark, Text)]
        assert any(text.startswith("项") for text in texts)
        assert "合计" in texts


def test_that_too_many_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="乙"):
        Table("表", (Column("甲"),), (Row(("甲", "乙")),))


def test_that_long_tables_cost_in_proportion_to_their_rows(fonts: FontSet) -> None:
    def cost(rows: int) -> tuple[int, int]:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event == "call"

        table = outlets(rows, columns=12)
        sys.setprofile(count)
        try:
            pages = lay_out(Document("长表", tables=(table,)), fonts)
        finally:
            sys.setprofile(None)
        return calls, sum(len(page.marks) for page in pages)

    small, large = cost(200), cost(1000)
    assert large[0] / small[0] < 5.5
    assert large[1] / small[1] < 5.5

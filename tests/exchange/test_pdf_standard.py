"""GB/T 9704-2012 measured on the produced file: margins, lines, sizes, faces and places."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bianmin_desktop.exchange.pdf.document import (
    Addressee,
    AttachmentList,
    Blank,
    Block,
    Body,
    Column,
    Document,
    Heading,
    PageBreak,
    Row,
    Setup,
    Signature,
    Table,
    Title,
)
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.linebreaking import NEVER_FIRST, NEVER_LAST
from bianmin_desktop.exchange.pdf.rendering import render
from tests.exchange.pdf_measures import Character, Measured

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 297 - 35
LEADING, PITCH = 225 / 22, 156 / 28
NEAR = 0.4
"""Millimetres; the standard itself gives one."""
NEWS = (
    "本季度，全街道共有商业网点1,328个，其中便利店98家、菜市场4处，营业面积25,600.50平方米，"
    "比上季度末增加12个，增幅0.9%；投入资金1,250.50万元（含市级），惠及居民3.2万户。"
    "第1季度新开业的“好邻居”便民超市、《社区食堂》等，补齐了短板（详见附件1）。"
)


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FOLDER)


def measured(fonts: FontSet, *blocks: Block) -> Measured:
    return Measured(render(Document("文", blocks), fonts))


def middle(line: list[Character]) -> float:
    """Between where the first character begins and where the last full-width one ends."""
    last = line[-1]
    return (line[0].x + last.x + last.size * 25.4 / 72) / 2


def numbered(file: Measured, page: int) -> list[Character]:
    return [one for one in file.characters(page) if one.face == "BianminSong"]


def test_that_the_paper_is_a4_and_its_type_area_156_by_225(fonts: FontSet) -> None:
    file = measured(fonts, Addressee("国" * 28 * 22))
    assert file.size(0) == pytest.approx((210, 297), abs=0.1)
    lines = file.lines(0)[:22]
    ink = [one for line in lines for one in line]
    assert {round(line[0].x, 2) for line in lines} == {LEFT}
    assert {round(line[-1].x + PITCH, 1) for line in lines} == {RIGHT}
    assert min(one.top for one in ink) == pytest.approx(TOP, abs=0.7)
    assert BOTTOM - LEADING < max(one.bottom for one in ink) <= BOTTOM


def test_that_a_page_has_22_lines_of_28_characters_in_3_hao_fang_song(fonts: FontSet) -> None:
    file = measured(fonts, Addressee("国" * 28 * 22 + "续"))
    lines = file.lines(0)[:-1]
    assert [len(line) for line in lines[:-2]] == [28] * (len(lines) - 2)
    assert len(lines) in (21, 22)
    steps = [later[0].y - line[0].y for line, later in pairwise(lines)]
    assert steps == pytest.approx([LEADING] * len(steps), abs=0.02)
    assert lines[0][1].x - lines[0][0].x == pytest.approx(PITCH, abs=0.01)
    assert {(one.size, one.face) for line in lines for one in line} == {(16.0, "BianminFang")}


def test_that_the_title_is_2_hao_and_centred_on_the_first_line(fonts: FontSet) -> None:
    file = measured(fonts, Title("关于一刻钟便民生活圈的总结"), Addressee("区办公室："), Body(NEWS))
    title, addressee, first = file.lines(0)[:3]
    assert {(one.size, one.face) for one in title} == {(22.0, "BianminTitle")}
    assert middle(title) == pytest.approx((LEFT + RIGHT) / 2, abs=NEAR)
    assert title[0].top == pytest.approx(TOP, abs=0.8)
    assert addressee[0].x == pytest.approx(LEFT, abs=0.01)
    assert first[0].x == pytest.approx(LEFT + 2 * PITCH, abs=0.05)


def test_that_headings_have_the_faces_of_their_levels(fonts: FontSet) -> None:
    texts = ("一、主要进展", "（一）补短板", "1. 增网点", "（1）便利店")
    blocks = [Heading(text, level) for level, text in enumerate(texts, start=1)]
    file = measured(fonts, *blocks, Body("文。"))
    lines = [file.line(0, text[-3:]) for text in texts]
    faces = ["BianminHei", "LXGWWenKai-Regular", "BianminFang", "BianminFang"]
    assert [line[-1].face for line in lines] == faces
    assert {one.size for line in lines for one in line} == {16.0}
    assert [line[0].x for line in lines] == pytest.approx([LEFT + 2 * PITCH] * 4, abs=0.05)


def test_that_page_numbers_stand_7_mm_below_on_the_outer_side(fonts: FontSet) -> None:
    file = measured(fonts, Body("甲"), PageBreak(), Body("乙"))
    for page in range(2):
        number = numbered(file, page)
        assert "".join(one.text for one in number) == f"—{page + 1}—"
        assert {one.size for one in number} == {14.0}
        assert number[0].top - BOTTOM == pytest.approx(7, abs=NEAR)
    odd, even = numbered(file, 0), numbered(file, 1)
    assert odd[-1].x + 0.89 * 14 * 25.4 / 72 == pytest.approx(RIGHT - PITCH, abs=NEAR)
    assert even[0].x == pytest.approx(LEFT + PITCH, abs=NEAR)


def test_that_the_day_ends_four_characters_from_the_edge_under_a_seal(fonts: FontSet) -> None:
    file = measured(fonts, Body("文。"), Signature("某街道办事处", "2024年4月8日"))
    unit, day = file.line(0, "街道办事处"), file.line(0, "2024年")
    assert day[-1].x + PITCH == pytest.approx(RIGHT - 4 * PITCH, abs=0.2)
    assert middle(unit) == pytest.approx(middle(day), abs=0.2)
    assert "".join(one.text for one in unit).endswith("（盖章）")
    assert unit[0].y - file.line(0, "文。")[0].y <= 4 * LEADING + 0.1


@pytest.mark.parametrize("unit", ["区商务局", "青岛市崂山区金家岭街道办事处"])
def test_that_the_day_is_two_characters_in_from_the_unit_without_a_seal(
    fonts: FontSet, unit: str
) -> None:
    file = measured(fonts, Body("文。"), Signature(unit, "2024年4月8日", sealed=False))
    signed, day = file.line(0, unit), file.line(0, "2024年")
    assert day[0].x - signed[0].x == pytest.approx(2 * PITCH, abs=0.1)
    ends = max(signed[-1].x, day[-1].x) + PITCH
    assert ends == pytest.approx(RIGHT - 2 * PITCH, abs=0.2)
    assert signed[0].y - file.line(0, "文。")[0].y == pytest.approx(2 * LEADING, abs=0.1)


def test_that_attachments_hang_under_their_names(fonts: FontSet) -> None:
    long = "金家岭街道2024年第1季度商业网点明细表（含本季度新增、减少和变更的全部网点）"
    file = measured(fonts, Body("文。"), AttachmentList((long, "业态对照表")))
    first, wrapped, second = file.lines(0)[1:4]
    assert "".join(one.text for one in first).startswith("附件：1.金家岭")
    assert first[0].x == pytest.approx(LEFT + 2 * PITCH, abs=0.05)
    assert first[0].y - file.line(0, "文。")[0].y == pytest.approx(2 * LEADING, abs=0.1)
    assert wrapped[0].x == pytest.approx(first[5].x, abs=0.1)
    assert second[2].x == pytest.approx(first[5].x, abs=0.1)
    assert second[-1].text not in NEVER_FIRST


def test_that_a_line_never_begins_with_a_stop_nor_a_number_without_its_unit(
    fonts: FontSet,
) -> None:
    body = [Body("文" * shift + NEWS) for shift in range(28)]
    file = measured(fonts, *body)
    lines = [text for page in range(len(file)) for text in file.texts(page)[:-1]]
    assert len(lines) > 100
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert not [line for line in lines if line[-1] in NEVER_LAST]
    assert not [line for line in lines if re.search(r"([0-9]|第|附件)$", line)]
    units = (
        "平方米",
        "万元",
        "万户",
        "个，",
        "家、",
        "处，",
        "%",
        "季度新",
        "方米",
        "元（",
        "户。",
    )
    assert not [line for line in lines if line.startswith(units)]


@pytest.mark.parametrize("filler", range(16, 22))
@pytest.mark.parametrize("length", [2, 3, 5])
def test_that_no_line_of_a_paragraph_stands_alone_on_a_page(
    fonts: FontSet, filler: int, length: int
) -> None:
    text = "孤" * (28 * (length - 1) - 2) + "行"
    file = measured(fonts, Blank(filler), Body(text), Body("后文。"))
    counts = [
        sum("孤" in line or "行" in line for line in file.texts(page)) for page in range(len(file))
    ]
    assert sum(counts) == length
    assert 1 not in counts


def appendix(setup: Setup) -> Measured:
    columns = tuple(Column(f"第{n}列") for n in range(1, 13))
    rows = tuple(Row(tuple(f"{n}行{c}" for c in range(12))) for n in range(60))
    table = Table("网点明细表", columns, rows, label="附件1")
    return Measured(render(Document("表", tables=(table,), setup=setup), FontSet(FOLDER)))


def test_that_a_turned_appendix_keeps_the_type_area_and_the_numbers_place() -> None:
    file = appendix(Setup())
    assert file.size(0) == pytest.approx((297, 210), abs=0.1)
    label, title = file.line(0, "附件1"), file.line(0, "网点明细表")
    assert (label[0].x, label[0].size, label[0].face) == (
        pytest.approx(35, abs=0.05),
        16.0,
        "BianminHei",
    )
    assert label[0].top == pytest.approx(28, abs=1)
    assert title[0].top - 28 == pytest.approx(2 * LEADING, abs=1)
    assert middle(title) == pytest.approx(35 + 225 / 2, abs=NEAR)
    for page in range(len(file)):
        assert "第12列" in "".join(file.texts(page))
        rules = list(file.strokes(page))
        assert min(rule.left for rule in rules) == pytest.approx(35, abs=NEAR)
        assert max(rule.right for rule in rules) == pytest.approx(35 + 225, abs=NEAR)
        assert max(rule.bottom for rule in rules) <= 210 - 26 + NEAR
        number = numbered(file, page)
        assert max(one.right for one in number if one.text == "—") == pytest.approx(
            35 - 7, abs=NEAR
        )
    odd, even = numbered(file, 0), numbered(file, 1)
    assert max(one.bottom for one in odd) == pytest.approx(210 - 26 - PITCH, abs=NEAR + 0.5)
    assert min(one.top for one in even) == pytest.approx(28 + PITCH, abs=NEAR + 0.5)


@pytest.mark.parametrize(
    ("setup", "paper", "left"),
    [
        (Setup(is_large=True), (420, 297), 28),
        (Setup(is_narrow=True), (297, 210), 22),
        (Setup(is_large=True, is_narrow=True), (420, 297), 22),
    ],
)
def test_that_appendices_take_the_paper_and_margins_chosen(
    setup: Setup, paper: tuple[int, int], left: int
) -> None:
    file = appendix(setup)
    for page in range(len(file)):
        assert file.size(page) == pytest.approx(paper, abs=0.1)
        rules = list(file.strokes(page))
        assert min(rule.left for rule in rules) == pytest.approx(left, abs=NEAR)
        assert max(rule.bottom for rule in rules) < paper[1] - 20

"""The unit's own header and imprint, measured on the produced file."""

from pathlib import Path

import pytest

from bianmin_desktop.exchange.pdf.document import (
    Addressee,
    Blank,
    Body,
    Document,
    Head,
    Signature,
    Title,
)
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.glyphs import check_glyphs
from bianmin_desktop.exchange.pdf.rendering import render
from tests.exchange.pdf_measures import Measured, Stroke

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
LEFT, RIGHT, BOTTOM = 28, 28 + 156, 297 - 35
LEADING, PITCH = 225 / 22, 156 / 28
RED = (255, 0, 0)
BLOCKS = (
    Title("关于建设情况的报告"),
    Addressee("区办公室："),
    Body("正文。"),
    Signature("某街道办事处", "2024年4月8日"),
)
HEAD = Head("某街道办事处文件", "某街〔2024〕9号")
IMPRINT = Head(
    "某街道办事处文件",
    "某街〔2024〕9号",
    copies_to="区商务局，区民政局，区住房和城乡建设局，区市场监督管理局，区卫生健康局，区教育局",
    printed_by="某街道党政办公室",
    printed_on="2024年4月9日",
)


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FOLDER)


def measured(fonts: FontSet, head: Head | None, *more: Blank) -> Measured:
    return Measured(render(Document("文", (*BLOCKS[:3], *more, BLOCKS[3]), head=head), fonts))


def red(file: Measured, page: int) -> list[Stroke]:
    return [rule for rule in file.strokes(page) if rule.colour == RED]


def test_that_the_mark_is_35_mm_below_and_the_red_line_4_mm_under_the_number(
    fonts: FontSet,
) -> None:
    file = measured(fonts, HEAD)
    mark, number, title = file.lines(0)[:3]
    assert {one.face for one in mark} == {"BianminTitle"}
    assert min(one.top for one in mark) == pytest.approx(37 + 35, abs=1)
    assert (mark[0].x + mark[-1].x) / 2 + mark[0].size * 25.4 / 144 == pytest.approx(106, abs=0.5)
    assert number[0].size == 16
    (rule,) = red(file, 0)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.7)
    assert rule.top - number[-1].bottom == pytest.approx(4, abs=0.7)
    gap = (min(one.top for one in title) - rule.bottom) / LEADING
    assert gap == pytest.approx(2, abs=0.15)


def test_that_the_number_moves_left_of_the_signer(fonts: FontSet) -> None:
    centred = measured(fonts, HEAD).line(0, "〔2024〕")
    file = measured(fonts, Head(HEAD.mark, HEAD.number, "王小明"))
    line = file.line(0, "签发人：王小明")
    middle = (centred[0].x + centred[-1].x + PITCH) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert line[0].x == pytest.approx(LEFT + PITCH, abs=0.1)
    assert line[-1].x + PITCH == pytest.approx(RIGHT - PITCH, abs=0.2)
    assert [one.face for one in line[-4:]] == ["BianminFang", *["LXGWWenKai-Regular"] * 3]


def test_that_a_number_is_only_printed_as_typed(fonts: FontSet) -> None:
    file = measured(fonts, Head(HEAD.mark))
    texts = "".join(file.texts(0))
    assert "〔" not in texts
    assert "号" not in texts
    assert len(red(file, 0)) == 1


def test_that_the_plain_face_has_nothing_of_it(fonts: FontSet) -> None:
    file = measured(fonts, None)
    assert red(file, 0) == []
    assert file.texts(0)[0] == "关于建设情况的报告"


def test_that_the_imprint_ends_an_even_page_at_the_type_areas_edge(fonts: FontSet) -> None:
    file = measured(fonts, IMPRINT)
    assert len(file) == 2
    widths = sorted(rule.width for rule in file.strokes(1))
    assert widths == pytest.approx([0.25, 0.35, 0.35], abs=0.01)
    rules = sorted(file.strokes(1), key=lambda rule: rule.top)
    assert rules[-1].bottom == pytest.approx(BOTTOM, abs=0.4)
    copies, further, printed = file.lines(1)[:3]
    assert {one.size for one in (*copies, *further, *printed)} == {14.0}
    assert "".join(one.text for one in copies).startswith("抄送：区商务局")
    assert further[0].x == pytest.approx(copies[3].x, abs=0.1)
    assert further[-1].text == "。"
    assert file.texts(1)[2:4] == ["某街道党政办公室2024年4月9日印发", "—2—"]


def test_that_the_imprint_goes_below_the_text_where_that_ends_on_an_even_page(
    fonts: FontSet,
) -> None:
    file = measured(fonts, IMPRINT, Blank(14))
    assert len(file) == 2
    assert "2024年4月8日" in "".join(file.texts(1))
    assert "抄送：" in "".join(file.texts(1))


def test_that_a_blank_page_before_the_imprint_is_not_numbered(fonts: FontSet) -> None:
    file = measured(fonts, IMPRINT, Blank(23))
    assert len(file) == 4
    assert [any("—" in text for text in file.texts(page)) for page in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert "抄送：" in "".join(file.texts(3))


def test_that_a_letter_has_double_lines_and_no_number_on_its_first_page(fonts: FontSet) -> None:
    file = measured(fonts, Head("某区人民政府某街道办事处", "某街函〔2024〕9号", is_letter=True))
    mark, number = file.lines(0)[:2]
    assert min(one.top for one in mark) == pytest.approx(30, abs=1)
    assert number[-1].x + PITCH == pytest.approx(RIGHT, abs=0.2)
    thick = [rule for rule in red(file, 0) if rule.width > 0.4]
    assert [rule.right - rule.left for rule in thick] == pytest.approx([170, 170], abs=1.3)
    upper, lower = sorted(thick, key=lambda rule: rule.top)
    assert upper.top - mark[0].y == pytest.approx(4, abs=1.5)
    assert lower.bottom == pytest.approx(297 - 20, abs=0.4)
    assert not [one for one in file.characters(0) if one.face == "BianminSong"]


def test_that_what_a_header_says_is_checked_for_missing_characters(fonts: FontSet) -> None:
    document = Document("文", BLOCKS, head=Head("某街道😀文件", "某街〔2024〕9号"))
    assert [found.told for found in check_glyphs(document, fonts)] == [
        "发文机关标志“某街道😀文件”里的“😀”"
    ]

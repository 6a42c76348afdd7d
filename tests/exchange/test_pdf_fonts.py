"""The shipped faces: what they can draw, and what is said about what they cannot."""

from pathlib import Path

import pytest

from bianmin_desktop.exchange.pdf.fonts import GETA, FontSet, Role

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
NAME_CHARACTERS = "喆堃璟玥垚犇淼焱骉鑫昇晟翀祎頔珺禤㛃䶮𠮷𬱖𬭚𬸦"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet(FOLDER)


@pytest.mark.parametrize("role", list(Role))
def test_that_rare_characters_of_names_are_drawn_in_every_role(fonts: FontSet, role: Role) -> None:
    drawn = "".join(text for _, text in fonts.runs(NAME_CHARACTERS, role))
    assert drawn == NAME_CHARACTERS


def test_that_all_of_gbk_and_the_signs_of_a_ledger_can_be_drawn(fonts: FontSet) -> None:
    pairs = (bytes([lead, trail]) for lead in range(0xA1, 0xF8) for trail in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    beyond = FOLDER.parents[1] / "installer" / "fonts" / "beyond_gbk.txt"
    rare = "".join(beyond.read_text(encoding="utf-8").splitlines()[1:])
    assert fonts.missing_glyphs(gb2312 + rare + "㎡²³√×÷≥≤％‰℃〔〕（）—·○●□■①⑩ⅠⅩ￥€") == []


def test_that_both_blocks_of_gb_18030_level_1_and_the_common_list_can_be_drawn(
    fonts: FontSet,
) -> None:
    unified = "".join(map(chr, (*range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6))))
    assert fonts.missing_glyphs(unified) == []
    assert fonts.missing_glyphs("𠮷𠅤𬱖𬭚𬸦𫖯𫍯𬀩𫭟𬇙") == []


@pytest.mark.parametrize("role", list(Role))
def test_that_what_one_role_can_draw_every_role_can(fonts: FontSet, role: Role) -> None:
    signs = "".join(map(chr, range(0x20, 0x3000))) + "昇喆㛃䶮𠮷㎡"
    printable = "".join(c for c in signs if c.isprintable())
    missing = set(fonts.missing_glyphs(printable))
    drawn = {c for c in printable if fonts.drawn(c, role)[1] == c}
    assert drawn == set(printable) - missing


def test_that_missing_characters_are_named_once_and_in_order(fonts: FontSet) -> None:
    assert fonts.missing_glyphs("好😀邻\x00居😀🀄") == ["😀", "\x00", "🀄"]


def test_that_marks_without_a_shape_are_not_reported(fonts: FontSet) -> None:
    assert fonts.missing_glyphs("零\u200b宽\ufeff度\u202e向\ufe0f，\t制表\r\n换行") == []


@pytest.mark.parametrize("role", list(Role))
def test_that_a_missing_character_is_drawn_as_a_visible_mark(fonts: FontSet, role: Role) -> None:
    drawn = "".join(text for _, text in fonts.runs("甲😀乙", role))
    assert drawn == f"甲{GETA}乙"


def test_that_a_chinese_character_is_one_em_wide(fonts: FontSet) -> None:
    assert fonts.width("一刻钟便民，", Role.BODY, 16) == pytest.approx(6 * 16)


def test_that_a_missing_font_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="BianminFang"):
        FontSet(tmp_path).runs("字", Role.BODY)


@pytest.mark.parametrize("licence", ["Fandol", "NotoSansSC", "NotoSerifSC", "LXGWWenKai"])
def test_that_the_licence_lies_beside_the_fonts(licence: str) -> None:
    assert "icense" in (FOLDER / f"LICENSE-{licence}.txt").read_text(encoding="utf-8")

"""Documents as a reader of the PDF file meets them."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bianmin_desktop.exchange.pdf.document import (
    Addressee,
    AttachmentList,
    Blank,
    Block,
    Body,
    Column,
    Document,
    Footer,
    Heading,
    Metadata,
    PageBreak,
    Row,
    Signature,
    SignOff,
    Table,
    Title,
)
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.geometry import BODY_LEADING, LETTER, MM
from bianmin_desktop.exchange.pdf.glyphs import MissingGlyph, check_glyphs
from bianmin_desktop.exchange.pdf.pages import Text
from bianmin_desktop.exchange.pdf.rendering import lay_out, render

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
A4 = (595.28, 841.89)
SIGNERS = SignOff((("填表人", "王祎"), ("审核人", ""), ("单位负责人", ""), ("联系电话", "")))
LETTER_BLOCKS: tuple[Block, ...] = (
    Title("金家岭街道便民生活圈建设工作总结", "（2024年第1季度）"),
    Addressee("区联席会议办公室："),
    Body("本季度共有商业网点328个，" * 30),
    Heading("一、主要任务进展"),
    Heading("（一）科学优化布局", 2),
    Body("新增便利店2个。", lead="第一，补齐短板。"),
    AttachmentList(("网点明细表", "业态对照表")),
    Signature("金家岭街道办事处", "2024年4月8日"),
    SIGNERS,
)

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


def outlets(count: int) -> Table:
    rows = tuple(Row((str(n), f"好邻居{n}号店")) for n in range(1, count + 1))
    return Table("网点明细表", (Column("序号"), Column("名称")), rows, label="附件1")


def fonts_of(page: Any) -> dict[str, Any]:  # noqa: ANN401 - a page as pypdf has it
    fonts: dict[str, Any] = page["/Resources"]["/Font"]
    return fonts


def a_document(*, rows: int = 120) -> Document:
    return Document(
        "季度总结",
        LETTER_BLOCKS,
        (outlets(rows),),
        Footer("金家岭街道 · 2024年第1季度 · 第2版 · 一致码 7K3F9QPTX2MD", "7K3F9QPTX2MD"),
        Metadata("金家岭街道办事处", "总结"),
    )


def test_that_all_words_of_the_letter_are_on_paper(fonts: FontSet, read: Reader) -> None:
    text = read(render(a_document(), fonts)).replace(" ", "").replace("\n", "")
    for words in (
        "金家岭街道便民生活圈建设工作总结",
        "（2024年第1季度）",
        "区联席会议办公室：",
        "一、主要任务进展",
        "第一，补齐短板。新增便利店2个。",
        "附件：1.网点明细表",
        "2.业态对照表",
        "金家岭街道办事处（盖章）",
        "2024年4月8日",
        "填表人：王祎",
        "联系电话：",
        "—1—",
        "一致码7K3F9QPTX2MD",
    ):
        assert words in text


def test_that_letters_are_upright_and_tables_sideways(fonts: FontSet) -> None:
    reader = PdfReader(BytesIO(render(a_document(), fonts)))
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
    assert sizes[0] == pytest.approx(A4, abs=0.1)
    assert sizes[-1] == pytest.approx(A4[::-1], abs=0.1)


def test_that_every_font_used_is_embedded_and_cut_down(fonts: FontSet) -> None:
    content = render(a_document(), fonts)
    used = [
        font.get_object()
        for page in PdfReader(BytesIO(content)).pages
        for font in fonts_of(page).values()
    ]
    drawn = [font["/DescendantFonts"][0].get_object() for font in used if "/ToUnicode" in font]
    embedded = {font["/BaseFont"] for font in drawn if "/FontFile2" in font["/FontDescriptor"]}
    assert {name.split("+")[1] for name in embedded} >= {
        "BianminFang",
        "BianminHei",
        "BianminTitle",
    }
    assert len(content) < 400_000
    assert {font["/BaseFont"] for font in used} - embedded <= {"/Helvetica"}


def test_that_a_full_page_has_22_lines_of_28_characters(fonts: FontSet) -> None:
    text = "便民生活圈建设" * 4 * 22
    document = Document("满页", (Addressee(text), Addressee("次页")))
    pages = lay_out(document, fonts)
    lines = [mark for mark in pages[0].marks if isinstance(mark, Text)][:-1]
    assert [len(line.text) for line in lines] == [28] * 22
    assert lines[0].x == pytest.approx(28 * MM)
    assert lines[0].y - lines[1].y == pytest.approx(BODY_LEADING)
    assert lines[-1].y >= LETTER.bottom
    assert next(mark.text for mark in pages[1].marks if isinstance(mark, Text)) == "次页"


def test_that_page_numbers_stand_on_the_outer_side(fonts: FontSet) -> None:
    pages = lay_out(Document("页码", (Body("甲"), PageBreak(), Body("乙"))), fonts)
    odd, even = (page.marks[-1] for page in pages)
    assert isinstance(odd, Text)
    assert isinstance(even, Text)
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")
    assert odd.x > LETTER.width / 2 > even.x


@pytest.mark.parametrize("filler", range(12, 23))
def test_that_a_signature_never_stands_alone(fonts: FontSet, filler: int) -> None:
    blocks = (Blank(filler), Body("正文末段。"), Signature("某街道办事处", "2024年4月8日"))
    for page in lay_out(Document("署名", blocks), fonts):
        words = "".join(mark.text for mark in page.marks if isinstance(mark, Text))
        assert ("办事处" in words) == ("正文末段" in words)


@pytest.mark.parametrize("filler", range(8, 22))
def test_that_who_signs_stays_with_what_is_signed(fonts: FontSet, filler: int) -> None:
    signature = Signature("某街道办事处", "2024年4月8日")
    blocks = (Blank(filler), Body("正文末段。"), signature, SIGNERS)
    for page in lay_out(Document("署名", blocks), fonts):
        words = "".join(mark.text for mark in page.marks if isinstance(mark, Text))
        assert ("填表人" in words) == ("4月8日" in words) == ("正文末段" in words)


@pytest.mark.parametrize("filler", range(18, 23))
def test_that_a_heading_stays_with_its_text(fonts: FontSet, filler: int) -> None:
    blocks = (Blank(filler), Heading("一、进展"), Body("文字。"))
    for page in lay_out(Document("标题", blocks), fonts):
        words = "".join(mark.text for mark in page.marks if isinstance(mark, Text))
        assert ("进展" in words) == ("文字" in words)


def test_that_what_a_user_wrote_is_never_read_as_markup(fonts: FontSet, read: Reader) -> None:
    literal = "<b>粗</b>&amp;{0}%s\\n(括号)<font color='red'>"
    table = Table("表", (Column("列"),), (Row((literal,)),))
    text = read(render(Document("原样", (Body(literal),), (table,)), fonts))
    assert text.replace(" ", "").count(literal.replace(" ", "")) == 2


def test_that_missing_glyphs_are_named_with_their_place(fonts: FontSet) -> None:
    table = Table(
        "网点明细表",
        (Column("序号"), Column("名称")),
        (Row(("1", "𠮷")), Row(("2", "笑😀店🎈")), Row(("3", "🀄"))),
        "附件1",
    )
    document = Document("查字", (Body("好"), Body("坏🀄")), (table,))
    assert check_glyphs(document, fonts) == [
        MissingGlyph("🀄", "正文第 2 段", "坏🀄"),
        MissingGlyph("😀🎈", "附件1《网点明细表》第 2 行“名称”列", "笑😀店🎈"),
        MissingGlyph("🀄", "附件1《网点明细表》第 3 行“名称”列"),
    ]


def test_that_a_missing_glyph_is_told_with_what_to_search_for(fonts: FontSet) -> None:
    document = Document("查字", (Body("好🀄"), Body("长" * 30 + "🀄" + "话" * 30), Body("🀄")))
    assert [missing.told for missing in check_glyphs(document, fonts)] == [
        "正文第 1 段“好🀄”里的“🀄”",
        f"正文第 2 段“…{'长' * 10}🀄{'话' * 10}…”里的“🀄”",
        "正文第 3 段的“🀄”",
    ]


def test_that_rare_characters_are_printed_and_missing_ones_show(
    fonts: FontSet, read: Reader
) -> None:
    text = read(render(Document("字", (Body("昇喆𠮷䶮㛃祎𬱖，缺😀字"),)), fonts))
    assert "昇喆𠮷䶮㛃祎𬱖，缺〓字" in text


def test_that_one_document_always_gives_the_same_bytes(fonts: FontSet, tmp_path: Path) -> None:
    first = render(a_document(rows=20), fonts)
    assert render(a_document(rows=20), FontSet(FOLDER)) == first
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "import test_pdf_rendering as t;"
        "Path(sys.argv[2]).write_bytes(t.render(t.a_document(rows=20), t.FontSet(t.FOLDER)))"
    )
    out = tmp_path / "again.pdf"
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(out)]
    subprocess.run(command, check=True, cwd=FOLDER.parents[1])
    assert out.read_bytes() == first


def test_that_the_file_carries_title_and_author_but_no_date(fonts: FontSet) -> None:
    properties = PdfReader(BytesIO(render(a_document(rows=1), fonts))).metadata
    assert properties is not None
    assert (properties.title, properties.author) == ("季度总结", "金家岭街道办事处")
    assert properties.creation_date is None or properties.creation_date.year == 2000


def test_that_progress_is_told_after_each_page_and_can_end_the_work(fonts: FontSet) -> None:
    told: list[tuple[int, int]] = []
    render(a_document(rows=60), fonts, lambda done, total: told.append((done, total)))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(a_document(rows=1), fonts, stop)


def test_that_a_document_without_content_is_one_page(fonts: FontSet) -> None:
    assert len(PdfReader(BytesIO(render(Document("空"), fonts))).pages) == 1


def test_that_broken_and_foreign_characters_do_no_harm(fonts: FontSet, read: Reader) -> None:
    bad = "坏\ud800字\x00符\u202e向مرحبا\u2028行"
    table = Table(bad, (Column(bad),), (Row((bad,)),), label=bad)
    document = Document(
        bad, (Title(bad), Body(bad)), (table,), Footer(bad, bad), Metadata(bad, bad, bad)
    )
    assert "坏〓字〓符向" in read(render(document, fonts))
    assert all("\x00" in glyph.character for glyph in check_glyphs(document, fonts))

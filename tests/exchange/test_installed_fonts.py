"""Official typefaces on the clerk's machine: found by name, refused with a word, used in runs."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bianmin_desktop.exchange.pdf.document import Body, Document
from bianmin_desktop.exchange.pdf.embedding import opens
from bianmin_desktop.exchange.pdf.fonts import FontFile, FontSet, Role
from bianmin_desktop.exchange.pdf.installed import installed_faces
from bianmin_desktop.exchange.pdf.rendering import render
from tests.exchange.font_samples import FOLDER, collection_of, font_called


def test_that_official_faces_are_found_below_the_folders_by_their_names(tmp_path: Path) -> None:
    font_called("仿宋", tmp_path / "deep" / "er" / "simfang.ttf")
    font_called("仿宋_GB2312", tmp_path / "old.TTF")
    font_called("SimHei", tmp_path / "hei.ttf")
    font_called("Other Face", tmp_path / "other.ttf")
    found = installed_faces([tmp_path, tmp_path / "not there"])
    assert [(one.role, one.name) for one in found] == [
        (Role.BODY, "仿宋_GB2312"),
        (Role.BODY, "仿宋"),
        (Role.HEI, "SimHei"),
    ]
    assert {one.refusal for one in found} == {""}


@pytest.mark.parametrize("rights", [0x0002, 0x0100, 0x0200])
def test_that_a_face_that_may_not_be_embedded_is_refused_with_a_word(
    tmp_path: Path, rights: int
) -> None:
    font_called("方正小标宋_GBK", tmp_path / "xbs.ttf", rights)
    (found,) = installed_faces([tmp_path])
    assert (found.role, found.refusal) == (Role.TITLE, "字体的许可不允许嵌入 PDF")


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008])
def test_that_a_face_for_preview_or_editing_is_taken(tmp_path: Path, rights: int) -> None:
    font_called("楷体_GB2312", tmp_path / "kai.ttf", rights)
    (found,) = installed_faces([tmp_path])
    assert (found.role, found.refusal) == (Role.KAI, "")


def test_that_outlines_a_pdf_cannot_hold_are_told(tmp_path: Path) -> None:
    path = font_called("黑体", tmp_path / "hei.otf")
    path.write_bytes(path.read_bytes().replace(b"glyf", b"CFF ", 1))
    (found,) = installed_faces([tmp_path])
    assert "CFF" in found.refusal


def test_that_the_fonts_of_a_collection_are_found_and_drawn(tmp_path: Path) -> None:
    files = [font_called(name, tmp_path / name) for name in ("Unknown", "宋体")]
    path = collection_of(files, tmp_path / "simsun.ttc")
    (found,) = installed_faces([tmp_path])
    assert found.file == FontFile(path, 1)
    fonts = FontSet(FOLDER, {Role.BODY: found.file})
    assert fonts.runs("12", Role.BODY) == [(found.file, "12")]
    text = PdfReader(BytesIO(render(Document("文", (Body("第12页"),)), fonts))).pages[0]
    assert "第12页" in text.extract_text()


def test_that_broken_files_are_passed_over(tmp_path: Path) -> None:
    font_called("黑体", tmp_path / "good.ttf")
    whole = (tmp_path / "good.ttf").read_bytes()
    for length in (0, 3, 11, 40, 300, 2000):
        (tmp_path / f"{length}.ttf").write_bytes(whole[:length])
    (tmp_path / "many.ttc").write_bytes(b"ttcf" + bytes(4) + b"\xff" * 8)
    assert [one.file.path.name for one in installed_faces([tmp_path])] == ["good.ttf"]
    assert not opens(tmp_path / "300.ttf")
    assert not opens(tmp_path / "many.ttc")
    assert not opens(tmp_path / "absent.ttf")


def test_that_a_chosen_face_draws_what_it_has_and_the_shipped_ones_the_rest(
    tmp_path: Path,
) -> None:
    chosen = FontFile(font_called("仿宋_GB2312", tmp_path / "fang.ttf"))
    fonts = FontSet(FOLDER, {Role.BODY: chosen})
    assert [(file.path.name, text) for file, text in fonts.runs("第12季𠮷", Role.BODY)] == [
        ("BianminFang.ttf", "第"),
        ("fang.ttf", "12"),
        ("BianminFang.ttf", "季"),
        ("LXGWWenKai-Regular.ttf", "𠮷"),
    ]
    assert fonts.runs("12", Role.HEI)[0][0].path.name == "BianminHei.ttf"
    assert fonts.missing_glyphs("第12季𠮷😀") == ["😀"]

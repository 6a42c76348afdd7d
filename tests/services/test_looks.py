"""How official documents look: the unit's header, paper and typefaces, kept with each version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.settings import (
    DocumentPaper,
    Typeface,
    read_settings,
    write_settings,
)
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.exporting import Exported
from bianmin_desktop.services.looks import Header
from tests.exchange.font_samples import font_called

quarter = Quarter(2024, 1)
header = Header(
    is_used=True,
    mark="金家岭街道办事处文件",
    signer="王小明",
    copies_to="区商务局",
    printed_by="金家岭街道党政办公室",
)


def paper_of(exported: Exported) -> Path:
    return next(path for path in exported.files if path.suffix == ".pdf")


def text_of(exported: Exported) -> str:
    pages = PdfReader(paper_of(exported)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def set_paper(application: Application, paper: DocumentPaper) -> None:
    folder = application.folder.path
    write_settings(folder, read_settings(folder).settings.with_changes(paper=paper))


def test_that_a_document_is_plain_until_the_unit_configures_a_header(
    application: Application, out: Path
) -> None:
    plain = text_of(application.exporting.export(quarter, out / "a"))
    assert application.looks.header == Header()
    assert "文件" not in plain[:20]
    assert "签发人" not in plain
    assert "抄送" not in plain


def test_that_the_header_is_printed_with_the_number_as_typed(
    application: Application, out: Path
) -> None:
    application.looks.configure(header)
    application.looks.type_number("quarterly", str(quarter), " 崂金街〔2024〕9号 ")
    exported = application.exporting.export(quarter, out)
    text = text_of(exported)
    assert text.startswith("金家岭街道办事处文件崂金街〔2024〕9号签发人：王小明")
    assert "抄送：区商务局。" in text
    made = application.clock.now()
    assert f"金家岭街道党政办公室{made.year}年{made.month}月{made.day}日印发" in text


def test_that_a_version_is_written_again_as_it_looked(application: Application, out: Path) -> None:
    application.looks.configure(header)
    set_paper(application, DocumentPaper(is_large=True))
    first = application.exporting.export(quarter, out / "a")
    application.looks.configure(replace(header, is_used=False))
    set_paper(application, DocumentPaper())
    again = application.exporting.reexport(quarter, 1, out / "b")
    assert paper_of(again).read_bytes() == paper_of(first).read_bytes()
    now = application.exporting.export(quarter, out / "c")
    assert (now.version, now.fingerprint) == (1, first.fingerprint)
    assert "签发人" not in text_of(now)
    last = application.exporting.reexport(quarter, 1, out / "d")
    assert paper_of(last).read_bytes() == paper_of(now).read_bytes()


def test_that_appendices_are_set_on_the_paper_chosen(application: Application, out: Path) -> None:
    def widest(exported: Exported) -> float:
        return max(float(page.mediabox.width) for page in PdfReader(paper_of(exported)).pages)

    assert widest(application.exporting.export(quarter, out / "a")) == pytest.approx(842, abs=1)
    set_paper(application, DocumentPaper(is_large=True))
    assert widest(application.exporting.export(quarter, out / "b")) == pytest.approx(1191, abs=1)


def test_that_a_chosen_typeface_is_embedded_and_gives_way_when_it_is_gone(
    application: Application, out: Path, tmp_path: Path
) -> None:
    file = font_called("仿宋_GB2312", tmp_path / "fang.ttf")
    body = Typeface(name="仿宋_GB2312", path=str(file))
    plain = paper_of(application.exporting.export(quarter, out / "a")).read_bytes()
    set_paper(application, DocumentPaper(typefaces={"body": body}))
    chosen = paper_of(application.exporting.export(quarter, out / "b")).read_bytes()
    file.unlink()
    gone = paper_of(application.exporting.export(quarter, out / "c")).read_bytes()
    assert chosen != plain
    assert gone == plain


def test_that_a_header_without_a_mark_is_kept_but_not_printed(application: Application) -> None:
    application.looks.configure(replace(header, mark="  "))
    assert application.looks.header == replace(header, mark="")
    assert application.looks.now("quarterly", str(quarter)).head is None


def test_that_a_text_that_is_too_long_is_refused(application: Application) -> None:
    with pytest.raises(Refused, match=r"签发人.*40 个字"):
        application.looks.configure(replace(header, signer="王" * 41))
    with pytest.raises(Refused, match=r"发文字号.*60 个字"):
        application.looks.type_number("quarterly", str(quarter), "号" * 61)
    assert application.looks.header == Header()
    assert application.looks.number("quarterly", str(quarter)) == ""


def test_that_a_character_of_the_header_without_a_shape_is_named_before_export(
    application: Application, out: Path
) -> None:
    application.looks.configure(replace(header, mark="金家岭😀街道文件"))
    with pytest.raises(Refused, match="发文机关标志“金家岭😀街道文件”里的“😀”"):
        application.exporting.export(quarter, out)
    assert list(out.iterdir()) == []

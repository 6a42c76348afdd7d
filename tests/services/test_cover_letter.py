"""报送函: what was handed in for a period, told with its version and 一致码, under the header."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.documents.content import Choice
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.services.documents import Drafted, Wanted
from bianmin_desktop.services.looks import Header

quarter = Quarter(2024, 1)


def drafted(application: Application, period: Quarter = quarter) -> Drafted:
    return application.documents.draft(Wanted("cover_letter", Choice(period=period)))


def test_that_there_is_nothing_to_send_before_the_first_export(application: Application) -> None:
    assert drafted(application).letter is None


def test_that_the_letter_names_the_newest_version_and_its_code(
    application: Application, out: Path
) -> None:
    exported = application.exporting.export(quarter, out)
    made = drafted(application)
    assert made.letter is not None
    assert made.letter.title == (
        "金家岭社区居民委员会关于报送\n2024年第一季度一刻钟便民生活圈\n建设工作情况的函"
    )
    assert made.letter.addressee == "金家岭街道："
    content = application.documents.printed(made)
    text = "".join("".join(p.extract_text() for p in PdfReader(BytesIO(content)).pages).split())
    assert "予以报送，请查收。" in text
    assert f"第{exported.version}版{exported.fingerprint}" in text
    assert "附件：报送材料清单" in text
    assert "（盖章）" in text
    assert drafted(application, quarter.next).letter is None


def test_that_the_letter_bears_the_units_header(application: Application, out: Path) -> None:
    application.exporting.export(quarter, out)
    header = Header(is_used=True, is_letter=True, mark="金家岭社区居民委员会")
    application.looks.configure(header)
    content = application.documents.printed(drafted(application))
    assert PdfReader(BytesIO(content)).pages[0].extract_text().startswith("金家岭社区居民委员会")
    application.looks.configure(replace(header, is_used=False))
    plain = application.documents.printed(drafted(application))
    assert plain != content

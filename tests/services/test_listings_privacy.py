"""Lists for other units: persons are starred wherever they stand, and the file says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.services.ledgers import Query

_secrets = ("13812345678", "13987654321", "13700001111", "王小明", "88881234")
_outlets = (
    {"name": "李村便利店", "contact": "王小明", "phone": "13812345678", "number": "13800009999"},
    {"name": "京口小店", "phone": "电话：13987654321 孟", "address": "找13700001111领路"},
    {"name": "便民水果", "contact": "李", "phone": "0532-88881234"},
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    program = start(tmp_path_factory.mktemp("外报"))
    program.make_book("370212005000")
    opened = program.open()
    for texts in _outlets:
        opened.entry.save(Draft("outlet", texts), opened.entry.blank("outlet"))
    yield opened
    opened.close()


def _text_of(path: Path) -> str:
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8-sig")
    if path.suffix == ".pdf":
        return "".join(page.extract_text() for page in PdfReader(path).pages)
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".pdf"])
def test_that_no_person_leaves_in_a_starred_file(
    application: Application, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"外报{suffix}"
    application.listings.save(application.ledgers.listing("outlet"), target, masked=True)
    text = _text_of(target)
    assert not [secret for secret in _secrets if secret in text]
    for shown in ("138****5678", "0532-****1234", "137****1111", "王**", "李村便利店"):
        assert shown in text


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".pdf"])
def test_that_a_file_for_our_own_use_is_complete(
    application: Application, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"自用{suffix}"
    application.listings.save(application.ledgers.listing("outlet"), target)
    text = _text_of(target)
    assert all(secret in text for secret in _secrets)
    assert "已隐去" not in text


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_that_a_starred_file_says_what_it_hides(
    application: Application, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"外报{suffix}"
    fields = [application.edition.field("outlet", name) for name in ("name", "phone")]
    application.listings.save(application.ledgers.listing("outlet"), target, fields, masked=True)
    text = _text_of(target)
    assert "已隐去联系电话" in text
    assert "联系人" not in text


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_a_starred_file_that_comes_back_changes_nobody(
    application: Application, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"外报{suffix}"
    application.listings.save(application.ledgers.listing("outlet"), target, masked=True)
    imported = application.importing.run("outlet", [target])
    assert {fate.value: n for fate, n in imported.counts.items() if n} == {"same": 3}


def test_that_what_was_asked_for_gives_nobody_away(application: Application) -> None:
    query = Query("outlet", (("phone", "13812345678"), ("contact", "王小明")), "13812345678")
    listing = application.ledgers.asked(query)
    own = application.listings.conditions(listing)
    assert "联系电话为“13812345678”" in own
    starred = application.listings.conditions(listing, masked=True)
    assert not [secret for secret in _secrets if secret in starred]
    assert "138****5678" in starred


def test_that_the_columns_that_are_starred_are_known_before(application: Application) -> None:
    assert application.listings.starred("outlet") == ("联系人", "联系电话")
    name = application.edition.field("outlet", "name")
    assert application.listings.starred("outlet", [name]) == ()


def test_that_the_name_of_a_file_says_whether_persons_are_starred(
    application: Application,
) -> None:
    assert "已隐去" in application.listings.file_name("outlet", ".xlsx", masked=True)
    assert "已隐去" not in application.listings.file_name("outlet", ".xlsx")

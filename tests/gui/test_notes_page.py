"""工作信息 in the window: written in a form, seen on paper, handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.annual.note_bar import NoteBar
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.notes_page import NotesPage
from tests.gui.conftest import Answers


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> NotesPage:
    """The page with a new note, its title and text typed."""
    made = NotesPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show()
    made.open_new()
    made.findChild(QLineEdit, "name").insert("新开早餐点")
    made.findChild(QPlainTextEdit, "text").setPlainText("3月5日开业。")
    return made


def words(page: NotesPage, name: str) -> str:
    return page.findChild(QLabel, name).text()


def test_that_a_new_note_begins_with_today(page: NotesPage) -> None:
    assert page.findChild(QLineEdit, "on").text() == "2024-05-20"
    assert words(page, "note_versions") == "还没有导出过"


def test_that_what_stands_in_the_form_is_saved_and_handed_in(
    page: NotesPage, context: Context, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    bar = page.findChild(NoteBar)
    bar.export_to(tmp_path / "甲")
    qtbot.waitUntil(lambda: "第 1 版已导出" in words(page, "outcome"), timeout=60_000)
    qtbot.waitUntil(lambda: "已导出 1 版" in words(page, "note_versions"))
    stored = context.application.entry.record("work_note", page._panel.record.id)
    assert (stored.get("number"), stored.text("text")) == ("2024-001", "3月5日开业。")
    answers.paths.append(str(tmp_path / "乙"))
    page.findChild(QPushButton, "again").click()
    qtbot.waitUntil(lambda: any((tmp_path / "乙").glob("*.pdf")), timeout=60_000)
    first, again = (next((tmp_path / name).glob("*.pdf")) for name in ("甲", "乙"))
    assert first.read_bytes() == again.read_bytes()


def test_that_a_note_without_text_is_refused_in_words(
    page: NotesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.findChild(QPlainTextEdit, "text").setPlainText("")
    page.findChild(NoteBar).export_to(tmp_path / "信息")
    qtbot.waitUntil(lambda: "正文还没有写" in words(page, "outcome"), timeout=60_000)
    assert not page.findChild(QPushButton, "to_check").isVisible()
    assert list((tmp_path / "信息").iterdir()) == []


def test_that_the_paper_is_shown_before_anything_is_handed_in(
    page: NotesPage, context: Context, qtbot: QtBot
) -> None:
    page.findChild(QPushButton, "preview").click()
    qtbot.waitUntil(lambda: page.findChild(QDialog) is not None, timeout=60_000)
    preview = page.findChild(QDialog)
    assert preview.windowTitle() == "打印预览：工作信息：新开早餐点"
    record = page._panel.record
    assert record.revision == 1
    assert context.application.work_notes.versions(record) == []
    preview.close()


def test_that_another_note_shows_its_own_versions(
    page: NotesPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    page.findChild(NoteBar).export_to(tmp_path)
    qtbot.waitUntil(lambda: "已导出 1 版" in words(page, "note_versions"), timeout=60_000)
    page.open_new()
    qtbot.waitUntil(lambda: words(page, "note_versions") == "还没有导出过")
    assert words(page, "outcome") == ""
    page.show_list()
    qtbot.waitUntil(lambda: page.ledger.model.rowCount() == 1)

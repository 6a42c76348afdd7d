"""打印文书 on screen: found, chosen, rewritten, saved and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.pages.documents_page import DocumentsPage
from bianmin_desktop.gui.printing.preview import PrintPreview
from tests.gui.conftest import Answers, Heard


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> DocumentsPage:
    for name, unit in (("缺早餐店", "奥林社区"), ("标识破损", "王家村社区")):
        texts = {"name": name, "kind": "自查", "on": "2024-03-05", "status": "待整改"}
        blank = context.application.entry.blank("inspection")
        draft = Draft("inspection", texts | {"responsible": unit}, blank.id)
        context.application.entry.save(draft, blank)
    made = DocumentsPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


def _found(page: DocumentsPage, kind: type, name: str):  # noqa: ANN202 - of that kind
    found = page.findChild(kind, name)
    assert found is not None
    return found


def _shown(qtbot: QtBot, page: DocumentsPage, document: str, words: str) -> QPlainTextEdit:
    page.show_subject(document)
    text = _found(page, QPlainTextEdit, "document_text")
    qtbot.waitUntil(lambda: words in text.toPlainText(), timeout=20_000)
    return text  # type: ignore[no-any-return]


def test_that_a_table_is_shown_as_it_will_be_printed(qtbot: QtBot, page: DocumentsPage) -> None:
    table = _found(page, QTableWidget, "document_table")
    qtbot.waitUntil(lambda: table.rowCount() > 0, timeout=20_000)
    assert table.rowCount() == 16
    assert table.horizontalHeaderItem(1).text() == "必备业态\n菜市场"
    circle = _found(page, QComboBox, "document_circle")
    assert circle.count() == 17
    circle.setCurrentIndex(3)
    circle.activated.emit(3)
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=20_000)
    assert table.item(0, 0).text() == circle.currentText()


def test_that_every_document_is_in_the_list_and_says_what_it_is_made_from(
    page: DocumentsPage, context: Context
) -> None:
    listed = _found(page, QListWidget, "documents")
    names = [listed.item(row).text() for row in range(listed.count())]
    assert names == [one.name for one in context.application.edition.printed.values()]
    assert all(listed.item(row).toolTip() for row in range(listed.count()))


def test_that_the_letter_of_each_unit_can_be_chosen(qtbot: QtBot, page: DocumentsPage) -> None:
    text = _shown(qtbot, page, "rectification", "王家村社区：")
    subject = _found(page, QComboBox, "document_subject")
    assert {subject.itemText(row) for row in range(subject.count())} == {"奥林社区", "王家村社区"}
    subject.setCurrentIndex(1)
    subject.activated.emit(1)
    qtbot.waitUntil(lambda: "缺早餐店" in text.toPlainText(), timeout=20_000)


def test_that_what_is_rewritten_is_kept_printed_and_can_be_given_up(
    qtbot: QtBot, page: DocumentsPage, answers: Answers, heard: Heard, tmp_path: Path
) -> None:
    text = _shown(qtbot, page, "rectification", "王家村社区：")
    draft = text.toPlainText()
    text.setPlainText(draft.replace("请按以下要求整改", "请立即整改"))
    page.show_subject("case")
    _shown(qtbot, page, "rectification", "请立即整改")
    assert "已经改写" in _found(page, QLabel, "document_remarks").text()
    answers.paths.append(str(tmp_path / "通知"))
    _found(page, QPushButton, "document_other").click()
    qtbot.waitUntil(lambda: bool(heard.said or heard.told), timeout=20_000)
    assert heard.told == []
    assert "请立即整改" in (tmp_path / "通知.txt").read_text("utf-8-sig")
    _found(page, QPushButton, "document_restore").click()
    assert text.toPlainText() == draft


def test_that_rewriting_survives_the_window(
    qtbot: QtBot, page: DocumentsPage, context: Context
) -> None:
    text = _shown(qtbot, page, "rectification", "王家村社区：")
    text.setPlainText("另一个标题\n\n另一段话。")
    page.keep_unsaved()
    again = DocumentsPage(context)
    qtbot.addWidget(again)
    again.show()
    _shown(qtbot, again, "rectification", "另一段话。")


def test_that_nothing_to_say_is_said_and_cannot_be_printed(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    page.show_subject("case")
    nothing = _found(page, QLabel, "document_nothing")
    qtbot.waitUntil(lambda: "没有登记经验案例" in nothing.text(), timeout=20_000)
    assert not _found(page, QPushButton, "document_print").isEnabled()


def test_that_a_document_opens_in_the_print_preview(
    qtbot: QtBot, page: DocumentsPage, heard: Heard
) -> None:
    _shown(qtbot, page, "rectification", "王家村社区：")
    _found(page, QPushButton, "document_print").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintPreview)), timeout=20_000)
    (preview,) = page.findChildren(PrintPreview)
    assert "限期整改" in preview.windowTitle()
    preview.close()
    assert heard.told == []


def test_that_the_dashboard_and_the_registers_lead_to_their_documents(
    qtbot: QtBot, window: MainWindow, context: Context
) -> None:
    link = window.findChild(QPushButton, "to_documents")
    assert link is not None
    link.click()
    assert window.pages.front == "documents"
    window.go("survey")
    links = [one for one in window.findChildren(QPushButton, "to_documents") if one is not link]
    links[0].click()
    listed = window.findChild(QListWidget, "documents")
    assert listed is not None
    assert listed.currentItem().text() == "居民满意度统计表"

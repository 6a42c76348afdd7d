"""The import wizard: files become records in five steps, nothing is written before the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.wizards.import_wizard.choosing_table import ChoosingTable
from bianmin_desktop.gui.wizards.import_wizard.journey import Step
from bianmin_desktop.gui.wizards.import_wizard.outcome_table import OutcomeTable
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard
from bianmin_desktop.services.importing import Fate
from tests.gui.conftest import Answers, Heard
from tests.gui.import_files import (
    ImportDesk,
    brought,
    fault_of,
    headings,
    ledger_file,
    outlets_called,
    settled,
    shops,
)
from tests.gui.list_pages import asked, shown


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file with two new shops."""
    return ledger_file(tmp_path / "沿街.xlsx")


def _words(wizard: ImportWizard, name: str) -> str:
    return wizard.findChild(QLabel, name).text()


def _next(wizard: ImportWizard) -> QPushButton:
    return wizard.findChild(QPushButton, "next")


def _column(wizard: ImportWizard, place: int) -> list[str]:
    table = wizard.findChild(ChoosingTable, "columns")
    return [table.item(row, place).text() for row in range(table.rowCount())]


def _outcomes(wizard: ImportWizard) -> list[list[str]]:
    model = wizard.findChild(OutcomeTable).model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_that_a_file_becomes_records_and_can_be_taken_back(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    wizard = desk.to_trial(book)
    assert outlets_called(context, "惠民第一便利店") == []
    assert _next(wizard).text() == "导入 2 条(&N)"
    with qtbot.waitSignal(context.hub.changed):
        qtbot.mouseClick(_next(wizard), Qt.MouseButton.LeftButton)
    brought(qtbot, wizard, Step.DONE)
    assert _words(wizard, "done_head") == "导入完成：新增 2 条，更新 0 条"
    assert [r.text("address") for r in outlets_called(context, "惠民第一便利店")] == [
        "海尔路 901 号"
    ]
    with qtbot.waitSignal(context.hub.changed):
        wizard.findChild(QPushButton, "undo_import").click()
    assert _words(wizard, "done_head") == "这次导入已撤销"
    assert "已撤回 2 条" in _words(wizard, "done_words")
    assert outlets_called(context, "惠民第一便利店") == []


def test_that_every_column_is_shown_with_samples_and_how_sure_it_is(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    wizard = desk.to_columns(book)
    assert _column(wizard, 1) == list(headings)
    assert _column(wizard, 2)[3] == "海尔路 901 号 ／ 海尔路 902 号"
    assert _column(wizard, 4) == ["没认出，不导入", *["确定"] * 4, "没认出，不导入"]
    boxes = wizard.findChild(ChoosingTable, "columns").boxes
    assert [box.value for box in boxes] == ["", "name", "business_type", "address", "community", ""]
    assert "第 2 行是表头" in _words(wizard, "layout_head")


def test_that_a_corrected_column_is_used_and_remembered_for_the_layout(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    head = ("店招名称", "业态", "坐落", "所属社区")
    rows = [("惠民改列店", "便利店", "海尔路 903 号", "金家岭社区")]
    first = ledger_file(tmp_path / "一.xlsx", rows, ("店招名称", "业态", "在哪儿", "所属社区"))
    wizard = desk.to_columns(first)
    box = wizard.findChild(QuietBox, "field_2")
    assert box.value == ""
    box.choose("address")
    box.activated.emit(box.currentIndex())
    assert _column(wizard, 4)[2] == "您选的"
    wizard.go_on()
    brought(qtbot, wizard, Step.TRIAL)
    wizard.go_on()
    brought(qtbot, wizard, Step.DONE)
    assert outlets_called(context, "惠民改列店")[0].text("address") == "海尔路 903 号"
    wizard.accept()
    again = desk.to_columns(first)
    assert _column(again, 4)[2] == "沿用上次"
    assert head[2] not in _column(again, 1)


def test_that_a_field_is_filled_by_one_column_only(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    wizard = desk.to_columns(book)
    photo = wizard.findChild(QuietBox, "field_5")
    photo.choose("address")
    photo.activated.emit(photo.currentIndex())
    assert wizard.findChild(QuietBox, "field_3").value == ""
    assert _column(wizard, 4)[3] == "您选了不导入"


def test_that_an_unknown_text_is_asked_once_and_its_meaning_used_for_all_rows(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    rows = [
        (str(n), f"惠民菜市{n}店", "菜市", f"海尔路 91{n} 号", "金家岭社区", "") for n in range(3)
    ]
    wizard = desk.to_columns(ledger_file(tmp_path / "菜.xlsx", rows))
    wizard.go_on()
    brought(qtbot, wizard, Step.VALUES)
    table = wizard.findChild(ChoosingTable, "values")
    assert [table.item(0, place).text() for place in (0, 1, 2)] == ["业态", "菜市", "3 处"]
    assert table.boxes[0].currentText() == "保留原样"
    wizard.findChild(QPushButton, "take_suggestions").click()
    assert table.boxes[0].currentText() == "菜市场"
    wizard.go_on()
    brought(qtbot, wizard, Step.TRIAL)
    assert all("业态：菜市场" in row[2] for row in _outcomes(wizard)[:3])
    wizard.go_back()
    assert wizard.step is Step.VALUES
    assert table.boxes[0].currentText() == "菜市场"


def test_that_a_tile_narrows_the_rows_and_a_row_tells_everything(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    wizard = desk.to_trial(book)
    assert [row[0] for row in _outcomes(wizard)] == ["新增", "新增", "跳过"]
    tile = wizard.findChild(QToolButton, "tile_skipped")
    assert tile.text() == "1\n跳过"
    tile.click()
    assert [row[0] for row in _outcomes(wizard)] == ["跳过"]
    assert not wizard.findChild(QToolButton, "tile_refused").isEnabled()
    tile.click()
    assert len(_outcomes(wizard)) == 3
    assert wizard.journey.trial is not None
    assert wizard.journey.trial.count(Fate.NEW) == 2


def test_that_the_same_file_again_changes_nothing_and_offers_nothing_to_write(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    first = desk.to_trial(book)
    first.go_on()
    brought(qtbot, first, Step.DONE)
    again = desk.to_trial(book)
    assert [row[0] for row in _outcomes(again)] == ["相同", "相同", "跳过"]
    assert _next(again).text() == "导入 0 条(&N)"
    assert not _next(again).isEnabled()


def test_that_an_unreadable_file_is_told_on_the_page_beside_a_good_one(
    desk: ImportDesk, book: Path, tmp_path: Path, heard: Heard
) -> None:
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    wizard = desk.to_columns(book, broken)
    notes = wizard.findChild(QListWidget, "notes")
    said = [notes.item(row).text() for row in range(notes.count())]
    assert any(line.startswith("坏的.xlsx：") for line in said)
    assert _next(wizard).isEnabled()
    assert heard.told == []


def test_that_a_file_without_a_table_leads_nowhere_and_says_why(
    desk: ImportDesk, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    other = ledger_file(tmp_path / "别的.xlsx", [("a", "b")], ("会议", "时间"))
    wizard = desk.to_columns(other)
    assert not _next(wizard).isEnabled()
    assert "没有可以导入的表" in _words(wizard, "layout_head")
    assert wizard.findChild(QListWidget, "notes").count() == 1


def test_that_a_book_changed_meanwhile_is_told_and_tried_again(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path
) -> None:
    wizard = desk.to_trial(book)
    entry = context.application.entry
    entry.save(_draft(context), entry.blank("outlet"))
    wizard.go_on()
    settled(qtbot, wizard)
    assert "台账被改过" in fault_of(wizard)
    assert outlets_called(context, "惠民第一便利店") == []
    assert _next(wizard).text() == "重新试导入(&N)"
    wizard.go_on()
    qtbot.waitUntil(lambda: _next(wizard).text() == "导入 2 条(&N)")


def _draft(context: Context) -> object:
    from bianmin_desktop.domain.drafts import Draft

    return Draft("outlet", {"name": "别人刚录入的店"})


def test_that_files_are_chosen_removed_and_dropped(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = desk.opened()
    assert not _next(wizard).isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(book)], ""))
    wizard.findChild(QPushButton, "choose_files").click()
    files = wizard.findChild(QListWidget, "files")
    assert files.count() == 1
    assert _next(wizard).isEnabled()
    files.selectAll()
    wizard.findChild(QPushButton, "remove_files").click()
    assert not _next(wizard).isEnabled()
    page = files.parentWidget()
    _drop(page, book)
    assert files.count() == 1


def test_that_a_file_dropped_on_the_list_opens_its_import(
    qtbot: QtBot, context: Context, book: Path
) -> None:
    page = shown(qtbot, context)
    _drop(page.ledger, book)
    wizard = page.ledger.findChild(ImportWizard)
    assert wizard.windowTitle() == "导入商业网点"
    wizard.go_on()
    brought(qtbot, wizard, Step.COLUMNS)
    wizard.go_on()
    brought(qtbot, wizard, Step.TRIAL)
    asked(qtbot, page, wizard.go_on)
    brought(qtbot, wizard, Step.DONE)
    wizard.go_on()
    assert len(outlets_called(context, shops[0][1])) == 1


def _drop(target: QWidget, path: Path) -> None:
    """Drag a file over a widget and let it go there."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    where = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPoint(5, 5), *where, none),
        QDropEvent(QPointF(5, 5), *where, none),
    ):
        QApplication.sendEvent(target, event)
        assert event.isAccepted()


def test_that_closing_asks_before_choices_are_lost(
    desk: ImportDesk, qtbot: QtBot, context: Context, book: Path, answers: Answers
) -> None:
    from PySide6.QtWidgets import QMessageBox

    buttons = QMessageBox.StandardButton
    wizard = desk.to_columns(book)
    box = wizard.findChild(QuietBox, "field_5")
    box.choose("note")
    box.activated.emit(box.currentIndex())
    answers.boxes.append(buttons.No)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    answers.boxes.append(buttons.Yes)
    with qtbot.waitSignal(wizard.finished):
        qtbot.keyClick(wizard, Qt.Key.Key_Escape)

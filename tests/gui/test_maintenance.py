"""数据维护: writes can be seen and taken back, deleted records come back, backups are made."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.maintenance.backup_tab import size_in_words
from bianmin_desktop.gui.maintenance.edition_outline import outline
from bianmin_desktop.gui.maintenance.rows import Row, RowsModel, RowsTable
from bianmin_desktop.gui.pages.maintenance_page import MaintenancePage
from bianmin_desktop.services.ledgers import Query
from tests.gui.conftest import Answers, Heard

_yes, _no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> MaintenancePage:
    """The page on screen, with the history in front."""
    made = MaintenancePage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def changed(context: Context) -> Record:
    """An outlet whose address was changed last."""
    entry = context.application.entry
    record_id = context.application.ledgers.found(Query("outlet"))[0]
    draft = Draft("outlet", {"address": "改过的地址 8 号"})
    return entry.save(draft, entry.record("outlet", record_id)).record


def _rows(table: RowsTable) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _table(page: MaintenancePage, name: str) -> RowsTable:
    return page.findChild(RowsTable, name)


def test_that_the_model_of_rows_is_sound(qtbot: QtBot) -> None:
    model = RowsModel(("甲", "乙"))
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    model.show([Row(("1", "2"), "x"), Row(("3", "<b>"), "y")])
    assert tester.model() is model
    assert model.subject(1) == "y"
    assert model.subject(2) is None
    assert "&lt;b&gt;" in model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    model.show([])
    assert model.rowCount() == 0


def test_that_the_history_shows_what_was_written_the_newest_first(
    qtbot: QtBot, changed: Record, page: MaintenancePage
) -> None:
    table = _table(page, "history")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    newest = _rows(table)[0]
    assert newest[1] == "修改"
    assert changed.text("name") in newest[2]
    assert newest[3].endswith("→ 改过的地址 8 号")
    whole = page.findChild(QPlainTextEdit, "steps").toPlainText()
    assert whole.startswith("地址：")


def test_that_a_step_is_taken_back_only_after_a_yes(
    qtbot: QtBot, context: Context, changed: Record, page: MaintenancePage, answers: Answers
) -> None:
    table, button = _table(page, "history"), page.findChild(QPushButton, "undo_step")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    answers.boxes.extend((_no, _yes))
    button.click()
    entry = context.application.entry
    assert entry.record("outlet", changed.id).text("address") == "改过的地址 8 号"
    with qtbot.waitSignal(context.hub.changed):
        button.click()
    assert entry.record("outlet", changed.id).text("address") != "改过的地址 8 号"
    assert "改回" in answers.asked[-1]
    qtbot.waitUntil(lambda: _rows(table)[0][1] == "撤销")


def test_that_the_history_opens_the_record(
    qtbot: QtBot, changed: Record, page: MaintenancePage, heard: Heard
) -> None:
    table = _table(page, "history")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.gone == [("outlet", changed.id)]


def test_that_deleted_records_come_back(
    qtbot: QtBot, context: Context, changed: Record, page: MaintenancePage, heard: Heard
) -> None:
    entry = context.application.entry
    entry.delete("outlet", changed.id)
    page.show_subject("", "recycle")
    table, button = _table(page, "recycle_bin"), page.findChild(QPushButton, "restore")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    assert _rows(table)[0][1:3] == [changed.text("name"), "改过的地址 8 号"]
    with qtbot.waitSignal(context.hub.changed) as announced:
        button.click()
    assert announced.args[0].touched == {"outlet": frozenset({changed.id})}
    assert not entry.record("outlet", changed.id).deleted
    qtbot.waitUntil(lambda: table.model().rowCount() == 0)
    assert heard.said[-1] == "已恢复 1 条记录"
    assert not button.isEnabled()


def test_that_a_backup_is_made_now_and_listed(
    qtbot: QtBot, context: Context, page: MaintenancePage, heard: Heard
) -> None:
    page.show_subject("backups")
    table, button = _table(page, "backups"), page.findChild(QPushButton, "back_up")
    before = table.model().rowCount()
    button.click()
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: table.model().rowCount() == before + 1)
    made = context.application.backups.all()[0]
    assert _rows(table)[0][3] == made.path.name
    assert _rows(table)[0][2] == size_in_words(made.size)
    assert str(made.path) in heard.said[-1]
    assert button.isEnabled()


def test_that_a_failed_backup_is_told_and_may_be_tried_again(
    qtbot: QtBot,
    context: Context,
    page: MaintenancePage,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(**_: object) -> Any:  # noqa: ANN401 - it returns nothing at all
        raise OSError(28, "full")

    monkeypatch.setattr(context.application.backups, "make", failing)
    page.show_subject("backups")
    button = page.findChild(QPushButton, "back_up")
    button.click()
    qtbot.waitUntil(lambda: bool(heard.told))
    assert button.isEnabled()


def test_that_the_edition_can_be_looked_through(
    qtbot: QtBot, context: Context, page: MaintenancePage
) -> None:
    page.show_subject("edition")
    tree = page.findChild(QTreeWidget, "edition")
    titles = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
    assert titles[:4] == ["文件与口径", "主要任务", "保障措施", "业态清单"]
    units = tree.topLevelItem(tree.topLevelItemCount() - 1)
    qtbot.waitUntil(lambda: units.childCount() > 0)
    assert context.application.office.name in [
        units.child(row).text(0) for row in range(units.childCount())
    ]
    search = page.findChild(QLineEdit, "edition_search")
    search.setText("再生资源")
    shown = [
        row for row in range(tree.topLevelItemCount()) if not tree.topLevelItem(row).isHidden()
    ]
    assert titles.index("业态清单") in shown
    assert titles.index("报送时限") not in shown
    search.clear()
    assert not any(tree.topLevelItem(row).isHidden() for row in range(tree.topLevelItemCount()))


def test_that_everything_without_an_official_text_is_marked_as_a_template(
    context: Context,
) -> None:
    edition = context.application.edition
    chapters = {chapter.title: chapter for chapter in outline(edition, str)}
    marked = {entry.name for entry in chapters["限值"].entries if entry.is_template}
    assert marked == {held.label for held in edition.thresholds.values() if held.template}
    assert marked
    essential = edition.business_list("essential")
    (listed,) = [e for e in chapters["业态清单"].entries if e.name == essential.label]
    assert all(item.label in listed.says for item in essential.items)
    assert len(chapters["年度目标"].entries) == len(edition.targets)
    assert len(chapters["审核规则"].entries) == len(edition.rules)
    doubtful, points = chapters["疑似重复"].entries
    held = edition.likenesses["outlet"]
    assert f"满 {held.doubtful} 分" in doubtful.says
    for point in held.points.__struct_fields__:
        assert f" {getattr(held.points, point):+d}" in points.says, point
    assert f"信用代码不同 {held.points.other_code}" in points.says
    assert points.is_template is held.template is True
    tasks = chapters["主要任务"].entries
    assert [task.name for task in tasks] == [t.label for t in edition.tasks if t.group == "task"]
    assert all(task.says.startswith("责任单位：") for task in tasks)


def test_that_the_page_may_always_be_left_and_unknown_tabs_do_nothing(
    page: MaintenancePage,
) -> None:
    page.show_subject("nowhere")
    assert page.findChild(QTabWidget).currentIndex() == 0
    assert page.may_leave()

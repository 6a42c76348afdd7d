"""核对一致码 on screen: a code answered, a changed file shown cell by cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.verify_dialog import VerifyDialog
from tests.gui.screenshots import shoot

quarter = Quarter(2024, 1)


def test_that_a_code_is_answered_and_a_changed_file_shows_where(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    application = context.application
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核实，情况属实。")
    exported = application.exporting.export(quarter, tmp_path)
    dialog = VerifyDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    answer = dialog.findChild(QLabel, "answer")
    dialog.findChild(QLineEdit, "code").setText(exported.fingerprint.lower())
    dialog._verify_code()
    assert "2024年第一季度 季度总结 第 1 版" in answer.text()
    [workbook] = [path for path in exported.files if path.suffix == ".xlsx"]
    dialog.verify_file(workbook)
    qtbot.waitUntil(lambda: "完全一致" in answer.text(), timeout=60_000)
    book = openpyxl.load_workbook(workbook)
    sheet = book["社区"]
    sheet.cell(sheet.max_row, 2).value = "改了名的社区"
    book.save(tmp_path / "改过.xlsx")
    dialog.verify_file(tmp_path / "改过.xlsx")
    tree = dialog.findChild(QTreeWidget, "differences")
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 1, timeout=60_000)
    assert tree.topLevelItem(0).text(0) == "社区"
    assert tree.topLevelItem(0).text(4) == "改了名的社区"
    shoot(dialog, "verify", (820, 480))

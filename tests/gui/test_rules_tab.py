"""审核规则 on screen: listed, searched, saved and printed as they are shown."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.maintenance.rules_tab import RulesTab
from bianmin_desktop.gui.printing.preview import PrintPreview
from tests.gui.conftest import Answers, Heard


@pytest.fixture
def tab(qtbot: QtBot, context: Context) -> RulesTab:
    made = RulesTab(context)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def _tree(tab: RulesTab) -> QTreeWidget:
    found = tab.findChild(QTreeWidget, "rules")
    assert found is not None
    return found


def _names(tab: RulesTab) -> dict[str, list[str]]:
    held = [_tree(tab).topLevelItem(row) for row in range(_tree(tab).topLevelItemCount())]
    return {
        group.text(0): [group.child(row).text(0) for row in range(group.childCount())]  # type: ignore[union-attr]
        for group in held
        if group is not None
    }


def test_that_every_rule_is_there_in_its_group_and_read_whole_below(
    tab: RulesTab, context: Context
) -> None:
    shown = _names(tab)
    assert sum(map(len, shown.values())) == len(context.application.edition.rules)
    assert next(iter(shown)).startswith("社区（填写时核对）")
    whole = tab.findChild(QPlainTextEdit, "rule")
    assert whole is not None
    assert "【强制】社区（填写时核对）：60岁以上人口不多于常住人口" in whole.toPlainText()
    assert "空白：有空白时不判" in whole.toPlainText()


def test_that_search_and_level_narrow_the_list(tab: RulesTab) -> None:
    search, level = tab.findChild(QLineEdit, "rules_search"), tab.findChild(QComboBox)
    count = tab.findChild(QLabel, "rules_count")
    assert search is not None
    assert level is not None
    assert count is not None
    search.setText("四同步")
    assert set(_names(tab)) == {"社区（填写时核对）　3 条"}
    level.setCurrentIndex(level.findText("提示"))
    assert _names(tab) == {"社区（填写时核对）　1 条": ["新建小区应填写四同步"]}
    assert count.text() == "共 1 条：提示 1"
    search.setText("没有这样的规则")
    assert "换几个字" in count.text()
    print_button = tab.findChild(QPushButton, "print_rules")
    assert print_button is not None
    assert not print_button.isEnabled()


def test_that_what_is_shown_is_saved(
    qtbot: QtBot, tab: RulesTab, answers: Answers, heard: Heard, tmp_path: Path
) -> None:
    search = tab.findChild(QLineEdit, "rules_search")
    button = tab.findChild(QPushButton, "save_rules_xlsx")
    assert search is not None
    assert button is not None
    search.setText("步行时间")
    answers.paths.append(str(tmp_path / "规则"))
    button.click()
    qtbot.waitUntil(lambda: bool(heard.said or heard.told))
    assert heard.told == []
    sheet = openpyxl.load_workbook(tmp_path / "规则.xlsx").worksheets[0]
    assert [row[2].value for row in sheet.iter_rows(min_row=4)] == ["步行时间"]
    assert "这里是其中一部分" in str(sheet["A2"].value)


def test_that_rules_open_in_the_print_preview(
    qtbot: QtBot, tab: RulesTab, context: Context
) -> None:
    button = tab.findChild(QPushButton, "print_rules")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: bool(tab.findChildren(PrintPreview)), timeout=20_000)
    (preview,) = tab.findChildren(PrintPreview)
    assert context.application.rule_lists.title in preview.windowTitle()
    preview.close()

"""Pasting rows from WPS or Excel into a list: previewed through the gate, written as one batch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.pages.ledger_page import LedgerPage
from bianmin_desktop.gui.tables.pasting import Clip, block_of, most_pasted
from bianmin_desktop.gui.wizards.import_wizard.journey import Step
from bianmin_desktop.gui.wizards.import_wizard.outcome_table import OutcomeTable
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard
from bianmin_desktop.services.importing import Fate
from tests.gui.conftest import Heard
from tests.gui.import_files import brought, fault_of, outlets_called, settled
from tests.gui.list_pages import asked, shown

_with_head = "店招\t业态\t地址\t所属社区\n惠民贴一店\t便利店\t海尔路 961 号\t金家岭社区\n"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LedgerPage:
    """The outlets, on screen."""
    return shown(qtbot, context)


def _pasted(qtbot: QtBot, page: LedgerPage, content: str | QMimeData) -> ImportWizard:
    clipboard = QGuiApplication.clipboard()
    if isinstance(content, str):
        clipboard.setText(content)
    else:
        clipboard.setMimeData(content)
    page.ledger.focus()
    qtbot.keyClick(page.ledger.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wizard = page.ledger.findChild(ImportWizard)
    settled(qtbot, wizard)
    return wizard


def test_that_a_block_with_headings_is_previewed_at_once_and_pasted(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    wizard = _pasted(qtbot, page, _with_head)
    brought(qtbot, wizard, Step.TRIAL)
    assert wizard.windowTitle() == "粘贴商业网点"
    assert wizard.findChild(QPushButton, "next").text() == "粘贴 1 条(&N)"
    assert outlets_called(context, "惠民贴一店") == []
    asked(qtbot, page, wizard.go_on)
    brought(qtbot, wizard, Step.DONE)
    assert wizard.findChild(QLabel, "done_head").text() == "粘贴完成：新增 1 条，更新 0 条"
    assert len(outlets_called(context, "惠民贴一店")) == 1
    assert context.undo.undo().startswith("撤销")
    assert outlets_called(context, "惠民贴一店") == []


def test_that_a_block_without_headings_is_read_in_the_order_of_the_list(
    qtbot: QtBot, page: LedgerPage
) -> None:
    order = [field.id for field in page.ledger.model.fields]
    answers = {
        "number": "贴-01",
        "name": "惠民贴二店",
        "business_type": "便利店",
        "address": "海尔路 962 号",
        "community": "金家岭社区",
    }
    last = max(order.index(name) for name in answers)
    row = "\t".join(answers.get(name, "") for name in order[: last + 1])
    wizard = _pasted(qtbot, page, row + "\n")
    brought(qtbot, wizard, Step.TRIAL)
    trial = wizard.journey.trial
    assert trial is not None
    assert [(r.fate, r.title) for r in trial.rows] == [(Fate.NEW, "惠民贴二店")]
    assert ("地址", "", "海尔路 962 号") in trial.rows[0].changes


def test_that_what_is_wrong_is_coloured_and_kept_as_typed(
    qtbot: QtBot, page: LedgerPage, context: Context
) -> None:
    wizard = _pasted(
        qtbot, page, _with_head.replace("店招", "店招\t联系电话").replace("一店", "三店\t123")
    )
    brought(qtbot, wizard, Step.TRIAL)
    model = wizard.findChild(OutcomeTable).model()
    assert model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
    wizard.go_on()
    brought(qtbot, wizard, Step.DONE)
    record = outlets_called(context, "惠民贴三店")[0]
    assert record.typed["phone"] == "123" or record.text("phone") == "123"


def test_that_a_doubtful_column_is_looked_at_first(qtbot: QtBot, page: LedgerPage) -> None:
    text = _with_head.replace("所属社区", "说不清的一列")
    wizard = _pasted(qtbot, page, text)
    assert wizard.step is Step.COLUMNS
    assert not wizard.findChild(QPushButton, "back").isVisible()


def test_that_rows_copied_from_the_list_come_back_as_the_same(
    qtbot: QtBot, page: LedgerPage
) -> None:
    table = page.ledger.table
    qtbot.waitUntil(lambda: table.current_id != "")
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QGuiApplication.clipboard().setText("")
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasHtml())
    copy = QMimeData()
    copy.setHtml(QGuiApplication.clipboard().mimeData().html())
    wizard = _pasted(qtbot, page, copy)
    if wizard.step is Step.COLUMNS:
        wizard.go_on()
    brought(qtbot, wizard, Step.TRIAL)
    trial = wizard.journey.trial
    assert trial is not None
    assert [row.fate for row in trial.rows] == [Fate.SAME, Fate.SAME]


def test_that_a_clipboard_without_a_table_says_so(
    qtbot: QtBot, page: LedgerPage, heard: Heard
) -> None:
    QGuiApplication.clipboard().clear()
    page.ledger.focus()
    qtbot.keyClick(page.ledger.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "没有可以粘贴的内容" in heard.said[-1]
    wizard = _pasted(qtbot, page, " \n ")
    assert "没有表格内容" in fault_of(wizard)
    assert heard.told == []


def test_that_pasting_into_the_search_stays_in_the_search(qtbot: QtBot, page: LedgerPage) -> None:
    QGuiApplication.clipboard().setText("便利店")
    search = page.ledger.findChild(QLineEdit, "search")
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == "便利店"
    assert page.ledger.findChild(ImportWizard) is None


def test_that_merged_cells_stand_in_every_row_they_cover() -> None:
    html = (
        "<html><head><style>td {x:1}</style></head><body><table>"
        "<tr><td rowspan=2>甲社区</td><td>一<br>店</td></tr><tr><td>二 &amp; 店</td></tr>"
        "<tr><td colspan='2'>丙</td></tr><tr><td>&nbsp;</td></tr></table></body></html>"
    )
    assert block_of(Clip(html, "")) == [["甲社区", "一\n店"], ["甲社区", "二 & 店"], ["丙", ""]]


def test_that_quoted_cells_keep_their_line_breaks_and_lone_quotes_stay() -> None:
    assert block_of(Clip("", '名称\t备注\r\n店\t"一\n二"\r\n')) == [
        ["名称", "备注"],
        ["店", "一\n二"],
    ]
    assert block_of(Clip("", '名称\t"备注\n店\t一\n')) == [["名称", '"备注'], ["店", "一"]]


def test_that_too_many_rows_are_refused_in_words() -> None:
    with pytest.raises(Refused, match="存成文件"):
        block_of(Clip("", "a\tb\n" * (most_pasted + 1)))

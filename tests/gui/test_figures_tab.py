"""核对数字: 上期 and 上年同期 as handed in, corrections marked, any past day, all records."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.summary.behind_list import at_once
from bianmin_desktop.gui.summary.figures_model import last_year
from bianmin_desktop.gui.summary.figures_tab import FiguresTab
from tests.gui.conftest import Heard

quarter = Quarter(2024, 1)


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> FiguresTab:
    """Without a quarter yet."""
    made = FiguresTab(context)
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    return made


def shown(tab: FiguresTab, qtbot: QtBot, at: Quarter = quarter) -> QTableView:
    with qtbot.waitSignal(tab.derived, timeout=20_000):
        tab.show_quarter(at)
    return tab.findChild(QTableView, "figures")


def hand_in(context: Context, at: Quarter, out: Path) -> None:
    application = context.application
    application.summaries.open(at)
    for issue in application.checks.check(at).readiness.unexplained:
        application.checks.explain(at, issue.id, "已现场核实，情况属实。")
    application.exporting.export(at, out)


def row_of(table: QTableView, words: str) -> int:
    model = table.model()
    return next(r for r in range(model.rowCount()) if model.index(r, 0).data() == words)


def outlets(context: Context, at: Quarter = quarter) -> FigureRow:
    return next(r for r in context.application.summaries.figures(at) if r.id == "outlets")


def test_that_a_correction_is_marked_said_and_listed_with_its_records(
    tab: FiguresTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    hand_in(context, quarter.previous, tmp_path)
    gone = outlets(context).opening_ids[0]
    context.application.entry.delete("outlet", gone)
    table = shown(tab, qtbot)
    row, model = row_of(table, "商业网点数"), table.model()
    known = outlets(context)
    assert model.index(row, 2).data() == f"＊{known.shown(known.opening)}"
    assert "取自2023年第四季度第1版" in tab.findChild(QLabel, "figures_note").text()
    table.setCurrentIndex(model.index(row, 4))
    behind = tab.findChild(QListWidget, "behind")
    qtbot.waitUntil(lambda: behind.count() == len(known.removed_ids))
    told = [behind.item(n).text() for n in range(behind.count())]
    assert sum("上期更正 · 已删除" in words for words in told) == 1
    words = tab.findChild(QLabel, "behind_title").text()
    assert f"上期更正：报送 {known.shown(known.opening)}" in words


def test_that_a_long_list_goes_on_to_its_last_record(
    tab: FiguresTab, context: Context, qtbot: QtBot
) -> None:
    table = shown(tab, qtbot)
    count = len(outlets(context).closing_ids)
    assert count > at_once
    table.setCurrentIndex(table.model().index(row_of(table, "商业网点数"), 5))
    behind = tab.findChild(QListWidget, "behind")
    listed = 0
    while listed < count:
        listed = min(listed + at_once, count)
        more = listed < count
        qtbot.waitUntil(lambda wanted=listed + more: behind.count() == wanted)
        if more:
            behind.itemActivated.emit(behind.item(behind.count() - 1))
    assert behind.count() == count


def test_that_last_year_is_shown_where_it_was_handed_in(
    tab: FiguresTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    table = shown(tab, qtbot)
    assert table.isColumnHidden(last_year)
    at = Quarter(2024, 3)
    hand_in(context, at.same_last_year, tmp_path)
    shown(tab, qtbot, at)
    known = outlets(context, at)
    assert not table.isColumnHidden(last_year)
    index = table.model().index(row_of(table, "商业网点数"), last_year)
    assert index.data() == known.shown(known.same_last_year)
    table.setCurrentIndex(index)
    behind = tab.findChild(QListWidget, "behind")
    qtbot.waitUntil(lambda: behind.count() > 0)
    assert "取自2023年第三季度第1版" in tab.findChild(QLabel, "behind_title").text()


def test_that_a_day_of_the_quarter_gives_its_own_numbers(
    tab: FiguresTab, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    table = shown(tab, qtbot)
    box = tab.findChild(QLineEdit, "figures_day")
    box.setText("2024-02-15")
    with qtbot.waitSignal(tab.derived, timeout=20_000):
        box.editingFinished.emit()
    rows = context.application.summaries.figures(quarter, tab._day.day)
    known = next(row for row in rows if row.id == "outlets")
    index = table.model().index(row_of(table, "商业网点数"), 5)
    assert index.data() == known.shown(known.closing) != outlets(context).shown(known.opening)
    assert "截至 2024-02-15" in tab.findChild(QLabel, "figures_note").text()
    box.setText("2024-05-01")
    box.editingFinished.emit()
    assert "不在2024年第一季度里" in heard.said[-1]
    assert box.text() == "2024-02-15"

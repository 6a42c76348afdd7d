"""A list narrowed to what must be looked at again, or to what changed since the last version."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tables.ledger_list import LedgerList
from bianmin_desktop.gui.tables.pick_box import PickBox

quarter = Quarter(2024, 2)


@pytest.fixture
def listed(context: Context, qtbot: QtBot) -> LedgerList:
    """The list of outlets on screen, looking at 2024Q2."""
    context.quarter = quarter
    made = LedgerList(context, "outlet")
    qtbot.addWidget(made)
    made.resize(1150, 600)
    with qtbot.waitSignal(made.model.answered):
        made.show()
    return made


def pick(listed: LedgerList, qtbot: QtBot, value: str) -> set[str]:
    box = listed.findChild(PickBox, "filter_review")
    with qtbot.waitSignal(listed.model.answered, timeout=20_000):
        box.choose(value)
        box.picked.emit()
    return {listed.model.id_at(row) for row in range(listed.model.rowCount())}


def test_that_a_list_shows_only_what_the_quarter_has_to_look_at(
    listed: LedgerList, context: Context, qtbot: QtBot
) -> None:
    shown = pick(listed, qtbot, "due")
    lines = context.application.rechecking.due(quarter)
    assert shown == {line.record_id for line in lines if line.type == "outlet"}
    assert (
        0
        < len(shown)
        < context.application.ledgers.count(context.application.ledgers.listing("outlet"))
    )


def test_that_a_list_shows_only_what_changed_since_the_quarter_was_handed_in(
    listed: LedgerList, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    application, at = context.application, Quarter(2023, 4)
    for issue in application.checks.check(at).readiness.unexplained:
        application.checks.explain(at, issue.id, "已现场核实，情况属实。")
    application.exporting.export(at, tmp_path)
    assert pick(listed, qtbot, "changed") == set()
    outlet = application.summaries.ledger().of("outlet")[0]
    saved = application.entry.save(Draft("outlet", {"staff": "77"}, outlet.id), outlet)
    with qtbot.waitSignal(listed.model.answered, timeout=20_000):
        listed.refresh(saved.changes)
    assert {listed.model.id_at(row) for row in range(listed.model.rowCount())} == {outlet.id}
    with qtbot.waitSignal(listed.model.answered, timeout=20_000):
        context.quarter = at.previous
        context.hub.choose(context.quarter)
    assert listed.model.rowCount() > 1

"""Rules on what is copied from the quarter before as it was handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.rules.quarter import Case

_named = 3


def opening_agrees(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """上期 as handed in is what the ledger gives for that day now; one issue for the quarter."""
    handed = case.ledger.handed.get(case.quarter.previous)
    corrected = [(row, row.correction) for row in case.figures if row.correction is not None]
    if handed is None or not corrected:
        return
    told = "；".join(
        f"{row.label.removeprefix('其中：')}报{row.shown(change.handed)}、推算{row.shown(change.now)}"
        for row, change in corrected[:_named]
    )
    more = "等" if len(corrected) > _named else ""
    words = {
        "source": handed.say(),
        "count": f"{len(corrected):,}",
        "figures": f"{told}{more}",
    }
    place = replace(case.summary_place, field="opening", field_label="上期数")
    yield Issue(rule.id, rule.level, place, rule.message.format_map(words), rule.clause)

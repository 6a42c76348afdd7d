"""季度变动说明: what changed, asked for until it is explained, and carried into the files."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import Change, Group
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.changes import Changed

quarter = Quarter(2024, 1)
bookshops = "quality_bookstore"


def open_bookshops(application: Application, count: int) -> None:
    """So many bookshops open in the quarter, complete enough to be handed in."""
    community = application.summaries.ledger().of("community")[0]
    for number in range(count):
        texts = {
            "name": f"新书店{number}",
            "kind": "商户",
            "no_uscc_reason": "无照",
            "business_type": "新型书店",
            "status": "营业",
            "community": community.text("code"),
            "address": "香港东路1号",
            "opened": f"2024-02-{number + 1:02d}",
            "verified": "2024-03-20",
            "area": str(30 + number),
            "staff": "3",
            "chain": "否",
        }
        application.entry.save(Draft("outlet", texts), application.entry.blank("outlet"))


def explain_rest(application: Application) -> None:
    for change in application.changes.of(quarter).unexplained:
        application.checks.explain(quarter, change.id, "已核对，情况属实。")


def swing_of(changed: Changed) -> Change:
    return next(c for c in changed.changes if c.subject == bookshops)


def opened_of(changed: Changed) -> Change:
    return next(c for c in changed.changes if c.name == "新书店3")


@pytest.fixture
def swung(application: Application) -> Application:
    """A community whose bookshops have grown far beyond the limit."""
    assert application.checks.check(quarter).readiness.may_be_submitted
    open_bookshops(application, 20)
    return application


def test_that_the_changes_are_those_of_the_figures(demo: Application) -> None:
    changed = demo.changes.of(quarter)
    rows = {row.id: row for row in demo.summaries.figures(quarter)}
    outlets = [c for c in changed.changes if c.group is not Group.FIGURE]
    gained = {c.subject for c in outlets if c.group is Group.OPENED}
    lost = {c.subject for c in outlets if c.group is Group.CLOSED}
    assert set(rows["outlets"].added_ids) <= gained
    assert set(rows["outlets"].removed_ids) <= lost
    assert all(c.on is not None and quarter.start <= c.on <= quarter.end for c in outlets)
    assert any(c.group is Group.TYPE_CHANGED for c in outlets)


def test_that_a_swing_blocks_until_its_reason_is_given_and_both_lists_show_it(
    swung: Application, out: Path
) -> None:
    change = swing_of(swung.changes.of(quarter))
    assert change in swung.changes.of(quarter).unexplained
    asked = len(swung.checks.check(quarter).readiness.unexplained)
    assert asked == len(swung.changes.of(quarter).unexplained)
    with pytest.raises(Refused, match=f"{asked} 项核实问题要改正或写明情况"):
        swung.exporting.export(quarter, out)
    reason = swung.changes.suggestions(change)[0]
    assert "2月1日至2月20日新开业20家（新型书店20家）" in reason
    swung.checks.explain(quarter, change.id, reason)
    changed = swung.changes.of(quarter)
    assert changed.reasons[change.id] == reason
    assert len(changed.unexplained) == asked - 1
    assert change.id in {i.id for i in swung.checks.check(quarter).readiness.explained}
    explain_rest(swung)
    assert swung.exporting.export(quarter, out).version == 1


def test_that_no_reason_is_put_in_by_itself(swung: Application) -> None:
    changed = swung.changes.of(quarter)
    assert swung.changes.suggestions(opened_of(changed))
    assert opened_of(changed).id not in changed.reasons
    assert swing_of(changed).id not in changed.reasons


def test_that_a_change_nobody_asks_about_may_have_a_reason_that_stays_with_it(
    swung: Application,
) -> None:
    change = opened_of(swung.changes.of(quarter))
    assert not change.is_asked
    swung.checks.explain(quarter, change.id, "街道引进。")
    record = swung.entry.record("outlet", change.subject)
    swung.entry.save(Draft("outlet", {"opened": "2024-03-03"}, record.id), record)
    moved = opened_of(swung.changes.of(quarter))
    assert (moved.on, moved.id) == (date(2024, 3, 3), change.id)
    assert swung.changes.of(quarter).reasons[change.id] == "街道引进。"
    swung.checks.explain(quarter, change.id, "")
    assert change.id not in swung.changes.of(quarter).reasons


def test_that_a_change_of_another_quarter_cannot_be_explained_here(swung: Application) -> None:
    change = opened_of(swung.changes.of(quarter))
    with pytest.raises(WrongUse, match="没有编号为"):
        swung.checks.explain(quarter.previous, change.id, "街道引进。")


def test_that_reasons_travel_with_figures_and_outlets_into_both_files(
    swung: Application, out: Path
) -> None:
    changed = swung.changes.of(quarter)
    swung.checks.explain(quarter, swing_of(changed).id, "新商场开业，书店集中入驻。")
    swung.checks.explain(quarter, opened_of(changed).id, "商场统一招商引进。")
    explain_rest(swung)
    exported = swung.exporting.export(quarter, out)
    workbook = CalamineWorkbook.from_path(str(exported.files[0]))
    rows = workbook.get_sheet_by_name("季度变动说明").to_python()
    listed = {str(row[2]): row for row in rows}
    assert listed["品质提升类·新型书店"][8] == "新商场开业，书店集中入驻。"
    assert listed["新书店3"][8] == "商场统一招商引进。"
    assert listed["新书店4"][8] == ""
    figures = workbook.get_sheet_by_name("季度进展").to_python()
    marked = next(row for row in figures if row[0] == "新型书店")
    assert marked[6:8] == [listed["品质提升类·新型书店"][0], "新商场开业，书店集中入驻。"]
    command = ["pdftotext", str(exported.files[1]), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    flat = "".join(text.split())
    assert "附件2季度变动说明" in flat
    assert "新商场开业，书店集中入驻。" in flat
    again = swung.exporting.reexport(quarter, exported.version, out / "再次")
    assert [p.read_bytes() for p in again.files] == [p.read_bytes() for p in exported.files]

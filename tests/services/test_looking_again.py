"""要再看一遍: what to look at, 看过了 as one batch with one undo, and what changed since."""

from __future__ import annotations

from pathlib import Path

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter

quarter = Quarter(2024, 2)
reason = "outlet.not_verified"


def due(application: Application, recheck: str = reason) -> dict[str, str]:
    """What is asked of which record."""
    lines = application.rechecking.due(quarter)
    return {line.record_id: line.message for line in lines if line.recheck.id == recheck}


def test_that_outlets_nobody_looked_at_since_the_quarter_began_are_listed(
    application: Application,
) -> None:
    asked = due(application)
    for outlet in application.summaries.ledger().of("outlet"):
        verified = outlet.get("verified")
        is_living = outlet.get("status") in ("open", "paused")
        is_wanted = is_living and (verified is None or verified < quarter.start)
        assert (outlet.id in asked) == is_wanted
    assert asked


def test_that_seen_sets_the_day_in_one_batch_that_is_undone_at_once(
    application: Application,
) -> None:
    service = application.rechecking
    lines = [line for line in service.due(quarter) if line.may_be_seen]
    before = {o.id: o.get("verified") for o in application.summaries.ledger().of("outlet")}
    changes = service.seen(lines)
    assert changes.touched["outlet"] == {line.record_id for line in lines}
    assert due(application) == {}
    [batch, *_] = application.batches.recent()
    assert (batch.source, batch.count) == ("看过了", len(lines))
    today = application.clock.today()
    for outlet in application.summaries.ledger().of("outlet"):
        is_seen = outlet.id in changes.touched["outlet"]
        assert outlet.get("verified") == (today if is_seen else before[outlet.id])
    application.batches.undo(batch.id)
    after = {o.id: o.get("verified") for o in application.summaries.ledger().of("outlet")}
    assert after == before


def test_that_what_has_run_out_is_listed_and_must_be_corrected(application: Application) -> None:
    entry = application.entry
    for name, status in (("到期项目", "在建"), ("完成的项目", "已完成"), ("远的项目", "在建")):
        texts = {"name": name, "status": status, "due": "2024-04-20"}
        texts |= {"due": "2025-12-31"} if name == "远的项目" else {}
        entry.save(Draft("project", texts), entry.blank("project"))
    [line] = [one for one in application.rechecking.due(quarter) if one.type == "project"]
    assert (line.name, line.may_be_seen) == ("到期项目", False)
    assert line.message == "完成时限是2024年4月20日，请更新进展"
    assert application.rechecking.seen([line]).touched == {}


def test_that_only_what_changed_since_the_last_version_is_listed(
    application: Application, out: Path
) -> None:
    application.exporting.export(quarter.previous, out)
    assert application.rechecking.changed(quarter).lines == ()
    first, second, third = application.summaries.ledger().of("outlet")[:3]
    entry = application.entry
    first = entry.save(Draft("outlet", {"staff": "7"}, first.id), first).record
    entry.save(Draft("outlet", {"staff": "8"}, first.id), first)
    second_now = entry.save(Draft("outlet", {"staff": "9"}, second.id), second).record
    entry.save(Draft("outlet", {"staff": entry.texts(second)["staff"]}, second.id), second_now)
    entry.delete("outlet", third.id)
    event = {"outlet": first.text("name"), "kind": "改造", "on": "2024-04-02"}
    entry.save(Draft("event", event), entry.blank("event"))
    changed = application.rechecking.changed(quarter)
    assert changed.say() == "2024年第一季度第1版报送以来"
    told = {(line.record_id, line.action) for line in changed.lines}
    assert told == {(first.id, "修改"), (third.id, "删除"), (first.id, "新增")}
    [line] = [line for line in changed.lines if line.action == "修改"]
    [step] = line.steps
    assert (step.label, step.after) == ("从业人数", "8")


def test_that_without_a_version_changes_count_from_the_first_day(
    application: Application,
) -> None:
    changed = application.rechecking.changed(quarter)
    assert changed.since is None
    assert changed.say() == "2024年第二季度开始以来"
    later = application.rechecking.changed(quarter.next)
    assert later.lines == ()

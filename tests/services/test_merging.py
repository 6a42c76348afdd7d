"""The same shop twice in the book: found, ruled out, merged into one, and taken apart again."""

from __future__ import annotations

import pytest

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.duplicates import Side
from bianmin_desktop.store import keeping
from bianmin_desktop.store.listing import Listing

code = "91370202MA0000015F"


def _save(application: Application, type_id: str, **texts: str) -> Record:
    blank = application.entry.blank(type_id)
    return application.entry.save(Draft(type_id, texts, blank.id), blank).record


def _community(application: Application, place: int = 0) -> Record:
    return application.ledgers.records(Listing("community", limit=place + 1))[place]


def _shop(application: Application, name: str, **more: str) -> Record:
    community = _community(application).text("name")
    usual = {"address": "试金路63号", "business_type": "便利店", "community": community}
    return _save(application, "outlet", **({"name": name} | usual | more))


def _event(application: Application, outlet: Record, **texts: str) -> Record:
    blank = application.entry.blank("event").with_values({"outlet": outlet.id})
    draft = Draft("event", {"kind": "改造", "on": "2024-02-01", **texts}, blank.id)
    return application.entry.save(draft, blank).record


def _events(application: Application, outlet: Record) -> list[Record]:
    return application.entry.belonging("event", "outlet", outlet.id)


def _content(record: Record) -> tuple[object, ...]:
    return record.values, record.typed, record.notes, record.deleted, record.level


def test_that_a_shop_like_the_one_being_entered_is_named_with_its_place(
    own_demo: Application,
) -> None:
    stored = _shop(own_demo, "试金石便利店")
    entered = Record("outlet", "new", {"name": "试金石便利", "address": "试金路63号"})
    (suspicion,) = own_demo.duplicates.like(entered)
    assert suspicion.other("new").id == stored.id
    short = _community(own_demo).text("short_name")
    assert suspicion.other("new").place == f"{short}，试金路63号"
    assert "地址相同" in suspicion.pair.reasons


def test_that_what_was_written_a_moment_ago_is_known(own_demo: Application) -> None:
    entered = Record("outlet", "new", {"name": "试金石便利店", "address": "试金路63号"})
    assert own_demo.duplicates.like(entered) == []
    stored = _shop(own_demo, "试金石便利店")
    assert [found.other("new").id for found in own_demo.duplicates.like(entered)] == [stored.id]
    own_demo.entry.delete("outlet", stored.id)
    assert own_demo.duplicates.like(entered) == []
    own_demo.entry.restore("outlet", stored.id)
    assert len(own_demo.duplicates.like(entered)) == 1


def test_that_a_shop_in_two_communities_is_found_among_all(own_demo: Application) -> None:
    one = _shop(own_demo, "试金石便利店", uscc=code)
    elsewhere = _community(own_demo, 1).text("name")
    other = _shop(own_demo, "试金石", uscc=code, community=elsewhere)
    found = {(s.pair.first_id, s.pair.second_id): s for s in own_demo.duplicates.all()}
    suspicion = found[tuple(sorted((one.id, other.id)))]  # type: ignore[index]
    assert suspicion.pair.reasons[0] == "同一信用代码"
    assert suspicion.first.place != suspicion.second.place


def test_that_only_outlets_are_compared(own_demo: Application) -> None:
    assert own_demo.duplicates.like(_community(own_demo)) == []


def test_that_two_shops_ruled_out_are_asked_about_no_more_until_taken_back(
    own_demo: Application,
) -> None:
    one, other = _shop(own_demo, "试金石便利店"), _shop(own_demo, "试金石便利店")
    duplicates = own_demo.duplicates
    duplicates.not_duplicates(other.id, one.id)
    ids = tuple(sorted((one.id, other.id)))
    assert duplicates.ruled_out() == {ids}
    assert duplicates.like(one) == []
    marked = [s.is_ruled_out for s in duplicates.all() if (s.first.id, s.second.id) == ids]
    assert marked == [True]
    duplicates.maybe_duplicates(one.id, other.id)
    assert duplicates.ruled_out() == frozenset()
    assert len(duplicates.like(one)) == 1


def test_that_a_comparison_offers_the_answer_there_is_and_the_one_verified_last(
    own_demo: Application,
) -> None:
    verified = {"verified": "2024-05-01", "area": "40", "staff": "未采集", "hours": "全天"}
    keep = _shop(own_demo, "试金石便利店", **verified)
    drop = _shop(own_demo, "试金石便利", verified="2023-05-01", area="45", staff="3")
    comparison = own_demo.duplicates.compared(drop.id, keep.id)
    assert comparison.keep.id == keep.id
    sides = {line.field.id: line.suggested for line in comparison.differing}
    assert sides["name"] is Side.KEEP
    assert sides["area"] is Side.KEEP
    assert sides["staff"] is Side.DROP
    assert sides["hours"] is Side.KEEP
    assert {"address", "community", "contact"} <= {line.field.id for line in comparison.equal}


def test_that_a_merge_keeps_what_was_chosen_and_bins_the_other(own_demo: Application) -> None:
    keep = _shop(own_demo, "试金石便利店", area="40", phone="不知道")
    drop = _shop(own_demo, "试金石", area="45", phone="13812345678", uscc=code)
    choices = {"area": "drop", "phone": "drop", "uscc": "drop", "name": "keep"}
    done = own_demo.duplicates.merge(keep.id, drop.id, choices)
    kept = own_demo.entry.record("outlet", keep.id)
    assert done.record == kept
    assert kept.text("name") == "试金石便利店"
    assert str(kept.get("area")) == "45"
    assert (kept.text("phone"), dict(kept.typed)) == ("13812345678", {})
    assert kept.text("uscc") == code
    assert own_demo.entry.record("outlet", drop.id).deleted
    assert done.changes.touched["outlet"] == {keep.id, drop.id}
    assert kept.level is None or kept.level.value != "blocking"


def test_that_several_choices_of_both_can_be_kept_together(own_demo: Application) -> None:
    keep = _shop(own_demo, "试金石便利店", extra_services="代扣代缴、打印复印", phone="13812345678")
    drop = _shop(own_demo, "试金石便利", extra_services="打印复印、快递")
    comparison = own_demo.duplicates.compared(keep.id, drop.id)
    both = {line.field.id: line.both for line in comparison.differing if line.both}
    assert both == {"extra_services": "代扣代缴、打印复印、快递"}
    with pytest.raises(WrongUse, match="“网点名称”不能两边都要"):
        own_demo.duplicates.merge(keep.id, drop.id, {"name": "both"})
    own_demo.duplicates.merge(keep.id, drop.id, {"extra_services": "both"})
    kept = own_demo.entry.record("outlet", keep.id)
    shown = own_demo.ledgers.shown(own_demo.edition.field("outlet", "extra_services"), kept)
    assert shown == both["extra_services"]


def test_that_an_unreadable_answer_can_be_chosen_too(own_demo: Application) -> None:
    keep = _shop(own_demo, "试金石便利店", phone="13812345678")
    drop = _shop(own_demo, "试金石", phone="问老王")
    own_demo.duplicates.merge(keep.id, drop.id, {"phone": "drop"})
    kept = own_demo.entry.record("outlet", keep.id)
    assert kept.typed == {"phone": "问老王"}
    assert kept.level is not None
    assert kept.level.value == "blocking"


def test_that_the_events_of_both_come_together_each_once(own_demo: Application) -> None:
    keep, drop = _shop(own_demo, "试金石便利店"), _shop(own_demo, "试金石便利店")
    _event(own_demo, keep, kind="改造", on="2024-02-01")
    twin = _event(own_demo, drop, kind="改造", on="2024-02-01", note="换了招牌")
    moved = _event(own_demo, drop, kind="迁入", on="2024-03-01")
    assert own_demo.duplicates.compared(keep.id, drop.id).follow == 2
    own_demo.duplicates.merge(keep.id, drop.id, {})
    events = _events(own_demo, keep)
    assert len(events) == 2
    assert moved.id in {event.id for event in events}
    (renovated,) = [event for event in events if event.get("kind") == twin.get("kind")]
    assert renovated.text("note") == "换了招牌"
    assert _events(own_demo, drop) == []
    assert own_demo.entry.record("event", twin.id).deleted


def test_that_an_event_in_the_recycle_bin_comes_back_to_the_shop_that_stayed(
    own_demo: Application,
) -> None:
    keep, drop = _shop(own_demo, "试金石便利店"), _shop(own_demo, "试金石便利店")
    gone = _event(own_demo, drop)
    own_demo.entry.delete("event", gone.id)
    own_demo.duplicates.merge(keep.id, drop.id, {})
    own_demo.entry.restore("event", gone.id)
    assert [event.id for event in _events(own_demo, keep)] == [gone.id]


def test_that_undoing_the_batch_puts_everything_back(own_demo: Application) -> None:
    keep = _shop(own_demo, "试金石便利店", area="40")
    drop = _shop(own_demo, "试金石", area="45", phone="13812345678")
    records = [keep, drop, _event(own_demo, keep), _event(own_demo, drop, note="换了招牌")]
    records.append(_event(own_demo, drop, kind="迁入"))
    before = {record.id: _content(record) for record in records}
    done = own_demo.duplicates.merge(keep.id, drop.id, {"area": "drop", "phone": "drop"})
    assert any(_content(own_demo.entry.record(r.type, r.id)) != before[r.id] for r in records)
    undone = own_demo.batches.undo(done.batch)
    assert undone.kept == ()
    after = {r.id: _content(own_demo.entry.record(r.type, r.id)) for r in records}
    assert after == before


def test_that_a_merge_is_one_batch_in_the_history(own_demo: Application) -> None:
    keep, drop = _shop(own_demo, "试金石便利店", area="40"), _shop(own_demo, "试金石", area="45")
    done = own_demo.duplicates.merge(keep.id, drop.id, {"area": "drop"})
    (event,) = own_demo.history.events(keep.id, limit=1)
    assert (event.action, event.source) == ("合并", "合并重复")
    assert [(s.label, s.before, s.after) for s in event.steps] == [("经营面积", "40", "45")]
    with own_demo._book.reading() as reading:
        entries = keeping.entries_of_batch(reading.connection, done.batch)
    assert {entry.record_id for entry in entries} == {keep.id, drop.id}


def test_that_a_merge_of_what_is_gone_or_changed_since_is_refused(own_demo: Application) -> None:
    keep, drop = _shop(own_demo, "试金石便利店"), _shop(own_demo, "试金石")
    seen = own_demo.duplicates.compared(keep.id, drop.id).revisions
    own_demo.entry.save(Draft("outlet", {"area": "40"}, drop.id), drop)
    with pytest.raises(Refused, match="被改过") as changed:
        own_demo.duplicates.merge(keep.id, drop.id, {}, seen)
    assert changed.value.code == "BM-212"
    with pytest.raises(WrongUse, match="没有“nothing”这一项"):
        own_demo.duplicates.merge(keep.id, drop.id, {"nothing": "drop"})
    with pytest.raises(Refused, match="同一条"):
        own_demo.duplicates.merge(keep.id, keep.id, {})
    own_demo.entry.delete("outlet", drop.id)
    with pytest.raises(Refused, match="已经不在台账里"):
        own_demo.duplicates.merge(keep.id, drop.id, {})
    assert not own_demo.entry.record("outlet", keep.id).deleted


def test_that_the_example_ledger_has_its_doubles_and_few_others(own_demo: Application) -> None:
    found = own_demo.duplicates.all()
    assert len(found) >= 5
    assert sum("同一信用代码" in s.pair.reasons for s in found) >= 5
    outlets = own_demo.ledgers.count(own_demo.ledgers.listing("outlet"))
    assert len(found) < outlets / 20, [s.pair.reasons for s in found][:50]

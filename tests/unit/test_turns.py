"""What happened to outlets in a quarter adds up to what its figures count."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.definitions import ChangeKind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter, quarters_between
from bianmin_desktop.domain.quarter_changes import Group, quarter_changes
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.timeline import Timeline
from bianmin_desktop.domain.turns import Turn, turns

quarter = Quarter(2024, 1)
_days = st.none() | st.dates(date(2023, 9, 1), date(2024, 8, 31))
_types = ("convenience", "pharmacy", "bookstore")
_kinds = ("opened", "renovated", "moved_in", "moved_out", "closed", "reopened", "type_changed")
_outlets = st.fixed_dictionaries(
    {
        "status": st.sampled_from(("open", "paused", "cancelled", "planned")),
        "business_type": st.sampled_from(_types),
        "opened": _days,
        "closed": _days,
        "verified": _days,
    }
)
_events = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(_kinds),
        "on": _days,
        "before": st.sampled_from((None, "便利店", "药店", "不认识的业态")),
        "after": st.sampled_from((None, "便利店", "药店")),
    }
)
_histories = st.lists(st.tuples(_outlets, st.lists(_events, max_size=4)), max_size=6)


def _record(type_id: str, record_id: str, **values: object) -> Record:
    held = {name: value for name, value in values.items() if value is not None}
    return Record(type_id, record_id, held)  # type: ignore[arg-type]


def _ledger(histories: list[tuple[dict[str, object], list[dict[str, object]]]]) -> Ledger:
    outlets = [_record("outlet", f"o{n}", name=f"店{n}", **h[0]) for n, h in enumerate(histories)]
    events = [
        _record("event", f"e{n}.{k}", outlet=f"o{n}", **event)
        for n, (_, happened) in enumerate(histories)
        for k, event in enumerate(happened)
    ]
    return Ledger({"outlet": outlets, "event": events})


def _turns(edition: Edition, outlet: Record, *events: Record) -> tuple[Turn, ...]:
    return turns(Timeline.of(edition).life(outlet, events), events, quarter)


@settings(max_examples=120, deadline=None)
@given(histories=_histories)
def test_that_every_coming_and_going_of_any_quarter_is_listed(
    edition: Edition, histories: list[tuple[dict[str, object], list[dict[str, object]]]]
) -> None:
    ledger = _ledger(histories)
    for each in quarters_between(Quarter(2023, 3), Quarter(2024, 4)):
        total = next(row for row in derive(ledger, edition, each) if row.id == "outlets")
        changes = quarter_changes(ledger, edition, each, (), ())
        for outlet in ledger.of("outlet"):
            own = [c.group for c in changes if c.place.record_id == outlet.id]
            gained = own.count(Group.OPENED) - own.count(Group.CLOSED)
            is_added, is_removed = (
                outlet.id in ids for ids in (total.added_ids, total.removed_ids)
            )
            assert gained == is_added - is_removed
        assert len({c.id for c in changes}) == len(changes)
        assert all(c.on is not None and each.start <= c.on <= each.end for c in changes)


def test_that_a_turn_is_called_by_the_event_that_made_it(edition: Edition) -> None:
    outlet = _record(
        "outlet", "o", status="open", business_type="pharmacy", opened=date(2020, 1, 1)
    )
    closed = _record("event", "1", kind="closed", on=date(2024, 1, 9), note="房屋维修")
    again = _record("event", "2", kind="reopened", on=date(2024, 2, 3))
    found = _turns(edition, outlet, again, closed)
    assert [(t.kind, t.on) for t in found] == [
        (ChangeKind.CLOSED, date(2024, 1, 9)),
        (ChangeKind.REOPENED, date(2024, 2, 3)),
    ]
    assert found[0].event == closed
    moved = _record("event", "3", kind="moved_in", on=date(2024, 3, 1))
    (came,) = _turns(edition, outlet, moved)
    assert (came.kind, came.before, came.after) == (ChangeKind.MOVED_IN, "", "pharmacy")


def test_that_an_end_without_a_date_is_told_as_such(edition: Edition) -> None:
    values = {"status": "cancelled", "business_type": "pharmacy", "verified": date(2024, 2, 2)}
    (gone,) = _turns(edition, _record("outlet", "o", **values))
    assert (gone.kind, gone.on, gone.before) == (
        ChangeKind.UNDATED,
        date(2024, 2, 2),
        "pharmacy",
    )


def test_that_a_change_of_type_counts_once_and_only_while_the_outlet_is_there(
    edition: Edition,
) -> None:
    outlet = _record("outlet", "o", status="open", business_type="convenience")
    turned = {"kind": "type_changed", "on": date(2024, 2, 5), "before": "药店", "after": "便利店"}
    twice = (_record("event", "1", **turned), _record("event", "2", **turned))
    (found,) = _turns(edition, outlet, *twice)
    assert (found.before, found.after) == ("pharmacy", "convenience")
    closed = outlet.with_values({"closed": date(2024, 1, 3)})
    assert [t.kind for t in _turns(edition, closed, *twice)] == [ChangeKind.CLOSED]

"""Random ledgers: outlets with their dated events, circles and communities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter, quarters_between
from bianmin_desktop.domain.records import Record

quarters = quarters_between(Quarter(2023, 3), Quarter(2024, 4))
_days = st.dates(date(2023, 5, 1), date(2025, 1, 31))
_maybe_days = st.none() | _days
_types = ("convenience", "pharmacy", "bookstore", "market", "fresh_store", "parcel_locker")
labels = {"convenience": "便利店", "pharmacy": "药店", "bookstore": "书店", "market": "菜市场"}
_kinds = ("opened", "renovated", "moved_in", "moved_out", "closed", "reopened", "type_changed")

_outlets = st.fixed_dictionaries(
    {
        "status": st.sampled_from(("open", "paused", "suspended", "cancelled", "planned")),
        "business_type": st.sampled_from(_types),
        "opened": _maybe_days,
        "closed": _maybe_days,
        "verified": _maybe_days,
        "chain": st.sampled_from((None, True, False, Absence.NOT_COLLECTED)),
        "extra_services": st.sampled_from((None, ("repair",), ("repair", "press"))),
        "kind": st.sampled_from(("shop", "facility")),
        "area": st.sampled_from(
            (None, Decimal(0), Decimal("12.50"), Decimal(80), Absence.NOT_COLLECTED)
        ),
        "staff": st.none() | st.integers(0, 9),
    }
)
_events = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(_kinds),
        "on": _maybe_days,
        "before": st.sampled_from((None, *labels.values(), "不认识的业态")),
        "after": st.sampled_from((None, *labels.values())),
    }
)
histories = st.lists(st.tuples(_outlets, st.lists(_events, max_size=4)), max_size=8)
circles = st.lists(
    st.tuples(_maybe_days, _maybe_days, st.sets(st.sampled_from("ABC"), min_size=1)), max_size=3
)


def record(type_id: str, record_id: str, values: Mapping[str, object]) -> Record:
    kept = {name: value for name, value in values.items() if value is not None}
    return Record(type_id, record_id, kept)  # type: ignore[arg-type]


Outlet = tuple[dict[str, object], list[dict[str, object]]]
Circle = tuple[date | None, date | None, set[str]]
households = {"A": 100, "B": None, "C": 50, "D": 7}


def ledger_of(
    lives: Sequence[Outlet | None],
    begun: Sequence[Circle],
    counted: Mapping[str, int | None] = households,
) -> Ledger:
    """A ledger; an outlet that is none was deleted, and so is a community that is not counted."""
    outlets, events, made = [], [], []
    for place, life in enumerate(lives):
        if life is None:
            continue
        outlets.append(record("outlet", f"o{place}", life[0]))
        for number, event in enumerate(life[1]):
            values = event | {"outlet": f"o{place}"}
            events.append(record("event", f"e{place}-{number}", values))
    for place, (started, completed, members) in enumerate(begun):
        values = {
            "started": started,
            "completed": completed,
            "communities": tuple(sorted(members)),
        }
        made.append(record("circle", f"c{place}", values))
    communities = [
        record("community", name, {"households": count, "residents": count and count * 3})
        for name, count in counted.items()
    ]
    held = {"outlet": outlets, "event": events, "circle": made, "community": communities}
    return Ledger(held)

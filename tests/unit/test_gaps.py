"""The gap matrix: which types a circle has, and what extra services could cover."""

from __future__ import annotations

from datetime import date

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record

day = date(2024, 3, 31)


def _ledger(*outlets: dict[str, object]) -> Ledger:
    circles = [
        Record("circle", "c", {"name": "乙圈", "communities": ("a",)}),
        Record("circle", "d", {"name": "甲圈", "communities": ("b", "both")}),
        Record("circle", "e", {"name": "丙圈", "communities": ("both",)}),
    ]
    made = [
        Record("outlet", str(n), {"status": "open", "business_type": "convenience"} | values)
        for n, values in enumerate(outlets)
    ]
    return Ledger({"circle": circles, "outlet": made})


def _counts(edition: Edition, ledger: Ledger) -> dict[str, dict[str, int]]:
    matrix = gap_matrix(ledger, edition, ("essential", "basic"), day)
    items = [column.item_id for column in matrix.columns]
    assert len(items) == 18
    rows = {row.circle_id: row.counts for row in matrix.rows}
    return {circle: dict(zip(items, counts, strict=True)) for circle, counts in rows.items()}


def test_that_outlets_count_for_the_circle_they_name(edition: Edition) -> None:
    counts = _counts(edition, _ledger({"circle": "c"}, {"circle": "c", "community": "b"}))
    assert counts["c"]["convenience"] == 2
    assert counts["d"]["convenience"] == 0


def test_that_a_blank_circle_is_that_of_the_community_if_there_is_but_one(
    edition: Edition,
) -> None:
    counts = _counts(edition, _ledger({"community": "a"}, {"community": "both"}, {}))
    assert counts["c"]["convenience"] == 1
    assert counts["d"]["convenience"] == counts["e"]["convenience"] == 0


def test_that_only_outlets_that_count_on_the_day_are_counted(edition: Edition) -> None:
    later, gone = {"opened": date(2024, 4, 1)}, {"status": "cancelled", "closed": day}
    counts = _counts(edition, _ledger({"circle": "c"} | later, {"circle": "c"} | gone))
    assert counts["c"]["convenience"] == 0


def test_that_missing_types_name_the_outlets_that_could_stand_in(edition: Edition) -> None:
    helping = {"circle": "c", "extra_services": ("collection", "express")}
    matrix = gap_matrix(_ledger(helping), edition, ("basic",), day)
    row = next(row for row in matrix.rows if row.circle_id == "c")
    missing = {column.item_id: count for column, count in matrix.missing(row)}
    assert missing["parcel_locker"] == 1
    assert missing["repair"] == 0
    assert "convenience" not in missing
    assert [row.circle_name for row in matrix.rows] == sorted(
        row.circle_name for row in matrix.rows
    )

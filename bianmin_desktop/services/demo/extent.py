"""How much of a unit example data fills: a street whole, of a district or city only a handful."""

from __future__ import annotations

from collections.abc import Sequence

from bianmin_desktop.domain.records import Record

streets_shown = 3
communities_shown = 8
"""A district's example is three streets of at most eight communities (≈2,900 outlets).

The other communities stay as the division table has them, so that lists are complete and the
example is made in seconds. A city's three streets lie in three districts.
"""


def chosen_communities(communities: Sequence[Record], level: str) -> list[Record]:
    """The communities to fill, by code, for a unit of that level."""
    ordered = sorted(communities, key=lambda record: record.text("code"))
    if level in ("street", "community"):
        return ordered
    # The first street of each district for a city, the first streets of a district.
    digits = 6 if level == "city" else 9
    groups: dict[str, list[Record]] = {}
    for record in ordered:
        groups.setdefault(record.text("code")[:digits], []).append(record)
    chosen: list[Record] = []
    for members in list(groups.values())[:streets_shown]:
        street = members[0].text("code")[:9]
        same = [record for record in members if record.text("code").startswith(street)]
        chosen += same[:communities_shown]
    return chosen

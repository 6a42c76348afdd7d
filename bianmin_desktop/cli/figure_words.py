"""Figures of a quarter as lines and values of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.domain.encoding import plain

if TYPE_CHECKING:
    from bianmin_desktop.domain.indicators import FigureRow


def figure_cells(row: FigureRow) -> tuple[str, str, str, str]:
    """上期、新增、减少、期末 as shown; a figure that is no flow has only the last."""
    is_flow = row.opening is not None or row.added is not None or row.removed is not None
    numbers = (row.opening, row.added, row.removed) if is_flow else ()
    before = tuple(row.shown(number) for number in numbers) or ("", "", "")
    return (before[0], before[1], before[2], row.shown(row.closing))


def figure_value(row: FigureRow) -> dict[str, object]:
    """A figure for programs, its numbers exact."""
    value: dict[str, object] = {
        "id": row.id,
        "label": row.label,
        "unit": row.unit,
        "opening": plain(row.opening),
        "added": plain(row.added),
        "removed": plain(row.removed),
        "closing": plain(row.closing),
        "numerator": plain(row.numerator),
        "denominator": plain(row.denominator),
        "shown": row.shown(row.closing),
        "opening_is_handed_in": row.is_handed,
        "same_last_year": plain(row.same_last_year),
    }
    if (change := row.correction) is not None:
        value["correction"] = {
            "handed": plain(change.handed),
            "now": plain(change.now),
            "added": plain(change.added),
            "removed": plain(change.removed),
            "records": list(change.steps),
        }
    return value

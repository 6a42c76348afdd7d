"""What the data say of a change, as words that suggested reasons are filled with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import percent_text
from bianmin_desktop.domain.rules.wording import value_text
from bianmin_desktop.domain.turns import Turn
from bianmin_desktop.domain.values import number_of

_named = 3
"""Names that are written out; of more only the largest."""
_told_types = 4
_size = {"outlet": "area", "community": "households"}
"""What tells a large record from a small one, unless the figure adds up another field."""
_shops = "家"
Words = dict[str, str]
_office = re.compile(r"(?<=社区)(?:居民委员会|居委会)$")
"""What an office is called more than its community."""


@dataclass(frozen=True)
class ChangeWords:
    """Words of one quarter's changes; a word the data do not have is empty."""

    ledger: Ledger = field(repr=False)
    edition: Edition = field(repr=False)
    turns: Mapping[str, Sequence[Turn]] = field(repr=False)

    def of_outlet(self, outlet: Record, turn: Turn) -> Words:
        """Of an outlet that came, went or turned."""
        community = self.ledger.by_id("community").get(outlet.text("community"))
        area = self.edition.fields.get(("outlet", "area"))
        is_large = area is not None and number_of(outlet.get("area")) is not None
        return {
            "name": outlet.text("name"),
            "day": day_words(turn.on),
            "type": self.type_label(turn.after or turn.before),
            "before": self.type_label(turn.before),
            "after": self.type_label(turn.after),
            "community": _office.sub("", community.text("name")) if community else "",
            "address": outlet.text("address"),
            "area": value_text(area, outlet.get("area"), self.edition)
            if area is not None and is_large
            else "",
            "note": turn.event.text("note").strip().rstrip("。") if turn.event else "",
        }

    def of_figure(self, figure: Figure, row: FigureRow, opening: Decimal) -> Words:
        """Of a figure that moved from `opening` to its closing value."""
        closing = row.closing or Decimal(0)
        words = {
            "figure": row.label.removeprefix("其中："),
            "before": with_unit(row, opening),
            "after": with_unit(row, closing),
            "change": moved_words(opening, closing),
            "added": with_unit(row, row.added) if row.added else "",
            "removed": with_unit(row, row.removed) if row.removed else "",
            "added_names": self._names(figure, row.added_ids),
            "removed_names": self._names(figure, row.removed_ids),
        }
        if figure.counts != "outlet":
            return words
        came = self._parts(figure, row.added_ids, ("opened", "turned_in"))
        went = self._parts(figure, row.removed_ids, ("closed", "turned_out"))
        return words | came | went

    def type_label(self, type_id: str) -> str:
        """A business type as the clerk knows it."""
        kind = self.edition.business_types.get(type_id)
        return kind.label if kind else ""

    def _parts(self, figure: Figure, ids: Sequence[str], names: tuple[str, str]) -> Words:
        """Of the outlets a figure won or lost: those that came or went, and those that turned."""
        moved, turned = names
        movers = {i: t for i in ids if (t := self._last(i, is_type=False)) is not None}
        others = [i for i in ids if i not in movers and self._last(i, is_type=True) is not None]
        return {
            moved: _count(movers),
            f"{moved}_names": self._names(figure, list(movers)),
            f"{moved}_types": self._types(movers.values()),
            f"{moved}_days": _span([turn.on for turn in movers.values()]),
            turned: _count(others),
            f"{turned}_names": self._names(figure, others),
        }

    def _last(self, outlet_id: str, *, is_type: bool) -> Turn | None:
        found = (t for t in self.turns.get(outlet_id, ()) if bool(t.before and t.after) is is_type)
        return max(found, key=lambda turn: turn.on, default=None)

    def _names(self, figure: Figure, ids: Sequence[str]) -> str:
        """The names of the largest."""
        known = self.ledger.by_id(figure.counts)
        size = figure.total_of or _size.get(figure.counts, "")
        records = sorted((known[i] for i in ids if i in known), key=lambda r: _order(r, size))
        quoted = "".join(f"“{record.text('name')}”" for record in records[:_named])
        return f"{quoted}等" if len(records) > _named else quoted

    def _types(self, movers: Iterable[Turn]) -> str:
        labels = Counter(self.type_label(turn.after or turn.before) for turn in movers)
        del labels[""]
        ranked = sorted(labels.items(), key=lambda pair: (-pair[1], pair[0]))
        told = "、".join(f"{label}{count}{_shops}" for label, count in ranked[:_told_types])
        return f"{told}等" if len(ranked) > _told_types else told


def with_unit(row: FigureRow, value: Decimal | None) -> str:
    """A number of a figure as said: 12个, 35.5%."""
    return row.shown(value) + ("" if row.unit == "%" else row.unit)


def moved_words(before: Decimal, after: Decimal) -> str:
    """By which share of the earlier number it moved; nothing when that was 0."""
    if not before:
        return ""
    word = "增加" if after > before else "减少"
    return f"{word}{percent_text(abs(after - before), abs(before))}"


def day_words(day: date) -> str:
    """A day of the quarter at hand: 3月5日."""
    return f"{day.month}月{day.day}日"


def _span(days: Sequence[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return day_words(first) if first == last else f"{day_words(first)}至{day_words(last)}"


def _count(found: Sequence[str] | Mapping[str, Turn]) -> str:
    return f"{len(found)}{_shops}" if found else ""


def _order(record: Record, size: str) -> tuple[Decimal, str, str]:
    return -(number_of(record.get(size)) or Decimal(0)), record.text("name"), record.id

"""Suggested reasons for what changed in a quarter: sentences a clerk may pick, then edit."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bianmin_desktop.catalogue.definitions.definition import Definition


class ChangeKind(StrEnum):
    """What can change in a quarter (季度变动): an outlet's life, its type, or a number."""

    OPENED = "opened"
    MOVED_IN = "moved_in"
    REOPENED = "reopened"
    CLOSED = "closed"
    MOVED_OUT = "moved_out"
    UNDATED = "undated"
    """Gone without a date: counted as closed on the day it was last looked at."""
    TYPE_CHANGED = "type_changed"
    GROWN = "grown"
    SHRUNK = "shrunk"
    ENTERED = "entered"
    """A number typed by a person that differs much from last quarter's."""

    @property
    def label(self) -> str:
        """The kind in the clerk's words."""
        return _labels[self]


class Reason(Definition, frozen=True):
    """A suggested reason for changes of some kinds; never put in by itself.

    `{placeholders}` in `text` are filled from the data; where the data do not have one of them,
    the sentence is not suggested. `figures` and `fields` limit it to changes of these figures or
    entered fields, `counts` to figures that count records of these types.
    """

    id: str
    kinds: tuple[ChangeKind, ...]
    text: str
    figures: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False


_labels: Mapping[ChangeKind, str] = {
    ChangeKind.OPENED: "开业",
    ChangeKind.MOVED_IN: "迁入",
    ChangeKind.REOPENED: "恢复营业",
    ChangeKind.CLOSED: "关闭",
    ChangeKind.MOVED_OUT: "迁出",
    ChangeKind.UNDATED: "关闭，日期不详",
    ChangeKind.TYPE_CHANGED: "业态变更",
    ChangeKind.GROWN: "增加",
    ChangeKind.SHRUNK: "减少",
    ChangeKind.ENTERED: "填报数字变化",
}
_of_outlets = frozenset(("name", "day", "type", "community", "address", "area", "note"))
_of_numbers = frozenset(("figure", "before", "after", "change"))
_of_figures = _of_numbers | {
    *("added", "removed", "added_names", "removed_names"),
    *("opened", "opened_names", "opened_types", "opened_days"),
    *("closed", "closed_names", "closed_types", "closed_days"),
    *("turned_in", "turned_in_names", "turned_out", "turned_out_names"),
}
placeholders: Mapping[ChangeKind, frozenset[str]] = {
    **dict.fromkeys(ChangeKind, _of_outlets),
    ChangeKind.TYPE_CHANGED: _of_outlets | {"before", "after"},
    ChangeKind.GROWN: _of_figures,
    ChangeKind.SHRUNK: _of_figures,
    ChangeKind.ENTERED: _of_numbers,
}
"""What a suggested reason may name, by the kind of change."""

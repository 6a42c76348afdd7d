"""Checks of how likeness is judged: the fields it looks at, and points that can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.checking.findings import Finding, required
from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.catalogue.edition import Edition

_per_cent = range(1, 101)
_single = (
    *("code", "address", "phone", "type", "place"),
    *("brand", "chain", "begun", "ended", "verified"),
)


def likenesses(edition: Edition) -> Iterator[Finding]:
    """Record types and fields that are looked at in vain, and limits beyond 1 to 100."""
    for setting in edition.likenesses.values():
        for inner, what in _likeness(setting, edition):
            if what:
                yield Finding("likeness", setting.record, inner, what)


def _likeness(setting: Likeness, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := required(setting.record, edition.record_types, "记录类型"):
        yield "record", what
        return
    yield from _fields(setting, edition)
    yield from _limits(setting)


def _fields(setting: Likeness, edition: Edition) -> Iterator[tuple[str, str]]:
    known = edition.field_ids(setting.record)
    for inner in _single:
        yield inner, required(getattr(setting, inner), known, "字段")
    for inner in ("names", "apart"):
        for field_id in getattr(setting, inner):
            yield inner, required(field_id, known, "字段")
    yield "names", "" if setting.names else "至少要有一个名称字段"


def _limits(setting: Likeness) -> Iterator[tuple[str, str]]:
    for inner in ("doubtful", "name_floor", "homophone"):
        if getattr(setting, inner) not in _per_cent:
            yield inner, f"应在 1 到 100 之间，填的是 {getattr(setting, inner)}"
    if setting.name_floor == _per_cent[-1]:
        yield "name_floor", "应小于 100，否则名称永远不算分"
    if setting.crowd < 1:
        yield "crowd", f"应至少为 1，填的是 {setting.crowd}"

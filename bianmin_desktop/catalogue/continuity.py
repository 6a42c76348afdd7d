"""What a new edition has to keep of the one before: what was filled in must go on being read.

The program names fields of its own ledgers, and every answer is kept by its id. So a new edition
may ask more, ask it in other words or not insist on it any more; it may not do away with it.
Registers (其他台账) no code knows by name: they may lose fields, or be given up as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.definitions import ChoiceList, Field, RecordType
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import Read

_place = tuple[str, str, str]
"""The key of an entry and its id, and where inside it."""
_way_out = "（不再要求的请留着，可以改成不必填）"


def check_continuity(read: Read, before: Read) -> None:
    """Raises `PolicyFault` naming file and key of the first thing that is gone."""
    for (key, entry, inner), what in _gone(read, before):
        origin = read.origins.get((key, entry)) or before.origins.get((key, entry))
        if origin is None:
            raise PolicyFault(f"{key}.toml", f"{key}[{entry}]", what)
        at = f"{origin.key}.{inner}" if inner else origin.key
        raise PolicyFault(origin.file, at, what)


def _gone(read: Read, before: Read) -> Iterator[tuple[_place, str]]:
    now, then = read.edition, before.edition
    for record_type in then.record_types.values():
        held = now.record_types.get(record_type.id)
        if held is not None:
            yield from _fields(held, record_type)
        elif not record_type.register:
            yield ("record", record_type.id, ""), f"缺少“{record_type.name}”这类记录"
    for listed in then.choice_lists.values():
        yield from _choices(now.choice_lists.get(listed.id), listed)
    for report in then.reports.values():
        if report.id not in now.reports:
            yield ("report", report.id, ""), f"缺少“{report.name}”这种报表"


def _fields(held: RecordType, before: RecordType) -> Iterator[tuple[_place, str]]:
    asked = {field.id: field for field in held.fields}
    for field in before.fields:
        now = asked.get(field.id)
        place = ("record", held.id, "fields")
        if now is not None:
            if (what := _turned(now, field)) is not None:
                yield place, f"“{field.label}”（{field.id}）{what}"
        elif not before.register:
            yield place, f"缺少“{field.label}”（{field.id}）{_way_out}"


def _turned(now: Field, before: Field) -> str | None:
    """What makes answers given before unreadable."""
    if now.kind is not before.kind:
        return f"原来是 {before.kind.value}，不能改成 {now.kind.value}"
    if (now.choices, now.target) != (before.choices, before.target):
        return "不能换成从别的列表里选"
    return None


def _choices(held: ChoiceList | None, before: ChoiceList) -> Iterator[tuple[_place, str]]:
    if held is None:
        # Whoever still asks from it was told so by the loader.
        return
    known = {choice.id for choice in held.choices}
    key = "business_type" if held.id == "business_type" else "choice_list"
    for choice in before.choices:
        if choice.id not in known:
            entry = choice.id if key == "business_type" else held.id
            inner = "" if key == "business_type" else "choices"
            yield (key, entry, inner), f"缺少选项“{choice.label}”（{choice.id}）{_way_out}"

"""Reading an edition's folder: typed, complete, and exact about what is wrong where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bianmin_desktop.catalogue import definitions as d
from bianmin_desktop.catalogue.checking import check_references
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault

D = TypeVar("D", bound=d.Definition)


class _Named(d.Definition, frozen=True):
    id: str


class Sources(d.Definition, frozen=True):
    """Everything an edition's files may say, by the key it stands under."""

    edition: d.EditionTitle
    clause: tuple[d.Clause, ...] = ()
    record: tuple[d.RecordType, ...] = ()
    choice_list: tuple[d.ChoiceList, ...] = ()
    business_type: tuple[d.BusinessType, ...] = ()
    scheme: tuple[d.Scheme, ...] = ()
    business_list: tuple[d.BusinessList, ...] = ()
    unit: tuple[d.ResponsibleUnit, ...] = ()
    task: tuple[d.Task, ...] = ()
    role: tuple[d.MeetingRole, ...] = ()
    target: tuple[d.Target, ...] = ()
    threshold: tuple[d.Threshold, ...] = ()
    deadline: tuple[d.Deadline, ...] = ()
    default_deadline: tuple[d.DefaultDeadline, ...] = ()
    report: tuple[d.Report, ...] = ()
    figure: tuple[d.Figure, ...] = ()
    rule: tuple[d.RuleSetting, ...] = ()


_keys = {entry.name: entry.type for entry in msgspec.structs.fields(Sources)}


def load_edition(folder: Path) -> Edition:
    """The edition in a folder.

    Raises `PolicyFault` for an unknown key, a wrong type, a duplicate id or a dangling reference,
    naming the file and the key.
    """
    entries: dict[str, list[Any]] = {}
    origins: dict[tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        for key, held in _typed(path, name).items():
            for place, entry in enumerate(held):
                _keep(entries, origins, key, entry, f"{name} 的 {key}[{place}]")
    if len(entries.get("edition", ())) != 1:
        raise PolicyFault("edition.toml", "edition", "必须且只能有一段")
    edition = _assembled(entries)
    check_references(edition, origins)
    return edition


def _typed(path: Path, name: str) -> dict[str, tuple[Any, ...]]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyFault(name, "", f"不是正确的 TOML：{error}") from error
    typed: dict[str, tuple[Any, ...]] = {}
    for key, held in raw.items():
        if key not in _keys:
            raise PolicyFault(name, key, "不认识的键")
        single = key == "edition"
        wanted = tuple[_keys[key], ...] if single else _keys[key]  # type: ignore[misc, valid-type]
        try:
            typed[key] = msgspec.convert([held] if single else held, wanted, strict=False)
        except msgspec.ValidationError as error:
            raise PolicyFault(name, *_place(key, str(error))) from error
    return typed


def _place(key: str, message: str) -> tuple[str, str]:
    what, _, where = message.partition(" - at `$")
    return key + where.rstrip("`"), what


def _keep(
    entries: dict[str, list[Any]],
    origins: dict[tuple[str, str], str],
    key: str,
    entry: Any,  # noqa: ANN401 - one of the definitions
    origin: str,
) -> None:
    identity = getattr(entry, "id", None)
    if isinstance(identity, str):
        if (key, identity) in origins:
            file, _, place = origin.partition(" 的 ")
            raise PolicyFault(file, place, f"编号“{identity}”与 {origins[key, identity]} 重复")
        origins[key, identity] = origin
    entries.setdefault(key, []).append(entry)


def _assembled(entries: Mapping[str, list[Any]]) -> Edition:
    records = _by_id(entries.get("record", ()))
    types = _by_id(entries.get("business_type", ()))
    lists = _by_id(entries.get("choice_list", ()))
    lists["business_type"] = d.ChoiceList(
        id="business_type",
        name="业态",
        choices=tuple(
            d.Choice(id=t.id, label=t.label, aliases=t.aliases, clause=t.clause)
            for t in types.values()
        ),
    )
    rules = tuple(entries.get("rule", ()))
    return Edition(
        title=entries["edition"][0],
        record_types=records,
        choice_lists=lists,
        business_types=types,
        schemes=_by_id(entries.get("scheme", ())),
        business_lists=_by_id(entries.get("business_list", ())),
        clauses=_by_id(entries.get("clause", ())),
        units=_by_id(entries.get("unit", ())),
        tasks=tuple(entries.get("task", ())),
        roles=tuple(entries.get("role", ())),
        targets=tuple(entries.get("target", ())),
        thresholds=_by_id(entries.get("threshold", ())),
        deadlines=tuple(entries.get("deadline", ())),
        default_deadlines={row.report: row for row in entries.get("default_deadline", ())},
        reports=_by_id(entries.get("report", ())),
        figures=tuple(entries.get("figure", ())),
        rules=rules,
        fields={(t.id, f.id): f for t in records.values() for f in t.fields},
        rules_of={t: tuple(rule for rule in rules if rule.record == t) for t in records},
    )


def _by_id(found: Iterable[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in found}

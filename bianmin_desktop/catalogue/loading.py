"""Reading an edition's folder: typed, complete, and exact about what is wrong where."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bianmin_desktop.catalogue import definitions as d
from bianmin_desktop.catalogue import wording
from bianmin_desktop.catalogue.checking import check_references
from bianmin_desktop.catalogue.checking.findings import missing
from bianmin_desktop.catalogue.edition import Edition, business_dictionary
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.origins import Origin
from bianmin_desktop.errors import environment_fault

_definitions: Mapping[str, type[d.Definition]] = {
    "edition": d.EditionTitle,
    "clause": d.Clause,
    "record": d.RecordType,
    "choice_list": d.ChoiceList,
    "business_type": d.BusinessType,
    "scheme": d.Scheme,
    "business_list": d.BusinessList,
    "unit": d.ResponsibleUnit,
    "task": d.Task,
    "role": d.MeetingRole,
    "target": d.Target,
    "threshold": d.Threshold,
    "deadline": d.Deadline,
    "default_deadline": d.DefaultDeadline,
    "report": d.Report,
    "figure": d.Figure,
    "rule": d.RuleSetting,
}
"""What an edition's files may say, by the key it stands under."""


@dataclass
class _Reading:
    """The entries read so far, by key, and where each stands."""

    entries: dict[str, list[Any]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)

    def keep(self, key: str, entry: d.Definition, origin: Origin) -> None:
        """One more entry. Raises `PolicyFault` when its id is taken."""
        held = self.entries.setdefault(key, [])
        identity = _identity(entry) or f"#{len(held)}"
        if (key, identity) in self.origins:
            where = self.origins[key, identity]
            raise PolicyFault(origin.file, origin.key, f"编号“{identity}”与{where}重复")
        if key == "choice_list" and identity == business_dictionary:
            raise PolicyFault(origin.file, origin.key, f"编号“{identity}”留给了业态字典")
        self.origins[key, identity] = origin
        held.append(entry)


def load_edition(folder: Path, rule_kinds: Collection[str] = ()) -> Edition:
    """The edition in a folder; `rule_kinds` are the kinds of rules there is code for, if known.

    Raises `PolicyFault` for an unknown key, a wrong type, a duplicate id or a dangling reference,
    naming the file and the key; `EnvironmentFault` when a file can't be read.
    """
    reading = _Reading()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        for key, entry, origin in _typed(_toml(path, name), name):
            reading.keep(key, entry, origin)
    if len(reading.entries.get("edition", ())) != 1:
        raise PolicyFault("edition.toml", "edition", "必须且只能有一段")
    edition = _assembled(reading.entries)
    check_references(edition, reading.origins)
    for rule in edition.rules if rule_kinds else ():
        if what := missing(rule.kind, rule_kinds, "判断方法"):
            origin = reading.origins["rule", rule.id]
            raise PolicyFault(origin.file, f"{origin.key}.kind", what)
    return edition


def _toml(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyFault(name, "", wording.of_toml(error)) from error
    except OSError as error:
        raise environment_fault(error, "读取政策文件", path) from error


def _typed(raw: Mapping[str, Any], name: str) -> Iterator[tuple[str, d.Definition, Origin]]:
    for key, held in raw.items():
        if key not in _definitions:
            raise PolicyFault(name, key, "不认识的键")
        entries = [held] if key == "edition" else held
        if not isinstance(entries, list):
            raise PolicyFault(name, key, f"应写成若干段 [[{key}]]")
        for place, entry in enumerate(entries):
            origin = Origin(name, _key(key, entry, place), place)
            yield key, _converted(entry, _definitions[key], origin), origin


def _key(key: str, entry: object, place: int) -> str:
    if key == "edition":
        return key
    identity = entry.get("id") if isinstance(entry, dict) else None
    return f"{key}[{identity if isinstance(identity, str) else place}]"


def _converted(entry: object, wanted: type[d.Definition], origin: Origin) -> d.Definition:
    try:
        return msgspec.convert(entry, wanted)
    except msgspec.ValidationError as error:
        inner, what = wording.of_type(str(error))
        key = f"{origin.key}.{inner}" if inner else origin.key
        raise PolicyFault(origin.file, key, what) from error


def _identity(entry: d.Definition) -> str:
    if isinstance(entry, d.DefaultDeadline):
        return entry.report
    return str(getattr(entry, "id", ""))


def _assembled(entries: Mapping[str, list[Any]]) -> Edition:
    records = _by_id(entries.get("record", ()))
    types = _by_id(entries.get("business_type", ()))
    lists = _by_id(entries.get("choice_list", ()))
    lists[business_dictionary] = _dictionary(types.values())
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


def _dictionary(types: Iterable[d.BusinessType]) -> d.ChoiceList:
    return d.ChoiceList(
        id=business_dictionary,
        name="业态",
        choices=tuple(
            d.Choice(
                id=entry.id,
                label=entry.label,
                aliases=entry.aliases,
                clause=entry.clause,
                template=entry.template,
            )
            for entry in types
        ),
    )


def _by_id(found: Iterable[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in found}

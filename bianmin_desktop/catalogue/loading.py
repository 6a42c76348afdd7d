"""Reading an edition's folder: typed, complete, and exact about what is wrong where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bianmin_desktop.catalogue import definitions as d
from bianmin_desktop.catalogue.additions import Additions, merged
from bianmin_desktop.catalogue.additions_file import read_additions
from bianmin_desktop.catalogue.checking import check_references
from bianmin_desktop.catalogue.checking.rule_forms import misused
from bianmin_desktop.catalogue.edition import Edition, business_dictionary
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.origins import Origin
from bianmin_desktop.catalogue.rule_forms import RuleForms
from bianmin_desktop.catalogue.toml_files import typed_entries
from bianmin_desktop.errors import EnvironmentFault

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
    "target_measure": d.TargetMeasure,
    "threshold": d.Threshold,
    "likeness": d.Likeness,
    "deadline": d.Deadline,
    "default_deadline": d.DefaultDeadline,
    "holiday": d.Holiday,
    "report": d.Report,
    "figure": d.Figure,
    "tally": d.Tally,
    "draft": d.DraftParagraph,
    "annual_draft": d.DraftParagraph,
    "speech": d.Speech,
    "rule": d.RuleSetting,
    "reason": d.Reason,
    "recheck": d.Recheck,
    "checklist": d.Checklist,
    "stage_step": d.StageStep,
    "printed": d.Printed,
}
"""What an edition's files may say, by the key it stands under."""
_single = ("edition", "speech", "target_measure")
"""Keys that hold one entry and no list."""
edition_id = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What an edition may be called: a folder's name on every system."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The edition in force: as it was shipped, and with what the office added to it.

    `fault` says what kept the additions out; then both editions are the same.
    """

    shipped: Edition
    edition: Edition
    additions: Additions
    fault: EnvironmentFault | None = None


@dataclass
class _Reading:
    """The entries read so far, by key, and where each stands."""

    entries: dict[str, list[Any]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)

    def keep(self, key: str, entry: d.Definition, origin: Origin) -> None:
        """One more entry. Raises `PolicyFault` when its id is taken."""
        held = self.entries.setdefault(key, [])
        if not getattr(entry, "id", key):
            raise PolicyFault(origin.file, f"{origin.key}.id", "编号是空的")
        identity = _identity(entry) or f"#{len(held)}"
        if (key, identity) in self.origins:
            where = self.origins[key, identity]
            raise PolicyFault(origin.file, origin.key, f"编号“{identity}”与{where}重复")
        if key == "choice_list" and identity == business_dictionary:
            raise PolicyFault(origin.file, origin.key, f"编号“{identity}”留给了业态字典")
        self.origins[key, identity] = origin
        held.append(entry)


@dataclass(frozen=True, slots=True)
class Read:
    """An edition as its folder gives it, and where each of its entries stands."""

    edition: Edition
    origins: Mapping[tuple[str, str], Origin]


def load_edition(folder: Path, rule_forms: RuleForms | None = None) -> Edition:
    """The edition in a folder; `rule_forms` are the kinds of rules there is code for, if known.

    Raises `PolicyFault` for an unknown key, a wrong type, a duplicate id, a dangling reference, a
    placeholder nobody fills or an id unlike the folder's name, naming the file and the key;
    `EnvironmentFault` when a file can't be read.
    """
    return read_edition(folder, rule_forms).edition


def read_edition(folder: Path, rule_forms: RuleForms | None = None) -> Read:
    """The same with the places of its entries; raises as `load_edition` does."""
    reading = _Reading()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        for key, entry, origin in typed_entries(path, name, _definitions, _single):
            reading.keep(key, entry, origin)
    if len(reading.entries.get("edition", ())) != 1:
        raise PolicyFault("edition.toml", "edition", "必须且只能有一段")
    edition = _assembled(reading.entries)
    _check_name(edition, reading.origins["edition", edition.id], folder)
    check_references(edition, reading.origins)
    for found in misused(edition, rule_forms) if rule_forms else ():
        origin = reading.origins[found.key, found.entry]
        raise PolicyFault(origin.file, f"{origin.key}.{found.inner}", found.what)
    return Read(edition, reading.origins)


def _check_name(edition: Edition, origin: Origin, folder: Path) -> None:
    """A frozen version names its edition by id: the folder must be found by it."""
    name = folder.resolve().name
    if not edition_id.fullmatch(edition.id):
        what = f"编号“{edition.id}”只能用小写字母、数字和连字符，字母开头，不超过40个"
        raise PolicyFault(origin.file, f"{origin.key}.id", what)
    if edition.id != name:
        what = f"编号“{edition.id}”与文件夹名“{name}”不一致"
        raise PolicyFault(origin.file, f"{origin.key}.id", what)


def load_whole(folder: Path, rule_forms: RuleForms, additions: Path) -> Loaded:
    """The edition in a folder with the office's own additions (上级加了一列).

    A mistake in the additions never keeps the program from starting: the edition is in force
    without them then. Raises as `load_edition` does for the edition itself.
    """
    shipped = load_edition(folder, rule_forms)
    try:
        added = read_additions(additions)
        return Loaded(shipped, merged(shipped, added), added)
    except EnvironmentFault as fault:
        return Loaded(shipped, shipped, Additions(), _left_out(fault, additions))


def _left_out(fault: EnvironmentFault, additions: Path) -> EnvironmentFault:
    return EnvironmentFault(
        f"{fault.message}上级加的列这次都没有启用，已填的内容还在。"
        f"请改正这个文件（{additions}），或把它移到别处，再重新打开。",
        code="BM-480",
        details=fault.details,
    )


def _identity(entry: d.Definition) -> str:
    if isinstance(entry, d.DefaultDeadline):
        return entry.report
    if isinstance(entry, d.Likeness):
        return entry.record
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
        target_measure=next(iter(entries.get("target_measure", ())), None),
        thresholds=_by_id(entries.get("threshold", ())),
        likenesses={row.record: row for row in entries.get("likeness", ())},
        deadlines=tuple(entries.get("deadline", ())),
        default_deadlines={row.report: row for row in entries.get("default_deadline", ())},
        holidays=tuple(entries.get("holiday", ())),
        reports=_by_id(entries.get("report", ())),
        figures=tuple(entries.get("figure", ())),
        rules=rules,
        tallies=_by_id(entries.get("tally", ())),
        drafts=tuple(entries.get("draft", ())),
        annual_drafts=tuple(entries.get("annual_draft", ())),
        speech=next(iter(entries.get("speech", ())), None),
        reasons=tuple(entries.get("reason", ())),
        rechecks=tuple(entries.get("recheck", ())),
        checklists=_by_id(entries.get("checklist", ())),
        stage_steps=tuple(entries.get("stage_step", ())),
        printed=_by_id(entries.get("printed", ())),
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

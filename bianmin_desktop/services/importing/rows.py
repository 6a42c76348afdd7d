"""One row after the other through the gate: what each one means for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bianmin_desktop.catalogue.definitions import Level, RecordType
from bianmin_desktop.domain.changes import difference
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Admission, Gate
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.domain.privacy import masked_name, masked_phone
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value, number_of
from bianmin_desktop.services.importing.headers import record_id_field
from bianmin_desktop.services.importing.matching import Known
from bianmin_desktop.services.importing.outcome import Fate, Problem, Tally
from bianmin_desktop.store.keeping import new_id

_totals = frozenset(("合计", "小计", "总计", "共计", "累计"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: where it stands, its texts by field id, and each field's column letters."""

    file: str
    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, str]

    def problem(self, code: str, message: str, field_id: str = "") -> Problem:
        """A problem of this row, or of one cell in it."""
        column = self.columns.get(field_id, "")
        return Problem(self.file, message, code, self.sheet, self.number, column, field_id)


@dataclass
class Intake:
    """Takes rows of one record type and decides what becomes of each; writes nothing itself."""

    gate: Gate
    names: Names
    today: date
    known: Known
    deleted: frozenset[str]
    tally: Tally
    taken: dict[str, Row] = field(default_factory=dict)

    @property
    def record_type(self) -> RecordType:
        """The type of the rows."""
        return self.known.record_type

    def take(self, row: Row) -> None:
        """Count the row, note its problems, and plan its write if it has one."""
        self.tally.counts[self._fate(row)] += 1

    def _fate(self, row: Row) -> Fate:
        texts = {name: text for name, text in row.texts.items() if clean(text).text}
        record_id = texts.pop(record_id_field, "").strip()
        title = clean(texts.get(self.record_type.title, "")).text
        if not texts or title.replace(" ", "") in _totals:
            return Fate.SKIPPED
        if record_id in self.known.by_id:
            return self._update(row, texts, [record_id])
        if record_id in self.deleted:
            message = "这条记录已被删除，放在回收站里，没有导入。需要的话请先恢复，再导入。"
            return self._doubt(row, "import.deleted", message)
        has_id = _is_identity(record_id)
        blank = Record(self.record_type.id, record_id if has_id else new_id())
        fresh = self._admit(self._defaults() | texts, blank)
        meant = self.known.meant_by(fresh.record)
        if has_id:
            # Rows with ids of their own are different records, however alike they look.
            meant = [known_id for known_id in meant if known_id not in self.taken]
        if meant:
            return self._update(row, texts, meant)
        if not self.known.keys(fresh.record):
            label = self.record_type.field(self.record_type.title).label
            message = f"这一行没有“{label}”，看不出是哪条{self.record_type.name}记录，没有导入。"
            self.tally.problems.append(row.problem("import.no_key", message))
            return Fate.SKIPPED
        return self._write(row, fresh, None)

    def _update(self, row: Row, texts: Mapping[str, str], meant: list[str]) -> Fate:
        admitted = [self._admit(texts, self.known.by_id[record_id]) for record_id in meant]
        for record_id, admission in zip(meant, admitted, strict=True):
            if not difference(self.known.by_id[record_id], admission.record):
                self.taken.setdefault(record_id, row)
                return Fate.SAME
        if len(meant) > 1:
            message = (
                f"台账里有 {len(meant)} 条记录与这一行是同一个对象，看不出改哪一条，没有导入。"
            )
            return self._doubt(row, "import.ambiguous", message)
        earlier = self.taken.get(meant[0])
        if earlier is not None:
            place = " ".join(
                (*filter(None, (earlier.file, earlier.sheet)), f"第 {earlier.number} 行")
            )
            message = f"与“{place}”是同一条记录，内容却不一样，只采用了前面那一行。"
            return self._doubt(row, "import.repeated", message)
        return self._write(row, admitted[0], self.known.by_id[meant[0]])

    def _write(self, row: Row, admission: Admission, before: Record | None) -> Fate:
        record = admission.record
        self.tally.write(row.file, record, before)
        self.tally.problems += self._problems(row, admission.issues)
        self.known.add(record)
        self.taken[record.id] = row
        return Fate.NEW if before is None else Fate.CHANGED

    def _doubt(self, row: Row, code: str, message: str) -> Fate:
        self.tally.problems.append(row.problem(code, message))
        return Fate.DOUBTFUL

    def _admit(self, texts: Mapping[str, str], stored: Record) -> Admission:
        draft = Draft(self.record_type.id, self._unmasked(texts, stored))
        admission = self.gate.admit(draft, stored, self.names, self.today)
        return Admission(settled(stored, admission.record), admission.issues, admission.tidied)

    def _unmasked(self, texts: Mapping[str, str], stored: Record) -> dict[str, str]:
        """Without the personal cells that our own export starred: they say nothing new."""
        return {
            name: text
            for name, text in texts.items()
            if not (self.record_type.field(name).personal and _is_mask_of(text, stored, name))
        }

    def _defaults(self) -> dict[str, str]:
        return {held.id: held.default for held in self.record_type.fields if held.default}

    def _problems(self, row: Row, issues: Iterable[Issue]) -> list[Problem]:
        return [
            row.problem(issue.rule, issue.message, issue.place.field)
            for issue in issues
            if issue.level is not Level.HINT
        ]


def settled(stored: Record, admitted: Record) -> Record:
    """The admitted record, with stored values kept where the new ones say the same.

    A spreadsheet writes 85.50 as 85.5 and lists names in an order of its own.
    """
    same = {
        name: stored.values[name]
        for name, value in admitted.values.items()
        if name in stored.values and _says_the_same(stored.values[name], value)
    }
    return admitted.with_values(same)


def _is_identity(text: str) -> bool:
    """Whether the text is an id as every office of ours makes them."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_mask_of(text: str, stored: Record, field_id: str) -> bool:
    held = stored.text(field_id) or stored.typed.get(field_id, "")
    return "*" in text and text.strip() in (masked_name(held), masked_phone(held))


def _says_the_same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    number = number_of(one)
    return number is not None and number == number_of(other)

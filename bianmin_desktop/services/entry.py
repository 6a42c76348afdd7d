"""Entering records: review while typing, save, delete, restore, undo; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.changes import Changes, difference
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Admission, Gate
from bianmin_desktop.domain.issues import Issue, worst
from bianmin_desktop.domain.parsing.text import storable
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.errors import Refused
from bianmin_desktop.services.locking import refuse_deleting, refuse_locked, refuse_rewriting
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.undoing import as_before, changed_since
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import Entry, Unsaved
from bianmin_desktop.store.work import Origin

__all__ = ["EntryService", "Saved", "Unsaved"]

today = "today"
"""The default of a date field that is to be the day the record is begun."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a write left behind: the record as stored, its issues, and whom to tell."""

    record: Record
    issues: tuple[Issue, ...]
    changes: Changes
    tidied: Mapping[str, tuple[str, ...]]


class EntryService:
    """One record at a time, by form, command line or import."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock

    def blank(self, type_id: str, like: Record | None = None) -> Record:
        """A new record with its defaults, and what may be carried over from another one."""
        record_type = self._gate.edition.record_type(type_id)
        fresh = Record(type_id, keeping.new_id())
        defaults = {field.id: self._default(field) for field in record_type.fields if field.default}
        admitted = self._gate.admit(
            Draft(type_id, defaults), fresh, self._names, self._clock.today()
        )
        carried = {
            field.id: like.values[field.id]
            for field in record_type.fields
            if like is not None and field.carried and field.id in like.values
        }
        return admitted.record.with_values(carried)

    def record(self, type_id: str, record_id: str) -> Record:
        """The stored record. Raises `Refused` when there is none."""
        with self._book.reading() as reading:
            found = reading.record(type_id, record_id)
        if found is None:
            raise Refused("这条记录不在台账里，可能已被清理。请刷新列表后再试。", code="BM-201")
        return found

    def belonging(self, type_id: str, field_id: str, record_id: str) -> list[Record]:
        """Living records whose field refers to that record, e.g. the events of an outlet."""
        with self._book.reading() as reading:
            return reading.held_as(type_id, field_id, record_id)

    def texts(self, record: Record) -> dict[str, str]:
        """Every field as text to edit: what was typed, or the value written out."""
        fields = self._gate.edition.record_type(record.type).fields
        return {field.id: self.text(field, record) for field in fields}

    def text(self, field: Field, record: Record) -> str:
        """One field as text to edit."""
        if field.id in record.typed:
            return record.typed[field.id]
        return self._gate.answers.write(field, record.get(field.id), self._names)

    def review(self, draft: Draft, stored: Record) -> Admission:
        """What the gate says of a draft; nothing is written."""
        return self._gate.admit(draft, stored, self._names, self._clock.today())

    def issues(self, record: Record) -> tuple[Issue, ...]:
        """What the gate says of a record as it is stored."""
        return self._gate.review(record, self._names, self._clock.today())

    def answers(self, field: Field) -> tuple[tuple[str, str], ...]:
        """The (text to type, label) pairs a field offers; empty for free answers."""
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            choices = self._gate.edition.choice_list(field.choices).choices
            return tuple((choice.label, choice.label) for choice in choices)
        if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
            pairs = self._names.all_of(field.target)
            names = [name for _, name in pairs]
            return tuple((i if names.count(n) > 1 else n, n) for i, n in pairs)
        if field.kind is Kind.YES_NO:
            return (("是", "是"), ("否", "否"))
        return ()

    def save(self, draft: Draft, stored: Record, source: str = "录入") -> Saved:
        """Admit the draft again and keep it, valid or not.

        Raises `Refused` when the record was changed since `stored` was read.
        """
        with self._book.writing() as work:
            before = work.record(draft.type, stored.id)
            if before is not None and before.revision != stored.revision:
                raise Refused(self._meanwhile(before, stored), code="BM-202")
            refuse_locked(work, before)
            refuse_rewriting(before)
            admitted = self._gate.admit(draft, stored, self._names, self._clock.today())
            refuse_locked(work, admitted.record)
            origin = Origin("修改" if before else "新增", source, self._clock.now())
            kept = work.put(admitted.record, before, origin)
            keeping.drop_unsaved(work.connection, draft.type, stored.id)
            changes = work.changes
        self._names.refresh(changes)
        return Saved(kept, admitted.issues, changes, admitted.tidied)

    def delete(self, type_id: str, record_id: str, source: str = "录入") -> Changes:
        """Move a record to the recycle bin, from where it can be restored.

        Raises `Refused` for what belongs to a report the upper level took, and for the reason of
        an exception to that: it is kept for good.
        """
        return self._mark(type_id, record_id, Origin("删除", source, self._clock.now()))

    def restore(self, type_id: str, record_id: str, source: str = "录入") -> Changes:
        """Bring a deleted record back."""
        return self._mark(type_id, record_id, Origin("恢复", source, self._clock.now()))

    def undo(self, entry: Entry) -> Saved:
        """Write back what the fields of one history entry held before it, as a new change.

        A record that the entry made goes to the recycle bin whole. Raises `Refused` when one of
        the fields was changed again since: that later change is to be undone first.
        """
        with self._book.writing() as work:
            before = work.record(entry.record_type, entry.record_id)
            if before is None:
                raise Refused("这条记录不在台账里，无法撤销。", code="BM-201")
            refuse_locked(work, before)
            if later := changed_since(before, entry, self._gate.edition):
                raise Refused(
                    f"“{'、'.join(later)}”后来又改过，撤销会盖掉后来的修改。请先撤销后来的修改。",
                    code="BM-203",
                )
            after = as_before(before, entry, self._gate.edition)
            issues = self.issues(after)
            after = replace(after, level=worst(issues))
            kept = work.put(after, before, Origin("撤销", "录入", self._clock.now()))
            changes = work.changes
        self._names.refresh(changes)
        return Saved(kept, issues, changes, {})

    def remember(self, draft: Draft) -> None:
        """Keep unsaved input in case the machine stops; the next start offers it."""
        texts = {name: storable(text) for name, text in draft.texts.items()}
        unsaved = Unsaved(draft.type, draft.record_id, texts, self._clock.now())
        with self._book.writing() as work:
            keeping.keep_unsaved(work.connection, unsaved)

    def forget(self, type_id: str, record_id: str) -> None:
        """Give up remembered input."""
        with self._book.writing() as work:
            keeping.drop_unsaved(work.connection, type_id, record_id)

    def unsaved(self) -> list[Unsaved]:
        """Input that was typed before the program last stopped, and not saved."""
        with self._book.reading() as reading:
            return keeping.all_unsaved(reading.connection)

    def _default(self, field: Field) -> str:
        is_today = field.kind is Kind.DATE and field.default == today
        return self._clock.today().isoformat() if is_today else field.default

    def _mark(self, type_id: str, record_id: str, origin: Origin) -> Changes:
        with self._book.writing() as work:
            before = work.record(type_id, record_id)
            if before is None:
                raise Refused("这条记录不在台账里，可能已被清理。", code="BM-201")
            if origin.action == "删除":
                refuse_deleting(work, before)
            work.put(replace(before, deleted=origin.action == "删除"), before, origin)
            changes = work.changes
        self._names.refresh(changes)
        return changes

    def _meanwhile(self, now: Record, then: Record) -> str:
        record_type = self._gate.edition.record_type(now.type)
        labels = {field.id: field.label for field in record_type.fields}
        fields = "、".join(labels.get(name, name) for name in difference(then, now))
        return (
            f"“{now.name(record_type)}”在您打开之后被改过（{fields}）。"
            "您输入的内容还在窗口里，请核对新内容后再保存。"
        )

"""Rows made ready: spoiled cells mended, read as new records, read into stored ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Admission, Gate
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.domain.privacy import is_starred, may_be_starred
from bianmin_desktop.domain.records import Record
from bianmin_desktop.services.importing.headers import record_id_field
from bianmin_desktop.services.importing.matching import Keys, Known, no_keys
from bianmin_desktop.services.importing.mending import Mending, Remark
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import Row
from bianmin_desktop.services.importing.settling import settled
from bianmin_desktop.store.keeping import new_ids


class Taking(NamedTuple):
    """A row on its way: its texts as they are taken, and the problems of its cells.

    `fresh` is the record it would be if it were new, with its `keys`; nothing where the row names
    a stored record, or none at all.
    """

    row: Row
    texts: Mapping[str, str]
    title: str = ""
    refused: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    record_id: str = ""
    has_id: bool = False
    fresh: Admission | None = None
    keys: Keys = no_keys


@dataclass
class Preparing:
    """Reads rows of one record type through the gate; decides nothing.

    `deleted` are ids of records in the recycle bin, `elsewhere` those that records of other types
    have already: a row cannot have them.
    """

    gate: Gate
    names: Names
    today: date
    known: Known
    deleted: frozenset[str]
    elsewhere: frozenset[str]
    _ids: Iterator[str] = field(default_factory=new_ids, init=False, repr=False)
    _mending: Mending = field(init=False)
    _defaults: dict[str, str] = field(init=False)
    _starred: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Look at the record type once for all rows."""
        fields = self.record_type.fields
        self._mending = Mending.of(self.record_type)
        self._defaults = {held.id: held.default for held in fields if held.default}
        self._starred = tuple(held.id for held in fields if may_be_starred(held))

    @property
    def record_type(self) -> RecordType:
        """The type of the rows."""
        return self.known.record_type

    def prepared(self, row: Row) -> Taking:
        """The row with everything that does not depend on the rows before it."""
        if row.skipped:
            return Taking(row, {})
        texts, remarks = self._mending.mended(row.texts)
        record_id = texts.pop(record_id_field, "").strip()
        refused: tuple[Problem, ...] = ()
        mended = refused
        if remarks:
            refused = _problems(row, (remark for remark in remarks if remark.is_refused))
            mended = _problems(row, (remark for remark in remarks if not remark.is_refused))
        title = self._title(row.texts)
        if not texts or record_id in self.known.by_id or record_id in self.deleted:
            return Taking(row, texts, title, refused, mended, record_id)
        has_id = _is_identity(record_id) and record_id not in self.elsewhere
        fresh = self.fresh(row, texts, record_id if has_id else next(self._ids))
        keys = self.known.keys(fresh.record)
        return Taking(row, texts, title, refused, mended, record_id, has_id, fresh, keys)

    def fresh(self, row: Row, texts: Mapping[str, str], record_id: str) -> Admission:
        """The row as a new record."""
        blank = Record(self.record_type.id, record_id)
        draft = Draft(self.record_type.id, {**self._defaults, **texts}, "", row.notes)
        return self.gate.admit(draft, blank, self.names, self.today)

    def admitted(self, taking: Taking, texts: Mapping[str, str], stored: Record) -> Admission:
        """The texts read into a stored record; what says the same as it does leaves it."""
        draft = Draft(
            self.record_type.id, self._unmasked(texts, stored), stored.id, taking.row.notes
        )
        admission = self.gate.admit(draft, stored, self.names, self.today)
        return replace(admission, record=settled(stored, admission.record))

    def said_texts(self, taking: Taking) -> dict[str, str]:
        """The texts without those of which nothing can be seen: they leave what is stored."""
        return {name: text for name, text in taking.texts.items() if clean(text).text}

    def _unmasked(self, texts: Mapping[str, str], stored: Record) -> Mapping[str, str]:
        """Without the cells that our own export starred: they say nothing new."""
        starred = [
            name
            for name in (*self._starred, *stored.typed)
            if "*" in texts.get(name, "")
            and is_starred(texts[name], stored, self.record_type.field(name))
        ]
        return {n: text for n, text in texts.items() if n not in starred} if starred else texts

    def _title(self, texts: Mapping[str, str]) -> str:
        return clean(texts.get(self.record_type.title, "")).text


def _problems(row: Row, remarks: Iterable[Remark]) -> tuple[Problem, ...]:
    return tuple([row.problem(remark.code, remark.message, remark.field) for remark in remarks])


def _is_identity(text: str) -> bool:
    """Whether the text is an id as every office of ours makes them."""
    if not text:
        return False
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False

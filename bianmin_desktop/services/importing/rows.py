"""One row after the other through the gate: what each one means for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Level, RecordType
from bianmin_desktop.domain.changes import difference
from bianmin_desktop.domain.duplicates import Index
from bianmin_desktop.domain.gate import Admission
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.domain.records import Record
from bianmin_desktop.services.importing.matching import Known
from bianmin_desktop.services.importing.outcome import Fate, Problem, RowKey
from bianmin_desktop.services.importing.preparing import Preparing, Taking
from bianmin_desktop.services.importing.proposals import Row
from bianmin_desktop.services.importing.returned import Returned, Settled
from bianmin_desktop.store.keeping import new_id

_together = 200

new_record, left_out = "new", "skip"
"""What a clerk may decide of a doubtful row, besides the id of the record that it is."""


class Verdict(NamedTuple):
    """What becomes of a row: the record to write (or that would be), and the stored one before.

    `said` is why it is skipped; `rivals` are the stored records (id, name) a doubtful row may be.
    `is_last` is false once a later row of the same import writes the same record.
    """

    fate: Fate
    title: str
    record: Record | None = None
    before: Record | None = None
    problems: tuple[Problem, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()
    said: str = ""
    is_last: bool = True


class _Read(NamedTuple):
    """A stored record, what a row makes of it, and what of the row is news."""

    stored: Record
    admission: Admission
    news: Settled


@dataclass
class Intake:
    """Takes rows of one record type and decides what becomes of each; writes nothing itself."""

    preparing: Preparing
    index: Index | None = None
    returned: Returned | None = None
    decisions: Mapping[RowKey, str] = field(default_factory=dict)
    taken: dict[str, RowKey] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _stored: dict[str, Record] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        """The records rows may mean, those of earlier rows included."""
        return self.preparing.known

    @property
    def record_type(self) -> RecordType:
        """The type of the rows."""
        return self.known.record_type

    def take(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Verdict]]:
        """What becomes of each row; one to be written is known to the rows after it.

        Some hundred rows are read before they are decided on: a processor that does one thing at
        a time for a while does it faster.
        """
        for part in _parts(rows):
            for taking in [self.preparing.prepared(row) for row in part]:
                yield taking.row, self._decided(taking)

    def _decided(self, taking: Taking) -> Verdict:
        row, record_id = taking.row, taking.record_id
        decision = self.decisions.get(_key(row), "") if self.decisions else ""
        said = row.skipped or ("按您的选择没有导入" if decision == left_out else "")
        if not said and not taking.texts and record_id not in self.known.by_id:
            said = "没有可以导入的内容"
        if said:
            return Verdict(Fate.SKIPPED, taking.title, problems=taking.refused, said=said)
        if decision == new_record:
            fresh = self.preparing.fresh(row, taking.texts, new_id())
            return self._write(taking, fresh, None)
        if decision in self.known.by_id:
            return self._chosen(taking, self.known.by_id[decision])
        return self._found(taking)

    def _found(self, taking: Taking) -> Verdict:
        if taking.record_id in self.known.by_id:
            return self._update(taking, (taking.record_id,))
        if taking.record_id in self.preparing.deleted:
            message = "这条记录已被删除，放在回收站里，没有导入。需要的话请先恢复，再导入。"
            return self._doubt(taking, "import.deleted", message)
        return self._by_keys(taking)

    def _by_keys(self, taking: Taking) -> Verdict:
        meant = self.known.meant_by(taking.keys)
        if taking.has_id:
            # Rows with ids of their own are different records, however alike they look.
            meant = tuple(known_id for known_id in meant if known_id not in self.taken)
        if meant or taking.fresh is None:
            return self._update(taking, meant)
        if not taking.keys.telling:
            label = self.record_type.field(self.record_type.title).label
            message = f"这一行没有“{label}”，看不出是哪条{self.record_type.name}记录，没有导入。"
            problem = taking.row.problem("import.no_key", message)
            problems = (problem, *taking.refused)
            return Verdict(Fate.SKIPPED, taking.title, problems=problems, said=message)
        fresh = taking.fresh
        return self._like(taking, fresh.record) or self._write(taking, fresh, None)

    def _like(self, taking: Taking, record: Record) -> Verdict | None:
        """Doubt when other records are so much alike that it may be one of them."""
        pairs = self.index.like(record) if self.index is not None else ()
        if taking.has_id:
            pairs = [pair for pair in pairs if pair.other(record.id) not in self.taken]
        if not pairs:
            return None
        rivals = tuple(pair.other(record.id) for pair in pairs)
        first = self.known.by_id[rivals[0]]
        place = _said(self.taken.get(first.id)) or "台账里"
        message = (
            f"与{place}的“{first.name(self.record_type)}”可能是同一个"
            f"（{'、'.join(pairs[0].reasons)}），没有导入。请决定是新的、是它，还是不导入。"
        )
        return self._doubt(taking, "import.alike", message, rivals)

    def _chosen(self, taking: Taking, stored: Record) -> Verdict:
        """The row means this record: the clerk said so, what both sides changed included."""
        read = self._read_into(taking, stored)
        texts = {**read.news.texts, **read.news.contested}
        admission = self.preparing.admitted(taking, texts, stored)
        if not difference(stored, admission.record):
            return Verdict(Fate.SAME, taking.title, stored, stored, taking.refused)
        return self._write(taking, admission, stored)

    def _update(self, taking: Taking, meant: Sequence[str]) -> Verdict:
        read = [self._read_into(taking, self.known.by_id[found]) for found in meant]
        for one in read:
            if not difference(one.stored, one.admission.record):
                self.taken.setdefault(one.stored.id, _key(taking.row))
                return self._without_news(taking, one)
        if len(meant) > 1:
            message = (
                f"台账里有 {len(meant)} 条记录与这一行是同一个对象，看不出改哪一条，没有导入。"
            )
            return self._doubt(taking, "import.ambiguous", message, meant)
        earlier = self.taken.get(meant[0])
        may_follow = self._is_returned(taking.row) and meant[0] not in self._made
        if earlier is not None and not may_follow:
            message = f"与{_said(earlier)}是同一条记录，内容却不一样，只采用了前面那一行。"
            return self._doubt(taking, "import.repeated", message, meant)
        one = read[0]
        mended = taking.mended + one.news.problems
        return self._write(taking._replace(mended=mended), one.admission, one.stored)

    def _without_news(self, taking: Taking, one: _Read) -> Verdict:
        """The stored record says it all; unless both sides changed something since it was sent."""
        stored, news = one.stored, one.news
        problems = (*taking.refused, *news.problems)
        if not news.problems:
            return Verdict(Fate.SAME, taking.title, stored, stored, problems)
        wanted = self.preparing.admitted(taking, news.contested, stored).record
        rivals = ((stored.id, stored.name(self.record_type)),)
        return Verdict(Fate.DOUBTFUL, taking.title, wanted, stored, problems, rivals)

    def _read_into(self, taking: Taking, stored: Record) -> _Read:
        """The record with what the row says anew."""
        texts = self.preparing.said_texts(taking)
        for name, text in taking.row.raw.items():
            # What nobody could read stands in our own file as it was typed, looking like a day.
            if stored.typed.get(name) == clean(text).text:
                texts[name] = text
        news = Settled(texts)
        if self.returned is not None and self._is_returned(taking.row):
            admit = partial(self.preparing.admitted, taking)
            news = self.returned.settled(taking.row, texts, stored, admit)
        return _Read(stored, self.preparing.admitted(taking, news.texts, stored), news)

    def _is_returned(self, row: Row) -> bool:
        return self.returned is not None and row.file in self.returned.sent

    def _write(self, taking: Taking, admission: Admission, before: Record | None) -> Verdict:
        record = admission.record
        is_as_prepared = taking.fresh is not None and record is taking.fresh.record
        keys = taking.keys if is_as_prepared else self.known.keys(record)
        self.known.add(record, keys)
        if self.index is not None:
            self.index.add(record)
        self.taken[record.id] = _key(taking.row)
        if before is None:
            self._made.add(record.id)
        else:
            # A record that two rows write is written once, from what is stored to the last.
            before = self._stored.setdefault(record.id, before)
        problems = taking.refused + taking.mended
        if admission.issues:
            problems += tuple(
                taking.row.problem(issue.rule, issue.message, issue.place.field)
                for issue in admission.issues
                if issue.level is not Level.HINT
            )
        fate = Fate.NEW if before is None else Fate.CHANGED
        return Verdict(fate, taking.title, record, before, problems)

    def _doubt(
        self, taking: Taking, code: str, message: str, rivals: Sequence[str] = ()
    ) -> Verdict:
        problem = taking.row.problem(code, message)
        record = before = None
        if rivals:
            before = self.known.by_id[rivals[0]]
            texts = self.preparing.said_texts(taking)
            record = self.preparing.admitted(taking, texts, before).record
        # A record that this import would make cannot be chosen: it is not there yet.
        named = tuple(
            (found, self.known.by_id[found].name(self.record_type))
            for found in rivals
            if found not in self._made
        )
        problems = (problem, *taking.refused)
        return Verdict(Fate.DOUBTFUL, taking.title, record, before, problems, named)


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    walk = iter(rows)
    while part := list(islice(walk, _together)):
        yield part


def _key(row: Row) -> RowKey:
    return (row.file, row.sheet, row.number)


def _said(place: RowKey | None) -> str:
    if place is None:
        return ""
    file, sheet, number = place
    return f"“{' '.join((*filter(None, (file, sheet)), f'第 {number} 行'))}”"

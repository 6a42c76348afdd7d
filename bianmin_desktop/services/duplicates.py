"""疑似重复: the same shop twice, found, looked at, ruled out, or merged into one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from bianmin_desktop.catalogue.definitions import Field
from bianmin_desktop.domain.duplicates import Index, Pair, Yardstick
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.merging import Side, differ, fullest_first, suggested, united, unites
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.merging import Merge, Merged, read_both, references_to
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.reading import Reading

__all__ = ["Comparison", "DuplicateService", "Line", "Merged", "Outline", "Side", "Suspicion"]

_remembered_as = "not_duplicate"
_most_caught_up = 500

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """A record in a few words: its name, and where it is (community, address)."""

    id: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two records that may be one thing, and whether a clerk has said that they are not."""

    pair: Pair
    first: Outline
    second: Outline
    is_ruled_out: bool = False

    def other(self, record_id: str) -> Outline:
        """The one that is not named."""
        return self.second if record_id == self.first.id else self.first


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records side by side, and whose answer is likely the right one.

    `both` is the answer of both together where several choices may be given, else empty.
    """

    field: Field
    keep: str
    drop: str
    is_equal: bool
    suggested: Side
    both: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records field by field, before they are merged: `keep` stays, `drop` goes.

    `follow` counts the records that refer to the one that goes, and will refer to the other.
    """

    keep: Record
    drop: Record
    lines: tuple[Line, ...]
    follow: int

    @property
    def differing(self) -> tuple[Line, ...]:
        """The lines in which the two differ."""
        return tuple(line for line in self.lines if not line.is_equal)

    @property
    def equal(self) -> tuple[Line, ...]:
        """The lines in which they say the same."""
        return tuple(line for line in self.lines if line.is_equal)

    @property
    def revisions(self) -> tuple[int, int]:
        """What the two were when they were compared, for `merge`."""
        return self.keep.revision, self.drop.revision


@dataclass
class _Kept:
    """The index as of the last write it knows of."""

    index: Index
    counter: int


class DuplicateService:
    """Duplicates among the records of one type; may be asked from any thread."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book; nothing is read before it is asked for."""
        self._book = book
        self._names = names
        self._clock = clock
        self._gate = gate
        self._merge = Merge(book, gate, names, clock)
        self._yardstick = Yardstick.of(book.edition, book.keys.initials)
        self._type = self._yardstick.type if self._yardstick is not None else ""
        self._kept: _Kept | None = None
        self._lock = Lock()

    @property
    def type(self) -> str:
        """The record type whose duplicates are looked for; empty when the edition has none."""
        return self._type

    def all(self, progress: Progress = silent) -> list[Suspicion]:
        """Every two records that may be one thing, the likest first; those ruled out as well."""
        if self._yardstick is None:
            return []
        progress.report(0, 0, "正在读取台账")
        with self._book.reading() as reading:
            records = reading.records(self._type)
            ruled_out = _ruled_out(reading)
        pairs = Index.of(records, self._yardstick).pairs(progress)
        held = {record.id: record for record in records}
        return self._suspicions(pairs, held, ruled_out)

    def like(self, record: Record) -> list[Suspicion]:
        """The stored records that may be the same thing as this one, stored or not."""
        if self._yardstick is None or record.type != self._type:
            return []
        with self._lock, self._book.reading() as reading:
            pairs = self._index(reading, self._yardstick).like(record)
            others = reading.records(self._type, [pair.other(record.id) for pair in pairs])
            ruled_out = _ruled_out(reading) if pairs else frozenset[Ids]()
        held = {other.id: other for other in others} | {record.id: record}
        found = self._suspicions(pairs, held, ruled_out)
        return [suspicion for suspicion in found if not suspicion.is_ruled_out]

    def compared(self, first_id: str, second_id: str) -> Comparison:
        """Two records side by side; the one that says more is the one to keep.

        Raises `Refused` when one of them is not in the ledger any more.
        """
        with self._book.reading() as reading:
            first, second = read_both(reading, self._type, (first_id, second_id))
            keep, drop = fullest_first(first, second)
            follow = sum(1 for _ in references_to(reading, drop))
        record_type = self._book.edition.record_type(self._type)
        verified = self._book.edition.likenesses[self._type].verified
        sides = suggested(record_type, keep, drop, verified)
        lines = (
            self._line(field, keep, drop, sides.get(field.id, Side.KEEP))
            for field in record_type.fields
            if field.entered
        )
        return Comparison(keep, drop, tuple(lines), follow)

    def merge(
        self,
        keep_id: str,
        drop_id: str,
        choices: Mapping[str, Side | str],
        revisions: tuple[int, int] | None = None,
    ) -> Merged:
        """Make one record of two: the answers chosen, what refers to the other, its way to the bin.

        Everything is one batch, which can be undone. Raises `Refused` when one of the two is gone
        or was changed since `revisions`, `WrongUse` for a field there is not.
        """
        sides = {field_id: Side(side) for field_id, side in choices.items()}
        return self._merge.merge(self._type, (keep_id, drop_id), sides, revisions)

    def not_duplicates(self, first_id: str, second_id: str) -> None:
        """Remember that two records are two things, and are not to be asked about again."""
        self._remember(first_id, second_id, is_ruled_out=True)

    def maybe_duplicates(self, first_id: str, second_id: str) -> None:
        """Take that back."""
        self._remember(first_id, second_id, is_ruled_out=False)

    def ruled_out(self) -> frozenset[Ids]:
        """The pairs that are two things, each with its ids in order."""
        with self._book.reading() as reading:
            return _ruled_out(reading)

    def _remember(self, first_id: str, second_id: str, *, is_ruled_out: bool) -> None:
        key = "|".join(sorted((first_id, second_id)))
        content = {"is_ruled_out": is_ruled_out}
        with self._book.writing() as work:
            keeping.remember(work.connection, _remembered_as, key, content, self._clock.now())

    def _index(self, reading: Reading, yardstick: Yardstick) -> Index:
        """The index of what is stored now: read once, then kept in step with what is written."""
        counter = holder_of(reading.connection).counter
        kept, self._kept = self._kept, None
        behind = counter - kept.counter if kept is not None else _most_caught_up + 1
        if kept is None or not 0 <= behind <= _most_caught_up:
            kept = _Kept(Index.of(reading.records(self._type), yardstick), counter)
        elif behind:
            entries = keeping.entries(reading.connection, limit=behind)
            ids = {entry.record_id for entry in entries if entry.record_type == self._type}
            _catch_up(kept.index, reading.records(self._type, ids))
        self._kept = _Kept(kept.index, counter)
        return kept.index

    def _suspicions(
        self, pairs: Iterable[Pair], held: Mapping[str, Record], ruled_out: frozenset[Ids]
    ) -> list[Suspicion]:
        return [
            Suspicion(
                pair,
                self._outline(held[pair.first_id]),
                self._outline(held[pair.second_id]),
                (pair.first_id, pair.second_id) in ruled_out,
            )
            for pair in pairs
        ]

    def _outline(self, record: Record) -> Outline:
        setting = self._book.edition.likenesses[record.type]
        record_type = self._book.edition.record_type(record.type)
        place = record_type.field(setting.place)
        community = self._names.short_of(place.target, record.text(place.id))
        address = record.text(setting.address) or record.typed.get(setting.address, "")
        where = "，".join(word for word in (community, address) if word)
        return Outline(record.id, record.name(record_type), where)

    def _line(self, field: Field, keep: Record, drop: Record, side: Side) -> Line:
        is_equal = not differ(field, keep, drop)
        both = ""
        if unites(field, keep, drop):
            both = self._gate.answers.write(field, united(field.id, keep, drop), self._names)
        shown = self._shown(field, keep), self._shown(field, drop)
        return Line(field, *shown, is_equal, side, both)

    def _shown(self, field: Field, record: Record) -> str:
        if field.id in record.typed:
            return f"{record.typed[field.id]}（读不懂，待改正）"
        return self._gate.answers.write(field, record.get(field.id), self._names)


def _ruled_out(reading: Reading) -> frozenset[Ids]:
    known = keeping.recall_all(reading.connection, _remembered_as)
    pairs = (key.split("|") for key, content in known.items() if content.get("is_ruled_out"))
    return frozenset((first, second) for first, second in pairs)


def _catch_up(index: Index, records: Sequence[Record]) -> None:
    for record in records:
        if record.deleted:
            index.forget(record.id)
        else:
            index.add(record)

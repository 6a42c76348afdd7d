"""The content of one submission: everything its files are made from, frozen as plain JSON.

The canonical bytes hold only what is handed in: no version number, no time, no state of the
summary and no marks of the store, so that the same ledger always gives the same bytes and
the same 一致码. Names and telephone numbers of persons in the ledgers enter masked: a frozen
version can never be cleaned afterwards, and what leaves the office needs no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.once import Once
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_carried import Carried, written_carried
from bianmin_desktop.domain.snapshot_records import Enclosed, written_record

content_format = 1
alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O 1 I L: a 一致码 is read out over the telephone."""
_length = 12
_group = 4


@dataclass(frozen=True, slots=True)
class Reporter:
    """The unit that hands in: its code, name, level and the names from the city down to it."""

    code: str
    name: str
    level: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as handed in, its numbers exact; see `FigureRow` for what they mean."""

    id: str
    label: str
    section: str
    unit: str
    places: int
    opening: Decimal | None
    added: Decimal | None
    removed: Decimal | None
    closing: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    clause: str


@dataclass(frozen=True, slots=True)
class GapColumn:
    """An item of a business-type list that circles are looked through for."""

    list: str
    list_label: str
    item: str
    label: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A circle and how many outlets it has of each item."""

    circle: str
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A 核实 finding and the office's reason (上报说明)."""

    issue: str
    place: str
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of the quarter as handed in (季度变动说明), see `quarter_changes.Change`.

    `id` is what its reason was kept under, the same as that of the 核实 finding it answers, if
    there is one; `subject` the figure, field or outlet; `on` a day as digits, or empty.
    """

    id: str
    group: str
    kind: str
    subject: str
    name: str
    on: str
    before: str
    after: str
    amount: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is handed in by whom for when, and the reasons given with it."""

    reporter: Reporter
    quarter: Quarter
    explained: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One submission, whole.

    `moves` says of outlets whether they were added or removed. `names` are those of circles and
    divisions that the records refer to and the submission does not list, by id or code. `texts`
    are the summary's texts as they are printed, and the letter's `opening`; the record keeps the
    texts as they were written, with their references. `then` are the answers of outlets at the
    quarter's end that differ from those in their records, by record and field. `carried` are
    the numbers copied from earlier quarters. `once` keeps what was worked out from all this.
    """

    edition: str
    occasion: Occasion
    records: Mapping[str, tuple[Record, ...]] = field(repr=False)
    moves: Mapping[str, str] = field(repr=False)
    figures: tuple[FigureLine, ...] = field(repr=False)
    gap_columns: tuple[GapColumn, ...] = field(repr=False)
    gap_lines: tuple[GapLine, ...] = field(repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    changes: tuple[ChangeLine, ...] = field(default=(), repr=False)
    then: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    carried: Carried = field(default=Carried(), repr=False)
    once: Once = field(default_factory=Once, init=False, repr=False, compare=False)

    @property
    def quarter(self) -> Quarter:
        """The quarter reported on."""
        return self.occasion.quarter

    @property
    def reporter(self) -> Reporter:
        """Who reports."""
        return self.occasion.reporter

    @property
    def summary(self) -> Record:
        """The quarterly summary; an empty one if there was none."""
        return next(iter(self.records["summary"]), Record("summary", ""))

    def said(self, field_id: str) -> str:
        """A text of the summary as it is printed: references have become words."""
        return self.texts.get(field_id) or self.summary.text(field_id)

    def of(self, type_id: str) -> tuple[Record, ...]:
        """The records of a type, in the order they are printed."""
        return self.records.get(type_id, ())


def content_of(snapshot: Snapshot) -> bytes:
    """The canonical bytes of a snapshot: JSON, keys sorted, numbers as their exact digits."""
    reporter = snapshot.reporter
    whole = {
        "format": content_format,
        "edition": snapshot.edition,
        "reporter": _parts(reporter) | {"path": list(reporter.path)},
        "quarter": str(snapshot.quarter),
        "records": {t: [written_record(r) for r in found] for t, found in snapshot.records.items()},
        "moves": snapshot.moves,
        "figures": [_parts(line) for line in snapshot.figures],
        "gap_columns": [_parts(column) for column in snapshot.gap_columns],
        "gap_lines": [_parts(line) for line in snapshot.gap_lines],
        "explained": [_parts(reason) for reason in snapshot.occasion.explained],
        "names": snapshot.names,
    }
    if snapshot.texts:
        whole["texts"] = snapshot.texts
    if snapshot.changes:
        whole["changes"] = [_parts(line) for line in snapshot.changes]
    if snapshot.then:
        whole["then"] = snapshot.then
    if carried := written_carried(snapshot.carried):
        whole["carried"] = carried
    return msgspec.json.encode(whole, order="sorted")


class _Content(msgspec.Struct):
    """What `content_of` wrote; the records stay closed."""

    edition: str
    reporter: Reporter
    quarter: str
    records: dict[str, msgspec.Raw]
    moves: dict[str, str]
    figures: tuple[FigureLine, ...]
    gap_columns: tuple[GapColumn, ...]
    gap_lines: tuple[GapLine, ...]
    explained: tuple[Explained, ...]
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    changes: tuple[ChangeLine, ...] = ()
    then: dict[str, dict[str, str]] = {}
    carried: Carried = Carried()


def snapshot_of(content: bytes, edition: Edition) -> Snapshot:
    """The snapshot that `content_of` wrote, read by the edition it was made under."""
    whole = msgspec.json.decode(content, type=_Content)
    return Snapshot(
        edition=whole.edition,
        occasion=Occasion(whole.reporter, Quarter.parse(whole.quarter), whole.explained),
        records=Enclosed(whole.records, edition),
        moves=whole.moves,
        figures=whole.figures,
        gap_columns=whole.gap_columns,
        gap_lines=whole.gap_lines,
        names=whole.names,
        texts=whole.texts,
        changes=whole.changes,
        then=whole.then,
        carried=whole.carried,
    )


def fingerprint(content: bytes) -> str:
    """The 一致码 of canonical bytes: 12 characters of `alphabet`, from their SHA-256."""
    number = int.from_bytes(hashlib.sha256(content).digest())
    characters = []
    for _ in range(_length):
        number, place = divmod(number, len(alphabet))
        characters.append(alphabet[place])
    return "".join(characters)


def shown(code: str) -> str:
    """A 一致码 as people read it: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + _group] for start in range(0, len(code), _group))


_Flat = Reporter | FigureLine | GapColumn | GapLine | Explained | ChangeLine


def _parts(line: _Flat) -> dict[str, object]:
    """The attributes of a flat value in JSON's types; a decimal as its plain digits."""
    held = {name: getattr(line, name) for name in type(line).__dataclass_fields__}
    return {k: format(v, "f") if isinstance(v, Decimal) else v for k, v in held.items()}

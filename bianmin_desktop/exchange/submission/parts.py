"""The parts of a submission as plain values: the workbook and the PDF are both made from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bianmin_desktop.domain.rounding import rounded


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number and how it is printed: so many places, `zero` in place of a 0.

    `is_year` numbers are printed without setting thousands apart.
    """

    value: Decimal
    places: int = 0
    zero: str = ""
    is_year: bool = False

    @property
    def shown(self) -> str:
        """As printed."""
        if self.zero and self.value == 0:
            return self.zero
        shown = rounded(self.value, self.places)
        return f"{shown:f}" if self.is_year else f"{shown:,f}"


Cell = str | date | Number | None
"""A text, a day, a number or a blank."""


def printed(cell: Cell) -> str:
    """What stands on paper for a cell."""
    if cell is None:
        return ""
    if isinstance(cell, Number):
        return cell.shown
    return cell.isoformat() if isinstance(cell, date) else cell


class Look(StrEnum):
    """What a column holds: decides alignment and cell format."""

    TEXT = "text"
    CODE = "code"
    """Digits that are no number: 区划代码, 统一社会信用代码, telephones."""
    LINES = "lines"
    NUMBER = "number"
    SERIAL = "serial"
    """Numbers of rows."""
    DATE = "date"


class Tone(StrEnum):
    """What an answer means for the table, so that it is seen at a glance; words still say it."""

    FRESH = "fresh"
    """It came with this report."""
    QUIET = "quiet"
    """It counts, but not as the usual ones do."""
    GONE = "gone"
    """It does not count any more, or not yet."""
    MISSING = "missing"
    """There should be some."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Neighbours with the same `group` share a header above their own."""

    id: str
    label: str
    look: Look = Look.TEXT
    width: int = 12
    """In half-width characters."""
    group: str = ""
    choices: tuple[str, ...] = ()
    """What may be chosen in the workbook; none: anything may be typed."""
    is_printed: bool = True
    """Whether it stands in the PDF; the workbook has every column."""
    tones: tuple[tuple[str, Tone], ...] = ()
    """Which answers the workbook marks; a 0 by what stands in its place."""


class LineKind(StrEnum):
    """How a row is drawn."""

    PLAIN = "plain"
    GROUP = "group"
    """A heading in the first cell, across the table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: one cell a column; `record` is the id of the record it shows, if it shows one."""

    cells: tuple[Cell, ...]
    kind: LineKind = LineKind.PLAIN
    record: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the submission: a sheet of the workbook, an appendix of the PDF.

    `name` is the sheet's, `title` what stands above the table; `units` e.g. 「单位：个、万元」.
    """

    id: str
    name: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = field(repr=False)
    units: str = ""
    notes: tuple[str, ...] = ()
    is_printed: bool = True
    grouped_by: str = ""
    """Id of a column whose values stand on paper as headings between the rows instead."""
    remark: str = ""
    """What must be known of all its lines; stands above the table, where no row is added."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the summary: a heading of level 1 (一、) or 2 (（一）), and what stands below.

    Without a heading its paragraphs go on where the ones before ended.
    """

    heading: str
    level: int
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The summary as an official letter, in the order it is printed."""

    title: str
    """In lines, broken where a reader would pause."""
    addressee: str
    opening: str
    passages: tuple[Passage, ...]
    signer: str
    sign_off: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...] = ()
    """What is handed in with it beside its own tables, by name."""

    @property
    def name(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", "")


@dataclass(frozen=True, slots=True)
class Identity:
    """What every page and file of one version carries.

    `fingerprint` is the 一致码 as people read it, `digest` the SHA-256 of the content in full;
    `frozen_at` when the version was frozen, the only time that any file of it shows.
    """

    unit: str
    code: str
    period: str
    period_label: str
    version: int
    fingerprint: str
    digest: str
    edition: str
    edition_id: str
    frozen_at: datetime

    @property
    def day(self) -> str:
        """成文日期, as in official letters: 2024年4月8日."""
        return f"{self.frozen_at.year}年{self.frozen_at.month}月{self.frozen_at.day}日"

    @property
    def symbol(self) -> str:
        """What the QR symbol says, in signs that keep it small."""
        return f"{self.code} {self.period} V{self.version} {self.fingerprint}"

    @property
    def footer(self) -> str:
        """What stands at the foot of every page."""
        version = f"第{self.version}版"
        return f"{self.unit} · {self.period_label} · {version} · 一致码 {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class Submission:
    """One version of a quarter's submission, whole."""

    identity: Identity
    cover: tuple[tuple[str, str], ...]
    letter: Letter
    tables: tuple[Table, ...]

"""A snapshot laid out as tables of rows and cells, so that two of them can be held together.

The tables stand in the order of the printed submission: figures, texts, gaps, ledgers, registers,
explanations and changes; before them the cover, after them names that are only referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.carried_tables import carried_sheets
from bianmin_desktop.domain.encoding import Plain, plain
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_cells import (
    Cell,
    Row,
    Sheet,
    change_cells,
    figure_cells,
    figure_label,
    name_cell,
    plain_cell,
    reason_cells,
)
from bianmin_desktop.domain.snapshot_words import SnapshotWords, blank, label_of
from bianmin_desktop.domain.snapshots import GapLine, Snapshot
from bianmin_desktop.domain.values import number_of

_opening = "opening"
_numbers = (Kind.INTEGER, Kind.DECIMAL)
_first = ("circle", "community", "outlet", "event")
_not_told = frozenset(("unit", "period", "state"))
"""Of the summary: whose and when it is stands on the cover, the state is not handed in."""
_moves = {"added": "新增", "removed": "减少"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two snapshots that are compared, with its words."""

    snapshot: Snapshot
    words: SnapshotWords

    @classmethod
    def of(cls, snapshot: Snapshot, edition: Edition) -> Side:
        """For a snapshot and the edition it was read by."""
        return cls(snapshot, SnapshotWords.of(snapshot, edition))

    @property
    def edition(self) -> Edition:
        """The edition the snapshot was read by."""
        return self.words.edition

    def sheets(self) -> tuple[Sheet, ...]:
        """Everything the snapshot holds."""
        return (
            self.cover(),
            self.figures(),
            self.texts(),
            self._gaps(),
            *(self.records(type_id) for type_id in self.record_types()),
            self._explanations(),
            self._changes(),
            *carried_sheets(self.snapshot, self.edition),
            self._names(),
        )

    def record_types(self) -> tuple[str, ...]:
        """The types of the records listed, in the order of the submission."""
        registers = [r.id for r in self.edition.registers if r.id in self.snapshot.records]
        return (*(t for t in _first if t in self.snapshot.records), *registers)

    def cover(self) -> Sheet:
        """Who hands in, and by which edition."""
        reporter, edition = self.snapshot.reporter, self.edition
        cells = {
            "name": plain_cell("名称", reporter.name),
            "code": plain_cell("单位代码", reporter.code),
            "path": Cell("所属", reporter.path, " ".join(reporter.path)),
            "edition": Cell("口径版本", self.snapshot.edition, edition.title.name),
        }
        content = (reporter, self.snapshot.edition)
        return Sheet("cover", "封面", (Row("reporter", "填报单位", content, lambda: cells),))

    def figures(self) -> Sheet:
        """The figures derived, then the numbers only a person knows."""
        figures = self.snapshot.figures
        labels = [figure.label for figure in figures]
        rows = [Row(f.id, figure_label(f, labels), f, partial(figure_cells, f)) for f in figures]
        rows += [self._typed(asked) for asked in self._asked() if asked.kind in _numbers]
        return Sheet("figures", "季度进展", tuple(rows))

    def texts(self) -> Sheet:
        """The texts of the summary as printed, and who wrote it."""
        rows = [self._text(asked) for asked in self._asked() if asked.kind not in _numbers]
        opening = self.snapshot.texts.get(_opening)
        if opening is not None:
            cell = Cell("内容", opening, opening or blank, is_text=True)
            rows.insert(0, Row(_opening, "开头一段", opening, lambda: {"text": cell}))
        return Sheet("texts", "总结文字", tuple(rows))

    def records(self, type_id: str) -> Sheet:
        """The records of a type, one a row."""
        record_type = self.edition.record_type(type_id)
        moves = self.snapshot.moves
        rows = tuple(
            Row(
                record.id,
                self.words.row(record),
                (_plain_values(record), record.typed, moves.get(record.id, "")),
                partial(self._cells, record),
            )
            for record in self.snapshot.of(type_id)
        )
        return Sheet(type_id, record_type.name, rows)

    def _asked(self) -> Iterator[Field]:
        fields = self.edition.record_type("summary").fields
        yield from (asked for asked in fields if asked.id not in _not_told)

    def _typed(self, asked: Field) -> Row:
        summary = self.snapshot.summary
        content = _held(summary, asked)
        number = number_of(summary.get(asked.id))
        said = self.words.answer(asked, summary)
        cell = Cell("填报数字", content, said, number, asked.places)
        return Row(asked.id, label_of(asked), content, lambda: {"closing": cell})

    def _text(self, asked: Field) -> Row:
        """A text as printed; how its references were written belongs to it as well."""
        summary, printed = self.snapshot.summary, self.snapshot.texts.get(asked.id)
        content = (_held(summary, asked), printed)
        said = printed or self.words.answer(asked, summary)
        cell = Cell("内容", content, said, is_text=asked.kind is Kind.LINES)
        return Row(asked.id, asked.label, content, lambda: {"text": cell})

    def _cells(self, record: Record) -> dict[str, Cell]:
        edition = self.edition
        retired = (f for (kind, _), f in edition.retired.items() if kind == record.type)
        fields = (*edition.record_type(record.type).fields, *retired)
        title = edition.record_type(record.type).title
        cells = {f.id: self._answer(f, record, is_main=f.listed and f.id != title) for f in fields}
        move = self.snapshot.moves.get(record.id, "")
        if record.type == "outlet":
            cells["move"] = Cell("本季变动", move, _moves.get(move, "无"))
        return cells

    def _answer(self, asked: Field, record: Record, *, is_main: bool) -> Cell:
        value = record.get(asked.id)
        number = number_of(value)
        return Cell(
            label=label_of(asked),
            content=_held(record, asked),
            said=self.words.answer(asked, record),
            number=number,
            is_text=asked.kind is Kind.LINES,
            is_main=is_main,
        )

    def _gaps(self) -> Sheet:
        rows = tuple(
            Row(line.circle, line.name, (self.snapshot.gap_columns, line), partial(self._gap, line))
            for line in self.snapshot.gap_lines
        )
        return Sheet("gaps", "业态“有没有”", rows, tells_rows=False)

    def _gap(self, line: GapLine) -> dict[str, Cell]:
        pairs = zip(self.snapshot.gap_columns, line.counts, strict=True)
        return {
            f"{column.list}:{column.item}": Cell(
                f"{column.label}（{column.list_label}）",
                count,
                f"{count:,} 个" if count else "无",
                Decimal(count),
            )
            for column, count in pairs
        }

    def _explanations(self) -> Sheet:
        rows = tuple(
            Row(reason.issue, reason.place or reason.message, reason, partial(reason_cells, reason))
            for reason in self.snapshot.occasion.explained
        )
        return Sheet("explanations", "上报说明", rows)

    def _changes(self) -> Sheet:
        rows = tuple(
            Row(line.id, line.name or line.message, line, partial(change_cells, line))
            for line in self.snapshot.changes
        )
        return Sheet("changes", "季度变动说明", rows)

    def _names(self) -> Sheet:
        rows = tuple(
            Row(key, name, name, partial(name_cell, name))
            for key, name in self.snapshot.names.items()
        )
        return Sheet("names", "引用的名称", rows, tells_rows=False)


def _held(record: Record, asked: Field) -> object:
    """What is handed in of an answer: the value in plain notation, else what was typed."""
    value = record.get(asked.id)
    if value is None:
        return record.typed.get(asked.id)
    return plain(value)


def _plain_values(record: Record) -> dict[str, Plain]:
    """The answers as they are frozen, to the last digit."""
    return {name: plain(value) for name, value in record.values.items()}

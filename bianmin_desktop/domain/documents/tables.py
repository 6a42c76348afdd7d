"""A document as a table: the columns its policy names, its rows, its sums and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.definitions import Printed, PrintedColumn, Source
from bianmin_desktop.domain.documents import business, records, standing
from bianmin_desktop.domain.documents.content import Case, Cell, Content, Head, Item
from bianmin_desktop.domain.documents.words import sentence, words_of
from bianmin_desktop.domain.records import Record

_total = "合计"
_left_out = "有 {count} 条的数没有填全，缺数的没有算进合计的比例。"
_sources: Mapping[Source, Callable[[Case], Content]] = {
    Source.RECORD: records.records,
    Source.MATRIX: business.matrix,
    Source.ITEMS: business.all_items,
    Source.GAPS: business.gaps,
    Source.TARGETS: standing.targets,
    Source.TASKS: standing.tasks,
    Source.DUTIES: standing.duties,
    Source.SEATS: standing.seats,
    Source.OVERDUE: standing.overdue,
    Source.UNRETURNED: standing.unreturned,
    Source.FROZEN: standing.handed_in,
}
_expanded = {"items": ":", "tasks": "task:"}
"""Columns that stand for many: those of the source with such an id."""


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table ready to be laid out; `grouped_by` is a column that stands as headings on paper."""

    title: str
    heads: tuple[Head, ...]
    items: tuple[Item, ...]
    total: Mapping[str, Cell] | None = None
    caption: str = ""
    notes: tuple[str, ...] = ()
    grouped_by: str = ""
    orientation: str = "auto"
    signers: tuple[str, ...] = ()


def content_of(case: Case) -> Content:
    """The rows of a document with everything they could show."""
    return _sources[case.document.source](case)


def table_of(case: Case, content: Content) -> DocumentTable:
    """The document as a table of some rows."""
    document = case.document
    words = words_of(case, content.items)
    found = _members(case, content.items)
    notes = [said for note in document.notes if (said := sentence(note, words))]
    total = None
    if document.total and content.items:
        total = {document.columns[0].id: _total, **records.totals(case, found)}
        if count := records.left_out(case, found):
            notes.append(_left_out.format(count=count))
    if not content.items and (said := sentence(document.empty, words)):
        notes.insert(0, said)
    return DocumentTable(
        sentence(document.title, words) or document.name,
        tuple(heads_of(document, content.heads)),
        content.items,
        total,
        caption_of(case),
        tuple(notes),
        document.grouped_by,
        document.orientation,
        document.signers,
    )


def _members(case: Case, items: Iterable[Item]) -> list[Record]:
    if case.document.source is not Source.RECORD:
        return []
    known = case.ledger.by_id(case.document.record)
    return [known[item.id] for item in items]


def heads_of(document: Printed, heads: Iterable[Head]) -> Iterable[Head]:
    """The columns the document names, under the names it gives them."""
    known = {head.id: head for head in heads}
    for column in document.columns:
        if column.id in _expanded and column.id not in known:
            yield from (head for name, head in known.items() if _expanded[column.id] in name)
        else:
            yield _called(known[column.id], column)


def _called(head: Head, column: PrintedColumn) -> Head:
    return replace(head, label=column.label) if column.label else head


def caption_of(case: Case) -> str:
    """What was chosen, and as of when: 口径, 生活圈, 报告期."""
    parts = []
    lists = [case.edition.business_list(name) for name in case.document.lists]
    if lists:
        schemes = dict.fromkeys(case.edition.schemes[held.scheme].label for held in lists)
        parts.append(f"口径：{'、'.join(schemes)}")
    if case.circle_name:
        parts.append(f"生活圈：{case.circle_name}")
    period, day = case.choice.period, case.day
    if case.document.lists:
        parts.append(f"截至：{day.year}年{day.month}月{day.day}日")
    elif period is not None and case.document.period != "none":
        parts.append(f"报告期：{period.label}")
    return "　".join(parts)

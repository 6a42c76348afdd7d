"""Checks of documents to be printed: every column there, every sentence resting on data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bianmin_desktop.catalogue.checking.counting import conditions_of
from bianmin_desktop.catalogue.checking.findings import Finding, missing, repeated, required
from bianmin_desktop.catalogue.checking.messages import misnamed
from bianmin_desktop.catalogue.definitions import (
    Chapter,
    Field,
    Kind,
    Printed,
    Source,
    Wording,
)
from bianmin_desktop.catalogue.definitions.printed import (
    counted,
    first,
    last,
    letter_words,
    named,
    source_columns,
    total,
)
from bianmin_desktop.catalogue.edition import Edition

_numbers = (Kind.INTEGER, Kind.DECIMAL)
_of_circles = (Source.MATRIX, Source.ITEMS, Source.GAPS)
_levels = "unit_level"
_row_words = frozenset(("number",))
_around = ("title", "subtitle", "addressee", "signer")
"""What stands around the rows of a letter."""
_what = "说法"


def printed(edition: Edition) -> Iterator[Finding]:
    """Records, lists, columns, conditions and words that documents name in vain."""
    for document in edition.printed.values():
        for inner, what in _document(document, edition):
            if what:
                yield Finding("printed", document.id, inner, what)


def columns_of(document: Printed, edition: Edition) -> frozenset[str]:
    """The columns there are for a document: those of its source, and its own shares."""
    if document.source is not Source.RECORD:
        return frozenset(source_columns[document.source])
    own = {column.id for column in document.columns if column.share}
    return edition.field_ids(document.record) | own


def words_of(document: Printed, edition: Edition) -> frozenset[str]:
    """What the sentences about all rows may name."""
    words = {*letter_words, *(f"limit.{name}" for name in edition.thresholds)}
    words |= {f"{column}{named}" for column in columns_of(document, edition)}
    fields = edition.record_types[document.record].fields if document.record else ()
    return frozenset(words | {word for field in fields for word in _words_of(field)})


def _words_of(field: Field) -> Iterator[str]:
    if field.kind is Kind.CHOICE:
        yield f"{field.id}{counted}"
    if field.kind is Kind.DATE:
        yield from (f"{field.id}{first}", f"{field.id}{last}")
    if field.kind in _numbers:
        yield f"{field.id}{total}"


def _document(document: Printed, edition: Edition) -> Iterator[tuple[str, str]]:
    is_record = document.source is Source.RECORD
    if is_record and (what := required(document.record, edition.record_types, "记录类型")):
        yield "record", what
        return
    yield "record", "只有 source 为 record 的才写" if document.record and not is_record else ""
    yield "remedies", missing(document.remedies, edition.record_types, "记录类型")
    if document.remedies in edition.record_types:
        for what in conditions_of(document.remedied_while, document.remedies, edition):
            yield "remedied_while", what
    yield "clause", missing(document.clause, edition.clauses, "条款")
    yield "template", "" if document.clause or document.template else "没有依据的写 template = true"
    yield from _rows(document, edition)
    yield from _columns(document, edition)
    known = words_of(document, edition)
    for inner, text in _texts(document):
        for what in misnamed(text, known, _what):
            yield inner, what
    if document.letter is not None:
        yield from _letter(document, document.letter, edition)


def _rows(document: Printed, edition: Edition) -> Iterator[tuple[str, str]]:
    record = document.record
    fields = edition.record_types[record].fields if record else ()
    days = [field.id for field in fields if field.kind is Kind.DATE]
    yield "within", missing(document.within, days, "日期字段")
    yield "before", missing(document.before, days, "日期字段")
    if document.where and not record:
        yield "where", "只有 source 为 record 的才写"
    for what in conditions_of(document.where, record, edition) if record else ():
        yield "where", what
    is_of_circles = document.source in _of_circles
    for name in document.lists:
        yield "lists", required(name, edition.business_lists, "业态清单")
    if is_of_circles is not bool(document.lists):
        yield "lists", "没有写业态清单" if is_of_circles else "这种文书用不到业态清单"
    if record and document.period != "none" and not document.within:
        yield "period", "没有写 within，不知道按哪个日期算"


def _columns(document: Printed, edition: Edition) -> Iterator[tuple[str, str]]:
    known = columns_of(document, edition)
    ids = [column.id for column in document.columns]
    for place, what in repeated(ids):
        yield f"columns[{place}].id", what
    for place, column in enumerate(document.columns):
        yield f"columns[{place}].id", required(column.id, known, "列")
        yield f"columns[{place}].threshold", missing(column.threshold, edition.thresholds, "限值")
        if column.share:
            for inner, what in _share(column.share, column.of, document, edition):
                yield f"columns[{place}].{inner}", what
    yield "grouped_by", missing(document.grouped_by, ids, "列")
    if document.letter is None and not ids:
        yield "columns", "表格至少要有一列"


def _share(
    parts: Iterable[str], whole: str, document: Printed, edition: Edition
) -> Iterator[tuple[str, str]]:
    fields = edition.record_types[document.record].fields if document.record else ()
    numbers = [field.id for field in fields if field.kind in _numbers]
    for part in parts:
        yield "share", required(part, numbers, "数字字段")
    yield "of", required(whole, numbers, "数字字段")


def _texts(document: Printed) -> Iterator[tuple[str, str]]:
    """The sentences about all rows."""
    yield "title", document.title
    yield from (("notes", note) for note in document.notes)
    yield "empty", document.empty
    letter = document.letter
    if letter is None:
        return
    if not letter.each:
        yield from ((f"letter.{inner}", getattr(letter, inner)) for inner in _around)
    yield from (("letter.addressees", text) for text in letter.addressees.values())
    for place, chapter in enumerate(letter.chapters):
        for text in (chapter.heading, *chapter.says):
            yield f"letter.chapters[{place}].says", text


def _letter(document: Printed, letter: Wording, edition: Edition) -> Iterator[tuple[str, str]]:
    rows = columns_of(document, edition) | words_of(document, edition)
    yield "letter.each", missing(letter.each, {"id", *columns_of(document, edition)}, "列")
    # Of a letter about one row everything may name that row.
    for inner in _around if letter.each else ():
        for what in misnamed(getattr(letter, inner), rows, _what):
            yield f"letter.{inner}", what
    for level in letter.addressees:
        yield "letter.addressees", missing(level, edition.choice_ids(_levels), "单位层级")
    for place, chapter in enumerate(letter.chapters):
        for inner, what in _chapter(chapter, rows | _row_words, document.record, edition):
            yield f"letter.chapters[{place}].{inner}", what


def _chapter(
    chapter: Chapter, known: frozenset[str], record: str, edition: Edition
) -> Iterator[tuple[str, str]]:
    for text in (chapter.item, *chapter.told):
        for what in misnamed(text, known, _what):
            yield "told", what
    if chapter.where and not record:
        yield "where", "只有 source 为 record 的才写"
        return
    for what in conditions_of(chapter.where, record, edition):
        yield "where", what

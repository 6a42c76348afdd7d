"""A document as a letter: drafted from its rows, and saying no more than they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Chapter, Source, Wording
from bianmin_desktop.domain.conditions import all_hold
from bianmin_desktop.domain.documents.content import Case, Content, Item, said
from bianmin_desktop.domain.documents.tables import DocumentTable, table_of
from bianmin_desktop.domain.documents.words import Words, row_words, sentence, words_of
from bianmin_desktop.domain.numerals import numeral

_own = "id"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of level 1 (一、) or 2 (（一）), or none, and the paragraphs below it."""

    heading: str
    level: int
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLetter:
    """A letter ready for the page; `table` stands behind it."""

    title: str
    subtitle: str
    addressee: str
    parts: tuple[Part, ...]
    signer: str
    day: str
    sealed: bool
    table: DocumentTable | None = None
    has_header: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The rows of one letter; `subject` is whom or what it is about, empty when it is for all."""

    subject: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The letters that can be made, and how many rows can stand in none of them."""

    shares: tuple[Share, ...]
    left_out: int = 0

    def about(self, subject: str) -> Share | None:
        """The letter with that subject; without one, the first."""
        return next((s for s in self.shares if subject in ("", s.subject)), None)


def shares_of(case: Case, content: Content, letter: Wording) -> Shares:
    """The rows by letter: all in one, one for each answer in a column, or one a row."""
    if not letter.each:
        return Shares((Share("", content.items),) if content.items else ())
    groups: dict[str, list[Item]] = {}
    left_out = 0
    for item in content.items:
        subject = _title(case, item) if letter.each == _own else said(item.cells[letter.each])
        if subject:
            groups.setdefault(subject, []).append(item)
        else:
            left_out += 1
    if letter.each == _own:
        singles = ((name, item) for name, items in groups.items() for item in items)
        return Shares(tuple(Share(name, (item,)) for name, item in singles), left_out)
    return Shares(tuple(Share(name, tuple(items)) for name, items in groups.items()), left_out)


def letter_of(case: Case, content: Content, share: Share, letter: Wording) -> DocumentLetter:
    """The letter about some rows."""
    words = words_of(case, share.items, share.subject)
    around = row_words(share.items[0], words) if letter.each else words
    held = Content(content.heads, share.items)
    return DocumentLetter(
        title=sentence(letter.title, around) or case.document.name,
        subtitle=sentence(letter.subtitle, around),
        addressee=_addressee(case, letter, around),
        parts=tuple(_parts(case, share, letter)),
        signer=sentence(letter.signer, around) or (case.basis.office.name if letter.signer else ""),
        day=said(case.basis.today),
        sealed=letter.sealed,
        table=table_of(case, held) if case.document.columns else None,
        has_header=letter.header,
    )


def _title(case: Case, item: Item) -> str:
    return said(item.cells.get(case.edition.record_type(case.document.record).title))


def _addressee(case: Case, letter: Wording, words: Words) -> str:
    pattern = letter.addressees.get(case.basis.office.level, "") or letter.addressee
    named = sentence(pattern, words)
    return f"{named}：" if named else ""


def _parts(case: Case, share: Share, letter: Wording) -> Iterator[Part]:
    """The chapters that have something to say, numbered as they stand."""
    place = 0
    for chapter in letter.chapters:
        items = _chosen(case, chapter, share.items)
        words = words_of(case, items, share.subject)
        parts = list(_chapter(chapter, items, words))
        if not parts:
            continue
        heading = sentence(chapter.heading, words)
        if heading:
            yield Part(f"{numeral(place)}、{heading}", 1)
            place += 1
        yield from parts


def _chosen(case: Case, chapter: Chapter, items: Sequence[Item]) -> tuple[Item, ...]:
    if not chapter.where or case.document.source is not Source.RECORD:
        return tuple(items)
    known = case.ledger.by_id(case.document.record)
    return tuple(i for i in items if all_hold(chapter.where, known[i.id], case.edition))


def _chapter(chapter: Chapter, items: Iterable[Item], words: Words) -> Iterator[Part]:
    """The paragraph of the whole, then what is told of each row."""
    opening = "".join(filter(None, (sentence(text, words) for text in chapter.says)))
    if opening:
        yield Part("", 1, _paragraphs(opening))
    for number, item in enumerate(items if chapter.told else (), start=1):
        own = row_words(item, words, number)
        told = [p for text in chapter.told for p in _paragraphs(sentence(text, own))]
        heading = sentence(chapter.item, own)
        if told or heading:
            numbered = f"（{numeral(number - 1)}）{heading}" if heading else ""
            yield Part(numbered, 2, tuple(told))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())

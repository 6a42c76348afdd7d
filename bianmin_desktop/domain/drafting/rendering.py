"""A text for print, and a draft for a clerk: both from facts, neither saying more than they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bianmin_desktop.catalogue.definitions import DraftParagraph, Field, Kind, Sentence
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import keys_in, opening, pieces_of
from bianmin_desktop.domain.drafting.facts import Basis, Facts, facts_of
from bianmin_desktop.domain.records import Record

_items = "{items}"


def rendered(text: str, facts: Facts) -> str:
    """The text with the words of every fact in place of its reference.

    A reference to something there is no fact for stands as it was typed: no text is lost.
    """
    return "".join(
        facts[piece.key].words if piece.key else piece.text for piece in pieces_of(text, facts)
    )


def text_fields(edition: Edition, type_id: str = "summary") -> tuple[Field, ...]:
    """The texts of a summary, in their order."""
    fields = edition.record_type(type_id).fields
    return tuple(field for field in fields if field.kind is Kind.LINES)


def drafted(edition: Edition, facts: Facts) -> dict[str, str]:
    """What the data say for every text, with live references; texts they say nothing for lack."""
    return drafted_of(edition.drafts, facts)


def drafted_of(drafts: Iterable[DraftParagraph], facts: Facts) -> dict[str, str]:
    """The same of any paragraphs."""
    paragraphs: dict[str, list[str]] = {}
    for paragraph in drafts:
        said = "".join(_sentences(paragraph.sentences, facts))
        if said:
            paragraphs.setdefault(paragraph.field, []).append(said)
    return {field_id: "\n".join(found) for field_id, found in paragraphs.items()}


def printed_texts(basis: Basis) -> dict[str, str]:
    """The texts of the quarter's summary as they are handed in, and the letter's opening."""
    facts = facts_of(basis)
    first = drafted(basis.edition, facts).get(opening, "")
    return {opening: rendered(first, facts), **texts_said(basis.summary, basis.edition, facts)}


def texts_said(summary: Record, edition: Edition, facts: Facts) -> Mapping[str, str]:
    """The filled texts of a summary with the words of their references."""
    fields = text_fields(edition, summary.type)
    filled = ((field.id, summary.text(field.id)) for field in fields)
    return {field_id: rendered(text, facts) for field_id, text in filled if text.strip()}


def _sentences(sentences: Iterable[Sentence], facts: Facts) -> Iterator[str]:
    for sentence in sentences:
        if not _may_be_said(sentence, facts):
            continue
        if not sentence.items:
            yield sentence.say
            continue
        items = [item for item in sentence.items if _all_said(keys_in(item), facts)]
        if items:
            yield sentence.say.replace(_items, sentence.joint.join(items))


def _may_be_said(sentence: Sentence, facts: Facts) -> bool:
    may_be_zero = {*sentence.zero, *sentence.unless}
    wanted = [key for key in keys_in(sentence.say) if key not in may_be_zero]
    return (
        _all_said((*wanted, *sentence.when), facts)
        and all(_number(key, facts) == 0 for key in sentence.unless)
        and all(_number(key, facts) is not None for key in sentence.zero)
    )


def _all_said(keys: Iterable[str], facts: Facts) -> bool:
    return all(_number(key, facts) for key in keys)


def _number(key: str, facts: Facts) -> object:
    return facts[key].number if key in facts else None

"""Checks of what is drafted: every reference known, nothing said that rests on no data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bianmin_desktop.catalogue.checking.counting import conditions_of
from bianmin_desktop.catalogue.checking.findings import Finding, missing, required
from bianmin_desktop.catalogue.definitions import DraftParagraph, Kind, Sentence, Tally
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary, keys_in, names_of, opening

_items = "{items}"


def tallies(edition: Edition) -> Iterator[Finding]:
    """Record types, fields and answers the tallies refer to in vain."""
    for tally in edition.tallies.values():
        for inner, what in _tally(tally, edition):
            if what:
                yield Finding("tally", tally.id, inner, what)


def paragraphs(edition: Edition) -> Iterator[Finding]:
    """Fields and references the paragraphs name in vain."""
    yield from _paragraphs("draft", edition.drafts, "summary", edition)


def annual_paragraphs(edition: Edition) -> Iterator[Finding]:
    """The same of the paragraphs of the annual summary."""
    yield from _paragraphs("annual_draft", edition.annual_drafts, annual_summary, edition)


def _paragraphs(
    key: str, held: Iterable[DraftParagraph], type_id: str, edition: Edition
) -> Iterator[Finding]:
    fields = edition.record_types[type_id].fields if type_id in edition.record_types else ()
    texts = {field.id for field in fields if field.kind is Kind.LINES}
    known = names_of(edition, type_id)
    for paragraph in held:
        if what := required(paragraph.field, {opening, *texts}, "总结文字项"):
            yield Finding(key, paragraph.id, "field", what)
        for place, sentence in enumerate(paragraph.sentences):
            for inner, what in _sentence(sentence, known):
                if what:
                    yield Finding(key, paragraph.id, f"sentences[{place}].{inner}", what)


def speech(edition: Edition) -> Iterator[Finding]:
    """References that are given names in vain."""
    known = names_of(edition)
    for place, name in enumerate(edition.speech.names if edition.speech else ()):
        if what := required(name.reference, known, "引用"):
            yield Finding("speech", "#0", f"names[{place}].reference", what)


def _tally(tally: Tally, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := required(tally.record, edition.record_types, "记录类型"):
        yield "record", what
        return
    fields = edition.field_ids(tally.record)
    yield "total_of", missing(tally.total_of, fields, "字段")
    if tally.period == "ever":
        yield "within", missing(tally.within, fields, "字段")
    else:
        yield "within", required(tally.within, fields, "字段")
    for what in conditions_of(tally.where, tally.record, edition):
        yield "where", what


def _sentence(sentence: Sentence, known: Collection[str]) -> Iterator[tuple[str, str]]:
    texts = (sentence.say, *sentence.items)
    said = {key for text in texts for key in keys_in(text)}
    for text in texts:
        rest = text
        for key in keys_in(text):
            yield "say", missing(key, known, "引用")
            rest = rest.replace(f"{{{key}}}", "")
        rest = rest.replace(_items, "") if text is sentence.say else rest
        yield "say", "花括号里写的不是引用" if "{" in rest or "}" in rest else ""
    yield "say", "" if said else "一句话里至少要引用一个数字，没有依据的话不能起草"
    yield "items", "" if (_items in sentence.say) is bool(sentence.items) else "与 {items} 不配"
    yield "items", "" if all(keys_in(item) for item in sentence.items) else "每一项都要引用数字"
    for inner in ("when", "unless", "zero"):
        for key in getattr(sentence, inner):
            yield inner, missing(key, known, "引用")
    stale = [key for key in sentence.unless if key not in said]
    yield "unless", f"句子里没有引用“{stale[0]}”，数据变了就不对了" if stale else ""

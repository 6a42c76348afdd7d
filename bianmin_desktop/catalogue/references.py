"""References in texts: `{figure:outlets.closing}` stands for a number that the ledgers give.

Anything else in braces, and a reference to something that the edition does not have, is ordinary
text and stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Figure, Kind
from bianmin_desktop.catalogue.edition import Edition

figure_parts: Mapping[str, str] = {
    "opening": "上期",
    "added": "新增",
    "removed": "减少",
    "closing": "期末",
}
ratio_parts: Mapping[str, str] = {"closing": "期末", "numerator": "分子", "denominator": "分母"}
gap_parts: Mapping[str, str] = {
    "circles": "生活圈数",
    "complete": "配齐的生活圈数",
    "lacking": "有缺项的生活圈数",
    "missing": "缺项明细",
}
own = "about:"
"""References to the unit and the quarter themselves begin so."""
about_parts: Mapping[str, str] = {
    "unit": "单位名称",
    "quarter": "季度",
    "year": "年度",
    "end": "期末日期",
}
target_parts: Mapping[str, str] = {
    "added.planned": "当年目标",
    "added.done": "当年完成",
    "added.rate": "当年完成率",
    "cumulative.planned": "累计目标",
    "cumulative.done": "累计完成",
    "cumulative.rate": "累计完成率",
}
"""Of the unit's own targets; only the annual summary knows them."""

annual_summary = "annual_summary"
"""The record type of the annual summary (年度总结)."""

opening = "opening"
"""Where the first paragraph of the summary's letter is drafted; it is no field."""

_reference = re.compile(
    r"\{((?:figure|entered|share|gap|tally|target|about):[a-z0-9_]+(?:\.[a-z0-9_]+)?)\}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: words as they were typed, or a reference when there is a `key`."""

    text: str
    key: str = ""


def pieces_of(text: str, known: Collection[str]) -> tuple[Piece, ...]:
    """A text as words and references to something known; put together they are the text."""
    found: list[Piece] = []
    end = 0
    for match in _reference.finditer(text):
        if match[1] not in known:
            continue
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match[0], match[1]))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def keys_in(text: str) -> tuple[str, ...]:
    """The keys of everything in a text that has the form of a reference, known or not."""
    return tuple(match[1] for match in _reference.finditer(text))


def source(key: str) -> str:
    """A reference as it stands in a stored text."""
    return f"{{{key}}}"


def names_of(edition: Edition, type_id: str = "summary") -> dict[str, str]:
    """Everything texts may refer to: the key, and what a clerk calls it (商业网点数·期末).

    Those of the annual summary, named by `type_id`, may refer to its targets as well.
    """
    names = dict(_names(edition))
    if type_id == annual_summary:
        names |= {f"target:{part}": f"目标任务·{said}" for part, said in target_parts.items()}
    return names


def _names(edition: Edition) -> Iterator[tuple[str, str]]:
    for figure in edition.figures:
        yield from _of_figure(figure)
    yield from _entered(edition)
    for list_id in scheme_lists(edition):
        for part, said in gap_parts.items():
            yield f"gap:{list_id}.{part}", f"{edition.business_list(list_id).label}·{said}"
    for tally in edition.tallies.values():
        yield f"tally:{tally.id}.number", tally.label
        yield f"tally:{tally.id}.names", f"{tally.label}·名称"
    for part, said in about_parts.items():
        yield f"about:{part}", said


def _of_figure(figure: Figure) -> Iterator[tuple[str, str]]:
    label = f"{figure.section}·{figure.label.removeprefix('其中：')}"
    parts = ratio_parts if figure.counts == "ratio" else figure_parts
    for part, said in parts.items():
        if part == "closing" or figure.flow or figure.counts == "ratio":
            yield f"figure:{figure.id}.{part}", f"{label}·{said}"


def _entered(edition: Edition) -> Iterator[tuple[str, str]]:
    numbers = entered_numbers(edition)
    for field_id, label in numbers.items():
        yield f"entered:{field_id}", f"填报数字·{label}"
    for part, label in numbers.items():
        for whole, base in numbers.items():
            if part != whole:
                yield f"share:{part}.{whole}", f"填报数字·{label}占{base}的比例"


def entered_numbers(edition: Edition) -> dict[str, str]:
    """The numbers of a summary that only a person knows: field ids and labels."""
    summary = edition.record_types.get("summary")
    fields = summary.fields if summary else ()
    return {field.id: field.label for field in fields if field.kind in (Kind.INTEGER, Kind.DECIMAL)}


def scheme_lists(edition: Edition) -> tuple[str, ...]:
    """The business-type lists of the edition's own scheme: those its circles are looked at by."""
    scheme = edition.title.scheme
    return tuple(held.id for held in edition.business_lists.values() if held.scheme == scheme)

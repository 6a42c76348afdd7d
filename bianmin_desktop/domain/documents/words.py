"""What sentences of documents may name, as the rows have it; what they have not is not said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.definitions.printed import counted, first, last, named, total
from bianmin_desktop.domain.documents.content import Amount, Case, Cell, Item, said
from bianmin_desktop.domain.drafting.facts import listed, number_words

Words = Mapping[str, str]

_word = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)?)\}")
_doubled = re.compile(r"([。！？；])[。；]")
_unit = "个"


def sentence(text: str, words: Words) -> str:
    """The sentence with its words filled in; empty when one of them is not known."""
    names = [match[1] for match in _word.finditer(text)]
    if not all(words.get(name) for name in names):
        return ""
    return _doubled.sub(r"\1", _word.sub(lambda match: words[match[1]].strip(), text))


def words_of(case: Case, items: Sequence[Item], subject: str = "") -> dict[str, str]:
    """What may be said of all rows together."""
    office, period = case.basis.office, case.choice.period
    words = {
        "unit": office.name,
        "above": office.path[-2] if len(office.path) > 1 else "",
        "period": period.label if period is not None else "",
        "end": said(case.day),
        "today": said(case.basis.today),
        "year": f"{case.day.year}年",
        "count": f"{len(items):,}" if items else "",
        "basis": case.edition.title.document.number,
        "circle_name": case.circle_name,
        "subject": subject,
    }
    limits = case.edition.thresholds.values()
    words |= {f"limit.{one.id}": f"{one.value.normalize():f}{one.unit}" for one in limits}
    return words | _of_columns(case, items)


def row_words(item: Item, words: Words, number: int = 0) -> dict[str, str]:
    """What may be said of one row; its own columns go before."""
    own = {name: said(cell) for name, cell in item.cells.items()}
    return {**words, **own, "number": str(number) if number else ""}


def _of_columns(case: Case, items: Sequence[Item]) -> dict[str, str]:
    columns = dict.fromkeys(name for item in items for name in item.cells)
    words = {}
    for name in columns:
        cells = [item.cells.get(name) for item in items]
        words[f"{name}{named}"] = listed([*dict.fromkeys(filter(None, map(said, cells)))], _unit)
        days = [cell for cell in cells if isinstance(cell, date)]
        if days:
            words |= {f"{name}{first}": said(min(days)), f"{name}{last}": said(max(days))}
        numbers = [cell for cell in cells if isinstance(cell, Amount)]
        if numbers:
            whole = sum((one.value for one in numbers), Decimal(0))
            words[f"{name}{total}"] = number_words(whole, numbers[0].places)
    return words | _counted(case, items)


def _counted(case: Case, items: Iterable[Item]) -> dict[str, str]:
    """How many rows have each answer to a question with choices: 督导检查3个、自查1个."""
    record = case.document.record
    fields = case.edition.record_types[record].fields if record else ()
    words = {}
    for field in fields:
        if field.kind is Kind.CHOICE:
            counts = Counter(filter(None, (said(_cell(item, field.id)) for item in items)))
            parts = (f"{answer}{count}{_unit}" for answer, count in counts.most_common())
            words[f"{field.id}{counted}"] = "、".join(parts)
    return words


def _cell(item: Item, name: str) -> Cell:
    return item.cells.get(name)

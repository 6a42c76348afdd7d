"""The last change of each field as it is stored: the mark most fields share is written once.

A record that was just made has the same mark everywhere; written out field by field it would take
more room than the record itself. Under `rest` stands the mark of every name the record holds that
is not named; nothing stands for a name without a mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bianmin_desktop.domain.records import Mark, Record

rest = "*"
"""No field has this name."""

Written = Mapping[str, tuple[str, int] | None]


def held_names(record: Record) -> Iterator[str]:
    """The names under which a stored record holds something: fields, `note:<field>`, `deleted`."""
    for values in (record.values, record.unasked):
        yield from [name for name, value in values.items() if value is not None and value != ()]
    yield from record.typed
    yield from (f"note:{name}" for name in record.notes)
    if record.deleted:
        yield "deleted"


def written(record: Record, marks: Mapping[str, Mark]) -> Written:
    """The marks of a record in short; `expanded` gives them back."""
    held = frozenset(held_names(record))
    shared = Counter(mark for name, mark in marks.items() if name in held).most_common(1)
    if not shared:
        return {name: (mark.site, mark.counter) for name, mark in marks.items()}
    most, _ = shared[0]
    short: dict[str, tuple[str, int] | None] = {
        name: (mark.site, mark.counter)
        for name, mark in marks.items()
        if mark != most or name not in held
    }
    short |= dict.fromkeys(held - marks.keys())
    return {**short, rest: (most.site, most.counter)}


def is_marked_alike(record: Record) -> bool:
    """Whether everything a record holds is written for the first time, by one write."""
    return not record.marks and not record.unasked and () not in record.values.values()


def expanded(record: Record, short: Written) -> dict[str, Mark]:
    """The mark of every field, from what is stored beside the record."""
    marks = {name: Mark(*mark) for name, mark in short.items() if mark and name != rest}
    shared = short.get(rest)
    if shared:
        mark = Mark(*shared)
        marks |= {name: mark for name in held_names(record) if name not in short}
    return marks

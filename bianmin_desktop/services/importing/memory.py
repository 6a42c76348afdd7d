"""What clerks decided of columns and texts in earlier imports; the book remembers it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.arrivals import returned_kind, sent_key
from bianmin_desktop.services.importing.proposals import How, Proposal
from bianmin_desktop.store.keeping import recall, remember
from bianmin_desktop.store.reading import Reading
from bianmin_desktop.store.work import Work

_columns, _values = "import_columns", "import_values"


def recalled_columns(reading: Reading, keys: Iterable[str]) -> dict[tuple[str, int], str]:
    """The field (empty: left out) chosen once for a column, by layout key and column from 0."""
    return {
        (key, int(place)): str(name)
        for key in dict.fromkeys(keys)
        for place, name in recall(reading.connection, _columns, key).items()
    }


def recalled_values(
    reading: Reading, type_id: str, fields: Iterable[str]
) -> dict[tuple[str, str], str]:
    """The meaning chosen once for a text, by field and text."""
    return {
        (name, text): str(meaning)
        for name in fields
        for text, meaning in recall(reading.connection, _values, f"{type_id}.{name}").items()
    }


def remember_choices(work: Work, proposal: Proposal, at: datetime) -> None:
    """Keep what the clerk chose in an import that is applied now; newer choices replace older."""
    columns: dict[str, dict[str, str]] = {}
    for table in proposal.taken:
        for column in table.columns:
            if column.how == How.CHOSEN:
                columns.setdefault(table.layout_key, {})[str(column.position)] = column.field
    values: dict[str, dict[str, str]] = {}
    for value in proposal.values:
        if value.how == How.CHOSEN:
            key = f"{proposal.type}.{value.field}"
            values.setdefault(key, {})[value.text] = value.meaning
    for kind, chosen in ((_columns, columns), (_values, values)):
        for key, content in chosen.items():
            held = recall(work.connection, kind, key)
            remember(work.connection, kind, key, {**held, **content}, at)


def remember_returned(work: Work, returned: Iterable[TemplateFacts], at: datetime) -> None:
    """Keep that templates which this book sent out came back."""
    for facts in returned:
        if facts.community:
            told = {"id": facts.id, "period": facts.period, "at": at.isoformat(timespec="minutes")}
            remember(work.connection, returned_kind, sent_key(facts), told, at)

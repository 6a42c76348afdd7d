"""Whether 已审核 still holds: it does as long as nothing is written that a check looks at."""

from __future__ import annotations

from bianmin_desktop.domain.records import Record
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading

filling, checked = "filling", "checked"
_looked_at = ("community", "circle", "outlet", "event", "explanation")


def standing(reading: Reading, summary: Record) -> Record:
    """The summary in the state that still holds: 填报中 once something changed after the check."""
    if summary.get("state") != checked or _is_untouched(reading, summary):
        return summary
    return summary.with_values({"state": filling})


def _is_untouched(reading: Reading, summary: Record) -> bool:
    """Whether nothing that a check looks at was written since the summary was agreed on."""
    connection, mark = reading.connection, summary.marks.get("state")
    if mark is None or mark.site != keeping.holder_of(connection).site:
        return False
    registers = (register.id for register in reading.edition.registers)
    if keeping.was_written_since(connection, mark.counter, (*_looked_at, *registers)):
        return False
    later = keeping.entries_after(connection, mark.counter, "summary")
    return all(entry.record_id != summary.id for entry in later)

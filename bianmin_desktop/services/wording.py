"""What changes of a record, in the clerk's words: labels and answers instead of ids."""

from __future__ import annotations

from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.changes import difference
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.records import Record


@dataclass(frozen=True, slots=True)
class Wording:
    """Says what the records of one type hold."""

    record_type: RecordType
    answers: Answers
    names: Names

    def changes(self, before: Record, after: Record) -> tuple[tuple[str, str, str], ...]:
        """Every field and remark in which two records differ: its label, and both answers."""
        differing = difference(before, after)
        told = []
        for asked in self.record_type.fields:
            if asked.id in differing:
                told.append((asked.label, self.text(asked, before), self.text(asked, after)))
            if f"note:{asked.id}" in differing:
                notes = before.notes.get(asked.id, ""), after.notes.get(asked.id, "")
                told.append((f"{asked.label}的备注", *notes))
        return tuple(told)

    def text(self, asked: Field, record: Record) -> str:
        """One answer as it is typed; what could not be read, word for word."""
        if asked.id in record.typed:
            return record.typed[asked.id]
        return self.answers.write(asked, record.get(asked.id), self.names)

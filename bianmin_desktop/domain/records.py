"""A record: values under the field ids of its type, and the marks that make merging safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bianmin_desktop.catalogue.definitions import Kind, Level, RecordType
from bianmin_desktop.domain.periods import period_label
from bianmin_desktop.domain.values import Value

_longest_name = 100

Vector = Mapping[str, int]
"""A version vector: the highest counter seen of every site that ever wrote the record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last change of one field: who wrote it (site) and that site's counter, never a clock."""

    site: str
    counter: int


@dataclass(frozen=True, slots=True)
class Record:
    """One community, circle, outlet, event, summary … as stored.

    `values` holds what the gate admitted; `typed` keeps, word for word, what it could not read.
    `notes` are the clerk's remarks on single fields. `revision` counts local writes, for noticing
    that someone else changed the record meanwhile. `unasked` are stored values of fields that the
    edition does not ask for (any more): nobody sees them, and the next write keeps them.
    """

    type: str
    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    vector: Vector = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    level: Level | None = None
    deleted: bool = False
    changed_at: datetime | None = None
    unasked: Mapping[str, Value] = field(default_factory=dict)

    def get(self, field_id: str) -> Value:
        """The admitted value of a field; `None` when blank or unreadable."""
        return self.values.get(field_id)

    def text(self, field_id: str) -> str:
        """The value when it is a text, else an empty one."""
        value = self.values.get(field_id)
        return value if isinstance(value, str) else ""

    def name(self, record_type: RecordType) -> str:
        """What a clerk calls this record: its title field, or a word for the nameless."""
        title = self.text(record_type.title)
        if title:
            asked = record_type.field(record_type.title)
            is_quarter = asked.kind is Kind.QUARTER
            return period_label(title) if is_quarter else f"{title}{asked.unit}"
        typed = self.typed.get(record_type.title, "")[:_longest_name]
        return title or typed or f"未命名{record_type.name}"

    @property
    def written_at(self) -> int:
        """The counter of its newest mark: later writes have higher ones; 0 when never stored."""
        return max((mark.counter for mark in self.marks.values()), default=0)

    def holding(
        self, values: Mapping[str, Value], typed: Mapping[str, str], notes: Mapping[str, str]
    ) -> Record:
        """The same record with other contents, not judged yet: it has no level."""
        return Record(
            self.type,
            self.id,
            values,
            typed,
            notes,
            self.revision,
            self.vector,
            self.marks,
            None,
            self.deleted,
            self.changed_at,
            self.unasked,
        )

    def with_values(self, changes: Mapping[str, Value]) -> Record:
        """The same record with some values replaced."""
        return replace(self, values={**self.values, **changes})

"""What a record can be found by and sorted by: names, codes and pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.parsing.text import half_width
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.records import Record


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """Makes the search text and the sort key of records."""

    initials: Initials

    def of(self, record: Record, record_type: RecordType) -> tuple[str, str]:
        """Search text (names, codes, addresses, initials; half-width, lower case) and sort key."""
        title = record.text(record_type.title) or record.typed.get(record_type.title, "")
        words = [title]
        words += (
            record.text(field.id) or record.typed.get(field.id, "")
            for field in record_type.fields
            if field.searched and field.id != record_type.title
        )
        spoken = self.initials.of(title)
        search = half_width(" ".join(word for word in (*words, spoken) if word)).lower()
        order = record.text(record_type.order) if record_type.order else ""
        return search[:2000], f"{order or spoken} {title}"[:300]

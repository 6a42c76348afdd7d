"""What a record can be found by and sorted by: names, codes and pinyin initials."""

from __future__ import annotations

from collections.abc import Callable
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
        return self.teller(record_type)(record)

    def teller(self, record_type: RecordType) -> Callable[[Record], tuple[str, str]]:
        """The same for many records of one type, which is looked at once."""
        title_id, order_id, initials = record_type.title, record_type.order, self.initials
        searched = [f.id for f in record_type.fields if f.searched and f.id != title_id]

        def tell(record: Record) -> tuple[str, str]:
            title = record.text(title_id) or record.typed.get(title_id, "")
            words = [title, *(_said(record, field_id) for field_id in searched)]
            spoken = initials.of(title)
            search = half_width(" ".join([word for word in (*words, spoken) if word])).lower()
            order = record.text(order_id) if order_id else ""
            return search[:2000], f"{order or spoken} {title}"[:300]

        return tell


def _said(record: Record, field_id: str) -> str:
    value = record.values.get(field_id)
    if isinstance(value, str) and value:
        return value
    return record.typed.get(field_id, "")

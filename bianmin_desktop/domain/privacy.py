"""Names and telephone numbers of persons as they may leave the office."""

from __future__ import annotations

import re
from dataclasses import replace

from bianmin_desktop.catalogue.definitions import Field, Kind, RecordType
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value

_long_number = re.compile(r"[0-9]{7,}")
_free_texts = (Kind.TEXT, Kind.LINES)
_mobile = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")


def masked_name(name: str) -> str:
    """The name with all but its first character starred: 王**, whatever its length."""
    return f"{name[:1]}**" if len(name) > 1 else name


def masked_phone(phone: str) -> str:
    """The number with four of its digits starred: 138****1234, 0532-****1234-101.

    Service numbers such as 95588 are nobody's and stay.
    """
    return _long_number.sub(_starred, phone, count=1)


def masked_text(text: str) -> str:
    """A text with the mobile numbers in it starred; whatever else stands there stays."""
    return _mobile.sub(_starred, text)


def may_be_starred(field: Field) -> bool:
    """Whether answers to the field may be starred in what leaves the office."""
    return field.personal or field.kind in _free_texts


def is_starred(text: str, record: Record, field: Field) -> bool:
    """Whether a text is what leaves the office for the record's own answer: it says nothing new."""
    held = record.text(field.id) or record.typed.get(field.id, "")
    if not field.personal:
        return text.strip() == masked_text(held)
    return text.strip() in (masked_name(held), masked_phone(held))


def masked_record(record: Record, record_type: RecordType) -> Record:
    """The record with its persons starred, and with the mobile numbers in its free texts."""
    personal = {field.id: field.kind for field in record_type.fields if field.personal}
    free = {field.id for field in record_type.fields if field.kind in _free_texts}

    def masked(name: str, value: Value) -> Value:
        if not isinstance(value, str):
            return value
        if name in personal:
            return masked_phone(value) if personal[name] is Kind.PHONE else masked_name(value)
        return masked_text(value) if name in free else value

    # Nobody knows what stands in an unreadable answer: the number may be in the midst of words.
    typed = {
        name: masked_name(text) if name in personal else masked_text(text)
        for name, text in record.typed.items()
    }
    notes = {n: masked_text(text) for n, text in record.notes.items() if n not in personal}
    values = {name: masked(name, value) for name, value in record.values.items()}
    return replace(record, values=values, typed=typed, notes=notes)


def _starred(match: re.Match[str]) -> str:
    digits = match[0]
    return f"{digits[:-8]}{'*' * min(4, len(digits) - 4)}{digits[-4:]}"

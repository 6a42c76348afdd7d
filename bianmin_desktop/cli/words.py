"""The words of a command line: types of records, fields, assignments and quarters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.errors import WrongUse

Assignment = tuple[Field, str]
_record_id = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def plural(type_id: str) -> str:
    """The word for a type of records: `communities`, `outlets`, `surveys`."""
    changes = type_id.endswith("y") and type_id[-2:-1] not in "aeou"
    return f"{type_id[:-1]}ies" if changes else f"{type_id}s"


def type_of(edition: Edition, word: str, *, is_ledger: bool = False) -> RecordType:
    """The record type a word means: plural, id, Chinese name or a piece of one ledger's name.

    Only ledgers, registers among them, when asked for. Raises `WrongUse` with the words there are.
    """
    wanted = word.strip().lower()
    types = [t for t in edition.record_types.values() if t.in_ledger or not is_ledger]
    for record_type in edition.record_types.values():
        if wanted in (plural(record_type.id), record_type.id, record_type.name):
            if record_type in types:
                return record_type
            raise WrongUse(f"{record_type.name}由程序记载，不能用这个命令。", code="BM-301")
    like = [t for t in types if t.in_ledger and wanted and wanted in t.name]
    if len(like) == 1:
        return like[0]
    listed = "、".join(f"{plural(t.id)}（{t.name}）" for t in types)
    raise WrongUse(f"没有“{word[:30]}”这类记录，可以是：{listed}。", code="BM-301")


def field_of(record_type: RecordType, word: str) -> Field:
    """The field a word means: id, label or alias. Raises `WrongUse` with the ids there are."""
    wanted = word.strip()
    for known in (lambda f: (f.id,), lambda f: (f.label,), lambda f: f.aliases):
        for field in record_type.fields:
            if wanted in known(field):
                return field
    listed = "、".join(f"{field.id}（{field.label}）" for field in record_type.fields)
    raise WrongUse(f"{record_type.name}没有“{word[:30]}”这一项，可以是：{listed}。", code="BM-301")


def assignments(record_type: RecordType, pairs: Iterable[str]) -> list[Assignment]:
    """`FIELD=VALUE` read; an empty value means a blank. Raises `WrongUse`."""
    found: list[Assignment] = []
    for pair in pairs:
        word, sign, text = pair.partition("=")
        if not sign:
            raise WrongUse(f"“{pair[:40]}”不是“项目=内容”的写法。", code="BM-300")
        found.append((field_of(record_type, word), text))
    return found


def entered(record_type: RecordType, given: Iterable[Assignment]) -> dict[str, str]:
    """The texts of assignments by field id. Raises `WrongUse` for what clerks do not enter."""
    texts: dict[str, str] = {}
    for field, text in given:
        if not field.entered:
            raise WrongUse(
                f"{record_type.name}的“{field.label}”由程序填写，不能直接改。", code="BM-303"
            )
        texts[field.id] = text
    return texts


def period_of(text: str) -> Quarter | Year:
    """The quarter or year a word means. Raises `WrongUse`."""
    try:
        return Year.parse(text)
    except Unreadable:
        return quarter_of(text)


def frozen_of(text: str) -> Quarter | Year | str:
    """What a word names that has versions: a quarter, a year, or a record by its id.

    Raises `WrongUse`.
    """
    return text.strip().lower() if _record_id.fullmatch(text.strip().lower()) else period_of(text)


def quarter_of(text: str) -> Quarter:
    """The quarter a word means. Raises `WrongUse`."""
    if len(text) == 4 and text.isascii() and text.isdecimal():
        raise WrongUse(f"这里要写季度，如 {text}Q1。", code="BM-304")
    try:
        return Quarter.parse(text)
    except Unreadable as refusal:
        raise WrongUse(refusal.message, code="BM-304") from refusal


def existing_file(path: Path) -> Path:
    """A file that is there. Raises `WrongUse`."""
    if not path.exists():
        raise WrongUse(f"找不到文件：{path}。请检查文件名和所在文件夹。", code="BM-305")
    return path

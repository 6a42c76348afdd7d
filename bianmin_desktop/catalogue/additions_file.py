"""The file of an office's additions (上级加了一列), read and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from bianmin_desktop.catalogue.additions import Addition, Additions, file_name
from bianmin_desktop.catalogue.definitions import ChoiceList, Definition
from bianmin_desktop.catalogue.toml_files import typed_entries

_definitions: Mapping[str, type[Definition]] = {"addition": Addition, "choice_list": ChoiceList}


def read_additions(path: Path) -> Additions:
    """The additions in a file; none when there is no file.

    Raises `PolicyFault` for what is wrong inside, naming the key, and `EnvironmentFault` when the
    file can't be read.
    """
    if not path.is_file():
        return Additions()
    found = [entry for _, entry, _ in typed_entries(path, file_name, _definitions)]
    return Additions(
        tuple(entry for entry in found if isinstance(entry, Addition)),
        tuple(entry for entry in found if isinstance(entry, ChoiceList)),
    )


def additions_text(additions: Additions) -> str:
    """The additions as the file they are read from."""
    lines = ["# 上级加的列：由“数据维护—上级加了一列”写入，也可以照样子手工改。"]
    for column in additions.columns:
        lines += ["", "[[addition]]", *_pairs(column)]
    for held in additions.choice_lists:
        lines += ["", "[[choice_list]]", *_pairs(held)]
    return "\n".join(lines) + "\n"


def _pairs(entry: Definition) -> Iterator[str]:
    return (f"{name} = {_written(value)}" for name, value in _said(entry))


def _said(entry: Definition) -> Iterator[tuple[str, object]]:
    """What an entry says beyond the usual."""
    usual = {field.name: field.default for field in msgspec.structs.fields(type(entry))}
    for name in entry.__struct_fields__:
        if (value := getattr(entry, name)) != usual[name]:
            yield name, value


def _written(value: object) -> str:
    """One value in TOML's notation; JSON's strings are TOML's, too."""
    if isinstance(value, tuple):
        return _listed(value)
    if isinstance(value, Definition):
        return "{ " + ", ".join(_pairs(value)) + " }"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int):
        return str(value).lower()
    return msgspec.json.encode(str(value)).decode().replace("\x7f", "\\u007f")


def _listed(items: tuple[object, ...]) -> str:
    """Words on one line, entries on a line each."""
    if all(isinstance(item, str) for item in items):
        return f"[{', '.join(map(_written, items))}]"
    inner = ",\n".join(f"  {_written(item)}" for item in items)
    return f"[\n{inner},\n]"

"""One TOML file as typed entries, exact about what is wrong where."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from bianmin_desktop.catalogue import wording
from bianmin_desktop.catalogue.definitions import Definition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.origins import Origin
from bianmin_desktop.errors import environment_fault

Typed = tuple[str, Definition, Origin]
"""The key an entry stands under, the entry, and where it stands."""


def typed_entries(
    path: Path,
    name: str,
    definitions: Mapping[str, type[Definition]],
    single: Collection[str] = (),
) -> Iterator[Typed]:
    """Every entry of a file called `name` in faults; keys in `single` hold one entry and no list.

    Raises `PolicyFault` for a key or a type that `definitions` does not know, `EnvironmentFault`
    when the file can't be read.
    """
    for key, held in _parsed(path, name).items():
        if key not in definitions:
            raise PolicyFault(name, key, "不认识的键")
        entries = [held] if key in single else held
        if not isinstance(entries, list):
            raise PolicyFault(name, key, f"应写成若干段 [[{key}]]")
        for place, entry in enumerate(entries):
            spelt = key if key in single else _key(key, entry, place)
            origin = Origin(name, spelt, place)
            yield key, _converted(entry, definitions[key], origin), origin


def _parsed(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=_finite)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyFault(name, "", wording.of_toml(error)) from error
    except (RecursionError, ValueError) as error:
        # A thousand brackets, `inf`, a number of five thousand digits: no edition needs them.
        raise PolicyFault(name, "", "括号套得太深，或有无限大、太长的数字") from error
    except OSError as error:
        raise environment_fault(error, "读取政策文件", path) from error


def _finite(text: str) -> float:
    """A number that can be compared. Raises `ValueError` for `inf`, `nan` and what is as large."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _key(key: str, entry: object, place: int) -> str:
    identity = entry.get("id") if isinstance(entry, dict) else None
    return f"{key}[{identity if isinstance(identity, str) else place}]"


def _converted(entry: object, wanted: type[Definition], origin: Origin) -> Definition:
    try:
        return msgspec.convert(entry, wanted)
    except msgspec.ValidationError as error:
        inner, what = wording.of_type(str(error))
        key = f"{origin.key}.{inner}" if inner else origin.key
        raise PolicyFault(origin.file, key, what) from error

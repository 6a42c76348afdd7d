"""The canonical content of an edition's folder: what its files say, however they are written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec


def canonical_content(folder: Path) -> bytes:
    """JSON of every TOML file by its name, keys sorted; for a folder that `load_edition` read.

    Line ends, comments, blanks and the order of keys make no difference; everything the program
    reads does. It does not depend on the program's version: an edition read by a later program has
    the same content.
    """
    said = {
        path.relative_to(folder).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.toml"))
    }
    return msgspec.json.encode(said, order="sorted")

"""Folders of loaded editions: written whole, checked, and known by a fingerprint."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bianmin_desktop.catalogue.canonical import canonical_content
from bianmin_desktop.catalogue.continuity import check_continuity
from bianmin_desktop.catalogue.loading import Read, edition_id, read_edition
from bianmin_desktop.domain.rules.forms import rule_forms
from bianmin_desktop.domain.snapshots import fingerprint, shown
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import environment_fault

cover = "edition.toml"
"""The file every edition has."""


def checked_pack(files: Mapping[str, bytes], usual: Path) -> tuple[Read, str]:
    """A pack's edition and fingerprint, by the loader of shipped ones; nothing is left of it.

    `usual` is the edition the program was made with: what it needs must be there. Raises
    `PolicyFault` naming file and key, `EnvironmentFault` when there is no room for a moment.
    """
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / _id_in(files[cover])
            _write_files(folder, files)
            read = read_edition(folder, rule_forms)
            check_continuity(read, read_edition(usual))
            return read, mark_of(folder)
    except OSError as error:
        raise environment_fault(error, "检查口径包") from error


def put_edition(place: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write an edition's folder into `place`: it appears whole or not at all.

    One that lies there already is exchanged: the register says whether it was ever accepted.
    Raises `EnvironmentFault`.
    """
    folder, fresh = place / name, place / f".new-{secrets.token_hex(6)}"
    try:
        _write_files(fresh, files)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    except OSError as error:
        raise environment_fault(error, "保存口径", place) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(fresh)


def mark_of(folder: Path) -> str:
    """The fingerprint of a folder; empty when it can't be read as an edition's."""
    try:
        return shown(fingerprint(canonical_content(folder)))
    except (OSError, ValueError, RecursionError):
        return ""


def _id_in(content: bytes) -> str:
    """The id a cover gives; any other name if it gives none: the loader says what is wrong."""
    try:
        said = tomllib.loads(content.decode())["edition"]["id"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return "edition"
    return said if isinstance(said, str) and edition_id.fullmatch(said) else "edition"


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, content)

"""Files that leave the program: written whole or not at all, under names every system takes.

Nothing else opens an output path for writing: a full disk, a stick pulled out or a file open in
WPS must never cost the clerk the good file that lay there before.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bianmin_desktop.errors import EnvironmentFault, environment_fault

_in_use = frozenset((5, 32, 33))
"""Windows: access denied, sharing violation, lock violation; a virus scanner's are short."""
_waits = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts to put the new file in the old one's place."""
_longest_name = 180
"""Bytes of UTF-8; 255 are allowed, and a mail program or a stick may add some."""
_piece = 1 << 20


def write_atomically(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file so that `path` holds either what it held before or all of the new content.

    `write` gets an open binary file it may seek in. Raises `EnvironmentFault` in words when the
    machine gets in the way; whatever else `write` raises (a `Cancelled`, say) passes through.
    In every case of failure the old file is untouched and nothing new is left in the folder.
    """
    fresh = path.parent / f"~bm{secrets.token_hex(6)}.tmp"
    try:
        try:
            _fill(fresh, write)
            _replace(fresh, path)
        finally:
            with suppress(OSError):
                fresh.unlink()
        _settle(path.parent)
    except OSError as error:
        raise environment_fault(error, f"写入“{path.name}”", path.parent) from error


def write_bytes(path: Path, content: bytes) -> None:
    """`write_atomically` for content that is at hand."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(path, write)


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a finished file, written beside `path` by somebody else, its name for good.

    Raises `EnvironmentFault`; whatever lay at `path` is untouched then.
    """
    try:
        _replace(fresh, path)
        _settle(path.parent)
    except OSError as error:
        raise environment_fault(error, f"写入“{path.name}”", path.parent) from error


def file_name(*parts: str, suffix: str) -> str:
    """A file name of `parts` joined by `_`, legal on Windows, macOS and Linux alike.

    Characters no system takes become `-`, reserved names (CON, COM1 …) get a `_`, and a name
    too long is cut before the `suffix` (given with its dot).
    """
    from pathvalidate import sanitize_filename

    joined = "_".join(filter(None, (" ".join(_visible(part).split()) for part in parts)))
    legal = sanitize_filename(joined, replacement_text="-", platform="universal").strip(" .")
    short = legal.encode()[:_longest_name].decode(errors="ignore").rstrip(" .")
    return f"{short or '未命名'}{suffix}"


def _visible(text: str) -> str:
    """Without control and format characters: a turned-around name could hide its suffix."""
    return "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")


def _fill(fresh: Path, write: Callable[[BinaryIO], None]) -> None:
    with fresh.open("x+b") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        written = _digest(file)
    with fresh.open("rb") as file:
        if _digest(file) != written:
            raise EnvironmentFault(
                f"写入的内容读回来不一样（{fresh.parent}），存储设备可能已损坏，请换一个位置再试。",
                code="BM-160",
            )


def _digest(file: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    while piece := file.read(_piece):
        digest.update(piece)
    return digest.digest()


def _replace(fresh: Path, path: Path) -> None:
    for wait in _waits:
        try:
            fresh.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _in_use:
                raise
            threading.Event().wait(wait)
        else:
            return
    fresh.replace(path)


def _settle(folder: Path) -> None:
    """Make the new name itself safe against a power cut, where a folder can be synced."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

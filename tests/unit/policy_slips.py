"""Copies of the shipped edition with one mistake in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.environment.paths import resources


def copied(folder: Path) -> Path:
    """A copy of the shipped edition."""
    return shutil.copytree(resources() / "policy" / "qingdao-2022", folder / "qingdao-2022")


class Slip(NamedTuple):
    """A slip of the pen: in a file, what was written instead of what, and the key it is at."""

    file: str
    right: str
    wrong: str
    key: str


def broken(folder: Path, slip: Slip) -> PolicyFault:
    """The fault a copy of the edition has after the slip."""
    path = folder / slip.file
    text = path.read_text(encoding="utf-8")
    assert slip.right in text
    path.write_text(text.replace(slip.right, slip.wrong, 1), encoding="utf-8")
    with pytest.raises(PolicyFault) as caught:
        load_edition(folder)
    return caught.value

"""The material example data is made from: invented shops, roads and sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec


class Shop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How outlets of one business type look: name endings, size and how often they are chains.

    A shop of weight 0 stands only where it is asked for (the one centre of a street).
    """

    type: str
    weight: int
    names: tuple[str, ...]
    area: tuple[int, int]
    staff: tuple[int, int]
    chain: float
    brands: tuple[str, ...] = ()


class Shops(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything outlets are made from; `roads` by district code, `places` for any other."""

    surnames: str
    given: str
    blessings: tuple[str, ...]
    places: tuple[str, ...]
    roads: dict[str, tuple[str, ...]]
    hours: tuple[str, ...]
    shop: tuple[Shop, ...]


class Reports(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences of an example summary, and reasons for what the check asks about."""

    texts: dict[str, str]
    reasons: dict[str, str]


def read_shops(folder: Path) -> Shops:
    """The shops' material."""
    return msgspec.convert(_read(folder / "shops.toml"), Shops)


def read_reports(folder: Path) -> Reports:
    """The summaries' material."""
    return msgspec.convert(_read(folder / "reports.toml"), Reports)


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))

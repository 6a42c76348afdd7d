"""Addresses as clerks write them, taken apart: the road, and the numbers behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.domain.duplicates.plain import plain_text, unbracketed
from bianmin_desktop.domain.pinyin import Initials

_most_numbers = 4
_road_ends = "大道|大街|胡同|路|街|道|巷|弄"
_numbered_road = re.compile(
    rf"[^路街道巷弄区村镇乡市县\d-]{{1,7}}(?:{_road_ends})(?=[甲乙丙丁]?\d)"
)
_bare_road = re.compile(rf"^[^路街道巷弄区村镇乡市县\d-]{{2,7}}(?:{_road_ends})$")
_street_office = re.compile(r"^[^路街道区村\d]{2,5}(?:街道办事处|街道|镇)(?!\d)")
_number = re.compile(r"\d+|[甲乙丙丁a-z]")
_digit = re.compile(r"\d")
_shortest_road = 3


class Nearness(Enum):
    """How two addresses stand to each other."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"
    UNKNOWN = "unknown"


class Spot(NamedTuple):
    """An address. A tuple, because a large ledger makes a hundred thousand of them.

    `road` is the road, or what stands before the first number where no road can be told (then
    `is_road` is false); `sound` are its pinyin initials; `numbers` is ("63", "2") for 63号-2.
    """

    road: str
    sound: str
    numbers: tuple[str, ...]
    is_road: bool


@dataclass(frozen=True)
class PlaceReader:
    """Reads addresses under the region names of an edition."""

    initials: Initials
    regions: re.Pattern[str]
    _sounds: dict[str, str] = field(default_factory=dict, repr=False)
    """Initials of the roads met so far: a ledger has few roads and many doors."""

    @classmethod
    def of(cls, setting: Likeness, initials: Initials) -> PlaceReader:
        """With the edition's region names, which say nothing inside one office."""
        longest_first = sorted(setting.words.regions, key=len, reverse=True)
        named = "|".join(re.escape(plain_text(word)) for word in longest_first) or r"(?!)"
        return cls(initials, re.compile(f"^(?:{named})+"))

    def read(self, text: str) -> Spot | None:
        """The address taken apart; nothing when it is blank."""
        if not text:
            return None
        plain = self.regions.sub("", unbracketed(plain_text(text)))
        if not plain:
            return None
        found = _numbered_road.search(plain)
        if found is not None:
            whole = found[0] if len(found[0]) >= _shortest_road else plain[: found.end()]
            return self._spot(whole, plain[found.end() :], is_road=True)
        plain = _street_office.sub("", plain) or plain
        first = _digit.search(plain)
        if first is None:
            return self._spot(plain, "", is_road=_bare_road.search(plain) is not None)
        return self._spot(plain[: first.start()], plain[first.start() :], is_road=False)

    def _spot(self, road: str, rest: str, *, is_road: bool) -> Spot:
        numbers = tuple(_number.findall(rest)[:_most_numbers]) if rest else ()
        sound = self._sounds.get(road)
        if sound is None:
            sound = self._sounds[road] = self.initials.of(road)
        return Spot(road, sound, numbers, is_road)


def nearness(one: Spot | None, other: Spot | None) -> Nearness:
    """How two addresses stand to each other; a blank, or a place without a road, leaves it open."""
    if one is None or other is None:
        return Nearness.UNKNOWN
    if one.road == other.road:
        return _on_one_road(one, other)
    if one.sound == other.sound and one.numbers and one.numbers == other.numbers:
        return Nearness.NEAR
    if one.is_road and other.is_road and one.numbers and other.numbers:
        return Nearness.OTHER
    return Nearness.UNKNOWN


def _on_one_road(one: Spot, other: Spot) -> Nearness:
    if one.numbers == other.numbers:
        return Nearness.SAME if one.numbers or not one.is_road else Nearness.NEAR
    shorter = min(len(one.numbers), len(other.numbers))
    if one.numbers[:shorter] == other.numbers[:shorter]:
        return Nearness.NEAR
    return Nearness.OTHER

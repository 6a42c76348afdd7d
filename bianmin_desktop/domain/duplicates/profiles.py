"""What of a record is compared: read once, kept small, and the keys it can be found by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.duplicates.names import Called, NameReader
from bianmin_desktop.domain.duplicates.places import PlaceReader, Spot
from bianmin_desktop.domain.duplicates.plain import plain_word
from bianmin_desktop.domain.parsing.precision import is_in_scientific_notation
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.records import Record

_service_numbers = ("400", "800", "95", "96")
_shortest_code = 10
_code_length = 18
_look_alikes = str.maketrans("OISZV", "01520")
_others = re.compile(r"\D")
_shortest_phone = 7
_longest = 200


class Profile(NamedTuple):
    """A record as it is compared; everything a text in one way of writing, empty when blank.

    A tuple, because a large ledger makes a hundred thousand of them.
    """

    id: str
    names: tuple[Called, ...]
    code: str
    lost: str
    phone: str
    spot: Spot | None
    type: str
    place: str
    brand: str
    is_chain: bool
    begun: date | None
    ended: date | None
    apart: tuple[str, ...]

    def known_by(self) -> Iterator[int]:
        """The keys it is found under: hashes, because they are many."""
        yield from self._shared()
        is_vague = not self._is_exact
        for key in self._whereabouts():
            yield hash(("all", key))
            if is_vague:
                yield hash(("vague", key))

    def asks(self) -> Iterator[int]:
        """The keys that lead to everything alike.

        Of two with the same name, both with road and number, only those at one door are alike;
        so one that says exactly where it is asks for the others that do not.
        """
        yield from self._shared()
        wanted = "vague" if self._is_exact else "all"
        for key in self._whereabouts():
            yield hash((wanted, key))

    @property
    def _is_exact(self) -> bool:
        return self.spot is not None and self.spot.is_road and bool(self.spot.numbers)

    def _shared(self) -> Iterator[int]:
        """What two have in common whatever else they say: papers, telephone, door."""
        code, spot = self.code, self.spot
        sounds = [called.sound for called in self.names]
        if self.phone:
            yield hash(("phone", self.phone))
        if spot is not None and (spot.numbers or not spot.is_road):
            door = hash(("door", spot.sound, spot.numbers[:1]))
            yield door
            for sound in sounds:
                yield hash((sound, door))
        if code:
            yield hash(("code", code))
        if len(code) == _code_length:
            # One slip leaves one half as it is. All codes of a place begin alike.
            yield hash(("back", code[13:]))
            for sound in (*sounds, spot.sound) if spot is not None else sounds:
                yield hash(("front", sound, code[8:13]))

    def _whereabouts(self) -> Iterator[tuple[str, str]]:
        """Its names by the road and by the place it is in."""
        for called in self.names:
            if self.spot is not None:
                yield called.sound, self.spot.sound
            if self.place:
                yield called.sound, self.place


@dataclass(frozen=True)
class ProfileReader:
    """Reads records of one type, under one edition."""

    setting: Likeness
    names: NameReader
    places: PlaceReader

    @classmethod
    def of(cls, setting: Likeness, edition: Edition, initials: Initials) -> ProfileReader:
        """With the trades of the edition's dictionary of business types."""
        trades = (w for t in edition.business_types.values() for w in (t.label, *t.aliases))
        return cls(
            setting, NameReader.of(setting, trades, initials), PlaceReader.of(setting, initials)
        )

    def read(self, record: Record) -> Profile:
        """The record as it is compared."""
        setting, values = self.setting, record.values
        code, lost = _codes(record, setting.code)
        begun, ended = values.get(setting.begun), values.get(setting.ended)
        brand = record.text(setting.brand)
        return Profile(
            record.id,
            self.names.read([_said(record, field_id) for field_id in setting.names]),
            code,
            lost,
            _phone(_said(record, setting.phone)),
            self.places.read(_said(record, setting.address)),
            record.text(setting.type),
            record.text(setting.place),
            plain_word(brand) if brand else "",
            values.get(setting.chain) is True,
            begun if isinstance(begun, date) else None,
            ended if isinstance(ended, date) else None,
            tuple([record.text(field_id) for field_id in setting.apart]),
        )


def _said(record: Record, field_id: str) -> str:
    """The field's text; what could not be read, however long it is, counts as it was typed."""
    value = record.values.get(field_id)
    return value if isinstance(value, str) else record.typed.get(field_id, "")[:_longest]


def _codes(record: Record, field_id: str) -> tuple[str, str]:
    """The code, signs that look alike made one; or the first digits of one that lost the rest."""
    value = record.values.get(field_id)
    if isinstance(value, str) or not record.typed:
        return (value if isinstance(value, str) else ""), ""
    text = record.typed.get(field_id, "")[:_longest]
    if is_in_scientific_notation(text):
        front = plain_word(text).partition("e")[0]
        return "", front[:-1]
    plain = plain_word(text).upper().translate(_look_alikes)
    return (plain if len(plain) >= _shortest_code else ""), ""


def _phone(text: str) -> str:
    """The digits; none for numbers that belong to a whole chain."""
    if not text or text.startswith(_service_numbers):
        return ""
    digits = text if text.isdecimal() else _others.sub("", text)
    return digits if len(digits) >= _shortest_phone else ""

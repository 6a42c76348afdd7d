"""When two records are likely the same thing entered twice: fields, points and words."""

from __future__ import annotations

from bianmin_desktop.catalogue.definitions.definition import Definition


class LikenessPoints(Definition, frozen=True):
    """What each agreement or difference of two records adds to their likeness (0 to 100).

    `same_name` is for equal names; less for alike ones, down to 0 at the floor. A name made of
    trade words alone (`智能快件箱`) counts half.
    """

    same_code: int
    near_code: int
    lost_code: int
    other_code: int
    same_name: int
    same_address: int
    near_address: int
    other_address: int
    same_phone: int
    same_place: int
    same_type: int
    other_type: int


class LikenessWords(Definition, frozen=True):
    """Words in names and addresses that do not tell one shop from another.

    `regions` stand in front, `endings` behind; `trades` say what a shop does (the dictionary of
    business types adds its own), `forms` are legal forms written in brackets.
    """

    regions: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Likeness(Definition, frozen=True):
    """How likeness is judged for one record type.

    Records that differ in a field of `apart` are never the same thing; nor are two of one `brand`
    (or two that answer yes to `chain`) at different addresses, nor one that begun after the other
    `ended`. A pair is doubtful from `doubtful` points on; names count above `name_floor` per cent;
    a name that sounds alike counts at least `homophone` per cent. What more than `crowd` records
    share (a market's address, an office's phone) is no reason to compare them. When two are
    merged, the one with the later day in `verified` is believed first.
    """

    record: str
    names: tuple[str, ...]
    code: str
    address: str
    phone: str
    type: str
    place: str
    brand: str
    chain: str
    begun: str
    ended: str
    verified: str
    apart: tuple[str, ...]
    doubtful: int
    name_floor: int
    homophone: int
    crowd: int
    points: LikenessPoints
    words: LikenessWords = LikenessWords()
    template: bool = False
    note: str = ""

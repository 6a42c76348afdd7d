"""Lines of a checklist answered from the ledgers: how far they are met, and from what one knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bianmin_desktop.catalogue.definitions import ChecklistLine, Fill, FillKind, Kind
from bianmin_desktop.domain.acceptance.grounds import Grounds
from bianmin_desktop.domain.conditions import all_hold, answers_of, is_answered
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import percent_text
from bianmin_desktop.domain.values import number_of

_named = 4
"""Names that are told; there may be forty restaurants."""
_nothing = "无"


class Standing(StrEnum):
    """How far a line is met by what the ledgers hold."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    """Nothing in the ledgers tells."""
    NOT_APPLICABLE = "na"
    """There is nothing the line is about, e.g. no new community."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What data say of a line: marks (none where unknown or not applicable), and the derivation."""

    standing: Standing
    score: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class _Found:
    """How much of a line is there (1 is all of it; nothing: unknown), and the words for it."""

    share: Fraction | None
    words: Mapping[str, str] = field(default_factory=dict)
    is_about_nothing: bool = False


def derived(
    line: ChecklistLine, points: Decimal, step: Decimal, grounds: Grounds
) -> Derived | None:
    """What the ledgers say of a line worth so many points; nothing if they are not asked.

    Marks are cut to whole steps: nobody is given a piece of a mark that was not earned.
    """
    fill = line.fill
    if fill is None:
        return None
    found = _kinds[fill.kind](fill, grounds)
    if found.is_about_nothing:
        return Derived(Standing.NOT_APPLICABLE, None, "圈内没有这一项所指的社区，不适用")
    if found.share is None:
        return Derived(Standing.UNKNOWN, None, "台账里没有登记，请到现场核对")
    share = found.share if not fill.all_or_none or found.share >= 1 else Fraction(0)
    words = fill.says.format_map(found.words)
    return Derived(_standing(share), _marks(share, points, step), words)


def _standing(share: Fraction) -> Standing:
    if share >= 1:
        return Standing.MET
    return Standing.PARTLY if share > 0 else Standing.UNMET


def _marks(share: Fraction, points: Decimal, step: Decimal) -> Decimal:
    if share >= 1:
        return points
    return Decimal(int(share * Fraction(points) / Fraction(step))) * step


def _types(fill: Fill, grounds: Grounds) -> _Found:
    items = grounds.edition.business_list(fill.list).items
    leaves = {leaf for i in items if not fill.items or i.id in fill.items for leaf in i.covers}
    here = [outlet for outlet, type_id in grounds.outlets if type_id in leaves]
    return _Found(_reached(len(here), fill.at_least), _counted(here, fill, grounds))


def _coverage(fill: Fill, grounds: Grounds) -> _Found:
    items = grounds.edition.business_list(fill.list).items
    asked = [item for item in items if not fill.items or item.id in fill.items]
    types = {type_id for _, type_id in grounds.outlets}
    offered = {s for outlet, _ in grounds.outlets for s in answers_of(outlet.get("extra_services"))}
    missing = [item for item in asked if types.isdisjoint(item.covers)]
    standing_in = [item.label for item in missing if not offered.isdisjoint(item.stand_ins)]
    count = len(asked) - len(missing)
    words = {
        "count": f"{count}",
        "all": f"{len(asked)}",
        "missing": "、".join(item.label for item in missing) or _nothing,
        "standing_in": "、".join(standing_in) or _nothing,
    }
    return _Found(Fraction(count, len(asked)), words)


def _answered(fill: Fill, grounds: Grounds) -> _Found:
    [field_id] = fill.fields
    if not is_answered(grounds.circle.get(field_id)):
        return _Found(None)
    passes = all_hold(fill.where, grounds.circle, grounds.edition)
    return _Found(Fraction(int(passes)), {"answer": _said(grounds.circle, field_id, grounds)})


def _at_most(fill: Fill, grounds: Grounds) -> _Found:
    [field_id] = fill.fields
    number = number_of(grounds.circle.get(field_id))
    if number is None:
        return _Found(None)
    words = {"answer": _said(grounds.circle, field_id, grounds), "limit": _limit(fill, grounds)}
    return _Found(Fraction(int(number <= _most(fill, grounds))), words)


def _outlets(fill: Fill, grounds: Grounds) -> _Found:
    here = list(grounds.outlets_where(fill.where))
    return _Found(_reached(len(here), fill.at_least), _counted(here, fill, grounds))


def _outlet_share(fill: Fill, grounds: Grounds) -> _Found:
    whole = sum(1 for _ in grounds.outlets_where(fill.among))
    part = sum(1 for _ in grounds.outlets_where((*fill.among, *fill.where)))
    if not whole:
        return _Found(None)
    return _Found(
        _against(Fraction(part, whole), fill, grounds), _shares(part, whole, fill, grounds)
    )


def _community_share(fill: Fill, grounds: Grounds) -> _Found:
    about = grounds.communities_where(fill.among)
    shares = [_area_share(community, fill) for community in about]
    known = [share for share in shares if share is not None]
    if about and not known:
        return _Found(None)
    limit = Fraction(_most(fill, grounds)) / 100
    told = [
        f"{_called(c, grounds)}{'没有登记' if share is None else _percent(share)}"
        for c, share in zip(about, shares, strict=True)
    ]
    met = sum(share is not None and share >= limit for share in shares)
    return _of_communities(about, met, told, {"limit": _limit(fill, grounds)})


def _community_yes(fill: Fill, grounds: Grounds) -> _Found:
    about = grounds.communities_where(fill.among)
    asked = grounds.edition.record_type("community")
    told, met = [], 0
    for community in about:
        lacking = [
            asked.field(f).label for f in fill.fields if answers_of(community.get(f)) != ("yes",)
        ]
        met += not lacking
        told.append(
            f"{_called(community, grounds)}{'缺' + '、'.join(lacking) if lacking else '齐全'}"
        )
    blank = all(not is_answered(c.get(f)) for c in about for f in fill.fields)
    if about and blank:
        return _Found(None)
    return _of_communities(about, met, told, {})


def _of_communities(
    about: Sequence[Record], met: int, told: Sequence[str], more: Mapping[str, str]
) -> _Found:
    if not about:
        return _Found(None, is_about_nothing=True)
    words = {"count": f"{len(about)}", "met": f"{met}", "details": "、".join(told), **more}
    return _Found(Fraction(met, len(about)), words)


def _records(fill: Fill, grounds: Grounds) -> _Found:
    """An empty register says nothing: perhaps nobody wrote it down."""
    if not grounds.records_where(fill.record, (), unplaced=fill.unplaced):
        return _Found(None)
    here = grounds.records_where(fill.record, fill.where, unplaced=fill.unplaced)
    return _Found(_reached(len(here), fill.at_least), _counted(here, fill, grounds))


def _record_share(fill: Fill, grounds: Grounds) -> _Found:
    here = grounds.records_where(fill.record, fill.where, unplaced=fill.unplaced)
    whole = sum(number_of(record.get(fill.whole)) or 0 for record in here)
    part = sum(number_of(record.get(f)) or 0 for record in here for f in fill.fields)
    if not whole:
        return _Found(None)
    words = {"count": f"{len(here)}", **_shares(part, whole, fill, grounds)}
    return _Found(_against(Fraction(part) / Fraction(whole), fill, grounds), words)


def _reached(count: int, wanted: int) -> Fraction:
    return min(Fraction(count, wanted), Fraction(1))


def _against(share: Fraction, fill: Fill, grounds: Grounds) -> Fraction:
    """How much of the limit a share reaches; without a limit, of the whole."""
    limit = Fraction(_most(fill, grounds)) / 100 if fill.threshold else Fraction(1)
    return min(share / limit, Fraction(1)) if limit else Fraction(1)


def _most(fill: Fill, grounds: Grounds) -> Decimal:
    return grounds.edition.threshold(fill.threshold).value


def _limit(fill: Fill, grounds: Grounds) -> str:
    if not fill.threshold:
        return f"{fill.at_least}"
    threshold = grounds.edition.threshold(fill.threshold)
    return f"{threshold.value:f}{threshold.unit}"


def _shares(
    part: Decimal | int, whole: Decimal | int, fill: Fill, grounds: Grounds
) -> dict[str, str]:
    shown = percent_text(part, whole)
    limit = _limit(fill, grounds) if fill.threshold else "100%"
    return {"part": f"{part}", "whole": f"{whole}", "share": shown, "limit": limit}


def _counted(here: Sequence[Record], fill: Fill, grounds: Grounds) -> dict[str, str]:
    names = sorted(dict.fromkeys(_called(record, grounds) for record in here))
    more = "等" if len(names) > _named else ""
    told = "、".join(names[:_named]) + more
    return {"count": f"{len(here)}", "names": told or _nothing, "limit": _limit(fill, grounds)}


def _called(record: Record, grounds: Grounds) -> str:
    return record.text("short_name") or record.name(grounds.edition.record_type(record.type))


def _area_share(community: Record, fill: Fill) -> Fraction | None:
    whole = number_of(community.get(fill.whole))
    parts = [number_of(community.get(f)) for f in fill.fields]
    if not whole or all(part is None for part in parts):
        return None
    return sum((Fraction(part) for part in parts if part is not None), Fraction(0)) / Fraction(
        whole
    )


def _percent(share: Fraction) -> str:
    return percent_text(share.numerator, share.denominator)


def _said(record: Record, field_id: str, grounds: Grounds) -> str:
    """An answer as it is read: labels for ids, a number with its unit."""
    asked = grounds.edition.field(record.type, field_id)
    words: Iterable[str] = answers_of(record.get(field_id))
    if asked.kind in (Kind.CHOICE, Kind.CHOICES):
        listed = grounds.edition.choice_list(asked.choices)
        words = [choice.label if (choice := listed.choice(word)) else word for word in words]
    return "、".join(words) + asked.unit


_kinds: Mapping[FillKind, Callable[[Fill, Grounds], _Found]] = {
    FillKind.TYPES: _types,
    FillKind.COVERAGE: _coverage,
    FillKind.ANSWERED: _answered,
    FillKind.AT_MOST: _at_most,
    FillKind.OUTLETS: _outlets,
    FillKind.OUTLET_SHARE: _outlet_share,
    FillKind.COMMUNITY_SHARE: _community_share,
    FillKind.COMMUNITY_YES: _community_yes,
    FillKind.RECORDS: _records,
    FillKind.RECORD_SHARE: _record_share,
}

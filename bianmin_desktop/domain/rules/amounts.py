"""Rules on numbers of one record: parts within a whole, shares, and limits.

Limits are compared on unrounded values (全数值比较法).
"""

from __future__ import annotations

from decimal import Decimal

from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.single import Finding, Setting
from bianmin_desktop.domain.rules.wording import honest_percent, limit_text


def not_more(setting: Setting, record: Record) -> Finding | None:
    """The sum of all fields but the last is not more than the last."""
    *parts, whole = (setting.number(record, field_id) for field_id in setting.rule.fields)
    if whole is None:
        return None
    total = _sum(parts)
    if total is None or total <= whole:
        return None
    return Finding(setting.rule.fields[0], {"total": f"{total:,f}"})


def share_at_least(setting: Setting, record: Record) -> Finding | None:
    """The sum of all fields but the last is at least so many percent of the last."""
    found = _part_and_whole(setting, record)
    if found is None:
        return None
    part, whole = found
    limit = setting.edition.threshold(setting.rule.threshold)
    if part * 100 >= limit.value * whole:
        return None
    words = {"share": honest_percent(part, whole, limit.value), "limit": limit_text(limit)}
    return Finding(setting.rule.fields[0], words)


def rate_at_least(setting: Setting, record: Record) -> Finding | None:
    """As many of the first field for every `per` of the last as the limit says."""
    found = _part_and_whole(setting, record)
    if found is None:
        return None
    part, whole = found
    limit = setting.edition.threshold(setting.rule.threshold)
    per = Decimal(setting.rule.options["per"])
    if part * per >= limit.value * whole:
        return None
    # The same digits as a percentage would need: both are compared with the limit.
    rate = honest_percent(part * per / 100, whole, limit.value).rstrip("%")
    words = {"rate": f"{rate}{limit.unit}", "limit": limit_text(limit)}
    return Finding(setting.rule.fields[0], words)


def at_most(setting: Setting, record: Record) -> Finding | None:
    """The field is not more than the limit."""
    field_id = setting.rule.fields[0]
    number = setting.number(record, field_id)
    limit = setting.edition.threshold(setting.rule.threshold)
    if number is None or number <= limit.value:
        return None
    return Finding(field_id, {"limit": limit_text(limit)})


def _part_and_whole(setting: Setting, record: Record) -> tuple[Decimal, Decimal] | None:
    *parts, whole = (setting.number(record, field_id) for field_id in setting.rule.fields)
    total = _sum(parts)
    return None if total is None or not whole else (total, whole)


def _sum(parts: list[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None

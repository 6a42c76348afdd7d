"""Rules on the dates of one record."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.single import Finding, Setting
from bianmin_desktop.domain.rules.wording import day_text, limit_text


def not_in_future(setting: Setting, record: Record) -> Finding | None:
    """None of the dates is later than today."""
    for field_id in setting.rule.fields:
        day = record.get(field_id)
        if isinstance(day, date) and day > setting.today:
            return Finding(field_id, _named(setting, record, field_id, day))
    return None


def still_ahead(setting: Setting, record: Record) -> Finding | None:
    """The date is later than today."""
    field_id = setting.rule.fields[0]
    day = record.get(field_id)
    if isinstance(day, date) and day <= setting.today:
        return Finding(field_id, _named(setting, record, field_id, day))
    return None


def in_order(setting: Setting, record: Record) -> Finding | None:
    """The dates follow each other; blanks between them are passed over."""
    dated = [
        (field_id, day)
        for field_id in setting.rule.fields
        if isinstance(day := record.get(field_id), date)
    ]
    for (first, earlier), (second, later) in pairwise(dated):
        if later < earlier:
            words = {
                "first": setting.label(record, first),
                "first_day": day_text(earlier),
                "second": setting.label(record, second),
                "second_day": day_text(later),
            }
            return Finding(second, words)
    return None


def not_older(setting: Setting, record: Record) -> Finding | None:
    """The date is not longer ago than the limit's days; a blank fails if `blanks` says so."""
    field_id = setting.rule.fields[0]
    day = record.get(field_id)
    limit = setting.edition.threshold(setting.rule.threshold)
    if isinstance(day, date):
        ago = (setting.today - day).days
        if ago <= limit.value:
            return None
        return Finding(field_id, {"since": f"上次是{day_text(day)}，已过{ago}天"})
    if day is None and setting.rule.blanks == "fail":
        return Finding(field_id, {"since": f"还没有填写，建议每{limit_text(limit)}核实一次"})
    return None


def _named(setting: Setting, record: Record, field_id: str, day: date) -> dict[str, str]:
    return {"label": setting.label(record, field_id), "day": day_text(day)}

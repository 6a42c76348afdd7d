"""Rules on whether the dates, events and the status of an outlet tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.rules.wording import day_text
from bianmin_desktop.domain.timeline import type_changed


def closing_undated(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """An outlet that is gone by its status has a day on which it went."""
    for outlet in case.ledger.of("outlet"):
        if case.lives[outlet.id].is_closing_undated:
            yield case.issue(rule, outlet, "closed", {"counted": _counted_until(outlet)})


def status_agrees(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """An outlet that counts by its status is not gone by its dates."""
    for outlet in case.ledger.of("outlet"):
        life = case.lives[outlet.id]
        # `always`: the status is one of those that count.
        if not life.always or not life.marks:
            continue
        gone = [on for on, _, appears in life.marks[-1:] if not appears and on <= case.today]
        if gone:
            yield case.issue(rule, outlet, "status", {"day": day_text(gone[0])})


def type_agrees(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """After its last change of business type an outlet has the type changed to."""
    outlets = case.ledger.by_id("outlet")
    for outlet_id in case.ledger.events_of:
        outlet = outlets.get(outlet_id)
        if outlet is None or not (types := case.lives[outlet_id].types):
            continue
        on, _, after = types[-1]
        if after and after != case.lives[outlet_id].type_now and on <= case.today:
            label = case.edition.business_types[after].label
            yield case.issue(rule, outlet, "business_type", {"after": label, "day": day_text(on)})


def type_known(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """The types written in a change of business type are in the dictionary."""
    for event in case.ledger.of("event"):
        if event.get("kind") != type_changed:
            continue
        for field_id in ("before", "after"):
            text = event.text(field_id)
            if text and not case.timeline.type_meant(text):
                label = case.edition.field("event", field_id).label
                words = {"outlet": case.name("outlet", event.text("outlet"))}
                yield case.issue(rule, event, field_id, words | {"text": text, "label": label})


def _counted_until(outlet: Record) -> str:
    verified = outlet.get("verified")
    if isinstance(verified, date):
        return f"暂按核实日期{day_text(verified)}起不再计入"
    return "也没有核实日期，各期都没有计入"

"""Rules between the ledgers: who belongs to whom, and what a circle lacks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.domain.gaps import GapColumn, matrix_of
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.rules.quarter import Case
from bianmin_desktop.domain.values import number_of


def refers_to_living(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """What the fields refer to is still in the ledger, not in the recycle bin."""
    type_of = {name: case.edition.field(rule.record, name).target for name in rule.fields}
    for record in case.subjects(rule):
        for field_id, target in type_of.items():
            value = record.get(field_id)
            ids = value if isinstance(value, tuple) else (value,)
            known = case.ledger.by_id(target)
            if any(isinstance(i, str) and i not in known for i in ids):
                label = case.edition.field(rule.record, field_id).label
                yield case.issue(rule, record, field_id, {"label": label})


def circle_holds_community(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """The circle an outlet names covers the community it names."""
    circles, communities = case.ledger.by_id("circle"), case.ledger.by_id("community")
    for outlet in case.subjects(rule):
        circle = circles.get(outlet.text("circle"))
        community = communities.get(outlet.text("community"))
        if circle is None or community is None:
            continue
        members = circle.get("communities")
        if isinstance(members, tuple) and community.id in members:
            continue
        words = {
            "circle": case.name("circle", circle.id),
            "community": case.name("community", community.id),
        }
        yield case.issue(rule, outlet, "circle", words)


def in_no_circle(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Every community belongs to some circle."""
    for community in case.subjects(rule):
        if community.id not in case.ledger.circles_of:
            yield case.issue(rule, community, "", {})


def circle_lacks(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """Every circle has an outlet for each item of the list in option `list`."""
    list_id = rule.options["list"]
    matrix = matrix_of(case.ledger, case.edition, (list_id,), case.quarter.end, case.lives)
    circles = case.ledger.by_id("circle")
    for row in matrix.rows:
        missing = matrix.missing(row)
        if missing:
            words = {
                "missing": "、".join(column.label for column, _ in missing),
                "count": str(len(missing)),
                "stand_ins": "".join(_stand_in(case, *gap) for gap in missing if gap[0].stand_ins),
            }
            yield case.issue(rule, circles[row.circle_id], "", words)


def population_agrees(rule: RuleSetting, case: Case) -> Iterator[Issue]:
    """A circle's population does not differ from its communities' by more than the limit."""
    limit = case.edition.threshold(rule.threshold)
    communities = case.ledger.by_id("community")
    for circle in case.subjects(rule):
        said = number_of(circle.get("population"))
        members = circle.get("communities")
        if said is None or not isinstance(members, tuple):
            continue
        held = [communities[i] for i in members if i in communities]
        numbers = [number_of(community.get("residents")) for community in held]
        known = [number for number in numbers if number is not None]
        total = sum(known, Decimal(0))
        if len(known) < len(numbers) or not total:
            continue
        if abs(said - total) * 100 > limit.value * total:
            yield case.issue(rule, circle, "population", {"total": f"{total:,f}"})


def _stand_in(case: Case, column: GapColumn, helping: int) -> str:
    listed = case.edition.choice_list("extra_service")
    labels = (c.label if (c := listed.choice(s)) else s for s in column.stand_ins)
    services = "、".join(f"“{label}”" for label in labels)
    if helping:
        return f"{column.label}现有{helping}个网点以一店多能（{services}）方式提供。"
    return f"{column.label}可由便利店、超市等叠加{services}补上。"

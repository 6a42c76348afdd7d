"""Rows that are no records: targets, who is responsible, what is overdue, what did not return."""

from __future__ import annotations

from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Source
from bianmin_desktop.catalogue.definitions.printed import source_columns
from bianmin_desktop.domain.documents.content import Amount, Case, Cell, Content, Head, Item
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.targets import Goal, Progress

_groups = {"task": "主要任务", "safeguard": "保障措施"}
_leads, _takes_part = "●", "○"
_yes = "是"
_numbers = frozenset(
    (
        *("city_added", "city_cumulative", "own_added", "own_cumulative"),
        *("added", "cumulative", "added_rate", "cumulative_rate", "days"),
    )
)
_days = frozenset(("due", "sent", "on"))
_texts = frozenset(("others", "units", "note", "basis"))


def targets(case: Case) -> Content:
    """A row a year: the city's goals, the unit's own, what was completed."""
    items = (Item(str(line.year), _target(line)) for line in case.basis.targets)
    return Content(_heads(Source.TARGETS), tuple(items))


def tasks(case: Case) -> Content:
    """A row a task or safeguard; where paragraphs name units of their own, a row a paragraph."""
    items = []
    for task in case.edition.tasks:
        parts = [(part.clause, part.units) for part in task.paragraphs]
        for place, (clause, units) in enumerate(parts or [(task.clause, task.units)]):
            names = [case.edition.units[unit].name for unit in units]
            cells: dict[str, Cell] = {
                "group": _groups[task.group],
                "task": task.label,
                "clause": case.edition.clauses[clause].heading,
                "lead": names[0] if names else "",
                "others": "、".join(names[1:]),
                "units": "、".join(names),
            }
            items.append(Item(f"{task.id}:{place}", cells))
    return Content(_heads(Source.TASKS), tuple(items))


def duties(case: Case) -> Content:
    """A row a unit, a column a task: ● named first, ○ named besides."""
    edition = case.edition
    columns = tuple(
        Head(f"task:{task.id}", task.label, "mark", _groups[task.group]) for task in edition.tasks
    )
    names = source_columns[Source.DUTIES]
    items = []
    for unit in edition.units.values():
        marks: dict[str, Cell] = {
            f"task:{task.id}": _leads if unit.id == task.units[0] else _takes_part
            for task in edition.tasks
            if unit.id in task.units
        }
        cells = {"unit": unit.name, **marks, "note": unit.note}
        cells["issuer"] = _yes if unit.is_issuer else ""
        cells["member"] = _yes if unit.is_member else ""
        items.append(Item(unit.id, cells))
    heads = (
        Head("unit", names["unit"]),
        *columns,
        *(Head(name, names[name], "mark") for name in ("issuer", "member")),
        Head("note", names["note"], "lines"),
    )
    return Content(heads, tuple(items))


def seats(case: Case) -> Content:
    """A row a seat of the joint meeting: roles, never persons."""
    items = []
    for seat in case.edition.roles:
        clause = case.edition.clauses.get(seat.clause)
        heading = clause.heading if clause else ""
        items.append(Item(seat.id, {"role": seat.role, "holder": seat.holder, "clause": heading}))
    return Content(_heads(Source.SEATS), tuple(items))


def overdue(case: Case) -> Content:
    """A row a report that is due and was not handed in."""
    items = []
    for line in case.basis.overdue:
        if case.choice.period not in (None, line.period):
            continue
        cells: dict[str, Cell] = {
            "unit": line.unit,
            "report": line.report,
            "period_label": line.period.label,
            "due": line.due,
            "days": Amount(Decimal((case.basis.today - line.due).days)),
            "basis": line.basis,
            "state": line.state,
        }
        items.append(Item(f"{line.unit}:{line.report}:{line.period}", cells))
    return Content(_heads(Source.OVERDUE), tuple(items))


def unreturned(case: Case) -> Content:
    """A row a template that is still out."""
    period = case.choice.period
    items = []
    for line in case.basis.unreturned:
        if isinstance(period, Quarter) and line.quarter != period:
            continue
        cells: dict[str, Cell] = {
            "community": line.community,
            "ledger": line.ledger,
            "period_label": line.quarter.label,
            "sent": line.sent,
            "days": Amount(Decimal((case.basis.today - line.sent).days)),
        }
        items.append(Item(f"{line.community}:{line.ledger}", cells))
    return Content(_heads(Source.UNRETURNED), tuple(items))


def handed_in(case: Case) -> Content:
    """A row a report of the period, in its newest version."""
    items = []
    for line in case.basis.handed_in:
        if case.choice.period not in (None, line.period):
            continue
        cells: dict[str, Cell] = {
            "report": line.report,
            "period_label": line.period.label,
            "version": f"第{line.version}版",
            "fingerprint": line.fingerprint,
            "on": line.on,
        }
        items.append(Item(f"{line.report}:{line.period}", cells))
    return Content(_heads(Source.FROZEN), tuple(items))


def _target(line: Progress) -> dict[str, Cell]:
    return {
        "year": Amount(Decimal(line.year), is_year=True),
        **_goal("city", line.city),
        **_goal("own", line.own),
        "added": _number(line.added),
        "cumulative": _number(line.cumulative),
        "added_rate": line.added_rate,
        "cumulative_rate": line.cumulative_rate,
        "note": line.note,
    }


def _goal(whose: str, goal: Goal) -> dict[str, Cell]:
    """The document says 以上 of some years."""
    found: dict[str, Cell] = {}
    for part, number in (("added", goal.added), ("cumulative", goal.cumulative)):
        is_least = goal.at_least and number is not None
        found[f"{whose}_{part}"] = f"{number:,}以上" if is_least else _number(number)
    return found


def _number(number: int | None) -> Cell:
    return None if number is None else Amount(Decimal(number))


def _heads(source: Source) -> tuple[Head, ...]:
    return tuple(
        Head(name, label, _look_of(name)) for name, label in source_columns[source].items()
    )


def _look_of(name: str) -> str:
    if name in _numbers:
        return "number"
    if name in _days:
        return "date"
    return "lines" if name in _texts else "text"

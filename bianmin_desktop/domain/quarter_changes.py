"""季度变动: what opened, closed and turned in a quarter, and every figure beyond its limit.

Each change is answered by one reason. Where the check asks for it (核实), the reason is that of
the finding, so that 审核 and this list always show the same; else it is kept under an id of the
change itself, which stays the same when its date is corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bianmin_desktop.catalogue.definitions import ChangeKind, Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.change_words import ChangeWords, Words, moved_words, with_unit
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.swings import entered_swings, figure_swings, opening_of
from bianmin_desktop.domain.rules.wording import day_text, value_text
from bianmin_desktop.domain.timeline import lives_of
from bianmin_desktop.domain.turns import Turn, turns
from bianmin_desktop.domain.values import number_of


class Group(StrEnum):
    """How changes stand together in a list, in the order of the list."""

    FIGURE = "figure"
    OPENED = "opened"
    CLOSED = "closed"
    TYPE_CHANGED = "type_changed"

    @property
    def label(self) -> str:
        """The heading."""
        return _labels[self]

    @property
    def unit(self) -> str:
        """What its members are counted in."""
        return "项" if self is Group.FIGURE else "家"


_labels: Mapping[Group, str] = {
    Group.FIGURE: "数字变动",
    Group.OPENED: "开业、迁入和恢复营业",
    Group.CLOSED: "关闭和迁出",
    Group.TYPE_CHANGED: "业态变更",
}
_groups: Mapping[ChangeKind, Group] = {
    ChangeKind.OPENED: Group.OPENED,
    ChangeKind.MOVED_IN: Group.OPENED,
    ChangeKind.REOPENED: Group.OPENED,
    ChangeKind.CLOSED: Group.CLOSED,
    ChangeKind.MOVED_OUT: Group.CLOSED,
    ChangeKind.UNDATED: Group.CLOSED,
    ChangeKind.TYPE_CHANGED: Group.TYPE_CHANGED,
}
_asking_fields: Mapping[Group, tuple[str, ...]] = {
    Group.OPENED: ("opened",),
    Group.CLOSED: ("closed", "status"),
    Group.TYPE_CHANGED: ("business_type",),
}
"""A 核实 finding at one of these fields of an outlet asks about a change of that group."""
_figure_kinds = (figure_swings.__name__, entered_swings.__name__)
_none = "—"
own_ids = "change."
"""How the ids of changes begin that no finding asks about."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it concerns, when, from what to what, in one sentence.

    `id` is what its reason is kept under; `is_asked` says that 审核 asks for that reason, by the
    rule `rule`. `behind` are the records it comes from, `words` what suggested reasons may name.
    """

    id: str
    kind: ChangeKind
    place: Place
    name: str
    before: str
    after: str
    message: str
    on: date | None = None
    amount: str = ""
    rule: str = ""
    is_asked: bool = False
    behind: tuple[str, ...] = ()
    words: Words = field(default_factory=dict, repr=False)

    @property
    def group(self) -> Group:
        """Where it stands in the list."""
        return _groups.get(self.kind, Group.FIGURE)

    @property
    def subject(self) -> str:
        """What changed: the id of a figure, of an entered field, or of an outlet."""
        return self.place.field if self.group is Group.FIGURE else self.place.record_id


def quarter_changes(
    ledger: Ledger,
    edition: Edition,
    quarter: Quarter,
    figures: Sequence[FigureRow],
    issues: Iterable[Issue],
) -> tuple[Change, ...]:
    """Every change of a quarter: figures in their order, then outlets by group, date and name.

    `figures` and `issues` are what was derived and found for the quarter.
    """
    found = tuple(issues)
    lives = lives_of(ledger, edition)
    events = ledger.events_of
    turned = {i: t for i, life in lives.items() if (t := turns(life, events.get(i, ()), quarter))}
    words = ChangeWords(ledger, edition, turned)
    outlets = [*_outlets(words, _asked(found))]
    order = {group: place for place, group in enumerate(Group)}
    outlets.sort(key=lambda c: (order[c.group], c.on or date.min, c.name, c.id))
    kinds = {rule.id: rule.kind for rule in edition.rules}
    swinging = [issue for issue in found if kinds.get(issue.rule) in _figure_kinds]
    return (*_figures(words, quarter, figures, swinging), *outlets)


def _asked(issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    """The 核实 findings by the record they are about."""
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.level is Level.VERIFY and issue.place.record_type in ("outlet", "event"):
            found.setdefault(issue.place.record_id, []).append(issue)
    return found


def _outlets(words: ChangeWords, asked: Mapping[str, list[Issue]]) -> Iterator[Change]:
    known = words.ledger.by_id("outlet")
    for outlet_id, happened in words.turns.items():
        seen: Counter[Group] = Counter()
        for turn in happened:
            group = _groups[turn.kind]
            seen[group] += 1
            issue = _asking(turn, outlet_id, asked) if seen[group] == 1 else None
            number = f":{seen[group]}" if seen[group] > 1 else ""
            own = f"{own_ids}{group.value}:{outlet_id}{number}"
            yield _outlet(words, known[outlet_id], turn, issue, own)


def _asking(turn: Turn, outlet_id: str, asked: Mapping[str, list[Issue]]) -> Issue | None:
    fields = _asking_fields[_groups[turn.kind]]
    at_outlet = (i for i in asked.get(outlet_id, ()) if i.place.field in fields)
    at_event = iter(asked.get(turn.event.id, ()) if turn.event else ())
    return next(at_outlet, None) or next(at_event, None)


def _outlet(
    words: ChangeWords, outlet: Record, turn: Turn, issue: Issue | None, own: str
) -> Change:
    record_type = words.edition.record_type("outlet")
    said = dict(words.of_outlet(outlet, turn))
    if turn.kind is ChangeKind.UNDATED and outlet.get("verified") != turn.on:
        said["day"] = ""
    name = outlet.name(record_type)
    return Change(
        id=issue.id if issue else own,
        kind=turn.kind,
        place=Place("outlet", outlet.id, name),
        name=name,
        before=said["before"] or _none,
        after=said["after"] or _none,
        message=issue.message if issue else _sentence(turn, name, said),
        on=turn.on,
        rule=issue.rule if issue else "",
        is_asked=issue is not None,
        behind=(outlet.id,),
        words=said,
    )


def _sentence(turn: Turn, name: str, said: Words) -> str:
    day = day_text(turn.on)
    if turn.kind is ChangeKind.TYPE_CHANGED:
        return f"“{name}”{day}由{said['before'] or _none}变更为{said['after'] or _none}。"
    kind = f"（{said['type']}）" if said["type"] else ""
    if turn.kind is ChangeKind.UNDATED:
        return f"“{name}”{kind}没有写关闭日期，{day}起不再计入。"
    return f"“{name}”{kind}{day}{turn.kind.label}。"


def _figures(
    words: ChangeWords, quarter: Quarter, figures: Sequence[FigureRow], issues: Sequence[Issue]
) -> Iterator[Change]:
    rows = {row.id: row for row in figures}
    at = {issue.place.field: issue for issue in issues}
    for figure in words.edition.figures:
        issue, row = at.get(figure.id), rows.get(figure.id)
        if issue is None or row is None or issue.place.record_id:
            continue
        opening = opening_of(figure, row, rows)
        if opening is None or row.closing is None:
            continue
        moved = rows[figure.numerator] if figure.numerator else row
        yield Change(
            id=issue.id,
            kind=ChangeKind.GROWN if row.closing > opening else ChangeKind.SHRUNK,
            place=issue.place,
            name=issue.place.field_label,
            before=with_unit(row, opening),
            after=with_unit(row, row.closing),
            message=issue.message,
            amount=moved_words(opening, row.closing),
            rule=issue.rule,
            is_asked=issue.level is Level.VERIFY,
            behind=(*moved.added_ids, *moved.removed_ids),
            words=words.of_figure(figure, row, opening),
        )
    yield from _entered(words, quarter, [issue for issue in issues if issue.place.record_id])


def _entered(words: ChangeWords, quarter: Quarter, issues: Sequence[Issue]) -> Iterator[Change]:
    """Numbers of the summary, typed by a person."""
    now = words.ledger.summary(quarter)
    before = words.ledger.earlier_summary(quarter.previous)
    for issue in issues if now and before else ():
        asked = words.edition.field("summary", issue.place.field)
        old, new = (r.get(asked.id) if r else None for r in (before, now))
        first, last = number_of(old), number_of(new)
        if first is None or last is None:
            continue
        said = {
            "figure": asked.label,
            "before": value_text(asked, old, words.edition),
            "after": value_text(asked, new, words.edition),
            "change": moved_words(first, last),
        }
        yield Change(
            id=issue.id,
            kind=ChangeKind.ENTERED,
            place=issue.place,
            name=asked.label,
            before=said["before"],
            after=said["after"],
            message=f"{asked.label}：{issue.message}",
            amount=said["change"],
            rule=issue.rule,
            is_asked=issue.level is Level.VERIFY,
            behind=(issue.place.record_id,),
            words=said,
        )

"""审核: everything that is wrong with a quarter, and the explanations clerks give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import own_ids, quarter_changes
from bianmin_desktop.domain.readiness import Readiness, readiness
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.locking import refuse_locked
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.work import Origin

_told = re.compile(r"[\u3400-\u9fffA-Za-z]")
_least_told = 2
checked_types = ("community", "circle", "outlet", "event")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every issue, heaviest first, with its explanation if given."""

    quarter: Quarter
    issues: tuple[Issue, ...]
    explanations: Mapping[str, str]
    readiness: Readiness

    @property
    def period(self) -> Quarter:
        """What was checked."""
        return self.quarter


@dataclass(frozen=True, slots=True)
class _State:
    """What an outcome depends on: the quarter, the day, and the last write to the book."""

    quarter: Quarter
    today: date
    counter: int


@dataclass(frozen=True, slots=True)
class _Kept:
    state: _State
    checked: Checked


class CheckService:
    """Checks of a quarter."""

    def __init__(self, book: Book, gate: Gate, names: BookNames, clock: Clock) -> None:
        """Over an open book."""
        self._book = book
        self._gate = gate
        self._names = names
        self._clock = clock
        self._last: _Kept | None = None

    def check(self, quarter: Quarter, progress: Progress = silent) -> Checked:
        """Every issue of the quarter's records and of the quarter as a whole.

        As long as nothing was written since, the last outcome is still the answer.
        """
        with self._book.reading() as reading:
            state = _State(quarter, self._clock.today(), holder_of(reading.connection).counter)
            if self._last is not None and self._last.state == state:
                return self._last.checked
            ledger = self._book.shelf.ledger(reading)
        checked = self.judged(ledger, quarter, progress)
        self._last = _Kept(state, checked)
        return checked

    def judged(self, ledger: Ledger, quarter: Quarter, progress: Progress = silent) -> Checked:
        """The same for a ledger that was read already."""
        today = self._clock.today()
        with collector_at_rest():
            reviewed = ledger.once(("reviewed", today), lambda: self._reviewed(ledger, progress))
        found = [*reviewed]
        summary = ledger.summary(quarter)
        if summary is not None:
            found += self._gate.review(summary, self._names, today)
        figures = derive(ledger, self._gate.edition, quarter)
        found += judge_quarter(ledger, self._gate.edition, quarter, figures, today)
        found = [_named_by_outlet(issue, ledger) for issue in found]
        found.sort(key=lambda issue: list(type(issue.level)).index(issue.level))
        explanations = _explanations(ledger, quarter, found)
        return Checked(quarter, tuple(found), explanations, readiness(found, explanations))

    def _reviewed(self, ledger: Ledger, progress: Progress) -> tuple[Issue, ...]:
        """The issues of every record by itself."""
        today = self._clock.today()
        registers = (register.id for register in self._gate.edition.registers)
        records = [r for type_id in (*checked_types, *registers) for r in ledger.of(type_id)]
        found: list[Issue] = []
        for done, record in enumerate(records):
            if done % 500 == 0:
                progress.report(done, len(records), "逐条审核")
            found += self._gate.review(record, self._names, today)
        return tuple(found)

    def forget(self) -> None:
        """The last outcome does not hold any more: a version was frozen that others build on."""
        self._last = None

    def is_current(self, quarter: Quarter, counter: int) -> bool:
        """Whether the last outcome is that of the quarter, with the book at that counter."""
        state = _State(quarter, self._clock.today(), counter)
        return self._last is not None and self._last.state == state

    def outlast(self, before: int, after: int) -> None:
        """Keep the last outcome: what was written between the counters is nothing it looks at."""
        if self._last is not None and self._last.state.counter == before:
            self._last = replace(self._last, state=replace(self._last.state, counter=after))

    def destination(self, place: Place) -> Place:
        """Where a clerk goes to correct it: an event is corrected at its outlet."""
        if place.record_type != "event":
            return place
        with self._book.reading() as reading:
            event = reading.record("event", place.record_id)
        return Place("outlet", event.text("outlet") if event else "", place.record_name)

    def explain(self, quarter: Quarter, issue_id: str, text: str) -> Changes:
        """Keep the reason for a 核实 issue or a change of the quarter; an empty text takes it back.

        Raises `WrongUse` when the quarter has no such issue or change, `Refused` when the text is
        too long; nothing is written then.
        """
        if text and len(_told.findall(text)) < _least_told:
            raise Refused("说明没有保存：请用几个字把情况写清楚。", code="BM-321")
        place, about = self._explained(quarter, issue_id)
        with self._book.writing() as work:
            held = work.held_as("explanation", "period", str(quarter))
            before = next((r for r in held if r.get("issue") == issue_id), None)
            said = self._admitted(before or Record("explanation", keeping.new_id()), text)
            values = {"period": str(quarter), "issue": issue_id}
            values |= {"record": place.record_id, "field": place.field, "about": about}
            refuse_locked(work, Record("explanation", "", {"period": str(quarter)}))
            after = said.with_values({name: value for name, value in values.items() if value})
            at = holder_of(work.connection).counter
            work.put(after, before, Origin("说明", "审核", self._clock.now()))
            counters = at, holder_of(work.connection).counter
            changes = work.changes
        self._note(quarter, issue_id, after.text("text"), counters)
        return changes

    def _explained(self, quarter: Quarter, issue_id: str) -> tuple[Place, str]:
        """What is explained: a finding and what it says, or a change nobody asks about."""
        issues = self.check(quarter).issues
        known = {issue.id: (issue.place, issue.message) for issue in issues}
        if issue_id not in known and issue_id.startswith(own_ids):
            with self._book.reading() as reading:
                ledger = self._book.shelf.ledger(reading)
            changes = quarter_changes(ledger, self._gate.edition, quarter, (), issues)
            known |= {change.id: (change.place, "") for change in changes}
        if issue_id not in known:
            raise WrongUse(f"{quarter.label}没有编号为“{issue_id}”的问题。", code="BM-320")
        return known[issue_id]

    def _admitted(self, record: Record, text: str) -> Record:
        """The explanation with its text as the gate lets it in."""
        draft = Draft(record.type, {"text": text}, record.id)
        admitted = self._gate.admit(draft, record, self._names, self._clock.today()).record
        if admitted.typed:
            refusal = self._gate.review(admitted, self._names, self._clock.today())[0]
            raise Refused(f"说明没有保存：{refusal.message}", code="BM-321")
        return admitted

    def _note(self, quarter: Quarter, issue_id: str, text: str, counters: tuple[int, int]) -> None:
        """Keep the last outcome in step with an explanation, so that nothing is checked again."""
        before, after = counters
        state = _State(quarter, self._clock.today(), before)
        if self._last is None or self._last.state != state:
            return
        checked = self._last.checked
        given = {name: said for name, said in checked.explanations.items() if name != issue_id}
        if text:
            given[issue_id] = text
        renewed = replace(checked, explanations=given, readiness=readiness(checked.issues, given))
        self._last = _Kept(replace(state, counter=after), renewed)


def _named_by_outlet(issue: Issue, ledger: Ledger) -> Issue:
    """An event has no name of its own: a clerk knows it by its outlet."""
    if issue.place.record_type != "event":
        return issue
    event = ledger.by_id("event").get(issue.place.record_id)
    outlet = ledger.by_id("outlet").get(event.text("outlet")) if event else None
    name = outlet.text("name") if outlet else "未指明网点"
    return replace(issue, place=replace(issue.place, record_name=f"{name}的变动"))


def _explanations(ledger: Ledger, quarter: Quarter, found: Iterable[Issue]) -> dict[str, str]:
    """The reasons that still fit: what was explained says the same as it did then."""
    said = {issue.id: issue.message for issue in found}
    return {
        issue_id: record.text("text")
        for record in ledger.of("explanation")
        if record.get("period") == str(quarter) and record.text("text")
        for issue_id in (record.text("issue"),)
        if record.text("about") in ("", said.get(issue_id))
    }

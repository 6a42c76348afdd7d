"""The steps of a circle: each acceptance freezes its checklist, and moves the circle on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from bianmin_desktop.catalogue.definitions import StageStep
from bianmin_desktop.catalogue.definitions.checklists import Scorer
from bianmin_desktop.domain.acceptance.codes import checklist_number
from bianmin_desktop.domain.acceptance.contents import (
    Acceptance,
    Accepted,
    content_of_acceptance,
)
from bianmin_desktop.domain.acceptance.scores import total
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import verdict_of
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.acceptance import AcceptanceService
from bianmin_desktop.services.checklist_books import head_of, no_circle, report
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.freezing import freeze, version_after
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin, Work

_panel = ("on", "leader", "members", "verdict", "opinion")
"""What is said of one acceptance only: the next one begins without it."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """A step that was taken; `version` is what it froze, if it was an acceptance."""

    step: StageStep
    changes: Changes
    version: keeping.Submission | None = None


class AcceptingService:
    """Takes steps; every one is a batch that can be taken back, but what was frozen stays."""

    def __init__(self, desk: Desk, checklists: AcceptanceService) -> None:
        """Over an open book and its checklists."""
        self._desk = desk
        self._book = desk.book
        self._checklists = checklists

    def records(self, circle_id: str) -> list[Record]:
        """The acceptances of a circle, the newest first."""
        with self._book.reading() as reading:
            found = reading.held_as("acceptance", "circle", circle_id)
        return sorted(found, key=_newest, reverse=True)

    def advance(self, circle_id: str, template_id: str, step_id: str) -> Advanced:
        """Take a step with a circle.

        Raises `Refused` when something stands in its way, `WrongUse` when it is no step from the
        circle's stage.
        """
        sheet = self._checklists.sheet(circle_id, template_id)
        step = self._step(sheet, step_id)
        batch = keeping.new_id()
        with self._book.writing() as work:
            version = self._freeze(work, sheet, step, batch) if step.scorer else None
            self._move(work, sheet, step, batch)
            changes = work.changes
        self._desk.names.refresh(changes)
        return Advanced(step, changes, version)

    def _step(self, sheet: Sheet, step_id: str) -> StageStep:
        steps = self._checklists.steps(sheet)
        found = next((step for step in steps if step.setting.id == step_id), None)
        if found is None:
            offered = "、".join(f"{s.setting.id}（{s.setting.label}）" for s in steps)
            raise WrongUse(
                f"“{sheet.subject.name}”现在不能走“{step_id[:40]}”这一步。"
                f"可以走的是：{offered or '没有'}。",
                code="BM-386",
            )
        if not found.may_be_taken:
            raise Refused(
                f"还不能“{found.setting.label}”：{'；'.join(found.obstacles)}。", code="BM-387"
            )
        return found.setting

    def _freeze(self, work: Work, sheet: Sheet, step: StageStep, batch: str) -> keeping.Submission:
        scorer = cast("Scorer", step.scorer)
        day = sheet.panel.on or self._desk.clock.today()
        marks, verdict = total(sheet, scorer).marks, verdict_of(sheet, scorer)
        dated = replace(sheet, panel=replace(sheet.panel, on=day, verdict=verdict))
        accepted = Accepted(step.id, step.label, scorer, day, marks, verdict)
        version = self._version(work, dated, accepted)
        freeze(work, version)
        record = Record("acceptance", keeping.new_id(), _values(dated, accepted, version))
        work.put(record, None, self._origin(step, batch))
        self._clear_panel(work, sheet, step, batch)
        return version

    def _version(self, work: Work, sheet: Sheet, accepted: Accepted) -> keeping.Submission:
        unit, moment = self._desk.office.code, self._desk.clock.now()
        period = checklist_number(sheet.subject.id, sheet.template)
        kept = keeping.submissions(work.connection, unit, report, period)
        draft = keeping.Submission(
            id="",
            unit=unit,
            report=report,
            period=period,
            version=0,
            edition=sheet.edition,
            fingerprint="",
            content=content_of_acceptance(Acceptance(sheet, accepted)),
            made_at=moment,
        )
        return version_after(kept[-1] if kept else None, draft, moment)

    def _clear_panel(self, work: Work, sheet: Sheet, step: StageStep, batch: str) -> None:
        head = head_of(work, sheet.subject.id, sheet.template)
        if head is not None:
            values = {name: value for name, value in head.values.items() if name not in _panel}
            typed = {name: text for name, text in head.typed.items() if name not in _panel}
            cleared = head.holding(values, typed, head.notes)
            work.put(cleared, head, self._origin(step, batch))

    def _move(self, work: Work, sheet: Sheet, step: StageStep, batch: str) -> None:
        circle = work.record("circle", sheet.subject.id)
        if circle is None or circle.deleted:
            raise no_circle()
        desk = self._desk
        draft = Draft("circle", {"stage": step.end}, circle.id)
        admitted = desk.gate.admit(draft, circle, desk.names, desk.clock.today())
        work.put(admitted.record, circle, self._origin(step, batch))

    def _origin(self, step: StageStep, batch: str) -> Origin:
        return Origin("验收", step.label, self._desk.clock.now(), batch)


def _values(sheet: Sheet, accepted: Accepted, version: keeping.Submission) -> dict[str, Value]:
    subject = sheet.subject
    return {
        "name": f"{subject.name} {accepted.step_label} {accepted.on.isoformat()}",
        "circle": subject.id,
        "template": sheet.template,
        "step": accepted.step,
        "stage": subject.stage,
        "on": accepted.on,
        "score": accepted.marks,
        "verdict": accepted.verdict,
        "version": version.version,
        "fingerprint": version.fingerprint,
    }


def _newest(record: Record) -> tuple[date, str]:
    on = record.get("on")
    return on if isinstance(on, date) else date.min, str(record.changed_at)

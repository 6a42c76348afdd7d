"""验收清单: every circle's checklist as it stands, filling it in, and the steps to the reward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bianmin_desktop.catalogue.definitions import Checklist
from bianmin_desktop.domain.acceptance.assembling import sheet_of
from bianmin_desktop.domain.acceptance.codes import checklist_number, meant_by, read_code
from bianmin_desktop.domain.acceptance.contents import Acceptance, acceptance_of
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import Step, steps_from
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checklist_books import (
    head_of,
    head_type,
    no_circle,
    points_type,
    read_checklists,
    read_points,
    report,
    row_of,
    row_type,
)
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.entry import Saved
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Origin, Work

_source = "验收清单"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a circle's checklist: what a line code stands for."""

    circle_id: str
    template_id: str
    line_id: str


class AcceptanceService:
    """Reads and writes checklists; a circle has one for each template it was begun with."""

    def __init__(self, desk: Desk) -> None:
        """Over an open book."""
        self._desk = desk
        self._book = desk.book
        self._edition = desk.book.edition

    @property
    def templates(self) -> tuple[Checklist, ...]:
        """Every template of the edition, in its order."""
        return tuple(self._edition.checklists.values())

    def templates_for(self, stage: str) -> tuple[Checklist, ...]:
        """The templates that are offered to circles in a stage; all of them without one."""
        return tuple(t for t in self.templates if not stage or stage in t.stages)

    def template(self, template_id: str) -> Checklist:
        """The template with that id; without one the first. Raises `WrongUse`."""
        if not template_id and self.templates:
            return self.templates[0]
        found = self._edition.checklists.get(template_id)
        if found is None:
            listed = "、".join(f"{t.id}（{t.name}）" for t in self.templates)
            raise WrongUse(f"没有“{template_id[:40]}”这份清单模板，可以是：{listed}。", "BM-380")
        return found

    def circles(self, street: str = "") -> list[tuple[str, str]]:
        """Id and name of every circle, by name; of one street (its code) if it is named."""
        with self._book.reading() as reading:
            found = reading.records("circle")
        kept = [c for c in found if not street or c.text("street") in ("", street)]
        return sorted(((c.id, c.text("name")) for c in kept), key=lambda pair: pair[1])

    def sheet(self, circle_id: str, template_id: str = "") -> Sheet:
        """A circle's checklist as it stands. Raises `Refused`, or `WrongUse` for the template."""
        [sheet] = self.sheets([circle_id], template_id)
        return sheet

    def sheets(
        self, circle_ids: Iterable[str], template_id: str = "", progress: Progress = silent
    ) -> tuple[Sheet, ...]:
        """The checklists of several circles, the ledgers read once for all of them."""
        template = self.template(template_id)
        wanted = list(circle_ids)
        with self._book.reading() as reading:
            known = read_checklists(reading, self._desk.clock.today())
        found = []
        for done, circle_id in enumerate(wanted):
            progress.report(done, len(wanted), "正在汇总验收清单")
            if circle_id not in known.circles:
                raise no_circle()
            grounds = known.around.grounds(known.circles[circle_id])
            filled = known.filled(circle_id, template.id)
            found.append(sheet_of(template, grounds, filled, self._desk.reporter))
        return tuple(found)

    def row(self, circle_id: str, template_id: str, line_id: str) -> Record:
        """What was filled in of a line, or an empty record of which nothing is stored yet."""
        with self._book.reading() as reading:
            head = head_of(reading, circle_id, template_id)
            found = row_of(reading, head.id, line_id) if head else None
        return found or Record(row_type, "")

    def head(self, circle_id: str, template_id: str) -> Record:
        """Who looks at it, and the verdict; an empty record before anything was filled in."""
        with self._book.reading() as reading:
            found = head_of(reading, circle_id, template_id)
        return found or Record(head_type, "")

    def answer(
        self, circle_id: str, template_id: str, line_id: str, texts: Mapping[str, str]
    ) -> Saved:
        """Fill in fields of a line (marks, verdict, 整改 …), through the gate, valid or not."""
        line = self._line(template_id, line_id)
        with self._book.writing() as work:
            head = self.opened(work, circle_id, template_id)
            before = row_of(work, head.id, line_id)
            named = {"name": f"{head.text('name')} {line}", "checklist": head.id, "row": line_id}
            stored = before or Record(row_type, keeping.new_id(), named)
            return self._put(work, Draft(row_type, texts, stored.id), stored, before)

    def describe(self, circle_id: str, template_id: str, texts: Mapping[str, str]) -> Saved:
        """Fill in who looks at it on which day, and the verdict of the whole."""
        with self._book.writing() as work:
            head = self.opened(work, circle_id, template_id)
            return self._put(work, Draft(head_type, texts, head.id), head, head)

    def points(self, template_id: str) -> dict[str, Decimal]:
        """The points of every line of a template as this office counts them."""
        template = self.template(template_id)
        with self._book.reading() as reading:
            changed = read_points(reading).get(template.id, {})
        return {line.id: changed.get(line.id, line.points) for _, line in template.lines()}

    def set_points(self, template_id: str, texts: Mapping[str, str]) -> Changes:
        """Give lines other points (a blank text: the template's), as one batch.

        Raises `Refused` when a text is no number or they do not add up to the full marks.
        """
        template = self.template(template_id)
        origin = self._origin("修改", keeping.new_id())
        with self._book.writing() as work:
            held = {r.text("row"): r for r in work.held_as(points_type, "template", template.id)}
            for line_id, text in texts.items():
                name = f"{template.name} {self._line(template.id, line_id)}"
                named = {"name": name, "template": template.id, "row": line_id}
                before = held.get(line_id)
                stored = before or Record(points_type, keeping.new_id(), named)
                draft = Draft(points_type, {"points": text}, stored.id)
                admitted = self._admit(draft, stored)
                if admitted.typed:
                    raise Refused(f"第 {line_id} 项的分值“{text[:20]}”不是数字。", code="BM-381")
                if before is not None or text.strip():
                    work.put(admitted, before, origin)
            self._check_points(template, read_points(work).get(template.id, {}))
            return work.changes

    def steps(self, sheet: Sheet) -> tuple[Step, ...]:
        """The steps the circle may take, and what stands in the way of each."""
        return steps_from(sheet, self._edition)

    def versions(self, circle_id: str, template_id: str) -> list[keeping.Submission]:
        """The acceptances that were frozen, oldest first."""
        period = checklist_number(circle_id, self.template(template_id).id)
        with self._book.reading() as reading:
            return keeping.submissions(reading.connection, self._desk.office.code, report, period)

    def frozen(self, circle_id: str, template_id: str, number: int) -> Acceptance:
        """A frozen acceptance. Raises `WrongUse` when there is no such version."""
        kept = self.versions(circle_id, template_id)
        found = next((one for one in kept if one.version == number), None)
        if found is None:
            has = f"只有第 1 到第 {len(kept)} 次" if kept else "还没有存档过"
            raise WrongUse(f"这份验收清单没有第 {number} 次存档，{has}。", code="BM-331")
        return acceptance_of(found.content)

    def find(self, code: str) -> Place:
        """The line a code stands for. Raises `Refused` when it is none, or of no circle here."""
        read = read_code(code)
        if read is None:
            raise Refused(
                f"“{code[:20]}”不是行代码，请对照打印的清单再输一遍，形如 KD7M4-101-X。",
                code="BM-382",
            )
        tag, line_id = read
        circles = [circle_id for circle_id, _ in self.circles()]
        pairs = [(circle, t.id) for circle in circles for t in self.templates]
        found = [
            Place(circle, template_id, line_id)
            for circle, template_id in meant_by(tag, pairs)
            if self._has(template_id, line_id)
        ]
        if not found:
            raise Refused("行代码写得对，但不是本单位生活圈的清单，也可能已被删除。", code="BM-383")
        if len(found) > 1:
            names = dict(self.circles())
            listed = "、".join(names[place.circle_id] for place in found)
            raise Refused(f"这个行代码对应几个生活圈：{listed}，请先打开生活圈再找。", "BM-389")
        return found[0]

    def opened(self, work: Work, circle_id: str, template_id: str) -> Record:
        """The checklist's record, made when it is written to for the first time."""
        template = self.template(template_id)
        circle = work.record("circle", circle_id)
        if circle is None or circle.deleted:
            raise no_circle()
        found = head_of(work, circle_id, template.id)
        if found is not None:
            return found
        thrown = head_of(work, circle_id, template.id, deleted=True)
        if thrown is not None:
            return work.put(replace(thrown, deleted=False), thrown, self._origin("恢复"))
        name = f"{circle.text('name')}{template.name}"
        values = {"name": name, "circle": circle_id, "template": template.id}
        fresh = Record(head_type, keeping.new_id(), values)
        return work.put(fresh, None, self._origin("新增"))

    def _put(self, work: Work, draft: Draft, stored: Record, before: Record | None) -> Saved:
        admitted = self._desk.gate.admit(draft, stored, self._desk.names, self._desk.clock.today())
        origin = self._origin("修改" if before is not None else "新增")
        kept = work.put(admitted.record, before, origin)
        return Saved(kept, admitted.issues, work.changes, admitted.tidied)

    def _admit(self, draft: Draft, stored: Record) -> Record:
        today = self._desk.clock.today()
        return self._desk.gate.admit(draft, stored, self._desk.names, today).record

    def _origin(self, action: str, batch: str = "") -> Origin:
        return Origin(action, _source, self._desk.clock.now(), batch)

    def _line(self, template_id: str, line_id: str) -> str:
        """What a line asks. Raises `WrongUse` when there is none."""
        for _, line in self.template(template_id).lines():
            if line.id == line_id:
                return line.label
        raise WrongUse(f"清单里没有编号为“{line_id[:10]}”的项目。", code="BM-384")

    def _has(self, template_id: str, line_id: str) -> bool:
        return any(line.id == line_id for _, line in self.template(template_id).lines())

    def _check_points(self, template: Checklist, changed: Mapping[str, Decimal]) -> None:
        counted = [
            changed.get(line.id, line.points)
            for section, line in template.lines()
            if not section.bonus
        ]
        if (whole := sum(counted)) != template.full_marks:
            raise Refused(
                f"各项分值合计 {whole:f} 分，应是 {template.full_marks:f} 分，请调整后再保存。",
                code="BM-385",
            )

"""Checks of acceptance checklists: their marks add up, and nothing is referred to in vain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bianmin_desktop.catalogue.checking.counting import conditions_of
from bianmin_desktop.catalogue.checking.findings import Finding, missing, repeated, required
from bianmin_desktop.catalogue.checking.messages import misnamed
from bianmin_desktop.catalogue.definitions import Checklist, ChecklistLine, Fill, FillKind, Kind
from bianmin_desktop.catalogue.definitions.checklists import fill_words
from bianmin_desktop.catalogue.edition import Edition

Said = Iterator[tuple[str, str]]
_stages, _verdicts = "circle_stage", "checklist_verdict"
_line_id = re.compile(r"[1-9][0-9]{2}")
_most_sections = 9


def checklists(edition: Edition) -> Iterator[Finding]:
    """What is wrong inside the templates."""
    for checklist in edition.checklists.values():
        for inner, what in (*_head(checklist, edition), *_sections(checklist, edition)):
            if what:
                yield Finding("checklist", checklist.id, inner, what)


def stage_steps(edition: Edition) -> Iterator[Finding]:
    """Stages, verdicts and paragraphs the steps name in vain."""
    stages = edition.choice_ids(_stages)
    verdicts = edition.choice_ids(_verdicts)
    for step in edition.stage_steps:
        found = [
            ("start", required(step.start, stages, "建设阶段")),
            ("end", required(step.end, stages, "建设阶段")),
            ("clause", missing(step.clause, edition.clauses, "条款")),
            *(("verdicts", missing(v, verdicts, "总评")) for v in step.verdicts),
            ("verdicts", "有评分的一步才有总评" if step.verdicts and not step.scorer else ""),
        ]
        yield from (Finding("stage_step", step.id, inner, what) for inner, what in found if what)


def _head(checklist: Checklist, edition: Edition) -> Said:
    stages, verdicts = edition.choice_ids(_stages), edition.choice_ids(_verdicts)
    for stage in checklist.stages:
        yield "stages", missing(stage, stages, "建设阶段")
    for place, band in enumerate(checklist.bands):
        yield f"bands[{place}].verdict", required(band.verdict, verdicts, "总评")
    limits = [band.at_least for band in checklist.bands]
    in_order = limits == sorted(limits, reverse=True)
    yield "bands", "" if in_order else "总评的分数要从高到低写"
    yield "otherwise", required(checklist.otherwise, verdicts, "总评")
    yield "clause", missing(checklist.clause, edition.clauses, "条款")
    yield "step", "" if checklist.step > 0 else "评分的最小单位要大于0"
    total = sum(line.points for section, line in checklist.lines() if not section.bonus)
    if total != checklist.full_marks:
        yield "sections", f"各项分值合计{total:f}分，应是{checklist.full_marks:f}分"


def _sections(checklist: Checklist, edition: Edition) -> Said:
    if len(checklist.sections) > _most_sections:
        yield "sections", f"最多{_most_sections}个部分"
    for place, what in repeated(line.id for _, line in checklist.lines()):
        yield f"sections.lines[{place}].id", what
    for place, section in enumerate(checklist.sections):
        key = f"sections[{place}]"
        yield f"{key}.clause", missing(section.clause, edition.clauses, "条款")
        if section.bonus and section.cap <= 0:
            yield f"{key}.cap", "加分部分要写明最多加几分"
        for number, line in enumerate(section.lines):
            for inner, what in _line(line, place, edition):
                yield f"{key}.lines[{number}].{inner}", what


def _line(line: ChecklistLine, section: int, edition: Edition) -> Said:
    if not _line_id.fullmatch(line.id) or line.id[0] != str(section + 1):
        yield "id", f"编号“{line.id}”应是三位数字，第一位是第几部分（{section + 1}）"
    yield "points", "" if line.points > 0 else "分值要大于0"
    yield "clause", missing(line.clause, edition.clauses, "条款")
    for _, what in repeated(line.materials):
        yield "materials", what
    if line.fill is not None:
        for inner, what in _fill(line.fill, edition):
            yield f"fill.{inner}", what


def _fill(fill: Fill, edition: Edition) -> Said:
    for what in misnamed(fill.says, fill_words[fill.kind], "说法"):
        yield "says", what
    yield "at_least", "" if fill.at_least > 0 else "至少要是1"
    yield from _checks[fill.kind](fill, edition)


def _listed(fill: Fill, edition: Edition) -> Said:
    if what := required(fill.list, edition.business_lists, "业态清单"):
        yield "list", what
        return
    known = {item.id for item in edition.business_list(fill.list).items}
    for item in fill.items:
        yield "items", missing(item, known, "清单项目")


def _of_circle(fill: Fill, edition: Edition) -> Said:
    yield from _asked(fill, "circle", edition)
    yield from _when(fill, "circle", edition)
    yield "fields", "" if len(fill.fields) == 1 else "要写一个字段"
    if fill.kind is FillKind.AT_MOST:
        yield "threshold", required(fill.threshold, edition.thresholds, "限值")


def _of_outlets(fill: Fill, edition: Edition) -> Said:
    yield from _when(fill, "outlet", edition)
    if fill.kind is FillKind.OUTLET_SHARE:
        yield "threshold", missing(fill.threshold, edition.thresholds, "限值")


def _of_communities(fill: Fill, edition: Edition) -> Said:
    yield from _asked(fill, "community", edition)
    yield from _when(fill, "community", edition)
    if fill.kind is FillKind.COMMUNITY_SHARE:
        yield "whole", required(fill.whole, edition.field_ids("community"), "字段")
        yield "threshold", required(fill.threshold, edition.thresholds, "限值")
        return
    fields = {f.id: f for f in edition.record_type("community").fields}
    for name in fill.fields:
        if name in fields and fields[name].kind is not Kind.YES_NO:
            yield "fields", f"“{fields[name].label}”不是是否题"


def _of_records(fill: Fill, edition: Edition) -> Said:
    registers = {register.id for register in edition.registers}
    if what := required(fill.record, registers, "台账"):
        yield "record", what
        return
    yield from _when(fill, fill.record, edition)
    yield from _asked(fill, fill.record, edition)
    if fill.kind is FillKind.RECORD_SHARE:
        yield "whole", required(fill.whole, edition.field_ids(fill.record), "字段")
        yield "threshold", required(fill.threshold, edition.thresholds, "限值")


def _asked(fill: Fill, record: str, edition: Edition) -> Said:
    for field_id in fill.fields:
        yield "fields", missing(field_id, edition.field_ids(record), "字段")


def _when(fill: Fill, record: str, edition: Edition) -> Said:
    for inner, conditions in (("where", fill.where), ("among", fill.among)):
        for what in conditions_of(conditions, record, edition):
            yield inner, what


_checks: Mapping[FillKind, Callable[[Fill, Edition], Said]] = {
    FillKind.TYPES: _listed,
    FillKind.COVERAGE: _listed,
    FillKind.ANSWERED: _of_circle,
    FillKind.AT_MOST: _of_circle,
    FillKind.OUTLETS: _of_outlets,
    FillKind.OUTLET_SHARE: _of_outlets,
    FillKind.COMMUNITY_SHARE: _of_communities,
    FillKind.COMMUNITY_YES: _of_communities,
    FillKind.RECORDS: _of_records,
    FillKind.RECORD_SHARE: _of_records,
}

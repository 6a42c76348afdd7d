"""The steps a circle may take from its stage, and what stands in the way of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from bianmin_desktop.catalogue.definitions import StageStep
from bianmin_desktop.catalogue.definitions.checklists import Scorer, scorers
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.acceptance.scores import excessive, total
from bianmin_desktop.domain.acceptance.sheet import Sheet

_named = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A step and what stands in its way, in words; with none it may be taken."""

    setting: StageStep
    obstacles: tuple[str, ...]

    @property
    def may_be_taken(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


def steps_from(sheet: Sheet, edition: Edition) -> tuple[Step, ...]:
    """Every step from the circle's stage; a circle without one is at the first."""
    stage = stage_of(sheet, edition)
    found = (step for step in edition.stage_steps if step.start == stage)
    return tuple(Step(step, tuple(_obstacles(step, sheet))) for step in found)


def stage_of(sheet: Sheet, edition: Edition) -> str:
    """The circle's stage; the first one of all where none was filled in."""
    if sheet.subject.stage or not edition.stage_steps:
        return sheet.subject.stage
    return edition.stage_steps[0].start


def verdict_of(sheet: Sheet, scorer: Scorer) -> str:
    """The verdict of the whole: as the panel chose, else as the marks give it.

    A failing veto line can't be overruled.
    """
    counted = total(sheet, scorer)
    return counted.verdict if counted.failing else sheet.panel.verdict or counted.verdict


def _obstacles(step: StageStep, sheet: Sheet) -> Iterator[str]:
    if step.rectified:
        yield from _unrepaired(sheet)
    if step.scorer:
        yield from _unscored(step, sheet)


def _unrepaired(sheet: Sheet) -> Iterator[str]:
    listed = sheet.to_repair()
    if not listed:
        yield "整改清单里还没有项目，请先把不合格的项写进整改清单"
    waiting = [line.number for line in listed if not line.is_repaired]
    if waiting:
        yield f"整改清单里还有 {len(waiting)} 项没有复验合格：{_some(waiting)}"


def _unscored(step: StageStep, sheet: Sheet) -> Iterator[str]:
    scorer = cast("Scorer", step.scorer)
    counted, word = total(sheet, scorer), scorers[scorer]
    if over := excessive(sheet):
        yield f"评分超过分值的项：{_some([line.number for line in over])}"
    if counted.missing:
        yield f"{word}还有 {counted.missing} 项没有打分"
        return
    verdict = verdict_of(sheet, scorer)
    if step.verdicts and verdict not in step.verdicts:
        failing = [line.label for line in counted.failing]
        why = f"（否决项不合格：{_some(failing)}）" if failing else f"（{word}{counted.marks:f}分）"
        yield f"总评是“{sheet.grading.label(verdict)}”{why}"


def _some(names: list[str]) -> str:
    more = f" 等 {len(names)} 项" if len(names) > _named else ""
    return "、".join(names[:_named]) + more

"""The five steps of a quarter in the clerk's words: what is done, what is left, where to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bianmin_desktop.domain.deadlines import Standing, Timeliness
from bianmin_desktop.services.dashboard import Glance, Stage, Study

Target = tuple[str, str, str]
"""What `Context.go` is called with."""

_titles: Mapping[Stage, str] = {
    Stage.LEDGER: "核对网点",
    Stage.WRITING: "填写总结",
    Stage.CHECK: "审核",
    Stage.EXPORT: "导出报送",
    Stage.SENDING: "打印盖章、等回执",
}
_buttons: Mapping[Stage, str] = {
    Stage.LEDGER: "去核对",
    Stage.WRITING: "去填写",
    Stage.CHECK: "去审核",
    Stage.EXPORT: "去导出",
    Stage.SENDING: "看版本",
}
_targets: Mapping[Stage, Target] = {
    Stage.LEDGER: ("outlet", "", ""),
    Stage.WRITING: ("summary", "", "writing"),
    Stage.CHECK: ("summary", "", "check"),
    Stage.EXPORT: ("summary", "", "export"),
    Stage.SENDING: ("summary", "", "export"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is left in one or two short lines, and whether it is behind us."""

    stage: Stage
    left: str
    is_done: bool

    @property
    def title(self) -> str:
        """What is to be done."""
        return _titles[self.stage]

    @property
    def button(self) -> str:
        """The word on its button."""
        return _buttons[self.stage]

    @property
    def target(self) -> Target:
        """Where its button leads."""
        return _targets[self.stage]


def steps_of(glance: Glance, study: Study | None) -> tuple[Step, ...]:
    """The steps as far as they are known; `study` may still be under way."""
    return (
        _ledger(glance),
        _writing(glance),
        _check(study),
        _export(glance),
        _sending(glance),
    )


def current(steps: Sequence[Step]) -> Step | None:
    """The first step that is not done."""
    return next((step for step in steps if not step.is_done), None)


def due_words(standing: Standing, today: date) -> tuple[str, str]:
    """What is said about the deadline, and the level it is said with."""
    due = standing.due
    if standing.handed_in is not None:
        return _handed_in(standing, standing.handed_in)
    if due is None:
        return "没有设定报送期限", ""
    template = "，参考模板" if due.is_template else ""
    day = f"{_day(due.on)}{template}"
    days = due.days_left(today)
    if days < 0:
        return f"报送期限已过 {-days} 天（{day}）", "blocking"
    if days == 0:
        return f"今天是报送期限（{day}）", "blocking"
    return f"距报送期限还有 {days} 天（{day}）", "verify" if days <= 7 else ""


def _handed_in(standing: Standing, handed_in: date) -> tuple[str, str]:
    due = standing.due
    if due is None:
        return f"{_day(handed_in)}已报出", ""
    if standing.timeliness is Timeliness.IN_TIME:
        return f"{_day(handed_in)}按时报出（期限 {_day(due.on)}）", ""
    days = (handed_in - due.on).days
    words = f"{_day(handed_in)}报出，晚了 {days} 天，算{standing.timeliness.label}"
    return f"{words}（期限 {_day(due.on)}）", "verify"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _ledger(glance: Glance) -> Step:
    if not glance.outlets:
        left = "台账里还没有网点。\n按“网点”逐个录入即可。"
        return Step(Stage.LEDGER, left, is_done=False)
    if glance.blocking:
        left = f"{glance.blocking:,} 条记录有强制问题，\n要先改正。"
        return Step(Stage.LEDGER, left, is_done=False)
    left = f"台账里 {glance.outlets:,} 条网点记录，\n没有强制问题。"
    return Step(Stage.LEDGER, left, is_done=True)


def _writing(glance: Glance) -> Step:
    if not glance.is_begun:
        return Step(Stage.WRITING, "本季度总结还没有开始。", is_done=False)
    if glance.unanswered:
        left = f"还有 {glance.unanswered} 项没有填，\n没有的可以不填。"
        return Step(Stage.WRITING, left, is_done=False)
    return Step(Stage.WRITING, "各项都已填写。", is_done=True)


def _check(study: Study | None) -> Step:
    if study is None:
        return Step(Stage.CHECK, "还没有审核。", is_done=False)
    ready = study.readiness
    if ready.may_be_submitted:
        hints = f"\n另有 {len(ready.hints):,} 条提示。" if ready.hints else ""
        return Step(Stage.CHECK, f"审核通过，可以报送。{hints}", is_done=True)
    lines = []
    if ready.blocking:
        lines.append(f"{len(ready.blocking):,} 项强制问题要改正")
    if ready.unexplained:
        lines.append(f"{len(ready.unexplained):,} 项核实问题要说明")
    return Step(Stage.CHECK, "，\n".join(lines) + "。", is_done=False)


def _export(glance: Glance) -> Step:
    if not glance.versions:
        return Step(Stage.EXPORT, "还没有导出。\n一次生成 Excel 和 PDF。", is_done=False)
    return Step(Stage.EXPORT, f"已导出到第 {glance.versions} 版。", is_done=True)


def _sending(glance: Glance) -> Step:
    words = {
        "submitted": ("已上报，等上级回执。", True),
        "received": ("上级已收。", True),
        "returned": ("上级退回，请改后重报。", False),
    }
    waiting = ("导出后打印、盖章，\n随文件一起报送。", False)
    left, is_done = words.get(glance.state, waiting)
    return Step(Stage.SENDING, left, is_done=is_done)

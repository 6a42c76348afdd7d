"""`check`: 审核, everything that is wrong with a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import period_of
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.progress import Progress, silent

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.services.annual_checks import YearChecked
    from bianmin_desktop.services.checks import Checked

summary = (
    "强制性问题必须改正；核实性问题情况属实的，用 explain 作出说明；提示只供参考。\n"
    "还不能上报时退出码为 1。"
)


def arguments(parser: UsageParser) -> None:
    """`QUARTER|YEAR`."""
    parser.takes("period", metavar="季度或年份", help="如 2024Q1；审核年度总结写 2024")


def run(call: Call) -> Answer:
    """Every issue, heaviest first; exit code 1 while it may not be handed in."""
    period = period_of(call.text("period"))
    with call.application() as application:
        return check_answer(application, period, call.progress)


def check_answer(
    application: Application, period: Quarter | Year, progress: Progress = silent
) -> Answer:
    """What is wrong with a quarter or a year."""
    checked: Checked | YearChecked
    if isinstance(period, Year):
        checked = application.annual_checks.check(period)
    else:
        checked = application.checks.check(period, progress)
        application.states.settle(period, progress)
    value = [_value(issue, checked, period) for issue in checked.issues]
    lines = [line for issue in checked.issues for line in _lines(issue, checked, period)]
    lines.append(_verdict(checked, period))
    may_be_submitted = checked.readiness.may_be_submitted
    return Answer(value, lines, done if may_be_submitted else has_problems)


def _value(
    issue: Issue, checked: Checked | YearChecked, period: Quarter | Year
) -> dict[str, object]:
    """The id names the quarter too, so that `explain` needs nothing else."""
    explanation = checked.explanations.get(issue.id, "")
    return {
        "id": f"{period}:{issue.id}",
        "level": issue.level.value,
        "record": issue.place.record_id,
        "record_type": issue.place.record_type,
        "record_name": issue.place.record_name,
        "field": issue.place.field,
        "code": issue.rule,
        "message": issue.message,
        "clause": issue.clause,
        "explained": bool(explanation),
        "explanation": explanation,
    }


def _lines(issue: Issue, checked: Checked | YearChecked, period: Quarter | Year) -> list[str]:
    place = issue.place.say()
    lines = [
        f"【{issue.level.label}】{place}：{issue.message}"
        if place
        else f"【{issue.level.label}】{issue.message}"
    ]
    explanation = checked.explanations.get(issue.id)
    if explanation:
        return [*lines, f"    说明：{explanation}"]
    if issue in checked.readiness.unexplained:
        return [*lines, f"    问题编号 {period}:{issue.id}"]
    return lines


def _verdict(checked: Checked | YearChecked, period: Quarter | Year) -> str:
    readiness = checked.readiness
    label = f"{period.label}度总结" if isinstance(period, Year) else period.label
    if readiness.may_be_submitted:
        return f"{label}可以导出上报（提示 {len(readiness.hints)} 条）。"
    return (
        f"{label}还不能上报：强制性问题 {len(readiness.blocking)} 条要改正，"
        f"核实性问题 {len(readiness.unexplained)} 条要说明（提示 {len(readiness.hints)} 条）。"
    )

"""`check`: 审核, everything that is wrong with a quarter."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.services.checks import Checked

summary = (
    "强制性问题必须改正；核实性问题情况属实的，用 explain 作出说明；提示只供参考。\n"
    "还不能上报时退出码为 1。"
)


def arguments(parser: UsageParser) -> None:
    """`QUARTER`."""
    parser.takes("quarter", metavar="季度", help="如 2024Q1")


def run(call: Call) -> Answer:
    """Every issue, heaviest first; exit code 1 while the quarter may not be handed in."""
    quarter = quarter_of(call.text("quarter"))
    with call.application() as application:
        checked = application.checks.check(quarter, call.progress)
        application.states.settle(quarter, call.progress)
    value = [_value(issue, checked) for issue in checked.issues]
    lines = [line for issue in checked.issues for line in _lines(issue, checked)]
    lines.append(_verdict(checked))
    may_be_submitted = checked.readiness.may_be_submitted
    return Answer(value, lines, done if may_be_submitted else has_problems)


def _value(issue: Issue, checked: Checked) -> dict[str, object]:
    """The id names the quarter too, so that `explain` needs nothing else."""
    explanation = checked.explanations.get(issue.id, "")
    return {
        "id": f"{checked.quarter}:{issue.id}",
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


def _lines(issue: Issue, checked: Checked) -> list[str]:
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
        return [*lines, f"    问题编号 {checked.quarter}:{issue.id}"]
    return lines


def _verdict(checked: Checked) -> str:
    readiness = checked.readiness
    if readiness.may_be_submitted:
        return f"{checked.quarter.label}可以导出上报（提示 {len(readiness.hints)} 条）。"
    return (
        f"{checked.quarter.label}还不能上报：强制性问题 {len(readiness.blocking)} 条要改正，"
        f"核实性问题 {len(readiness.unexplained)} 条要说明（提示 {len(readiness.hints)} 条）。"
    )

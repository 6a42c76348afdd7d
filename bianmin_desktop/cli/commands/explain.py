"""`explain`: the reason for a 核实 issue."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import period_of
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.errors import WrongUse

summary = (
    "问题编号见 check 和 summary changes 的结果，其中已经带着季度或年份。\n"
    '说明随报表一起上报；写空的说明（""）就是收回。'
)


def arguments(parser: UsageParser) -> None:
    """`[QUARTER|YEAR] ISSUE-ID TEXT`."""
    parser.takes(
        "words", nargs="*", metavar="[季度或年份] 问题编号 说明", help='如 2024Q1:… "情况属实，……"'
    )


def run(call: Call) -> Answer:
    """Keep the explanation. Raises `WrongUse` when there is no such issue."""
    period, issue_id, text = _read(call.texts("words"))
    with call.application() as application:
        explanations: Mapping[str, str]
        if isinstance(period, Year):
            application.annual_checks.explain(period, issue_id, text)
            explanations = application.annual_checks.check(period).explanations
        else:
            application.checks.explain(period, issue_id, text)
            explanations = application.checks.check(period).explanations
    kept = explanations.get(issue_id, "")
    value = {
        "id": f"{period}:{issue_id}",
        "quarter": str(period),
        "explanation": kept,
        "explained": bool(kept),
    }
    said = "说明已保存，随报表一起上报。" if kept else "说明已收回。"
    return Answer(value, [said])


def _read(words: list[str]) -> tuple[Quarter | Year, str, str]:
    if len(words) not in (2, 3):
        raise WrongUse(
            "要写问题编号和说明两样（编号里没有季度或年份时写在前面），说明中有空格的加引号。",
            code="BM-300",
        )
    issue_id, text = words[-2:]
    named = _period_in(issue_id)
    if named is not None:
        issue_id = issue_id.partition(":")[2]
    if len(words) == 3:
        period = period_of(words[0])
        if named not in (None, period):
            raise WrongUse(
                f"前面写的是{period.label}，问题编号却是{named.label}的。", code="BM-300"
            )
        return period, issue_id, text
    if named is None:
        raise WrongUse(
            f"“{issue_id[:40]}”里没有季度或年份，请在前面写明，如 2024Q1。", code="BM-300"
        )
    return named, issue_id, text


def _period_in(issue_id: str) -> Quarter | Year | None:
    start, sign, _ = issue_id.partition(":")
    for kind in (Year, Quarter):
        with suppress(Unreadable):
            return kind.parse(start) if sign else None
    return None

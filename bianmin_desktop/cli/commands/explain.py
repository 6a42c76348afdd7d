"""`explain`: the reason for a 核实 issue."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.errors import WrongUse

summary = (
    "问题编号见 check 和 summary changes 的结果，其中已经带着季度。\n"
    '说明随报表一起上报；写空的说明（""）就是收回。'
)


def arguments(parser: UsageParser) -> None:
    """`[QUARTER] ISSUE-ID TEXT`."""
    parser.takes(
        "words", nargs="*", metavar="[季度] 问题编号 说明", help='如 2024Q1:… "情况属实，……"'
    )


def run(call: Call) -> Answer:
    """Keep the explanation. Raises `WrongUse` when the quarter has no such issue."""
    quarter, issue_id, text = _read(call.texts("words"))
    with call.application() as application:
        application.checks.explain(quarter, issue_id, text)
        kept = application.checks.check(quarter).explanations.get(issue_id, "")
    value = {
        "id": f"{quarter}:{issue_id}",
        "quarter": str(quarter),
        "explanation": kept,
        "explained": bool(kept),
    }
    said = "说明已保存，随报表一起上报。" if kept else "说明已收回。"
    return Answer(value, [said])


def _read(words: list[str]) -> tuple[Quarter, str, str]:
    if len(words) not in (2, 3):
        raise WrongUse(
            "要写问题编号和说明两样（编号里没有季度时前面再写季度），说明中有空格的加引号。",
            code="BM-300",
        )
    issue_id, text = words[-2:]
    named = _quarter_in(issue_id)
    if named is not None:
        issue_id = issue_id.partition(":")[2]
    if len(words) == 3:
        quarter = quarter_of(words[0])
        if named not in (None, quarter):
            raise WrongUse(
                f"前面写的是{quarter.label}，问题编号却是{named.label}的。", code="BM-300"
            )
        return quarter, issue_id, text
    if named is None:
        raise WrongUse(f"“{issue_id[:40]}”里没有季度，请在前面写明，如 2024Q1。", code="BM-300")
    return named, issue_id, text


def _quarter_in(issue_id: str) -> Quarter | None:
    start, sign, _ = issue_id.partition(":")
    try:
        return Quarter.parse(start) if sign else None
    except Unreadable:
        return None

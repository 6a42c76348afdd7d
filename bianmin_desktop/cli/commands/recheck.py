"""`recheck`: what a quarter asks to be looked at again, 看过了, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.periods import Quarter
    from bianmin_desktop.services.rechecking import ChangedLine, Line

summary = (
    "打开一个季度时要再看一遍的记录：本季度还没有核实过的、日期已到的。\n"
    "核对过、没有变化的用 --seen 登记“看过了”（填上今天的核实日期，整批可以撤销）。"
)
_all = "all"


def arguments(parser: UsageParser) -> None:
    """`QUARTER [--changed | --seen all|ID]...`."""
    parser.takes("quarter", metavar="季度", help="如 2024Q1")
    parser.takes("--changed", action="store_true", help="只列上次报送以来改过的记录")
    parser.takes(
        "--seen",
        action="append",
        metavar="编号",
        help="看过了：记录编号、原因编号（如 outlet.not_verified）或 all，可以写几次",
    )


def run(call: Call) -> Answer:
    """The records to look at, those that changed, or what 看过了 left."""
    quarter = quarter_of(call.text("quarter"))
    with call.application() as application:
        if call.has("changed"):
            return _changed(application, quarter)
        lines = application.rechecking.due(quarter)
        wanted = call.texts("seen")
        return _seen(application, lines, wanted) if wanted else _due(quarter, lines)


def _due(quarter: Quarter, lines: Sequence[Line]) -> Answer:
    told = [f"{quarter.label}要再看一遍的记录共 {len(lines):,} 条。"]
    for recheck, held in groupby(lines, key=lambda line: line.recheck):
        group = list(held)
        way = "可以登记“看过了”" if recheck.settles else "请到记录里改正"
        told += ["", f"{recheck.name}（{recheck.id}）：{len(group):,} 条，{way}"]
        told += [f"  {line.record_id}　{line.name}　{line.message}" for line in group]
    return Answer([_line_value(line) for line in lines], told)


def _line_value(line: Line) -> dict[str, object]:
    return {
        "recheck": line.recheck.id,
        "record_type": line.type,
        "id": line.record_id,
        "name": line.name,
        "message": line.message,
        "may_be_seen": line.may_be_seen,
    }


def _seen(application: Application, lines: Sequence[Line], wanted: Sequence[str]) -> Answer:
    """看过了 for what was named. Raises `WrongUse` for what is not to be looked at."""
    known = {line.record_id for line in lines} | {line.recheck.id for line in lines} | {_all}
    for name in wanted:
        if name not in known:
            raise WrongUse(f"要再看一遍的记录里没有“{name}”。", code="BM-348")
    chosen = [
        line
        for line in lines
        if line.may_be_seen and {_all, line.record_id, line.recheck.id} & set(wanted)
    ]
    changes = application.rechecking.seen(chosen)
    ids = sorted({record_id for held in changes.touched.values() for record_id in held})
    left = sum(not line.may_be_seen for line in lines)
    words = f"登记了 {len(ids):,} 条“看过了”。"
    more = f"还有 {left:,} 条日期已到的，要到记录里改正。" if left else ""
    return Answer({"seen": ids, "left": left}, [f"{words}{more}"])


def _changed(application: Application, quarter: Quarter) -> Answer:
    changed = application.rechecking.changed(quarter)
    told = [f"{changed.say()}改过的记录共 {len(changed.lines):,} 条。"]
    told += [f"  {line.action}　{line.name}　{_steps(line)}" for line in changed.lines]
    value = {
        "since": changed.since
        and {"period": str(changed.since.quarter), "version": changed.since.version},
        "records": [
            {
                "record_type": line.type,
                "id": line.record_id,
                "name": line.name,
                "action": line.action,
                "changes": [
                    {"label": s.label, "before": s.before, "after": s.after} for s in line.steps
                ],
            }
            for line in changed.lines
        ],
    }
    return Answer(value, told)


def _steps(line: ChangedLine) -> str:
    if line.action != "修改":
        return ""
    return "；".join(f"{s.label}：{s.before or '（空）'}→{s.after or '（空）'}" for s in line.steps)

"""`summary`: a quarter's summary, opened, shown, filled in, carried over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bianmin_desktop.cli.annual import annual_answer
from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.changes import changes_answer
from bianmin_desktop.cli.commands.check import check_answer
from bianmin_desktop.cli.commands.set_record import saved_answer
from bianmin_desktop.cli.drafting import draft_answer
from bianmin_desktop.cli.figure_words import figure_cells, figure_value
from bianmin_desktop.cli.plain import issue_lines, issue_value, record_lines, record_value
from bianmin_desktop.cli.returned import return_note, returned_answer
from bianmin_desktop.cli.standings import amendment_value, standing_cells, standing_value
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import Assignment, assignments, entered, period_of
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = (
    "open 建立并打开；show 查看内容和数字；set 填写（项目=内容 …）；\n"
    "draft 按台账起草还空着的文字项；台账没有可写的，带入上季度的文字，数字不带入，\n"
    "带入后请改成本季度的情况。\n"
    "changes 列出本季度的变动、已写的原因和可以参考的说法，原因用 explain 写。\n"
    "returned 登记上级退回：reason=退回原因（必填），on=日期（默认今天），by=退回单位。\n"
    "check 审核。季度处写年份（如 2024）就是年度总结，可用 open、show、set、draft、check，\n"
    "还有 target 填本单位目标：added=当年新增 cumulative=累计 note=依据。"
)

_source = "命令行"
_known = "open、show、set、draft、check、changes 或 returned"


def arguments(parser: UsageParser) -> None:
    """`{open|show|set|draft|check|changes|returned|target} QUARTER|YEAR [KEY=VALUE]...`."""
    parser.takes("action", metavar="动作", help=f"{_known}")
    parser.takes("quarter", metavar="季度或年份", help="如 2024Q1；年度总结写 2024")
    parser.takes("values", nargs="*", metavar="项目=内容", help="set、returned 要填的内容")


def run(call: Call) -> Answer:
    """What the action leaves: the summary, and for `show` its figures and versions."""
    word = call.text("action")
    period = period_of(call.text("quarter"))
    if isinstance(period, Year):
        return annual_answer(call, word, period)
    action, quarter = _actions.get(word), period
    if action is None:
        only_yearly = "（target 只用于年度）" if word == "target" else ""
        raise WrongUse(f"动作要写 {_known}{only_yearly}。", code="BM-300")
    with call.application() as application:
        asked = return_note if action is returned_answer else "summary"
        values = assignments(application.edition.record_type(asked), call.texts("values"))
        if values and action not in (_set, returned_answer):
            raise WrongUse("只有 summary set 和 returned 后面可以写“项目=内容”。", code="BM-300")
        return action(application, quarter, values)


def _open(application: Application, quarter: Quarter, _: list[Assignment]) -> Answer:
    record = application.summaries.open(quarter).record
    record_type = application.edition.record_type("summary")
    return Answer(record_value(record, record_type), record_lines(application, record, record_type))


def _show(application: Application, quarter: Quarter, _: list[Assignment]) -> Answer:
    record = _existing(application, quarter)
    record_type = application.edition.record_type("summary")
    figures = application.summaries.figures(quarter)
    versions = application.summaries.versions(quarter)
    issues = application.entry.issues(record)
    value = record_value(record, record_type)
    value["issues"] = [issue_value(issue) for issue in issues]
    value["figures"] = [figure_value(row) for row in figures]
    value["versions"] = [
        {
            "version": v.version,
            "fingerprint": v.fingerprint,
            "made_at": v.made_at.isoformat(sep=" "),
        }
        for v in versions
    ]
    line = application.periods.line(quarter)
    value["deadline"] = standing_value(line)
    value["amendments"] = [amendment_value(a) for a in application.receipts.amendments(quarter)]
    printed = application.drafting.printed(record, quarter)
    value["printed"] = {
        field.id: printed.text(field.id) for field in text_fields(application.edition)
    }
    lines = record_lines(application, printed, record_type)
    rows = [(row.label, *figure_cells(row), row.unit) for row in figures]
    lines += table(("指标", "上期", "新增", "减少", "期末", "单位"), rows) if rows else []
    lines += [
        f"第 {v.version} 版，一致码 {v.fingerprint}，{v.made_at:%Y-%m-%d %H:%M}" for v in versions
    ]
    due, handed_in, timeliness, basis = standing_cells(line.standing)[2:]
    lines.append(f"报送时限 {due}（{basis}），报出 {handed_in}：{timeliness}")
    return Answer(value, [*lines, *issue_lines(issues)])


def _set(application: Application, quarter: Quarter, values: list[Assignment]) -> Answer:
    record_type = application.edition.record_type("summary")
    texts = entered(record_type, values)
    if not texts:
        raise WrongUse("没有写要填什么，例如：summary set 2024Q1 jobs=35", code="BM-300")
    stored = application.summaries.open(quarter).record
    draft = Draft("summary", texts, stored.id)
    return saved_answer(application.entry.save(draft, stored, _source), record_type)


def _draft(application: Application, quarter: Quarter, _: list[Assignment]) -> Answer:
    return draft_answer(application, quarter)


def _check(application: Application, quarter: Quarter, _: list[Assignment]) -> Answer:
    return check_answer(application, quarter)


def _changes(application: Application, quarter: Quarter, _: list[Assignment]) -> Answer:
    return changes_answer(application, quarter)


_actions: Mapping[str, Callable[[Application, Quarter, list[Assignment]], Answer]] = {
    "open": _open,
    "show": _show,
    "set": _set,
    "returned": returned_answer,
    "draft": _draft,
    "check": _check,
    "changes": _changes,
}


def _existing(application: Application, quarter: Quarter) -> Record:
    record = application.summaries.record(quarter)
    if record is None:
        raise WrongUse(
            f"{quarter.label}的总结还没有建立，请先运行：summary open {quarter}", code="BM-307"
        )
    return record

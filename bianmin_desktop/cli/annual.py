"""`summary … 2024`: the annual summary on the command line, and the unit's targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.commands.check import check_answer
from bianmin_desktop.cli.commands.set_record import saved_answer
from bianmin_desktop.cli.plain import issue_lines, issue_value, record_lines, record_value
from bianmin_desktop.cli.returned import return_note, returned_answer
from bianmin_desktop.cli.words import Assignment, assignments, entered
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.targets import Goal, Progress, shown, target_type
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.year_sources import QuarterSource
    from bianmin_desktop.domain.years import SinceLine, YearLine
    from bianmin_desktop.services.annual import Account

_source = "命令行"
_types = {"target": target_type, "returned": return_note}
"""Which kind of record an action takes answers for; else the annual summary."""
_known = "open、show、set、draft、check、returned 或 target"


def annual_answer(call: Call, word: str, year: Year) -> Answer:
    """What an action on an annual summary leaves. Raises `WrongUse`."""
    action = _actions.get(word)
    if action is None:
        raise WrongUse(f"年度总结的动作要写 {_known}。", code="BM-300")
    with call.application() as application:
        asked = _types.get(word, annual_summary)
        values = assignments(application.edition.record_type(asked), call.texts("values"))
        if values and word not in (*_types, "set"):
            raise WrongUse("只有 set、returned 和 target 后面可以写“项目=内容”。", code="BM-300")
        return action(application, year, values)


def progress_value(line: Progress) -> dict[str, object]:
    """A year's line of target progress."""
    return {
        "year": line.year,
        "city": _goal_value(line.city),
        "own": _goal_value(line.own),
        "added": line.added,
        "cumulative": line.cumulative,
        "added_rate": line.added_rate,
        "cumulative_rate": line.cumulative_rate,
        "note": line.note,
    }


def progress_lines(lines: tuple[Progress, ...]) -> list[str]:
    """Target progress as a table."""
    headers = ("年度", "全市新增", "全市累计", "目标新增", "目标累计", "完成新增", "完成累计")
    rows = [
        (
            str(line.year),
            shown(line.city.added, at_least=line.city.at_least),
            shown(line.city.cumulative, at_least=line.city.at_least),
            shown(line.own.added),
            shown(line.own.cumulative),
            f"{shown(line.added)} {line.added_rate}",
            f"{shown(line.cumulative)} {line.cumulative_rate}",
        )
        for line in lines
    ]
    return table(headers, rows)


def _open(application: Application, year: Year, _: list[Assignment]) -> Answer:
    record = application.annual.open(year).record
    record_type = application.edition.record_type(annual_summary)
    return Answer(record_value(record, record_type), record_lines(application, record, record_type))


def _show(application: Application, year: Year, _: list[Assignment]) -> Answer:
    record = application.annual.record(year)
    if record is None:
        raise WrongUse(
            f"{year.label}度总结还没有建立，请先运行：summary open {year}", code="BM-307"
        )
    record_type = application.edition.record_type(annual_summary)
    account = application.annual.account(year)
    issues = application.entry.issues(record)
    printed = application.annual_drafting.printed(record, year)
    texts = text_fields(application.edition, annual_summary)
    versions = application.annual.versions(year)
    value = record_value(record, record_type) | {
        "issues": [issue_value(issue) for issue in issues],
        "sources": [_source_value(source) for source in account.sources],
        "figures": [_figure_value(line) for line in account.figures],
        "entered": [
            {"id": line.id, "total": plain(line.total), "quarters": list(map(plain, line.quarters))}
            for line in account.entered
        ],
        "since": [_since_value(line) for line in account.since],
        "targets": [progress_value(line) for line in account.targets],
        "printed": {field.id: printed.text(field.id) for field in texts},
        "versions": [
            {
                "version": v.version,
                "fingerprint": v.fingerprint,
                "made_at": v.made_at.isoformat(sep=" "),
            }
            for v in versions
        ],
    }
    lines = [*record_lines(application, printed, record_type), *_account_lines(account)]
    lines += [
        f"第 {v.version} 版，一致码 {v.fingerprint}，{v.made_at:%Y-%m-%d %H:%M}" for v in versions
    ]
    return Answer(value, [*lines, *issue_lines(issues)])


def _set(application: Application, year: Year, values: list[Assignment]) -> Answer:
    record_type = application.edition.record_type(annual_summary)
    texts = entered(record_type, values)
    if not texts:
        raise WrongUse(f"没有写要填什么，例如：summary set {year} problems=…", code="BM-300")
    stored = application.annual.open(year).record
    draft = Draft(annual_summary, texts, stored.id)
    return saved_answer(application.entry.save(draft, stored, _source), record_type)


def _draft(application: Application, year: Year, _: list[Assignment]) -> Answer:
    written = application.annual_drafting.write(year)
    record_type = application.edition.record_type(annual_summary)
    value: dict[str, object] = {
        "written": list(written.drafted),
        "drafted": list(written.carried),
        "record": record_value(written.record, record_type),
    }
    lines = []
    if written.drafted:
        lines.append(f"已按全年数字起草：{_labels(application, written.drafted)}。")
        lines.append("花括号里是活的引用，数据变了会跟着变；请核对并补充做法。")
    if written.carried:
        lines.append(f"已带入各季度报送的内容：{_labels(application, written.carried)}。")
        lines.append("请改成全年的情况。")
    nothing = "没有空着而数据可写的文字项，也没有季度报送过的文字可带入。"
    return Answer(value, lines or [nothing])


def _check(application: Application, year: Year, _: list[Assignment]) -> Answer:
    return check_answer(application, year)


def _target(application: Application, year: Year, values: list[Assignment]) -> Answer:
    texts = entered(application.edition.record_type(target_type), values)
    if texts:
        application.annual.set_target(year.number, texts, _source)
    lines = application.annual.progress()
    return Answer([progress_value(line) for line in lines], progress_lines(lines))


_actions: Mapping[str, Callable[[Application, Year, list[Assignment]], Answer]] = {
    "open": _open,
    "show": _show,
    "set": _set,
    "draft": _draft,
    "check": _check,
    "returned": returned_answer,
    "target": _target,
}


def _labels(application: Application, fields: tuple[str, ...]) -> str:
    return "、".join(application.edition.field(annual_summary, name).label for name in fields)


def _account_lines(account: Account) -> Iterator[str]:
    for source in account.sources:
        told = f"第 {source.version} 版" if source.is_handed_in else "还没有报送，按现在的台账"
        yield f"{source.quarter.label}：{told}"
    rows = [
        (
            line.label,
            *(line.shown(n) for n in (line.opening, line.added, line.removed, line.corrected)),
            line.shown(line.closing),
            line.unit,
        )
        for line in account.figures
    ]
    rows += [
        (line.label, "—", "—", "—", "—", line.shown(line.total), line.unit)
        for line in account.entered
    ]
    yield from table(("指标", "上年末", "新增", "减少", "更正", "年末", "单位"), rows)
    for line in account.since:
        quarter = Quarter.parse(line.quarter).label
        change = f"{line.shown(line.before)}→{line.shown(line.after)}"
        yield f"{quarter}第 {line.version} 版报送后：{line.label}{line.part} {change}"
    yield from progress_lines(account.targets)


def _goal_value(goal: Goal) -> dict[str, object]:
    return {"added": goal.added, "cumulative": goal.cumulative, "at_least": goal.at_least}


def _source_value(source: QuarterSource) -> dict[str, object]:
    return {
        "quarter": str(source.quarter),
        "version": source.version,
        "fingerprint": source.fingerprint,
    }


def _figure_value(line: YearLine) -> dict[str, object]:
    names = ("opening", "added", "removed", "corrected", "closing", "numerator", "denominator")
    return {
        "id": line.id,
        "label": line.label,
        "unit": line.unit,
        **{name: plain(getattr(line, name)) for name in names},
        "quarters": list(map(plain, line.closings)),
        "shown": line.shown(line.closing),
    }


def _since_value(line: SinceLine) -> dict[str, object]:
    return {
        "quarter": line.quarter,
        "version": line.version,
        "id": line.id,
        "part": line.part,
        "before": plain(line.before),
        "after": plain(line.after),
    }

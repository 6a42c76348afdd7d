"""`summary`: a quarter's summary, opened, shown, filled in, carried over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.commands.set_record import saved_answer
from bianmin_desktop.cli.plain import issue_lines, issue_value, record_lines, record_value
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import Assignment, assignments, entered, quarter_of
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.indicators import FigureRow

summary = (
    "open 建立并打开；show 查看内容和数字；set 填写（项目=内容 …）；\n"
    "draft 把上季度的文字带入还空着的文字项，数字不带入，带入后请改成本季度的情况。"
)

_source = "命令行"
_texts = (Kind.TEXT, Kind.LINES, Kind.PHONE)


def arguments(parser: UsageParser) -> None:
    """`{open|show|set|draft} QUARTER [KEY=VALUE]...`."""
    parser.takes("action", metavar="动作", help="open、show、set 或 draft")
    parser.takes("quarter", metavar="季度", help="如 2024Q1")
    parser.takes("values", nargs="*", metavar="项目=内容", help="set 要填的内容")


def run(call: Call) -> Answer:
    """What the action leaves: the summary, and for `show` its figures and versions."""
    action = _actions.get(call.text("action"))
    if action is None:
        raise WrongUse("动作要写 open、show、set 或 draft。", code="BM-300")
    quarter = quarter_of(call.text("quarter"))
    with call.application() as application:
        record_type = application.edition.record_type("summary")
        values = assignments(record_type, call.texts("values"))
        if values and action is not _set:
            raise WrongUse("只有 summary set 后面可以写“项目=内容”。", code="BM-300")
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
    value["figures"] = [_figure_value(row) for row in figures]
    value["versions"] = [
        {
            "version": v.version,
            "fingerprint": v.fingerprint,
            "made_at": v.made_at.isoformat(sep=" "),
        }
        for v in versions
    ]
    lines = record_lines(application, record, record_type)
    rows = [(row.label, *_shown(row), row.unit) for row in figures]
    lines += table(("指标", "上期", "新增", "减少", "期末", "单位"), rows) if rows else []
    lines += [
        f"第 {v.version} 版，一致码 {v.fingerprint}，{v.made_at:%Y-%m-%d %H:%M}" for v in versions
    ]
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
    record_type = application.edition.record_type("summary")
    before = application.summaries.record(quarter.previous)
    stored = application.summaries.open(quarter).record
    texts = _carried(application, stored, before) if before is not None else {}
    value: dict[str, object] = {"drafted": list(texts), "from": str(quarter.previous)}
    if not texts:
        reason = (
            f"{quarter.previous.label}没有总结"
            if before is None
            else "没有空着而上季度填过的文字项"
        )
        value["record"] = record_value(stored, record_type)
        return Answer(value, [f"{reason}，没有可以如实带入的内容。"])
    draft = Draft("summary", texts, stored.id)
    saved = application.entry.save(draft, stored, f"带入{quarter.previous.label}")
    value["record"] = record_value(saved.record, record_type)
    labels = "、".join(record_type.field(field_id).label for field_id in texts)
    lines = [
        f"已从{quarter.previous.label}带入：{labels}。",
        "这些是上季度的文字，请逐项改成本季度的情况。",
    ]
    return Answer(value, lines)


_actions: Mapping[str, Callable[[Application, Quarter, list[Assignment]], Answer]] = {
    "open": _open,
    "show": _show,
    "set": _set,
    "draft": _draft,
}


def _carried(application: Application, stored: Record, before: Record) -> dict[str, str]:
    """Texts of the quarter before for the text fields that are blank now; never a number."""

    def is_wanted(field: Field) -> bool:
        is_blank = stored.get(field.id) is None and field.id not in stored.typed
        return field.entered and is_blank and (field.kind in _texts or field.carried)

    fields = filter(is_wanted, application.edition.record_type("summary").fields)
    texts = {field.id: application.entry.text(field, before) for field in fields}
    return {field_id: text for field_id, text in texts.items() if text}


def _existing(application: Application, quarter: Quarter) -> Record:
    record = application.summaries.record(quarter)
    if record is None:
        raise WrongUse(
            f"{quarter.label}的总结还没有建立，请先运行：summary open {quarter}", code="BM-307"
        )
    return record


def _shown(row: FigureRow) -> tuple[str, str, str, str]:
    is_flow = row.opening is not None or row.added is not None or row.removed is not None
    numbers = (row.opening, row.added, row.removed) if is_flow else ()
    before = tuple(row.shown(number) for number in numbers) or ("", "", "")
    return (before[0], before[1], before[2], row.shown(row.closing))


def _figure_value(row: FigureRow) -> dict[str, object]:
    return {
        "id": row.id,
        "label": row.label,
        "unit": row.unit,
        "opening": plain(row.opening),
        "added": plain(row.added),
        "removed": plain(row.removed),
        "closing": plain(row.closing),
        "numerator": plain(row.numerator),
        "denominator": plain(row.denominator),
        "shown": row.shown(row.closing),
    }

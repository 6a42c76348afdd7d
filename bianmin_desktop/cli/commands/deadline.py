"""`deadline`: when reports are due, whether they were in time, and a day that was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.standings import standing_cells, standing_value
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import assignments, entered, period_of
from bianmin_desktop.domain.deadlines import deadline_type
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.deadlines import Period
    from bianmin_desktop.services.periods import PeriodLine

summary = (
    "不写报告期：列出每个季度、每年的报送时限和是否按时报出。\n"
    "写报告期和 due=截止日期 reason=依据：记下上级通知的时限。\n"
    "写报告期和 received：登记上级已收，这一期锁定；写 amend reason=原因：登记改报，解除锁定。"
)
_source = "命令行"
_headers = ("报告期", "可以报出", "截止日期", "报出日期", "状态", "时限依据")


def arguments(parser: UsageParser) -> None:
    """`[PERIOD [received | amend] [KEY=VALUE]...]`."""
    parser.takes("period", nargs="?", metavar="报告期", help="如 2024Q1，年度写 2024")
    parser.takes("values", nargs="*", metavar="内容", help="due=2024-04-08 reason=通知")


def run(call: Call) -> Answer:
    """The periods as they stand now."""
    words = call.texts("values")
    with call.application() as application:
        if not call.text("period"):
            return _listed(application.periods.lines())
        period = period_of(call.text("period"))
        if words:
            _write(application, period, words)
        return _listed((application.periods.line(period),))


def _write(application: Application, period: Period, words: Sequence[str]) -> None:
    if words == ["received"]:
        application.receipts.note_received(period, _source)
    elif words[0] == "amend":
        texts = _texts(application, "amendment", words[1:])
        application.receipts.amend(period, texts, _source)
    else:
        application.periods.name_day(period, _texts(application, deadline_type, words), _source)


def _texts(application: Application, type_id: str, words: Sequence[str]) -> dict[str, str]:
    record_type = application.edition.record_type(type_id)
    texts = entered(record_type, assignments(record_type, words))
    if not texts:
        raise WrongUse(
            "没有写内容，例如：deadline 2024Q1 due=2024-04-08 reason=区里通知", code="BM-300"
        )
    return texts


def _listed(lines: Sequence[PeriodLine]) -> Answer:
    rows = [standing_cells(line.standing) for line in lines]
    return Answer([standing_value(line) for line in lines], table(_headers, rows))

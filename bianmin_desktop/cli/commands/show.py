"""`show`: one record with its issues."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.plain import (
    find_record,
    issue_lines,
    issue_value,
    record_lines,
    record_value,
)
from bianmin_desktop.cli.usage import UsageParser

summary = "记录编号见 list 的第一列；是哪类记录会自己认出来。"


def arguments(parser: UsageParser) -> None:
    """`RECORD-ID`."""
    parser.takes("record", metavar="记录编号", help="要看的记录")


def run(call: Call) -> Answer:
    """The record; its issues are part of the answer and no failure."""
    with call.application() as application:
        record = find_record(application, call.text("record"))
        record_type = application.edition.record_type(record.type)
        issues = application.entry.issues(record)
        value = record_value(record, record_type)
        value["issues"] = [issue_value(issue) for issue in issues]
        lines = record_lines(application, record, record_type)
        return Answer(value, [*lines, *issue_lines(issues)])

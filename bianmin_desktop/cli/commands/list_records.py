"""`list`: the records of a type, filtered and searched, on the screen or into a file."""

from __future__ import annotations

from dataclasses import replace

from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.plain import record_value
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import assignments, type_of

summary = (
    "类型：communities 社区、circles 生活圈、outlets 网点，"
    "也可以是 events、summaries、explanations、units。\n"
    "存成的表格含全部项目，改好后可以用 import 再导入。"
)


def arguments(parser: UsageParser) -> None:
    """`TYPE [--where F=V]... [--search TEXT] [--deleted] [--out FILE] [--limit N]`."""
    parser.takes("type", metavar="类型", help="哪类记录")
    parser.takes(
        "--where",
        action="append",
        metavar="项目=内容",
        help="只要这一项等于这个内容的，可以写几次；内容留空表示没有填的",
    )
    parser.takes("--search", metavar="文字", help="名称、代码、地址或拼音首字母")
    parser.takes("--deleted", action="store_true", help="列回收站里的")
    parser.takes("--out", metavar="文件", help="存成 .xlsx 或 .csv 文件")
    parser.takes("--limit", type=whole_number, metavar="N", help="最多列几条")


def run(call: Call) -> Answer:
    """The records, or the file they were written to."""
    with call.application() as application:
        record_type = type_of(application.edition, call.text("type"))
        where = [(f.id, text) for f, text in assignments(record_type, call.texts("where"))]
        listing = application.ledgers.listing(record_type.id, where, call.text("search"))
        listing = replace(listing, deleted=call.has("deleted"), limit=call.number("limit"))
        target = call.path("out")
        if target is not None:
            count = application.listings.save(listing, target, call.progress)
            value = {"file": str(target), "count": count}
            return Answer(value, [f"已把 {count} 条{record_type.name}存入 {target}"])
        records = application.ledgers.records(listing)
        value_list = [record_value(record, record_type) for record in records]
        if call.has("json"):
            return Answer(value_list, [])
        columns = application.ledgers.columns(record_type.id)
        rows = [
            (
                record.id,
                record.level.label if record.level else "",
                *(application.ledgers.shown(field, record) for field in columns),
            )
            for record in records
        ]
        headers = ("记录编号", "问题", *(field.label for field in columns))
        return Answer(value_list, [*table(headers, rows), f"共 {len(rows)} 条"])

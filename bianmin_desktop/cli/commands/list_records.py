"""`list`: the records of a type, filtered and searched, on the screen or into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.plain import record_value
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import assignments, field_of, type_of
from bianmin_desktop.domain.privacy import masked_record

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.records import Record

summary = (
    "类型：communities 社区、circles 生活圈、outlets 网点，"
    "或其他台账的名称（如 fund、资金），\n"
    "也可以是 events、summaries、explanations、units。\n"
    "存成的表格含全部项目（或 --columns 选的），改好后可以用 import 再导入。\n"
    "报给外单位的加 --masked，隐去姓名和电话。"
)


def arguments(parser: UsageParser) -> None:
    """`TYPE [--where F=V]... [--search TEXT] [--deleted] [--columns A,B] [--masked] [--out FILE]`.

    Also `[--limit N]`.
    """
    parser.takes("type", metavar="类型", help="哪类记录")
    parser.takes(
        "--where",
        action="append",
        metavar="项目=内容",
        help="只要这一项等于这个内容的，可以写几次；内容留空表示没有填的",
    )
    parser.takes("--search", metavar="文字", help="名称、代码、地址或拼音首字母")
    parser.takes("--deleted", action="store_true", help="列回收站里的")
    parser.takes("--columns", metavar="项目,项目", help="只要这些列，按写的顺序")
    parser.takes("--masked", action="store_true", help="隐去姓名和电话，报给外单位时用")
    parser.takes("--out", metavar="文件", help="存成 .xlsx、.csv 或 .pdf 文件")
    parser.takes("--limit", type=whole_number, metavar="N", help="最多列几条")


def run(call: Call) -> Answer:
    """The records, or the file they were written to."""
    with call.application() as application:
        record_type = type_of(application.edition, call.text("type"))
        where = [(f.id, text) for f, text in assignments(record_type, call.texts("where"))]
        listing = application.ledgers.listing(record_type.id, where, call.text("search"))
        listing = replace(listing, deleted=call.has("deleted"), limit=call.number("limit"))
        fields = _columns(record_type, call.text("columns"))
        target = call.path("out")
        masked = call.has("masked")
        if target is not None:
            count = application.listings.save(
                listing, target, fields, masked=masked, progress=call.progress
            )
            words = f"已把 {count} 条{record_type.name}存入 {target}"
            return Answer({"file": str(target), "count": count}, [words])
        records = application.ledgers.records(listing)
        if masked:
            records = [masked_record(record, record_type) for record in records]
        value = [record_value(record, record_type) for record in records]
        lines = [] if call.has("json") else _lines(application, records, record_type, fields)
        return Answer(value, lines)


def _columns(record_type: RecordType, words: str) -> list[Field] | None:
    """The fields named, in the order they are named; nothing when none is. Raises `WrongUse`."""
    named = [word for word in words.replace("，", ",").split(",") if word.strip()]
    return [*dict.fromkeys(field_of(record_type, word) for word in named)] or None


def _lines(
    application: Application,
    records: Sequence[Record],
    record_type: RecordType,
    fields: Sequence[Field] | None,
) -> list[str]:
    columns = fields or application.ledgers.columns(record_type.id)
    rows = [
        (
            record.id,
            record.level.label if record.level else "",
            *(application.ledgers.shown(field, record) for field in columns),
        )
        for record in records
    ]
    headers = ("记录编号", "问题", *(field.label for field in columns))
    return [*table(headers, rows), f"共 {len(rows)} 条"]

"""`set`: changing, making, deleting and restoring one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Level, RecordType
from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.plain import find_record, issue_lines, issue_value, record_value
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import assignments, entered, type_of
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.services.entry import Saved

summary = (
    "改一条：set 记录编号 项目=内容 …　　新增：set outlets:new 项目=内容 …\n"
    "项目写名称或英文标识；内容留空（项目=）表示清空。内容不合要求也会原样保存，并列出问题；\n"
    "还有强制性问题时退出码为 1。"
)

_source = "命令行"
_new = ":new"


def arguments(parser: UsageParser) -> None:
    """`RECORD-ID|TYPE:new [FIELD=VALUE]... [--note FIELD=TEXT]... [--delete|--restore]`."""
    parser.takes("record", metavar="记录编号", help="要改的记录，或 类型:new（如 outlets:new）")
    parser.takes("values", nargs="*", metavar="项目=内容", help="要填的内容，可以写几个")
    parser.takes("--note", action="append", metavar="项目=备注", help="给一项加备注，可以写几次")
    parser.takes("--delete", action="store_true", help="删除（放入回收站，可恢复）")
    parser.takes("--restore", action="store_true", help="从回收站恢复")


def run(call: Call) -> Answer:
    """The record as stored, with its issues; exit code 1 while 强制 ones remain."""
    with call.application() as application:
        stored = _stored(application, call.text("record"))
        if call.has("delete") or call.has("restore"):
            return _moved(application, call, stored)
        record_type = application.edition.record_type(stored.type)
        texts = entered(record_type, assignments(record_type, call.texts("values")))
        notes = {f.id: text for f, text in assignments(record_type, call.texts("note"))}
        if not texts and not notes:
            raise WrongUse("没有写要填什么，例如：set 记录编号 area=85.5", code="BM-300")
        draft = Draft(stored.type, texts, stored.id, notes)
        return saved_answer(application.entry.save(draft, stored, _source), record_type)


def saved_answer(saved: Saved, record_type: RecordType) -> Answer:
    """What to say of a record that was kept."""
    record = saved.record
    value = record_value(record, record_type)
    value["issues"] = [issue_value(issue) for issue in saved.issues]
    lines = [f"{record_type.name}“{record.name(record_type)}”已保存（{record.id}）。"]
    for field_id, tidied in saved.tidied.items():
        lines.append(f"“{record_type.field(field_id).label}”{'，'.join(tidied)}。")
    lines += issue_lines(saved.issues)
    is_blocked = any(issue.level is Level.BLOCKING for issue in saved.issues)
    return Answer(value, lines, has_problems if is_blocked else done)


def _stored(application: Application, word: str) -> Record:
    if not word.endswith(_new):
        return find_record(application, word)
    record_type = type_of(application.edition, word.removesuffix(_new))
    keys = {name for key in record_type.unique for name in key}
    if any(not field.entered for field in record_type.fields if field.id in keys):
        raise WrongUse(
            f"{record_type.name}由程序建立，不能在这里新增，请用 summary open 或 explain。",
            code="BM-303",
        )
    return application.entry.blank(record_type.id)


def _moved(application: Application, call: Call, stored: Record) -> Answer:
    if call.texts("values") or call.texts("note") or call.has("delete") == call.has("restore"):
        raise WrongUse("--delete 和 --restore 只能单独用。", code="BM-300")
    if stored.revision == 0:
        raise WrongUse("新增的记录还没有保存，不能删除或恢复。", code="BM-300")
    is_deleting = call.has("delete")
    move = application.entry.delete if is_deleting else application.entry.restore
    move(stored.type, stored.id, _source)
    record = application.entry.record(stored.type, stored.id)
    record_type = application.edition.record_type(stored.type)
    said = "已放入回收站，可以用 --restore 恢复。" if is_deleting else "已从回收站恢复。"
    line = f"{record_type.name}“{record.name(record_type)}”{said}"
    return Answer(record_value(record, record_type), [line])

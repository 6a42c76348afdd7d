"""`history`: who changed what and when; undoing one entry, or all that was written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.commands.set_record import saved_answer
from bianmin_desktop.cli.plain import find_record
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.history import Event

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = (
    "最近的在前。撤销是把那次修改之前的内容写回去，本身也记入历史，什么都不会抹掉。\n"
    "一次导入、粘贴、批量修改或合并是一批，可以整批撤销；后来又改过的记录保持不变并列出。"
)

_usual = 100
_far = 100_000


def arguments(parser: UsageParser) -> None:
    """`[RECORD-ID] [--limit N] [--undo ENTRY]`, `--batches`, `--undo-batch BATCH`."""
    parser.takes("record", nargs="?", metavar="记录编号", help="只看这一条记录的")
    parser.takes("--limit", type=whole_number, metavar="N", help=f"最多列几次（默认 {_usual}）")
    parser.takes("--undo", metavar="历史编号", help="撤销这一次修改")
    parser.takes("--batches", action="store_true", help="按批列出：导入、粘贴、批量修改、合并")
    parser.takes("--undo-batch", metavar="批次编号", help="整批撤销，如一次导入")


def run(call: Call) -> Answer:
    """The entries or batches, or what came of the undo."""
    with call.application() as application:
        if call.text("undo_batch"):
            return _batch_undone(call, application)
        if call.has("batches"):
            return _batches(call, application)
        record_id = call.text("record")
        if record_id:
            record_id = find_record(application, record_id).id
        if call.text("undo"):
            return _undone(application, record_id, call.text("undo"))
        events = application.history.events(record_id, call.number("limit") or _usual)
    value = [_value(event) for event in events]
    lines = [line for event in events for line in _lines(event)]
    return Answer(value, lines or ["还没有历史记录。"])


def _undone(application: Application, record_id: str, entry_id: str) -> Answer:
    events = application.history.events(record_id, _far)
    entry = next((event.entry for event in events if event.entry.id == entry_id.strip()), None)
    if entry is None:
        raise WrongUse(f"历史里没有编号为“{entry_id[:40]}”的修改。", code="BM-308")
    saved = application.entry.undo(entry)
    return saved_answer(saved, application.edition.record_type(entry.record_type))


def _batches(call: Call, application: Application) -> Answer:
    batches = application.batches.recent(call.number("limit") or _usual)
    value = [
        {
            "id": batch.id,
            "at": batch.at.isoformat(sep=" "),
            "source": batch.source,
            "record_type": batch.type,
            "count": batch.count,
            "undone": batch.is_undone,
        }
        for batch in batches
    ]
    lines = [
        f"{batch.at:%Y-%m-%d %H:%M:%S}  {batch.source}  {batch.count} 条"
        f"{'  已撤销' if batch.is_undone else ''}\n    批次编号 {batch.id}"
        for batch in batches
    ]
    return Answer(value, lines or ["还没有成批的修改。"])


def _batch_undone(call: Call, application: Application) -> Answer:
    undone = application.batches.undo(call.text("undo_batch").strip(), call.progress)
    count = sum(map(len, undone.changes.touched.values()))
    kept = [{"record_type": k.type, "record": k.id, "record_name": k.name} for k in undone.kept]
    lines = [f"已撤销：{count} 条记录恢复为原来的内容，新增的移入回收站。"]
    lines += [f"“{k.name}”（{k.id}）后来又改过，保持不变。" for k in undone.kept[:_usual]]
    if len(kept) > _usual:
        lines.append(f"……还有 {len(kept) - _usual} 条后来改过的，用 --json 查看全部。")
    value = {"undone": count, "kept": kept, "batch": undone.batch}
    return Answer(value, lines, has_problems if kept else done)


def _value(event: Event) -> dict[str, object]:
    entry = event.entry
    return {
        "id": entry.id,
        "at": event.at.isoformat(sep=" "),
        "action": event.action,
        "source": event.source,
        "record_type": entry.record_type,
        "record": entry.record_id,
        "record_name": entry.record_name,
        "changes": {name: list(pair) for name, pair in entry.changes.items()},
    }


def _lines(event: Event) -> list[str]:
    head = f"{event.at:%Y-%m-%d %H:%M:%S}  {event.action}  {event.record}  来源：{event.source}"
    steps = [f"    {s.label}：{s.before or '（空）'} → {s.after or '（空）'}" for s in event.steps]
    return [head, f"    历史编号 {event.entry.id}", *steps]

"""`history`: who changed what and when; undoing one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.commands.set_record import saved_answer
from bianmin_desktop.cli.plain import find_record
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.history import Event

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = "最近的在前。撤销是把那次修改之前的内容写回去，本身也记入历史，什么都不会抹掉。"

_usual = 100
_far = 100_000


def arguments(parser: UsageParser) -> None:
    """`[RECORD-ID] [--limit N] [--undo ENTRY]`."""
    parser.takes("record", nargs="?", metavar="记录编号", help="只看这一条记录的")
    parser.takes("--limit", type=whole_number, metavar="N", help=f"最多列几次（默认 {_usual}）")
    parser.takes("--undo", metavar="历史编号", help="撤销这一次修改")


def run(call: Call) -> Answer:
    """The entries, or the record after the undo."""
    with call.application() as application:
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

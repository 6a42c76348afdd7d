"""Records as JSON values and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.encoding import plain
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application


def record_value(record: Record, record_type: RecordType) -> dict[str, object]:
    """A record under its field ids, blanks as null; what could not be read stands in `typed`.

    The other keys are the store's own names, which no field may have.
    """
    values = {field.id: plain(record.get(field.id)) for field in record_type.fields}
    return {
        "id": record.id,
        "record_type": record.type,
        **values,
        "typed": dict(record.typed),
        "field_notes": dict(record.notes),
        "worst_level": record.level.value if record.level else None,
        "revision": record.revision,
        "deleted": record.deleted,
        "changed_at": record.changed_at.isoformat(sep=" ") if record.changed_at else None,
    }


def record_lines(application: Application, record: Record, record_type: RecordType) -> list[str]:
    """A record by its sections, blanks left out."""
    deleted = "（已删除，在回收站）" if record.deleted else ""
    lines = [f"{record_type.name}“{record.name(record_type)}”{deleted}", f"  记录编号  {record.id}"]
    for section in record_type.sections:
        held = []
        for field in record_type.fields:
            text = application.ledgers.shown(field, record)
            if field.section != section.id or not text:
                continue
            mark = "（读不懂，按原样保留）" if field.id in record.typed else field.unit
            held.append(f"  {field.label}  {text} {mark}".rstrip())
            if field.id in record.notes:
                held.append(f"    备注：{record.notes[field.id]}")
        if held:
            lines += [section.label, *held]
    return lines


def issue_value(issue: Issue) -> dict[str, object]:
    """An issue of a record."""
    return {
        "id": issue.id,
        "level": issue.level.value,
        "record": issue.place.record_id,
        "field": issue.place.field,
        "code": issue.rule,
        "message": issue.message,
    }


def issue_lines(issues: Iterable[Issue]) -> list[str]:
    """Issues as lines, heaviest first as they come."""
    return [f"【{issue.level.label}】{issue.message}" for issue in issues]


def find_record(application: Application, record_id: str) -> Record:
    """The record of that id, whatever its type, deleted or not. Raises `WrongUse`."""
    from bianmin_desktop.errors import Refused

    wanted = clean(record_id).text
    for type_id in application.edition.record_types:
        try:
            return application.entry.record(type_id, wanted)
        except Refused:
            continue
    raise WrongUse(
        f"没有编号为“{record_id[:50]}”的记录。编号见 list 的第一列，或 list --json 的 id。",
        code="BM-306",
    )

"""`summary draft`: texts from the data, then what is still blank from the quarter before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.plain import record_value
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

_texts = (Kind.TEXT, Kind.LINES, Kind.PHONE)


def draft_answer(application: Application, quarter: Quarter) -> Answer:
    """Fill the blank texts of a quarter; a text that stands there already is left alone."""
    record_type = application.edition.record_type("summary")
    written = application.drafting.write(quarter)
    before = application.summaries.record(quarter.previous)
    texts = _carried(application, written.record, before) if before is not None else {}
    record = written.record
    if texts:
        draft = Draft("summary", texts, record.id)
        record = application.entry.save(draft, record, f"带入{quarter.previous.label}").record
    value: dict[str, object] = {
        "written": list(written.fields),
        "drafted": list(texts),
        "from": str(quarter.previous),
        "record": record_value(record, record_type),
    }
    lines = []
    if written.fields:
        lines += [
            f"已按台账起草：{_labels(application, written.fields)}。",
            "花括号里是活的引用，数据变了会跟着变；请核对并补充做法。",
        ]
    if texts:
        lines += [
            f"已从{quarter.previous.label}带入：{_labels(application, tuple(texts))}。",
            "这些是上季度的文字，请逐项改成本季度的情况。",
        ]
    return Answer(value, lines or [_why_nothing(quarter, before)])


def _labels(application: Application, fields: tuple[str, ...]) -> str:
    return "、".join(application.edition.field("summary", field_id).label for field_id in fields)


def _why_nothing(quarter: Quarter, before: Record | None) -> str:
    missing = f"{quarter.previous.label}没有总结"
    reason = missing if before is None else "没有空着而上季度填过的文字项"
    return f"{reason}，台账也没有可写的数字，没有可以如实带入的内容。"


def _carried(application: Application, stored: Record, before: Record) -> dict[str, str]:
    """Texts of the quarter before for the text fields that are blank now; never a number."""

    def is_wanted(field: Field) -> bool:
        is_blank = stored.get(field.id) is None and field.id not in stored.typed
        return field.entered and is_blank and (field.kind in _texts or field.carried)

    fields = filter(is_wanted, application.edition.record_type("summary").fields)
    texts = {field.id: application.entry.text(field, before) for field in fields}
    return {field_id: text for field_id, text in texts.items() if text}

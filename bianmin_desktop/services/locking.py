"""上级已收 locks a summary: what the upper level took is changed only for a reason that is kept."""

from __future__ import annotations

from bianmin_desktop.domain.records import Record
from bianmin_desktop.errors import Refused
from bianmin_desktop.store.reading import Reading

received = "received"
kept_for_good = frozenset(("amendment", "return_note"))
"""Types of records that are never changed or thrown away: why a report was opened again."""
handed_in = frozenset(("submitted", received))
"""States in which a report lies with the upper level."""
_states = "summary_state"
_explanation = "explanation"
_summaries = ("summary", "annual_summary")


def refuse_locked(reading: Reading, record: Record | None) -> None:
    """Raises `Refused` when the record belongs to a report that the upper level took."""
    lock = _lock_of(reading, record) if record is not None else None
    if lock is None:
        return
    name = lock.name(reading.edition.record_type(lock.type))
    raise Refused(
        f"{name}的总结上级已收，已经锁定，没有改动。"
        "确实要改，请先到“导出报送”里登记改报、写明原因，改好后重新导出。",
        code="BM-345",
    )


def refuse_deleting(reading: Reading, record: Record) -> None:
    """Raises `Refused` for a report that was handed in, and for why one was opened again."""
    refuse_locked(reading, record)
    if record.type in kept_for_good:
        raise Refused("退回和改报的原因要一直留着，不能删除；写错了可以再登记一条。", code="BM-354")
    if record.get("state") in handed_in and _is_report(reading, record):
        name = record.name(reading.edition.record_type(record.type))
        raise Refused(f"{name}的总结已经上报，不能删除。", code="BM-354")


def refuse_rewriting(before: Record | None) -> None:
    """Raises `Refused` for why a report was opened again, once it is written down."""
    if before is not None and before.type in kept_for_good:
        raise Refused("退回和改报的原因登记以后不能改；写错了可以再登记一条。", code="BM-354")


def _lock_of(reading: Reading, record: Record) -> Record | None:
    """The summary that locks a record, if one does: itself, or the one it explains."""
    if record.type == _explanation:
        period = record.text("period")
        held = [s for name in _summaries for s in reading.held_as(name, "period", period)]
        return next((summary for summary in held if summary.get("state") == received), None)
    return record if record.get("state") == received and _is_report(reading, record) else None


def _is_report(reading: Reading, record: Record) -> bool:
    record_type = reading.edition.record_type(record.type)
    return record_type.has_field("state") and record_type.field("state").choices == _states

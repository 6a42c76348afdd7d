"""登记退回 on the command line: `summary returned 2024Q1 reason=…`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.words import Assignment, entered
from bianmin_desktop.domain.periods import Quarter, Year

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

return_note = "return_note"
"""The type of record that a return is kept as."""


def returned_answer(
    application: Application, period: Quarter | Year, values: Sequence[Assignment]
) -> Answer:
    """The return as kept. Raises `Refused` when there is nothing to return or no reason."""
    record_type = application.edition.record_type(return_note)
    application.returns.note(period, entered(record_type, values), "命令行")
    note = application.returns.notes(period)[-1]
    value = {
        "quarter": str(period),
        "version": note.version,
        "on": note.on.isoformat() if note.on is not None else None,
        "by": note.by,
        "reason": note.reason,
    }
    lines = [
        f"{period.label}总结{note.say()}：{note.reason}",
        "总结已变为“退回”。改好后重新运行 export，就是重报。",
    ]
    return Answer(value, lines)

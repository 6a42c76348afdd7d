"""登记退回 and 登记改报: what happened to a report that was handed in, and why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.deadlines import Period
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.dialogs.note_dialog import Note, NoteDialog


def return_dialog(context: Context, period: Period, parent: QWidget | None = None) -> NoteDialog:
    """Asks why the newest version of a quarter or a year was sent back."""
    returns = context.application.returns
    blank = returns.blank(period)
    version = blank.get("version")
    which = f"第 {version} 版" if version else "总结"

    def keep(texts: Mapping[str, str]) -> Changes:
        return returns.note(period, texts)

    note = Note(
        title="登记退回",
        head=f"{period.label}{which}被退回：写明原因后，总结变为“退回”，改好再导出就是重报。",
        blank=blank,
        keep=keep,
        kept="已登记退回，改好后重新导出就是重报",
    )
    return NoteDialog(context, note, parent)


def amendment_dialog(context: Context, period: Period, parent: QWidget | None = None) -> NoteDialog:
    """Asks why a report that the upper level took is to be changed."""
    receipts = context.application.receipts

    def keep(texts: Mapping[str, str]) -> Changes:
        return receipts.amend(period, texts)

    note = Note(
        title="登记改报",
        head=(
            f"{period.label}的总结上级已收，是锁定的。先征得上级同意，再在这里写明原因；"
            "登记后总结回到“填报中”，改好重新导出就是新的一版。"
        ),
        blank=receipts.blank(period),
        keep=keep,
        kept="已登记改报，现在可以修改，改好后重新导出",
    )
    return NoteDialog(context, note, parent)

"""What tests of imports share: files as clerks keep them, and a wizard brought to a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.wizards.import_wizard.journey import Journey, Step
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard
from bianmin_desktop.services.ledgers import Query

patience = 30_000
"""Milliseconds that reading files may take on a busy machine."""

headings = ("序号", "店招名称", "业态", "地址", "所属社区", "门头照片")
shops = (
    ("1", "惠民第一便利店", "便利店", "海尔路 901 号", "金家岭社区", "有"),
    ("2", "惠民早早早餐店", "早餐店", "海尔路 902 号", "金家岭社区", "有"),
)


def ledger_file(
    path: Path,
    rows: Sequence[Sequence[str]] = shops,
    head: Sequence[str] = headings,
    sheet: str = "沿街",
) -> Path:
    """A workbook with a title above its header, and a line of totals below its rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(["金家岭街道商业网点台账"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    page.append(["合计", f"{len(rows)} 家"])
    book.save(path)
    return path


@dataclass
class ImportDesk:
    """Where imports are opened: in front of a window that keeps them alive and ends them."""

    qtbot: QtBot
    context: Context
    window: QWidget

    def opened(self, type_id: str = "outlet") -> ImportWizard:
        """The import of a ledger, on screen at its first step."""
        wizard = ImportWizard(self.context, Journey(type_id), self.window)
        wizard.resize(1200, 700)
        wizard.show()
        return wizard

    def to_columns(self, *files: Path, type_id: str = "outlet") -> ImportWizard:
        """An import from these files, its columns shown."""
        wizard = self.opened(type_id)
        wizard.add_files(files)
        wizard.go_on()
        return brought(self.qtbot, wizard, Step.COLUMNS)

    def to_trial(self, *files: Path, type_id: str = "outlet") -> ImportWizard:
        """The same, tried out with everything as it is proposed."""
        wizard = self.to_columns(*files, type_id=type_id)
        wizard.go_on()
        settled(self.qtbot, wizard)
        if wizard.step is Step.VALUES:
            wizard.go_on()
        return brought(self.qtbot, wizard, Step.TRIAL)


def brought(qtbot: QtBot, wizard: ImportWizard, step: Step) -> ImportWizard:
    """The wizard at that step, its work done."""
    qtbot.waitUntil(lambda: wizard.step is step and not wizard.work.is_busy, timeout=patience)
    return wizard


def settled(qtbot: QtBot, wizard: ImportWizard) -> None:
    """Nothing is under way in the wizard any more."""
    qtbot.waitUntil(lambda: not wizard.work.is_busy, timeout=patience)


def fault_of(wizard: ImportWizard) -> str:
    """What the page says went wrong."""
    return wizard.findChild(QLabel, "fault").text()


def outlets_called(context: Context, name: str) -> list[Record]:
    """The living outlets of that name."""
    application = context.application
    found = application.ledgers.found(Query("outlet", search=name))
    records = [application.entry.record("outlet", record_id) for record_id in found]
    return [record for record in records if record.text("name") == name]

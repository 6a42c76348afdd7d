"""The pages of the window: what they are called, how they are made, how a subject is shown.

A page's module is imported when the page is first visited, so that the window starts at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.services.entry import Unsaved

registers = "registers"
"""The page behind which every register (其他台账) is found."""


class Page(Protocol):
    """What the window asks of a page, beside being a widget.

    `filled` is asked of the first page only, `restore` and `keep_unsaved` of those with forms,
    `show_register` of the page of registers.
    """

    filled: SignalInstance

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks the clerk if something would."""
        ...

    def show_subject(self, record_id: str, field_id: str) -> None:
        """Bring a record, and a field of it, into view."""
        ...

    def show_register(self, type_id: str, record_id: str, field_id: str) -> None:
        """Bring a register, a record of it and a field of that into view."""
        ...

    def restore(self, unsaved: Unsaved) -> None:
        """Put back input that was typed before the program last stopped."""
        ...

    def keep_unsaved(self) -> None:
        """Keep what is typed and not saved, because the machine is about to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the navigation; `makes` builds its page."""

    id: str
    label: str
    icon: str
    makes: Callable[[Context], QWidget]

    def page(self, context: Context) -> QWidget:
        """A new page."""
        return self.makes(context)


def destinations() -> tuple[Destination, ...]:
    """Every page, in the order of the navigation; the first is shown at the start."""
    return (
        Destination("dashboard", "工作台", "dashboard", _dashboard),
        Destination("community", "社区", "community", partial(_ledger, type_id="community")),
        Destination("circle", "生活圈", "circle", partial(_ledger, type_id="circle")),
        Destination("outlet", "网点", "outlet", partial(_ledger, type_id="outlet")),
        Destination("summary", "季度总结", "summary", _summary),
        Destination("annual_summary", "年度总结", "calendar", _annual),
        Destination("work_note", "工作信息", "edit", _notes),
        Destination("checklist", "验收清单", "checklist", _checklist),
        Destination(registers, "其他台账", "registers", _registers),
        Destination("documents", "打印文书", "print", _documents),
        Destination("maintenance", "数据维护", "maintenance", _maintenance),
    )


def as_page(widget: QWidget) -> Page:
    """The widget, as what it also is."""
    return cast("Page", widget)


def _dashboard(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.dashboard_page import DashboardPage

    return DashboardPage(context)


def _ledger(context: Context, type_id: str) -> QWidget:
    from bianmin_desktop.gui.pages.ledger_page import LedgerPage

    return LedgerPage(context, type_id)


def _summary(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.summary_page import SummaryPage

    return SummaryPage(context)


def _annual(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.annual_page import AnnualPage

    return AnnualPage(context)


def _notes(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.notes_page import NotesPage

    return NotesPage(context)


def _checklist(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.checklist_page import ChecklistPage

    return ChecklistPage(context)


def _registers(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.registers_page import RegistersPage

    return RegistersPage(context)


def _documents(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.documents_page import DocumentsPage

    return DocumentsPage(context)


def _maintenance(context: Context) -> QWidget:
    from bianmin_desktop.gui.pages.maintenance_page import MaintenancePage

    return MaintenancePage(context)

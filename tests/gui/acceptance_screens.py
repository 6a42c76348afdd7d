"""Pictures of 验收清单: the circles, a checklist with its parts, and the dialogs in front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from bianmin_desktop.gui.main_window import MainWindow
from bianmin_desktop.gui.pages.checklist_page import ChecklistPage
from bianmin_desktop.services.evidence import Proof
from tests.gui.screenshots import folder, settle, shoot

_rest = 2500
_repaired = {
    "verdict": "不合格",
    "fix": "菜市场入口缺少无障碍坡道，请增设。",
    "responsible": "社区居委会",
    "due": "2024-06-15",
}


def shoot_acceptance(window: MainWindow) -> None:
    """The whole room over the example book, with a few things filled in."""
    window.go("checklist")
    page = window.pages.page
    assert isinstance(page, ChecklistPage)
    settle(_rest)
    shoot(window, "checklist")
    room = window._context.application.acceptance
    [(circle, _), *_] = room.checklists.circles()
    room.checklists.answer(circle, "standard", "101", {"self_score": "2.5", "verdict": "合格"})
    room.checklists.answer(circle, "standard", "402", _repaired)
    paper = folder() / "建设方案.txt"
    Path(paper).write_text("方案", encoding="utf-8")
    room.evidence.attach(Proof(circle, "standard", ("101",), "建设方案"), [paper])
    for tab in ("301", "evidence", "repairs", "stage"):
        page.show_subject(circle, tab)
        settle(_rest)
        shoot(window, f"checklist_{tab}")
    page.show_overview()
    settle(_rest)
    for name in ("print_all", "points"):
        page.findChild(type(page._overview._print), name).click()
        settle(600)
        for dialog in window.findChildren(QDialog):
            shoot(dialog, f"checklist_{name}", (dialog.width(), dialog.height()))
            dialog.close()
            settle()

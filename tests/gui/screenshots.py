"""Pictures of the window: `shoot` for tests, `python -m tests.gui.screenshots FOLDER` for people.

Run with `QT_SCALE_FACTOR=1.5` for pictures at 150 %.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QWidget

from bianmin_desktop.bootstrap import Program


def folder() -> Path:
    """Where pictures go: `BIANMIN_SCREENSHOTS`, else a folder of the system's temporary one."""
    named = os.environ.get("BIANMIN_SCREENSHOTS", "")
    place = Path(named) if named else Path(tempfile.gettempdir()) / "bianmin-screenshots"
    place.mkdir(parents=True, exist_ok=True)
    return place


def shoot(widget: QWidget, name: str, size: tuple[int, int] = (1366, 768)) -> Path:
    """A picture of the widget as it is now, as `name`.png; shows it if it is hidden."""
    if size != (widget.width(), widget.height()):
        widget.resize(*size)
    if not widget.isVisible():
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.show()
    settle()
    path = folder() / f"{name}.png"
    assert widget.grab().save(str(path)), path
    return path


def settle(quiet: int = 50) -> None:
    """Let what is due happen: layouts, first paintings, answers that are already there (ms)."""
    loop = QEventLoop()
    QTimer.singleShot(quiet, loop.quit)
    loop.exec()


def main(place: Path) -> None:
    """Every main screen of the example book of 金家岭街道, as of 2024-05-20, at 1366×768."""
    os.environ["BIANMIN_SCREENSHOTS"] = str(place)
    from PySide6.QtWidgets import QApplication

    from bianmin_desktop.bootstrap import start
    from bianmin_desktop.environment.clock import FixedClock
    from bianmin_desktop.gui.faults import FaultTeller
    from bianmin_desktop.gui.language import speak_chinese
    from bianmin_desktop.gui.sitting import Sitting
    from bianmin_desktop.gui.theme import dress

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        program = start(Path(scratch), FixedClock(datetime(2024, 5, 20, 9, 30)))
        speak_chinese(application)
        dress(application, program.resources)
        faults = FaultTeller()
        sitting = Sitting(program, faults)
        sitting.begin()
        shoot(sitting.window, "first_run", (760, 600))
        program.make_book("370212005", is_demo=True)
        sitting.end()
        sitting = Sitting(program, faults)
        sitting.begin()
        _shoot_pages(sitting.window, _first_outlet(program))
        sitting.end()


def _first_outlet(program: Program) -> str:
    application = program.open()
    listing = application.ledgers.listing("outlet")
    first = application.ledgers.page(listing, 0, 1)[0]
    application.close()
    return first.id


def _shoot_pages(window: QWidget, outlet: str) -> None:
    from tests.gui.acceptance_screens import shoot_acceptance
    from tests.gui.annual_screens import shoot_annual
    from tests.gui.exchange_screens import shoot_exchange

    shown = {"dashboard": 6000, "summary": 6000}
    for page in (
        "dashboard",
        "community",
        "circle",
        "outlet",
        "summary",
        "registers",
        "maintenance",
    ):
        window.go(page)
        window.resize(1366, 768)
        settle(shown.get(page, 1200))
        shoot(window, page)
    for tab in ("recheck", "figures", "changes", "writing", "check", "export"):
        window.go("summary", "", tab)
        settle(4000)
        shoot(window, f"summary_{tab}")
    shoot_annual(window)
    shoot_acceptance(window)
    for tab in ("additions", "paper"):
        window.go("maintenance", "", tab)
        settle(800)
        shoot(window, tab)
    _shoot_documents(window)
    window.go("fund")
    settle(1200)
    shoot(window, "fund")
    window.go("outlet", outlet)
    settle(1500)
    shoot(window, "outlet_form")
    window.pages.page.show_list()
    settle(1000)
    shoot_exchange(window)


def _shoot_documents(window: QWidget) -> None:
    for document in ("business_matrix", "gap_list", "duty_matrix", "targets"):
        window.go("documents", document)
        settle(2500)
        shoot(window, f"documents_{document}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))

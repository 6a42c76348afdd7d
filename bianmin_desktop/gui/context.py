"""What every page is given: the application, the hub, the tasks, and how faults are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.gui.tasks import TaskRunner
from bianmin_desktop.gui.undo import UndoLine


@dataclass
class Context:
    """Handed to every page; `tell` shows a fault, `say` a short word in the status bar.

    `go` opens a page by name with a subject, e.g. `go("outlet", record_id, field_id)`; `reopen`
    opens the book anew in a fresh window, because what is asked has changed, and goes there.
    """

    application: Application
    hub: ChangeHub
    tasks: TaskRunner
    undo: UndoLine
    quarter: Quarter
    tell: Callable[[BaseException], None]
    say: Callable[[str], None]
    go: Callable[..., None] = field(default=lambda *_: None)
    reopen: Callable[..., None] = field(default=lambda *_: None)

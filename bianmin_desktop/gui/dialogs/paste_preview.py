"""粘贴: a block of rows from WPS or Excel goes the way of an import, from its columns on.

A block without headings is read in the order of the columns the list shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tables.pasting import Clip, block_of
from bianmin_desktop.gui.wizards.import_wizard.journey import Journey, Read
from bianmin_desktop.gui.wizards.import_wizard.wizard import ImportWizard
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.importing.proposals import Corrections

if TYPE_CHECKING:
    from bianmin_desktop.services.importing import ImportService


def paste_preview(
    context: Context,
    type_id: str,
    shown: Sequence[str],
    content: QMimeData,
    parent: QWidget | None = None,
) -> ImportWizard:
    """A window that previews what is pasted; `shown` are the headings of the list's columns.

    What is sure in every column is tried at once; else the columns are looked at first.
    """
    wizard = ImportWizard(context, Journey(type_id, is_pasted=True), parent)
    service = context.application.importing
    read = partial(read_block, service, (type_id, tuple(shown)), Clip.of(content))
    wizard.begin(read, "正在读取剪贴板")
    return wizard


def read_block(
    service: ImportService, wanted: tuple[str, tuple[str, ...]], clip: Clip, progress: Progress
) -> Read:
    """The block as a source, its own headings above it, or those of the list.

    Raises `Refused` when the clipboard holds no table or one that is too large.
    """
    type_id, shown = wanted
    rows = block_of(clip)
    source = service.from_block(rows)
    proposal = service.propose(type_id, (source,), Corrections(), progress)
    if not proposal.taken:
        width = len(rows[0])
        headings = [*shown[:width], *("" for _ in range(width - len(shown)))]
        source = service.from_block([headings, *rows])
        proposal = service.propose(type_id, (source,), Corrections(), progress)
    return Read((source,), (), proposal)

"""Undo after saving: the last writes of this session, each taken back as a new change.

Everything that was written together (an import, a paste, a batch edit, a merge) is one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.gui.change_hub import ChangeHub
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.history import Deed

if TYPE_CHECKING:
    from bianmin_desktop.services.batches import Undone

_long = 50
_named = 5
_undone = "撤销"
_nobodys = frozenset((_undone, "审核通过", "改动后待审"))
"""What is not offered: undoing itself, and what the program noted of a check by itself."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo wrote, and what is said of it."""

    key: str
    changes: Changes
    words: str


class UndoLine(QObject):
    """Which write Ctrl+Z takes back when no editor has anything to undo itself."""

    moved = Signal(str)

    def __init__(self, application: Application, hub: ChangeHub) -> None:
        """For the writes announced by `hub`."""
        super().__init__()
        self._application = application
        self._hub = hub
        self._taken_back: set[str] = set()
        self._floor = self._newest_counter()
        hub.changed.connect(self._renew)

    def next(self) -> Deed | None:
        """What would be taken back now."""
        before: int | None = None
        while True:
            deed = self._application.history.deed_before(before)
            if deed is None or deed.first_counter <= self._floor:
                return None
            if deed.event.action not in _nobodys and deed.key not in self._taken_back:
                return deed
            before = deed.first_counter

    def is_long(self, deed: Deed) -> bool:
        """Whether taking it back is work to be waited for."""
        return deed.count > _long

    def undo(self) -> str:
        """Take back the last write; returns what was done, empty when there was nothing."""
        deed = self.next()
        if deed is None:
            return ""
        taken = self.take_back(deed)
        self.settle(taken)
        return taken.words

    def take_back(self, deed: Deed, progress: Progress = silent) -> TakenBack:
        """Write back what was before; may be called beside the window, `settle` goes after it."""
        said = self.words(deed)
        if deed.batch:
            undone = self._application.batches.undo(deed.batch, progress)
            words = f"{_undone}{said}：{undone_in_words(undone)}"
            return TakenBack(deed.key, undone.changes, words)
        saved = self._application.entry.undo(deed.event.entry)
        return TakenBack(deed.key, saved.changes, f"已{_undone}：{said}")

    def settle(self, taken: TakenBack) -> None:
        """What was taken back is not offered again, and every view is told."""
        self._taken_back.add(taken.key)
        self._hub.announce(taken.changes)
        self._renew()

    def words(self, deed: Deed) -> str:
        """What was done, as it stands after the word 撤销."""
        event = deed.event
        if not deed.batch:
            return f"{event.action}{event.record}"
        name = self._application.edition.record_type(event.entry.record_type).name
        return f"{door_of(event.source)} {deed.count:,} 条{name}"

    def _renew(self) -> None:
        deed = self.next()
        self.moved.emit(f"{_undone}{self.words(deed)}" if deed else "")

    def _newest_counter(self) -> int:
        newest = self._application.history.events(limit=1)
        return newest[0].entry.counter if newest else 0


def door_of(source: str) -> str:
    """By which door something was written (导入, 粘贴, 批量修改), without the file's name."""
    return source.partition(" ")[0]


def undone_in_words(undone: Undone) -> str:
    """What was taken back, and what stays because it was changed since."""
    count = sum(len(ids) for ids in undone.changes.touched.values())
    words = f"已撤回 {count:,} 条。"
    if undone.kept:
        names = "、".join(f"“{kept.name}”" for kept in undone.kept[:_named])
        more = " 等" if len(undone.kept) > _named else ""
        words += f"有 {len(undone.kept):,} 条后来又改过，没有撤回：{names}{more}。"
    return words

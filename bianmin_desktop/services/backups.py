"""Backups: one a day by itself when something changed, one whenever a clerk asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bianmin_desktop.environment.clock import Clock, office_time
from bianmin_desktop.errors import environment_fault
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.store.backup import State, back_up, state_of
from bianmin_desktop.store.book import Book

_by_itself = "自动备份"
_by_hand = "备份"
_stamp = "%Y-%m-%d_%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that exists: where, when it was made, its size in bytes, and who asked for it."""

    path: Path
    made_at: datetime
    size: int
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many automatic backups stay: the newest ones, and the newest of each month."""

    newest: int = 10
    months: int = 24


_as_usual = Keeping()


class BackupService:
    """Makes, lists and thins out backups; what a clerk made is never removed."""

    def __init__(
        self, book: Book, folder: Path, clock: Clock, keeping: Keeping = _as_usual
    ) -> None:
        """Over an open book; `folder` is where backups go."""
        self._book = book
        self._folder = folder
        self._clock = clock
        self._keeping = keeping

    def make(self, target: Path | None = None, progress: Progress = silent) -> Backup:
        """A verified copy of the book now, in the backups folder or at `target`.

        Raises `EnvironmentFault` when it cannot be written or does not check out.
        """
        return self._make(target or self._fresh(_by_hand), progress)

    def make_if_due(self, progress: Progress = silent) -> Backup | None:
        """The backup of the day, unless there is one already or nothing changed since the last.

        Raises `EnvironmentFault` as `make` does; no older backup is removed then.
        """
        last = next(iter(self.all()), None)
        if last is not None and not self._is_due(last):
            return None
        made = self._make(self._fresh(_by_itself), progress)
        for superfluous in thinned(self.all(), self._keeping):
            _remove(superfluous.path)
        return made

    def all(self) -> list[Backup]:
        """Every backup in the folder, newest first."""
        try:
            paths = list(self._folder.glob("*.db"))
            found = [_described(path) for path in paths]
        except OSError as error:
            raise environment_fault(error, "查看备份", self._folder) from error
        return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)

    def _is_due(self, last: Backup) -> bool:
        if last.made_at.date() == self._clock.today() and state_of(last.path) is not None:
            return False
        holder = self._book.holder()
        return state_of(last.path) != State(holder.lineage, holder.counter)

    def _make(self, target: Path, progress: Progress) -> Backup:
        progress.report(0, 1, "正在备份")
        made = back_up(self._book.database, target)
        progress.report(1, 1, "备份完成")
        return _described(made)

    def _fresh(self, kind: str) -> Path:
        stamped = f"{kind}_{self._clock.now().strftime(_stamp)}"
        path, number = self._folder / f"{stamped}.db", 1
        while path.exists():
            number += 1
            path = self._folder / f"{stamped}({number}).db"
        return path


def thinned(backups: Iterable[Backup], keeping: Keeping) -> list[Backup]:
    """The automatic backups that need not be kept any longer."""
    automatic = [backup for backup in backups if backup.is_automatic]
    automatic.sort(key=lambda backup: backup.made_at, reverse=True)
    of_month: dict[str, Backup] = {}
    for backup in automatic:
        of_month.setdefault(f"{backup.made_at:%Y-%m}", backup)
    kept = {backup.path for backup in automatic[: keeping.newest]}
    kept |= {backup.path for backup in list(of_month.values())[: keeping.months]}
    return [backup for backup in automatic if backup.path not in kept]


def _described(path: Path) -> Backup:
    status = path.stat()
    kind, _, rest = path.stem.partition("_")
    try:
        made_at = datetime.fromisoformat(rest.partition("(")[0])
    except ValueError:
        made_at = office_time(status.st_mtime)
    return Backup(path, made_at, status.st_size, kind == _by_itself)


def _remove(path: Path) -> None:
    """An old backup that cannot be removed now is removed another day."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return

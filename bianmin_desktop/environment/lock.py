"""One window on one data folder: an operating-system lock, so a crash never leaves it behind."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from bianmin_desktop.environment.clock import Clock, SystemClock
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import EnvironmentFault, environment_fault

lock_name = "bianmin.lock"
occupant_name = "bianmin.lock.json"


class Occupant(msgspec.Struct, frozen=True):
    """Who has the folder open: process number, computer, since when."""

    process: int
    computer: str
    since: datetime

    @property
    def sentence(self) -> str:
        """What a clerk is told who opens the program a second time."""
        since = f"{self.since:%Y-%m-%d %H:%M}"
        return f"这份数据已经在“{self.computer}”上打开（{since} 起），请切换到已打开的窗口。"


@dataclass(frozen=True, slots=True)
class Lock:
    """The folder is ours until `release`, or until the process ends, however it ends."""

    folder: Path
    held: FileLock

    def release(self) -> None:
        """Let others open the folder."""
        self.held.release()


def hold(folder: Path, clock: Clock | None = None) -> Lock | None:
    """The lock on a data folder, or nothing when another process has it (`occupant` says who).

    Raises `EnvironmentFault` when the folder cannot be written or its disk knows no locks.
    """
    held = FileLock(folder / lock_name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held.acquire(timeout=0)
    except Timeout:
        return None
    except NotImplementedError as error:
        raise EnvironmentFault(
            f"这个位置不支持文件锁，不能安全保存数据：{folder}。请把数据放到本机硬盘。",
            code="BM-140",
        ) from error
    except OSError as error:
        raise environment_fault(error, "打开数据文件夹", folder) from error
    _sign(folder, clock or SystemClock())
    return Lock(folder, held)


def occupant(folder: Path) -> Occupant | None:
    """Who last took the lock; nothing when nobody did or the note cannot be read."""
    try:
        return msgspec.json.decode((folder / occupant_name).read_bytes(), type=Occupant)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _sign(folder: Path, clock: Clock) -> None:
    """The note only serves the sentence: the lock holds without it, so a fault is passed over."""
    note = Occupant(os.getpid(), platform.node(), clock.now())
    with suppress(EnvironmentFault):
        write_bytes(folder / occupant_name, msgspec.json.encode(note))

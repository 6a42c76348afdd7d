"""The parent's side: has the child do its work, listens, and ends it when it is not wanted."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from bianmin_desktop.errors import EnvironmentFault, Fault, environment_fault
from bianmin_desktop.exchange.reading.limits import time_limit
from bianmin_desktop.exchange.reading.packets import (
    Closed,
    Ended,
    Opened,
    Order,
    Packet,
    Rows,
    Turned,
    frames,
    opened,
)
from bianmin_desktop.exchange.reading.refusals import refusal
from bianmin_desktop.exchange.tables import Block, Sheet, facts_sheet
from bianmin_desktop.progress import Progress, silent

child_switch = "--read-workbook"
"""What the frozen program starts itself with, to be the child."""

_patience = 0.1
"""Seconds between two looks at whether the work is still wanted, when nothing arrives."""

_farewell = 5.0
_crashes = frozenset((-11, -7, -4, 0xC0000005))
"""Ends that a damaged file brings about; all others are those of too little memory."""

Poll = Callable[[], None]


def read_by_child(
    path: Path, progress: Progress = silent, seconds: float = time_limit
) -> list[Sheet]:
    """The sheets of a file, hidden ones marked; charts and the like are left out.

    Raises `Refused` when the file is damaged, protected, too large or takes too long to read,
    `EnvironmentFault` when it cannot be read, and what `progress` raises.
    """
    arriving = _Arriving(path.name, progress)
    with closing(ask(Order(str(path.absolute())), path.name, arriving.tell, seconds)) as packets:
        for packet in packets:
            arriving.take(packet)
    return arriving.sheets()


def ask(order: Order, name: str, poll: Poll, seconds: float) -> Generator[Packet, None, None]:
    """The packets of the child that carries out an order about the file `name`.

    `poll` is called again and again, and ends the child by raising. Raises `Fault`.
    """
    deadline = time.monotonic() + seconds
    process = _started()
    heard: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(process, order, heard), daemon=True)
    listener.start()
    is_complete = False
    try:
        while True:
            poll()
            if time.monotonic() > deadline:
                raise refusal(name, "too_slow", f"{seconds:.0f}")
            with suppress(queue.Empty):
                frame = heard.get(timeout=_patience)
                if frame is None:
                    break
                packet = _understood(frame, name)
                is_complete = not isinstance(packet, Opened | Rows | Closed)
                yield packet
        if not is_complete:
            raise _death(process.wait(_farewell), name)
    finally:
        process.kill()
        listener.join()
        with process:
            """Its pipes are closed and its end is taken note of."""


def _started() -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(
            _child(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
    except OSError as error:
        raise EnvironmentFault(
            "读表格的辅助进程启动不了，可能被安全软件拦截，或内存不足。请关闭其他程序后再试。",
            code="BM-415",
        ) from error


def _child() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, child_switch]
    module = f"{__name__.rpartition('.')[0]}.child"
    return [sys.executable, "-P", "-X", "utf8", "-m", module]


def _listen(
    process: subprocess.Popen[bytes], order: Order, heard: queue.SimpleQueue[bytes | None]
) -> None:
    """Give the order, pass on what comes back; a child that ends in between just ends it."""
    output = _pipe(process.stdout)
    with suppress(OSError, ValueError):
        with _pipe(process.stdin) as orders:
            orders.write(msgspec.msgpack.encode(order))
        for frame in frames(output):
            heard.put(frame)
    heard.put(None)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError
    return pipe


def _understood(frame: bytes, name: str) -> Packet:
    try:
        packet = opened(frame)
    except msgspec.DecodeError as error:
        raise refusal(name, "broken") from error
    if isinstance(packet, Turned):
        raise _turned(packet, name)
    return packet


def _turned(packet: Turned, name: str) -> Fault:
    if packet.reason == "gone":
        number = int(packet.place)
        return environment_fault(OSError(number, os.strerror(number)), f"读取“{name}”")
    return refusal(name, packet.reason, packet.place)


def _death(exit_code: int, name: str) -> Fault:
    return refusal(name, "broken" if exit_code in _crashes else "too_large")


@dataclass
class _Arriving:
    """The sheets received so far, and how far the one under way is."""

    name: str
    progress: Progress
    total: int = 0
    done: int = 0
    page: Opened | None = None
    rows: list[list[str]] = field(default_factory=list)
    whole: list[tuple[Opened, list[list[str]], Closed]] = field(default_factory=list)
    counts_from_1904: bool = False

    def tell(self) -> None:
        """Report how many rows have arrived."""
        self.progress.report(self.done, max(self.total, 1), f"正在读取 {self.name}")

    def take(self, packet: Packet) -> None:
        """One more packet."""
        if isinstance(packet, Opened):
            self.page, self.rows = packet, []
            self.total += packet.height
        elif isinstance(packet, Rows):
            self.rows += packet.rows
            self.done += len(packet.rows)
        elif isinstance(packet, Closed) and self.page is not None:
            self.whole.append((self.page, self.rows, packet))
            self.done = self.total
        elif isinstance(packet, Ended):
            self.counts_from_1904 = packet.counts_from_1904

    def sheets(self) -> list[Sheet]:
        """All sheets of the file."""
        facts = self._facts()
        return [
            Sheet(
                page.name,
                rows,
                page.is_hidden,
                tuple(Block(*block) for block in closed.merged),
                frozenset(closed.hidden_rows),
                closed.notes,
                facts,
                self.counts_from_1904,
            )
            for page, rows, closed in self.whole
        ]

    def _facts(self) -> dict[str, str]:
        """What our own hidden sheet says in pairs; the first of a name counts."""
        said: dict[str, str] = {}
        for page, rows, _ in self.whole:
            if page.name == facts_sheet and page.is_hidden:
                for row in rows:
                    if len(row) == 2:
                        said.setdefault(*row)
        return said

"""One call of the program: what was asked, over which data, and where progress is told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from bianmin_desktop.environment.paths import whole_path
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application, Program
    from bianmin_desktop.environment.clock import Clock


_seconds_between = 2.0


class _Told:
    """Progress on the errors' stream: a living line on a terminal, else a line now and then."""

    def __init__(self, errors: TextIO) -> None:
        self._errors = errors
        self._is_terminal = errors.isatty()
        self._told_at = monotonic()

    def report(self, done: int, total: int, note: str = "") -> None:
        """Say where the work is."""
        if self._is_terminal:
            self._errors.write(f"\r\x1b[K{note} {done}/{total}")
            if done >= total:
                self._errors.write("\r\x1b[K")
        elif note and monotonic() - self._told_at > _seconds_between:
            self._errors.write(f"{note} {done}/{total}\n")
            self._told_at = monotonic()
        self._errors.flush()


class Call:
    """The options of one call, and the program and book they name, opened when first used."""

    def __init__(self, options: argparse.Namespace, clock: Clock | None = None) -> None:
        """For options as read by a `UsageParser`; a clock is given by tests only."""
        self._options = options
        self._clock = clock

    def text(self, name: str) -> str:
        """An argument, or an empty text when it was not given."""
        return str(getattr(self._options, name, None) or "")

    def texts(self, name: str) -> list[str]:
        """An argument that may be given several times."""
        return [str(given) for given in getattr(self._options, name, None) or ()]

    def number(self, name: str) -> int | None:
        """A number, or nothing when it was not given."""
        given = getattr(self._options, name, None)
        return int(given) if given is not None else None

    def path(self, name: str) -> Path | None:
        """A path, or nothing when it was not given."""
        given = self.text(name)
        return whole_path(Path(given)) if given else None

    def required_path(self, name: str) -> Path:
        """A path that the command cannot do without. Raises `WrongUse` when it is empty."""
        given = self.path(name)
        if given is None:
            raise WrongUse("文件或文件夹的位置不能是空的。", code="BM-300")
        return given

    def has(self, name: str) -> bool:
        """Whether a switch was given."""
        return bool(getattr(self._options, name, False))

    @cached_property
    def program(self) -> Program:
        """The program over the data folder."""
        from bianmin_desktop.bootstrap import start

        return start(getattr(self._options, "data", None), self._clock)

    @cached_property
    def progress(self) -> Progress:
        """Progress as lines on the errors' stream."""
        return _Told(sys.stderr)

    @contextmanager
    def application(self) -> Iterator[Application]:
        """The open book, closed afterwards. Raises `WrongUse` when there is none yet."""
        if not self.program.has_book:
            raise WrongUse(
                f"数据文件夹里还没有数据：{self.program.folder.path}。"
                "请先建立：bianmin-desktop init --unit 区划代码（加 --demo 得到示例数据），"
                "或用 --data 指明别的数据文件夹。",
                code="BM-311",
            )
        if (fault := self.program.loaded.fault) is not None:
            sys.stderr.write(f"{fault.message}（{fault.code}）\n")
        opened = self.program.open()
        try:
            yield opened
        finally:
            opened.close()

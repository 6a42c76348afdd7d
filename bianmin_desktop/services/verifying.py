"""核对一致码: which version a code or a file is of, and whether the file still says the same."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bianmin_desktop.domain.file_differences import (
    FileDifference,
    Heading,
    differing_cells,
    differing_tables,
)
from bianmin_desktop.domain.parsing.text import half_width
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import shown
from bianmin_desktop.errors import Refused, environment_fault
from bianmin_desktop.exchange.tables import Sheet, facts_sheet, read_tables
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.paper import PdfPages, opened
from bianmin_desktop.store import keeping
from bianmin_desktop.store.book import Book

most_told = 500
_largest = 200_000_000
_length = 12
_code = re.compile(r"[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}(?![0-9A-Z-])")
_hidden = frozenset((facts_sheet, "_lists"))

Again = Callable[[keeping.Submission, Path, Progress], tuple[Path, ...]]
"""Writes the files of a frozen version into a folder, byte for byte as they were."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a code or a file is a version of, and what of the file differs from it.

    `differs` holds at most `most_told` places; `is_whole` is false when there are more.
    """

    fingerprint: str
    told: str
    differs: tuple[FileDifference, ...] = ()
    is_whole: bool = True

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not self.differs


class VerifyService:
    """Holds files against the versions in the book; reads only."""

    def __init__(self, book: Book, names: Mapping[str, str], again: Mapping[str, Again]) -> None:
        """Over an open book; both by the report's id: what it is called, how it is made again."""
        self._book = book
        self._names = names
        self._again = again

    def code(self, text: str) -> Verified:
        """The version with that 一致码, as typed or as a scanner reads the symbol of a page.

        Raises `Refused` when it is no 一致码, or no version here has it.
        """
        fingerprint = code_in(text)
        if not fingerprint:
            raise Refused(
                f"“{text.strip()[:40]}”不是一致码。一致码有 {_length} 位，印在每页的页脚。",
                code="BM-350",
            )
        return Verified(fingerprint, self._told(self._found(fingerprint)))

    def file(self, path: Path, progress: Progress = silent) -> Verified:
        """Whether a workbook or PDF of ours still says what was exported, and where it does not.

        Raises `Refused` when it is no such file or its version is not in this book,
        `EnvironmentFault` when it can't be read, and what `progress` raises.
        """
        content = _read(path)
        is_paper = content.startswith(b"%PDF")
        theirs: PdfPages | list[Sheet] = (
            opened(content) if is_paper else read_tables(path, progress)
        )
        fingerprint = _code_of(theirs)
        if not fingerprint:
            raise Refused(
                f"“{path.name}”里没有一致码，不是本软件导出的报送文件，或页脚、隐藏的页被删掉了。",
                code="BM-351",
            )
        version = self._found(fingerprint)
        found = self._differences(version, theirs, content, progress)
        differs = tuple(islice(found, most_told + 1))
        told = self._told(version)
        return Verified(fingerprint, told, differs[:most_told], len(differs) <= most_told)

    def _found(self, fingerprint: str) -> keeping.Submission:
        with self._book.reading() as reading:
            found = keeping.submissions_with(reading.connection, fingerprint)
        if not found:
            raise Refused(
                f"本机没有一致码为 {fingerprint} 的版本：可能是别的电脑上导出的，或者抄错了一位。",
                code="BM-352",
            )
        return found[0]

    def _told(self, version: keeping.Submission) -> str:
        """2024年第一季度 季度总结 第 1 版（2024-04-08 09:30 导出）."""
        try:
            period = Quarter.parse(version.period).label
        except ValueError:
            period = version.period
        name = self._names.get(version.report, version.report)
        made = f"{version.made_at:%Y-%m-%d %H:%M}"
        return f"{period} {name} 第 {version.version} 版（{made} 导出）"

    def _differences(
        self,
        version: keeping.Submission,
        theirs: PdfPages | list[Sheet],
        content: bytes,
        progress: Progress,
    ) -> Iterator[FileDifference]:
        again = self._again.get(version.report)
        if again is None:
            raise Refused("这一种文件只能核对一致码，不能逐项核对。", code="BM-353")
        suffix = ".pdf" if isinstance(theirs, PdfPages) else ".xlsx"
        with tempfile.TemporaryDirectory(prefix="bianmin-") as folder:
            files = again(version, Path(folder), progress)
            ours = next((path for path in files if path.suffix == suffix), None)
            if ours is None:
                raise Refused(
                    "这一版没有这种文件，不能逐项核对，可能是改了里面的一致码。", code="BM-353"
                )
            if ours.read_bytes() == content:
                return
            if isinstance(theirs, PdfPages):
                yield from _pages(opened(ours.read_bytes()), theirs)
            else:
                yield from _sheets(read_tables(ours, progress), theirs)


def code_in(text: str) -> str:
    """The last 一致码 in a text, as people read it; empty when there is none."""
    found = _code.findall(half_width(text).upper())
    return shown(found[-1].replace("-", "")) if found else ""


def _code_of(held: PdfPages | list[Sheet]) -> str:
    if isinstance(held, PdfPages):
        return next((code for n in range(len(held.sizes)) if (code := _on_page(held, n))), "")
    return code_in(held[0].facts.get("fingerprint", "")) if held else ""


def _on_page(pages: PdfPages, number: int) -> str:
    before, mark, behind = pages.said(number).rpartition("一致码")
    return code_in(behind.split("·")[0]) if mark and before else ""


def _pages(ours: PdfPages, theirs: PdfPages) -> Iterator[FileDifference]:
    for number in range(max(len(ours.sizes), len(theirs.sizes))):
        said = _lines(ours, number), _lines(theirs, number)
        for found in differing_cells(f"第 {number + 1} 页", *said):
            yield FileDifference(found.table, found.row, "文字", found.before, found.after)


def _lines(pages: PdfPages, number: int) -> list[list[str]]:
    if number >= len(pages.sizes):
        return []
    return [[line] for line in pages.said(number).splitlines() if line.strip()]


def _sheets(ours: list[Sheet], theirs: list[Sheet]) -> Iterator[FileDifference]:
    own = {sheet.name: sheet.rows for sheet in ours if sheet.name not in _hidden}
    other = {sheet.name: sheet.rows for sheet in theirs if sheet.name not in _hidden}
    for name in differing_tables(own, other):
        words = ("有", "没有") if name in own else ("没有", "有")
        yield FileDifference(name, "", "整张表", *words)
    headings = _headings(ours)
    for name in own.keys() & other.keys():
        yield from differing_cells(name, own[name], other[name], headings.get(name))


def _headings(ours: list[Sheet]) -> dict[str, Heading]:
    """By the hidden sheet of our own file: where the lines of each table begin."""
    rows = {sheet.name: sheet.rows for sheet in ours}
    found = {}
    for row in rows.get(facts_sheet, ()):
        if len(row) >= 4 and row[0] == "table" and row[2] in rows:
            first = int(row[3]) - 1
            above = rows[row[2]][first - 1] if 0 < first <= len(rows[row[2]]) else ()
            found[row[2]] = Heading(first, tuple(above))
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _largest:
            raise Refused(f"“{path.name}”太大，不是本软件导出的报送文件。", code="BM-351")
        return path.read_bytes()
    except OSError as error:
        raise environment_fault(error, f"读取“{path.name}”", path) from error

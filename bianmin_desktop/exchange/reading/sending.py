"""A file's sheets as packets, a thousand rows at a time: the parent decodes while we go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bianmin_desktop.exchange.reading import limits
from bianmin_desktop.exchange.reading.cells import Cell, row_reader, without_blank_end
from bianmin_desktop.exchange.reading.marks import Place, SheetMarks
from bianmin_desktop.exchange.reading.packets import Closed, Ended, Opened, Packet, Rows
from bianmin_desktop.exchange.reading.refusals import Unreadable
from bianmin_desktop.exchange.reading.text_tables import understood
from bianmin_desktop.exchange.reading.workbooks import Page, ole, open_workbook, zipped

_batch = 1_000

Send = Callable[[Packet], None]


class Sending:
    """Sends the sheets of one file, and counts what it sends against the limits."""

    def __init__(self, send: Send) -> None:
        """To wherever packets go."""
        self._send = send
        self._filled = 0
        self._signs = 0

    def send_file(self, path: Path) -> None:
        """All sheets of a file. Raises `Unreadable`, and what a parser raises on such files."""
        with path.open("rb") as file:
            start = file.read(8)
        if not start.startswith((ole, zipped)):
            table = understood(path.read_bytes())
            self._send(Opened("", is_hidden=False, height=table.height))
            self._send_rows(map(without_blank_end, table.rows()))
            self._send(Closed([], [], {}))
            self._send(Ended(counts_from_1904=False))
            return
        workbook = open_workbook(path, start)
        for page in workbook.pages():
            self._send_page(page, workbook.marks.sheets.get(page.sheet.name, SheetMarks()))
        self._send(Ended(workbook.marks.counts_from_1904))

    def _send_page(self, page: Page, marks: SheetMarks) -> None:
        sheet = page.sheet
        above, lead = sheet.start or (0, 0)
        read = row_reader(lead)
        rows: Iterable[list[str]] = map(read, _cells(page))
        if marks.texts:
            rows = _shown(rows, marks.texts)
        self._send(Opened(sheet.name, page.is_hidden, above + sheet.height))
        height, width = self._send_rows(rows)
        merged = sheet.merged_cell_ranges
        blocks = _blocks(marks.merged if merged is None else merged, height, width)
        hidden = [row for row in marks.hidden_rows if row < height]
        notes = {f"{row},{column}": text for (row, column), text in marks.notes.items()}
        self._send(Closed(blocks, hidden, notes))

    def _send_rows(self, rows: Iterable[list[str]]) -> tuple[int, int]:
        """Rows up to the last filled one; how many they are, and how wide the widest is."""
        blank, height, width = 0, 0, 0
        waiting: list[list[str]] = []
        for row in rows:
            if not row:
                blank += 1
                continue
            waiting += [[]] * blank
            waiting.append(row)
            height, blank, width = height + blank + 1, 0, max(width, len(row))
            if len(waiting) >= _batch:
                self._send_batch(waiting)
                waiting = []
        self._send_batch(waiting)
        return height, width

    def _send_batch(self, rows: list[list[str]]) -> None:
        self._filled += sum(map(len, rows))
        self._signs += sum(len("".join(row)) for row in rows)
        is_too_wide = max(map(len, rows), default=0) > limits.most_columns
        if is_too_wide or self._filled > limits.most_filled or self._signs > limits.most_signs:
            raise Unreadable("too_large")
        self._send(Rows(rows))


def _cells(page: Page) -> Iterator[Iterable[Cell]]:
    return iter(page.sheet.iter_rows())


def _shown(rows: Iterable[list[str]], texts: dict[Place, str]) -> Iterator[list[str]]:
    """The rows, with texts the parser has blanks for put in, in rows below the last one too."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in texts.items():
        by_row.setdefault(row, {})[column] = text
    number = -1
    for number, cells in enumerate(rows):
        yield _filled_in(cells, by_row.pop(number, {}))
    for below in range(number + 1, max(by_row, default=-1) + 1):
        yield _filled_in([], by_row.get(below, {}))


def _filled_in(cells: list[str], texts: dict[int, str]) -> list[str]:
    for column, text in texts.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text
    return cells


def _blocks(
    merged: Iterable[tuple[Place, Place]], height: int, width: int
) -> list[tuple[int, int, int, int]]:
    """The merged ranges within the filled part; one of a single cell is none."""
    found = []
    for (top, left), (last_row, last_column) in merged:
        bottom, right = min(last_row, height - 1), min(last_column, width - 1)
        if top <= bottom and left <= right and (top, left) != (bottom, right):
            found.append((top, left, bottom, right))
            if len(found) > limits.most_blocks:
                raise Unreadable("too_large")
    return found

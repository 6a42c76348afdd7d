"""Tables of other kinds (.xls, .ods, .csv) as a new .xlsx that holds the same cells as texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bianmin_desktop.exchange.excel.packing import packed
from bianmin_desktop.exchange.excel.texts import cell_text, display_width, longest, sheet_name
from bianmin_desktop.exchange.marking.notices import forbidden
from bianmin_desktop.exchange.reading import limits
from bianmin_desktop.exchange.reading.packets import Closed, Opened, Packet, Rows
from bianmin_desktop.exchange.reading.refusals import Unreadable
from bianmin_desktop.exchange.reading.sending import Sending

_cut_off = "……（太长，已截断）"
_narrowest, _widest, _measured = 8, 50, 200
_text_format = "@"
_other_author = "原批注"


@dataclass
class _Page:
    opened: Opened
    rows: list[list[str]] = field(default_factory=list)
    closed: Closed = field(default_factory=lambda: Closed([], [], {}))


def written(path: Path, moment: datetime) -> bytes:
    """The file at `path` as such a workbook. Raises `Unreadable`, and what reading it raises."""
    pages: list[_Page] = []

    def take(packet: Packet) -> None:
        if isinstance(packet, Opened):
            pages.append(_Page(packet))
        elif isinstance(packet, Rows):
            pages[-1].rows += packet.rows
        elif isinstance(packet, Closed):
            pages[-1].closed = packet

    Sending(take).send_file(path)
    workbook, taken = Workbook(write_only=True), set[str]()
    for page in pages:
        if len(page.rows) > limits.most_rows:
            raise Unreadable("too_large")
        name = sheet_name(page.opened.name or "Sheet1", taken)
        _write(workbook.create_sheet(name), page)
    return packed(workbook, moment)


def _write(sheet: Worksheet, page: _Page) -> None:
    if page.opened.is_hidden:
        sheet.sheet_state = "hidden"
    for place, width in enumerate(_widths(page.rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in page.closed.hidden_rows:
        sheet.row_dimensions[row + 1].hidden = True
    for top, left, bottom, right in page.closed.merged:
        first = f"{get_column_letter(left + 1)}{top + 1}"
        sheet.merged_cells.add(f"{first}:{get_column_letter(right + 1)}{bottom + 1}")
    notes = dict(_by_row(page.closed.notes))
    for row in range(max(len(page.rows), max(notes, default=-1) + 1)):
        texts = page.rows[row] if row < len(page.rows) else []
        sheet.append(_cells(sheet, texts, notes.get(row, {})))


def _cells(sheet: Worksheet, texts: list[str], notes: dict[int, str]) -> list[Cell | None]:
    width = max(len(texts), max(notes, default=-1) + 1)
    return [
        _cell(sheet, texts[place] if place < len(texts) else "", notes.get(place))
        for place in range(width)
    ]


def _cell(sheet: Worksheet, text: str, note: str | None) -> Cell | None:
    if not text and note is None:
        return None
    cell: Cell = WriteOnlyCell(sheet, None)
    cell.number_format = _text_format
    if text:
        shown = forbidden.sub("", text)
        cell.value = cell_text(shown if len(shown) <= longest else shown[: longest - 20] + _cut_off)
        cell.data_type = "s"
    if note is not None:
        cell.comment = Comment(forbidden.sub("", note), _other_author)
    return cell


def _by_row(notes: dict[str, str]) -> Iterator[tuple[int, dict[int, str]]]:
    rows: dict[int, dict[int, str]] = {}
    for place, note in notes.items():
        row, column = map(int, place.split(","))
        rows.setdefault(row, {})[column] = note
    yield from rows.items()


def _widths(rows: list[list[str]]) -> list[int]:
    """Widths of the columns by the first rows, in half-width characters."""
    widths: list[int] = []
    for row in rows[:_measured]:
        widths += [_narrowest] * (len(row) - len(widths))
        for place, text in enumerate(row):
            widths[place] = max(widths[place], min(display_width(text) + 2, _widest))
    return widths

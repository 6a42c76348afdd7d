"""A cell as the text a clerk would type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_largest_exact = 1e15
_most_kept = 100_000


def cell_text(cell: Cell) -> str:
    """The cell as a clerk would type it.

    A number beyond fifteen digits lost its last ones when the spreadsheet kept it as a number;
    it stays in scientific notation, which the gate recognises and names.
    """
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return number_text(cell)
    return _moment_text(cell)


def number_text(number: float) -> str:
    """A number as a spreadsheet shows it in a wide column.

    Fifteen digits are what it shows: 0.1 + 0.2 is 0.3 there.
    """
    if abs(number) >= _largest_exact:
        return f"{number:.14E}"
    shown = f"{number + 0.0:.15g}"  # minus nothing is nothing
    return shown if "e" not in shown else f"{number:.20f}".rstrip("0").rstrip(".")


def _moment_text(moment: date | datetime | time | timedelta) -> str:
    if isinstance(moment, timedelta):
        return _duration_text(moment)
    if isinstance(moment, time):
        return _time_text(moment)
    if isinstance(moment, datetime):
        whole_day = moment.time() == time()
        return moment.date().isoformat() if whole_day else moment.isoformat(sep=" ")
    return moment.isoformat()


def _duration_text(length: timedelta) -> str:
    """Hours beyond a day stay hours: 36:00."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def _time_text(moment: time) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


class Texts(dict[float, str]):
    """Texts of numbers by number, made once each: a column of years has few."""

    def __missing__(self, number: float) -> str:
        """Make the text and keep it, up to a bound."""
        if len(self) > _most_kept:
            self.clear()
        text = self[number] = number_text(number)
        return text


def row_reader(lead: int) -> Callable[[Iterable[Cell]], list[str]]:
    """What makes a row of texts out of a row of cells, `lead` empty ones put before it.

    Blanks at the end are cut. This runs for every cell of a file.
    """
    numbers = Texts()
    before = [""] * lead

    def read(cells: Iterable[Cell]) -> list[str]:
        texts = before + [
            cell
            if type(cell) is str
            else (numbers[cell] if type(cell) is float else cell_text(cell))
            for cell in cells
        ]
        return without_blank_end(texts)

    return read


def without_blank_end(texts: list[str]) -> list[str]:
    """The row itself, blanks at its end cut off."""
    while texts and not texts[-1].strip():
        texts.pop()
    return texts

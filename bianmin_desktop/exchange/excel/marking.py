"""The error workbook: the clerk's own file, its doubtful cells coloured and commented."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.exchange.reading import packets
from bianmin_desktop.exchange.reading.asking import ask
from bianmin_desktop.exchange.reading.limits import marking_time_limit
from bianmin_desktop.exchange.reading.packets import Order, Written
from bianmin_desktop.exchange.reading.refusals import refusal
from bianmin_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said beside a cell.

    `sheet` may be empty for a file's first one; rows count from 1; without `column`, the letters,
    it is said beside the first filled cell of the row. Marks without a row are left out.
    """

    sheet: str
    row: int
    column: str
    level: Level
    message: str


def mark_workbook(
    source: Path, marks: Sequence[Mark], moment: datetime, progress: Progress = silent
) -> bytes:
    """The workbook as the bytes of an .xlsx that can be corrected and imported again.

    An .xlsx or .xlsm keeps everything but its macros; marks of an earlier time are taken out, the
    clerk's own comments stay above ours. Tables of other kinds become a new .xlsx with the same
    cells as texts. Raises `Refused` and `EnvironmentFault` as reading does, and what `progress`
    raises.
    """

    def tell() -> None:
        progress.report(0, 1, f"正在标注 {source.name}")

    wanted = [
        packets.Mark(mark.sheet, mark.row, mark.column, mark.level.value, mark.message)
        for mark in marks
        if mark.row > 0
    ]
    order = Order(str(source.absolute()), wanted, moment.isoformat())
    with closing(ask(order, source.name, tell, marking_time_limit)) as answer:
        for packet in answer:
            if isinstance(packet, Written):
                return packet.content
    raise refusal(source.name, "unforeseen")

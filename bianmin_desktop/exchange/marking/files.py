"""A file of tables of any kind with all its marks, as the bytes of an .xlsx."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from bianmin_desktop.exchange.marking import Unfamiliar
from bianmin_desktop.exchange.marking.workbooks import marked
from bianmin_desktop.exchange.reading.packets import Mark
from bianmin_desktop.exchange.reading.refusals import Unreadable
from bianmin_desktop.exchange.reading.workbooks import torn, zipped
from bianmin_desktop.exchange.reading.xlsx_marks import Package
from bianmin_desktop.exchange.reading.zipped import look_over, plain_name


def marked_file(path: Path, marks: Sequence[Mark], moment: datetime) -> bytes:
    """The clerk's own workbook with its marks, or a new one where his is of another kind.

    Raises `Unreadable`, `OSError`, and what a parser raises on foreign files.
    """
    with path.open("rb") as file:
        is_zip = file.read(2) == zipped
    if is_zip:
        try:
            with look_over(path) as archive:
                if "xl/workbook.xml" in map(plain_name, archive.namelist()):
                    return marked(Package(archive), marks)
        except Unfamiliar:
            pass  # written anew below
        except torn as error:
            raise Unreadable("broken") from error
    from bianmin_desktop.exchange.marking.as_texts import written

    with zipfile.ZipFile(BytesIO(written(path, moment))) as archive:
        return marked(Package(archive), marks)

"""A workbook as bytes that depend on its content only: fixed dates, fixed order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_epoch = (1980, 1, 1, 0, 0, 0)
_first = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
_properties = "docProps/core.xml"
_end_of_rows = b"</sheetData>"
_no_rows: Mapping[str, Iterable[bytes]] = {}
_dates = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(workbook: Workbook, moment: datetime) -> bytes:
    """The workbook as a file that says it was made at `moment`: same content, same bytes."""
    tight = BytesIO()
    pack(workbook, moment, tight)
    return tight.getvalue()


def pack(
    workbook: Workbook,
    moment: datetime,
    target: BinaryIO,
    rows: Mapping[str, Iterable[bytes]] = _no_rows,
) -> None:
    """Put the workbook into an open file. Raises what the `rows` raise.

    `rows` gives, by the member of a sheet, pieces of XML that are put below the rows the sheet has
    already: long tables are written so, and are never in memory as a whole.
    """
    loose = BytesIO()
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).save()
    made = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(target, "w") as packing:
        for name in sorted(source.namelist(), key=_place):
            content = source.read(name)
            if name == _properties:
                content = _dates.sub(rb"\g<1>" + made + rb"\2", content)
            member = zipfile.ZipInfo(name, _epoch)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            if name in rows:
                _pour(packing, member, content, rows[name])
            else:
                packing.writestr(member, content, compresslevel=6)


def _pour(
    packing: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes, rows: Iterable[bytes]
) -> None:
    above, end, below = content.rpartition(_end_of_rows)
    with packing.open(member, "w") as stream:
        stream.write(above)
        for piece in rows:
            stream.write(piece)
        stream.write(end + below)


def _place(name: str) -> tuple[int, str]:
    """Readers look at the first members to tell what a zip is."""
    return (_first.index(name), name) if name in _first else (len(_first), name)

"""A workbook as bytes that depend on its content only: fixed dates, fixed order."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_epoch = (1980, 1, 1, 0, 0, 0)
_first = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
_properties = "docProps/core.xml"
_dates = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(workbook: Workbook, moment: datetime) -> bytes:
    """The workbook as a file that says it was made at `moment`: same content, same bytes."""
    loose = BytesIO()
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).save()
    tight, made = BytesIO(), f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(tight, "w") as target:
        for name in sorted(source.namelist(), key=_place):
            content = source.read(name)
            if name == _properties:
                content = _dates.sub(rb"\g<1>" + made + rb"\2", content)
            member = zipfile.ZipInfo(name, _epoch)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, content, compresslevel=6)
    return tight.getvalue()


def _place(name: str) -> tuple[int, str]:
    """Readers look at the first members to tell what a zip is."""
    return (_first.index(name), name) if name in _first else (len(_first), name)

"""Small .xlsx and .ods files made of XML by hand: what other programs write, and worse."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_package = "http://schemas.openxmlformats.org/package/2006"
_kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"

day, long_day, hours, clock, moment, percent = range(1, 7)
"""Numbers of the cell styles of the samples; 0 is plain."""

_styles = (
    f'<styleSheet xmlns="{main}"><numFmts count="2">'
    '<numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="7">'
    + "".join(
        f'<xf numFmtId="{shown}" fontId="0" fillId="0" borderId="0"/>'
        for shown in (0, 14, 170, 171, 20, 22, 10)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def parts_of(
    rows: str, *, head: str = "", tail: str = "", settings: str = "", name: str = "网点"
) -> dict[str, bytes]:
    """The members of a workbook with one sheet, given the XML of its rows."""
    relation = f'<Relationship Id="{{0}}" Type="{_office}/{{1}}" Target="{{2}}"/>'
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_kinds}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
        )
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_package}/relationships">'
        + relation.format("rId1", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_office}">{settings}'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_package}/relationships">'
        + relation.format("rId1", "worksheet", "worksheets/sheet1.xml")
        + relation.format("rId2", "styles", "styles.xml")
        + "</Relationships>",
        "xl/styles.xml": _styles,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{head}'
        f"<sheetData>{rows}</sheetData>{tail}</worksheet>",
    }
    return {part: text.encode() for part, text in texts.items()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(
    rows: str, *, head: str = "", tail: str = "", settings: str = "", name: str = "网点"
) -> bytes:
    """A workbook with one sheet, given the XML of its rows and of what is around them."""
    return zipped(parts_of(rows, head=head, tail=tail, settings=settings, name=name))


def text(place: str, shown: str) -> str:
    """The XML of a cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{shown}</t></is></c>'


def ods(tables: str, before: str = "") -> bytes:
    """An OpenDocument spreadsheet, given the XML of its tables and of what stands before all."""
    names = {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
    }
    declared = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
        for prefix, name in names.items()
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"{before}<office:document-content{declared}{calc}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped(
        {
            "mimetype": kind,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )

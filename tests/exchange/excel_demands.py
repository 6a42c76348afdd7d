"""What Excel demands of a workbook before it opens it without repair, looked up in the raw file.

By ECMA-376 (order of a sheet's parts, attributes) and Excel's own limits; LibreOffice and the
library that wrote the file forgive most of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

_main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_parts_in_order = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
    *("sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup"),
    *("headerFooter", "drawing", "legacyDrawing", "tableParts"),
)
_limits = {"error": 225, "prompt": 255, "errorTitle": 32, "promptTitle": 32}
_cell = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_own_sheet = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!:,$()]+))!")
_most_columns, _most_rows = 16_384, 1_048_576


def complaints(path: Path) -> list[str]:
    """What Excel would complain about; nothing when it opens the file as it is."""
    with zipfile.ZipFile(path) as archive:
        members = archive.namelist()
        if len(members) != len(set(members)):
            return ["a member twice"]
        parts = {n: ET.fromstring(archive.read(n)) for n in members if _is_xml(n)}
    workbook = parts["xl/workbook.xml"]
    names = [sheet.get("name", "") for sheet in workbook.iter(f"{_main}sheet")]
    found = [*_of_names(names), *_of_defined(workbook, names), *_of_types(parts, members)]
    styles = len(list(parts["xl/styles.xml"].iterfind(f"{_main}cellXfs/{_main}xf")))
    looks = len(list(parts["xl/styles.xml"].iterfind(f"{_main}dxfs/{_main}dxf")))
    for name, sheet in _sheets(parts, workbook):
        said = [*_of_sheet(sheet, names), *_of_cells(sheet, styles), *_of_marking(sheet, looks)]
        found += [f"{name}: {one}" for one in said]
    return found


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _sheets(parts: dict[str, ET.Element], workbook: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    targets = {one.get("Id"): one.get("Target", "") for one in parts["xl/_rels/workbook.xml.rels"]}
    for sheet in workbook.iter(f"{_main}sheet"):
        target = targets[sheet.get(_relation)].removeprefix("/xl/").removeprefix("xl/")
        yield sheet.get("name", ""), parts[f"xl/{target}"]


def _of_types(parts: dict[str, ET.Element], members: list[str]) -> Iterator[str]:
    typed = {one.get("PartName", "").lstrip("/") for one in parts["[Content_Types].xml"]}
    yield from (f"a type for no part: {one}" for one in typed - {"", *members})


def _of_names(names: list[str]) -> Iterator[str]:
    if len({name.casefold() for name in names}) != len(names):
        yield "two sheets of one name"
    for name in names:
        if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name.strip("'") != name:
            yield f"illegal sheet name {name}"


def _of_defined(workbook: ET.Element, names: list[str]) -> Iterator[str]:
    seen = set()
    for defined in workbook.iter(f"{_main}definedName"):
        name, scope, said = defined.get("name"), defined.get("localSheetId"), defined.text or ""
        if (name, scope) in seen:
            yield f"name {name} twice"
        seen.add((name, scope))
        if scope is not None and int(scope) >= len(names):
            yield f"name {name} of a sheet that is not there"
        if "#REF!" in said or not said:
            yield f"name {name} leads nowhere"
        yield from (f"name {name}: {one}" for one in _strangers(said, names))


def _strangers(formula: str, names: list[str]) -> Iterator[str]:
    for quoted, bare in _own_sheet.findall(formula):
        if (quoted.replace("''", "'") or bare) not in names:
            yield f"refers to no sheet: {quoted or bare}"


def _of_sheet(sheet: ET.Element, names: list[str]) -> Iterator[str]:
    order = [child.tag.removeprefix(_main) for child in sheet]
    places = [_parts_in_order.index(one) for one in order]
    if places != sorted(places):
        yield f"parts out of order: {order}"
    yield from _of_columns(sheet)
    yield from _of_merged([one.get("ref", "") for one in sheet.iter(f"{_main}mergeCell")])
    for offer in sheet.iter(f"{_main}dataValidation"):
        yield from _of_offer(offer, names)
    for part in ("oddHeader", "oddFooter"):
        text = sheet.findtext(f"{_main}headerFooter/{_main}{part}") or ""
        if len(text) > 255:
            yield f"{part} of {len(text)} characters"


def _of_offer(offer: ET.Element, names: list[str]) -> Iterator[str]:
    formula = offer.findtext(f"{_main}formula1") or ""
    if len(formula) > 255:
        yield f"a list of {len(formula)} characters"
    yield from _strangers(formula, names)
    for name, most in _limits.items():
        if len(offer.get(name, "")) > most:
            yield f"{name} of {len(offer.get(name, ''))} characters"
    if not all(_is_range(one) for one in offer.get("sqref", "").split()):
        yield f"a range that is none: {offer.get('sqref')}"


def _of_marking(sheet: ET.Element, looks: int) -> Iterator[str]:
    for rule in sheet.iter(f"{_main}cfRule"):
        if int(rule.get("dxfId", "-1")) not in range(looks):
            yield "a marking that looks like nothing"
        if len(rule.findtext(f"{_main}formula") or "") > 255:
            yield "a marking by too long a text"


def _of_columns(sheet: ET.Element) -> Iterator[str]:
    spans = [
        (int(one.get("min", 0)), int(one.get("max", 0)), float(one.get("width", 0)))
        for one in sheet.iter(f"{_main}col")
    ]
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        yield "columns described twice"
    if any(width > 255 or last > _most_columns or first > last for first, last, width in spans):
        yield "a column beyond the limits"


def _of_merged(merged: list[str]) -> Iterator[str]:
    taken: set[tuple[int, int]] = set()
    for ref in merged:
        first, last = (_place(one) for one in ref.split(":"))
        cells = {
            (row, column)
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        }
        if cells & taken or len(cells) < 2:
            yield f"merged twice or not at all: {ref}"
        taken |= cells


def _of_cells(sheet: ET.Element, styles: int) -> Iterator[str]:
    last_row = 0
    for row in sheet.iter(f"{_main}row"):
        number, height = int(row.get("r", 0)), float(row.get("ht", 0))
        if not last_row < number <= _most_rows or height > 409.5:
            yield f"row {number} out of order or too tall"
        last_row, last_column = number, 0
        for cell in row:
            column = _place(cell.get("r", ""))[1]
            if not last_column < column <= _most_columns:
                yield f"cell {cell.get('r')} out of order"
            last_column = column
            if int(cell.get("s", 0)) >= styles:
                yield f"cell {cell.get('r')} looks like nothing"
            if len("".join(cell.itertext())) > 32_767:
                yield f"cell {cell.get('r')} too long"


def _is_range(ref: str) -> bool:
    ends = ref.split(":")
    return len(ends) <= 2 and all(_cell.fullmatch(end) for end in ends)


def _place(ref: str) -> tuple[int, int]:
    match = _cell.fullmatch(ref)
    assert match is not None, ref
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column

"""XML that is out for harm: entities without end, sheets without end, ranges without end."""

from __future__ import annotations

from tests.exchange.xlsx_samples import main, ods, parts_of, text, xlsx, zipped

_sheet = "xl/worksheets/sheet1.xml"
_laughs = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
laughing = f"{_laughs}]>"
_outside = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
_long = f'<!DOCTYPE x [<!ENTITY j "{"长" * 100_000}">]>'


def _declaring(part: str, declaration: str, rows: str = "") -> bytes:
    """A workbook one part of which declares entities."""
    members = parts_of(rows)
    members[part] = declaration.encode() + members[part]
    return zipped(members)


def entities() -> dict[str, bytes]:
    """Workbooks that declare entities, in the parts where a parser may meet them."""
    row = f'<row r="1">{text("A1", "&j;" * 1000)}</row>'
    relations = "xl/_rels/workbook.xml.rels"
    table = '<table:table table:name="甲"><table:table-row><table:table-cell>'
    table += "<text:p>&j;</text:p></table:table-cell></table:table-row></table:table>"
    return {
        "十亿笑": _declaring(_sheet, laughing, row),
        "平方膨胀": _declaring(_sheet, _long, row),
        "外部实体": _declaring(_sheet, _outside, row),
        "目录里的十亿笑": _declaring("xl/workbook.xml", laughing),
        "引用里的外部实体": _declaring(relations, _outside),
        "开放格式的十亿笑": ods(table, laughing),
        "开放格式的外部实体": ods(table, _outside),
    }


def noted_laughs() -> bytes:
    """The comments of a sheet declare entities."""
    members = parts_of(f'<row r="1">{text("A1", "名称")}</row>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{kind}" '
        'Target="../comments1.xml"/></Relationships>'
    ).encode()
    comment = '<comment ref="A1" authorId="0"><text><t>&j;</t></text></comment>'
    members["xl/comments1.xml"] = (
        f'{laughing}<comments xmlns="{main}"><authors/><commentList>{comment}</commentList>'
        "</comments>"
    ).encode()
    return zipped(members)


def far_cell() -> bytes:
    """Two cells, in opposite corners of a sheet."""
    last = f'<row r="1048576">{text("XFD1048576", "远")}</row>'
    return xlsx(f'<row r="1">{text("A1", "近")}</row>{last}')


def diagonal(count: int) -> bytes:
    """So many cells, one in each row and each column."""
    letters = [_letters(number) for number in range(count)]
    rows = "".join(
        f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
        for row, column in enumerate(letters, start=1)
    )
    return xlsx(rows)


def merged(*ranges: str) -> bytes:
    """A sheet of two cells with merged ranges."""
    tail = "".join(f'<mergeCell ref="{area}"/>' for area in ranges)
    row = f'<row r="1">{text("A1", "甲")}{text("B1", "乙")}</row>'
    return xlsx(row, tail=f'<mergeCells count="{len(ranges)}">{tail}</mergeCells>')


def shared(strings: str, cells: str, said: str = "1") -> bytes:
    """A workbook whose texts stand in a list; `said` is how many its list says it has."""
    members = parts_of(cells)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    line = f'<Relationship Id="r9" Type="{kind}" Target="sharedStrings.xml"/>'.encode()
    related = members["xl/_rels/workbook.xml.rels"]
    end = b"</Relationships>"
    members["xl/_rels/workbook.xml.rels"] = related.replace(end, line + end)
    members["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{main}" count="{said}" uniqueCount="{said}">{strings}</sst>'
    ).encode()
    return zipped(members)


def amplified(cells: int) -> bytes:
    """One long text that so many cells refer to."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells))
    return shared(f"<si><t>{'长' * 32_000}</t></si>", rows)


def repeated(rows: int, columns: int) -> bytes:
    """An OpenDocument cell that says it stands so many times below and beside itself."""
    cell = (
        f'<table:table-cell office:value-type="float" office:value="1"'
        f' table:number-columns-repeated="{columns}"><text:p>1</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return ods(f'<table:table table:name="甲">{row}</table:table>')


def sheet_of(content: str) -> bytes:
    """A workbook whose sheet's XML is just this."""
    members = parts_of("")
    members[_sheet] = content.encode()
    return zipped(members)


def _letters(number: int) -> str:
    name, rest = "", number + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name

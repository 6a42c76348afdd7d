"""A clerk's ledger of outlets as a workbook: 30 columns, as many rows as are asked for.

Written by hand, texts shared and days as styled serials, as spreadsheet programs write them. The
same number of rows gives the same bytes.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from bianmin_desktop.domain.parsing.codes import CREDIT_CODE_CHARACTERS, with_check_digits

Cell = str | int | float | date

headings = (
    *(
        "编号",
        "网点性质",
        "店名",
        "登记名称",
        "信用代码",
        "业态",
        "地址",
        "社区",
        "步行时间",
        "经度",
    ),
    *("纬度", "经营面积（㎡）", "从业人数", "经营状态", "开业时间", "营业时间", "是否24小时"),
    *("是否连锁", "品牌", "叠加服务", "安全卫生已确认", "智慧化", "适老化", "享受政策", "备案承诺"),
    *("承诺日期", "联系人", "联系电话", "核实日期", "备注"),
)
_trades = ("便利店", "药店", "超市", "理发店", "维修", "早餐店", "洗染店", "菜店")
_ways = ("春阳", "海悦", "金水", "同安", "仙霞岭", "梅岭", "深圳", "银川", "东海", "云岭")
_words = "福瑞祥和兴隆顺达安康美佳乐惠民益众诚信永昌盛源丰泰恒利广聚鑫汇宏远嘉禾悦来"
_surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_first_day = date(1899, 12, 30)
_types = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
)
_kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_parts = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}


def rows(count: int, communities: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    """Outlets that are all different, most with every cell filled."""
    chance = random.Random(count)
    for number in range(1, count + 1):
        yield _row(number, communities, chance)


def _row(number: int, communities: tuple[str, ...], chance: random.Random) -> tuple[Cell, ...]:
    trade = chance.choice(_trades)
    name = "".join(chance.choices(_words, k=4)) + trade
    opened = date(2010, 1, 1) + timedelta(days=chance.randrange(4800))
    is_chain = chance.random() < 0.3
    address = f"{chance.choice(_ways)}路{number // 9 + 1}号-{number % 9 + 1}"
    return (
        *(f"W{number:06}", "商户", name, f"青岛{name}有限公司"),
        *(
            with_check_digits("92370212MA" + "".join(chance.choices(CREDIT_CODE_CHARACTERS, k=6))),
            trade,
            address,
            communities[number % 5],
        ),
        *(chance.randrange(3, 16), 120.4 + chance.randrange(99999) / 1e6),
        *(36.1 + chance.randrange(99999) / 1e6, chance.randrange(200, 9000) / 10),
        *(chance.randrange(1, 12), "营业", opened, "08:00-21:30", "否"),
        *("是" if is_chain else "否", name[:2] if is_chain else "", "打印复印、代收代发"),
        *("是", "无现金支付", chance.choice("是否"), "小微企业减税降费", "是"),
        *(opened + timedelta(days=30), chance.choice(_surnames) + chance.choice(_words)),
        *(
            f"13{chance.randrange(10**9):09}",
            date(2024, 3, 1 + number % 28),
            f"第{number}户，已走访",
        ),
    )


@dataclass
class _Shared:
    """The texts of a workbook, each once."""

    places: dict[str, int] = field(default_factory=dict)

    def cell(self, column: str, cell: Cell) -> str:
        """The cell as a spreadsheet writes it; nothing for a blank one."""
        if cell == "":
            return ""
        if isinstance(cell, str):
            place = self.places.setdefault(cell, len(self.places))
            return f'<c r="{column}" t="s"><v>{place}</v></c>'
        if isinstance(cell, date):
            return f'<c r="{column}" s="1"><v>{(cell - _first_day).days}</v></c>'
        return f'<c r="{column}"><v>{cell!r}</v></c>'

    def xml(self) -> str:
        """The list of the texts."""
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.places)
        return f'<sst {_main} uniqueCount="{len(self.places)}">{texts}</sst>'


def write_ledger(path: Path, count: int, communities: tuple[str, ...]) -> Path:
    """The workbook with so many rows below its header."""
    shared = _Shared()
    lines = []
    for number, cells in enumerate((headings, *rows(count, communities)), 1):
        held = "".join(shared.cell(f"{_letters(i)}{number}", c) for i, c in enumerate(cells))
        lines.append(f'<row r="{number}">{held}</row>')
    sheet = f"<worksheet {_main}><sheetData>{''.join(lines)}</sheetData></worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (*_frame(), ("xl/worksheets/sheet1.xml", sheet)):
            archive.writestr(name, content)
        archive.writestr("xl/sharedStrings.xml", shared.xml())
    return path


def _frame() -> Iterator[tuple[str, str]]:
    kinds = {**_parts, "sharedStrings": "sharedStrings"}
    named = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_kind.format(kind)}"/>'
        for part, kind in kinds.items()
    )
    yield "[Content_Types].xml", _types.format(named)
    yield "_rels/.rels", _links(("officeDocument", "xl/workbook.xml"))
    sheet = '<sheets><sheet name="网点台账" sheetId="1" r:id="rId1"/></sheets>'
    yield "xl/workbook.xml", f'<workbook {_main} xmlns:r="{_office}">{sheet}</workbook>'
    inner = (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
    yield "xl/_rels/workbook.xml.rels", _links(*inner, ("sharedStrings", "sharedStrings.xml"))
    yield (
        "xl/styles.xml",
        (
            f'<styleSheet {_main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
            "</cellXfs></styleSheet>"
        ),
    )


def _links(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships {_package}>{links}</Relationships>"


def _letters(position: int) -> str:
    first, last = divmod(position, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)

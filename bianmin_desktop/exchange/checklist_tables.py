"""The tables that go with a checklist: 整改清单, 佐证材料目录, 缺少的佐证材料."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.exchange.checklists import numbers_of, result_words, size_words
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, Number, Table

_serial = Column("", "序号", Look.SERIAL, 6)
_repair_columns = (
    _serial,
    Column("number", "项", width=6),
    Column("label", "验收项目", Look.LINES, 26),
    Column("what", "整改内容", Look.LINES, 32),
    Column("responsible", "责任单位", width=16),
    Column("due", "整改期限", Look.DATE, 12),
    Column("fixed_on", "完成日期", Look.DATE, 12),
    Column("rechecked_on", "复验日期", Look.DATE, 12),
    Column("result", "复验结果", width=10),
    Column("signed", "复验人签字", width=12),
)
_evidence_columns = (
    Column("number", "编号", width=9),
    Column("name", "材料名称", Look.LINES, 34),
    Column("lines", "对应的项", width=12),
    Column("material", "哪种材料", Look.LINES, 22),
    Column("original", "原文件名", Look.LINES, 26),
    Column("size", "大小", width=10),
    Column("added", "加入日期", Look.DATE, 12),
    Column("note", "备注", Look.LINES, 14),
)
_lacking_columns = (
    _serial,
    Column("number", "项", width=6),
    Column("label", "验收项目", Look.LINES, 44),
    Column("material", "缺少的材料", Look.LINES, 30),
    Column("code", "行代码", width=14),
)


def tables_of(sheet: Sheet) -> Iterator[Table]:
    """Those that hold anything."""
    for table in (repair_table(sheet), evidence_table(sheet), lacking_table(sheet)):
        if table.lines:
            yield table


def repair_table(sheet: Sheet) -> Table:
    """What is to be put right, by whom, until when, and what the second look found."""
    lines = tuple(
        Line(
            (
                Number(Decimal(place)),
                line.number,
                line.label,
                line.repair.what,
                line.repair.responsible,
                line.repair.due,
                line.repair.fixed_on,
                line.repair.rechecked_on,
                result_words.get(line.repair.result, ""),
                "",
            )
        )
        for place, line in enumerate(sheet.to_repair(), start=1)
    )
    return Table("repairs", "整改清单", "整改清单", _repair_columns, lines)


def evidence_table(sheet: Sheet) -> Table:
    """The index of the evidence: what has which number, and what it proves."""
    lines = tuple(
        Line(
            (
                held.number,
                held.name,
                numbers_of(held.lines, sheet),
                held.material,
                held.original,
                size_words(held.size),
                held.added,
                held.note,
            )
        )
        for held in sheet.evidence
    )
    notes = ("编号不重用：删去的编号空着，已打印的编号始终指同一份材料。",)
    return Table("evidence", "佐证材料目录", "佐证材料目录", _evidence_columns, lines, notes=notes)


def lacking_table(sheet: Sheet) -> Table:
    """What is asked for and not attached."""
    lines = tuple(
        Line((Number(Decimal(place)), line.number, line.label, material, line.code))
        for place, (line, material) in enumerate(sheet.lacking(), start=1)
    )
    return Table("lacking", "缺少的材料", "还缺的佐证材料", _lacking_columns, lines)

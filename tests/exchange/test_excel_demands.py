"""Workbooks meet what Excel demands, and the checker that says so notices what does not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.exchange.submission.parts import (
    Column,
    Line,
    LineKind,
    Look,
    Number,
    Table,
    Tone,
)
from tests.exchange.excel_demands import complaints
from tests.exchange.workbook_samples import a_submission, a_table, hostile, saved

many = tuple(f"第{n}种很长的业态名称" for n in range(60))
toned = (("营业", Tone.FRESH), ("停业", Tone.GONE))


def hard_tables() -> tuple[Table, ...]:
    """Tables with everything that may go wrong: names, lists, groups, width, texts."""
    lines = tuple((Number(Decimal(n)), t, t, None, None, t, t) for n, t in enumerate(hostile))
    wide = tuple(Column(f"c{n}", f"很长的栏目名称第{n}个", width=24) for n in range(70))
    grouped = (
        Column("name", "名称", width=20, choices=many),
        Column("a", "甲", Look.NUMBER, 7, group="一组", tones=(("无", Tone.MISSING),)),
        Column("b", "乙", Look.NUMBER, 7, group="一组"),
        Column("c", "状态", group="二组", choices=("是", "否"), tones=toned),
    )
    none = Number(Decimal(0), zero="无")
    rows = (Line(("组", *[None] * 3), LineKind.GROUP), Line(("圈", none, none, "停业")))
    return (
        a_table(lines, name="a/b[c]:*?" + "长" * 40),
        replace(a_table(name="A-B-C-"), id="second"),
        Table("wide", "业态“有没有”", "宽表", wide, (Line(("字" * 60,) * 70),)),
        Table("grouped", "_Lists'", "分组", grouped, rows),
        Table("empty", "空表", "空表", (Column("x", "项目", choices=("是",)),), ()),
    )


def altered(path: Path, member: str, change: Callable[[str], str]) -> Path:
    """The file with one of its parts written otherwise."""
    target = path.with_name("改坏.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as packing:
        for name in source.namelist():
            content = source.read(name)
            if name == member:
                before = content.decode()
                content = change(before).encode()
                assert content.decode() != before
            packing.writestr(name, content)
    return target


def test_that_a_workbook_with_everything_hard_is_opened_without_repair(tmp_path: Path) -> None:
    assert complaints(saved(a_submission(*hard_tables()), tmp_path)) == []


sheet, book = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
spoilt: tuple[tuple[str, str, Callable[[str], str], str], ...] = (
    ("list", sheet, lambda s: s.replace("_lists!$A$1:$A$2", f'"{",".join(many)}"'), "a list of"),
    ("sheet", sheet, lambda s: s.replace("_lists!", "没有!"), "refers to no sheet"),
    ("message", sheet, lambda s: re.sub('error="[^"]*"', f'error="{"长" * 226}"', s), "error of"),
    ("style", sheet, lambda s: re.sub(' s="[0-9]+"', ' s="9999"', s, count=1), "like nothing"),
    ("row", sheet, lambda s: s.replace('<row r="2"', '<row r="1"'), "out of order"),
    ("header", sheet, lambda s: s.replace("<oddHeader>", f"<oddHeader>{'长' * 250}"), "oddHeader"),
    ("name", book, lambda s: s.replace("网点明细", "网点/明细"), "illegal sheet name"),
    ("title", book, lambda s: s.replace("$3:$3", "#REF!"), "leads nowhere"),
    ("dangling", book, lambda s: s.replace("'网点明细'!", "'没有'!"), "refers to no sheet"),
)


@pytest.mark.parametrize(
    ("member", "change", "said"), [one[1:] for one in spoilt], ids=[one[0] for one in spoilt]
)
def test_that_what_excel_would_repair_is_noticed(
    tmp_path: Path, member: str, change: Callable[[str], str], said: str
) -> None:
    path = saved(a_submission(a_table()), tmp_path)
    assert complaints(path) == []
    assert any(said in one for one in complaints(altered(path, member, change)))

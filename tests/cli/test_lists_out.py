"""`list` into files: the columns asked for, persons starred when asked, paper too."""

from __future__ import annotations

import csv
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Run


def _made(run: Run) -> None:
    for name, phone in (("岭上便利店", "13812345678"), ("大麦水果店", "13987654321")):
        run("set", "outlets:new", f"name={name}", f"联系电话={phone}", "联系人=王小明")


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_that_columns_are_written_in_the_order_they_are_named(run: Run, tmp_path: Path) -> None:
    _made(run)
    target = tmp_path / "名单.csv"
    ended = run("list", "outlets", "--columns", "联系电话，name", "--out", str(target), "--json")
    assert ended.value == {"file": str(target), "count": 2}
    assert list(_rows(target)[0]) == ["记录编号", "联系电话", "网点名称"]
    assert "联系电话" in run("list", "outlets", "--columns", "phone").out


def test_that_persons_are_starred_everywhere_when_asked(run: Run, tmp_path: Path) -> None:
    _made(run)
    target = tmp_path / "外报.csv"
    run("list", "outlets", "--masked", "--out", str(target))
    assert {row["联系电话"] for row in _rows(target)} == {"138****5678", "139****4321"}
    values = run("list", "outlets", "--masked", "--json").value
    assert {value["contact"] for value in values} == {"王**"}
    assert "王小明" not in run("list", "outlets", "--masked", "--columns", "name,contact").out
    assert "王小明" in run("list", "outlets", "--columns", "name,contact").out


def test_that_a_list_is_written_as_a_pdf(run: Run, tmp_path: Path) -> None:
    _made(run)
    target = tmp_path / "名单.pdf"
    ended = run("list", "outlets", "--search", "便利", "--out", str(target))
    assert ended.code == 0
    text = PdfReader(target).pages[0].extract_text()
    assert "搜索“便利”" in text
    assert "岭上便利店" in text
    assert "大麦水果店" not in text


def test_that_an_unknown_column_is_refused_with_those_there_are(run: Run) -> None:
    ended = run("list", "outlets", "--columns", "name,价格", "--json")
    assert ended.code == 2
    assert "没有“价格”这一项" in ended.value["error"]["message"]


def test_that_an_ending_nobody_knows_is_refused(run: Run, tmp_path: Path) -> None:
    ended = run("list", "outlets", "--out", str(tmp_path / "名单.doc"), "--json")
    assert ended.code == 2
    assert "扩展名" in ended.value["error"]["message"]

"""Registers on the command line: called by id or by name, like every other ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.cli.words import plural
from tests.cli.conftest import Run


@pytest.mark.parametrize("word", ["fund", "funds", "资金"])
def test_that_a_register_is_listed_by_id_plural_and_name(run: Run, word: str) -> None:
    made = run("set", "资金:new", "资金名称=奖励资金", "资金来源=市财政", "计划=20", "--json").value
    assert (made["source"], made["planned"]) == ("city", "20")
    (listed,) = run("list", word, "--where", "资金来源=市级", "--json").value
    assert listed["id"] == made["id"]
    assert "奖励资金" in run("show", made["id"]).out
    assert run("list", word, "--search", "没有的", "--json").value == []


def test_that_a_piece_of_one_name_is_enough(run: Run) -> None:
    assert run("list", "督导", "--json").value == []
    assert run("list", "网点", "--json").value == []
    unclear = run("list", "项目资金")
    assert unclear.code == 2
    assert "funds（资金）" in unclear.err


def test_that_a_register_goes_out_as_a_template_and_comes_back_as_a_list(
    run: Run, tmp_path: Path
) -> None:
    template, listed = tmp_path / "模板.xlsx", tmp_path / "案例.csv"
    assert run("template", "经验案例", template).code == 0
    assert template.stat().st_size > 0
    run("set", "case:new", "案例标题=错时早餐角", "类别=好做法")
    assert run("list", "case", "--out", listed).code == 0
    counts = run("import", "case", listed, "--json").value
    assert (counts["same"], counts["new"], counts["changed"]) == (1, 0, 0)


@pytest.mark.parametrize("word", ["units", "单位", "event"])
def test_that_what_the_program_keeps_itself_is_said_to_be_so(run: Run, word: str) -> None:
    ended = run("template", word, "模板.xlsx")
    assert ended.code == 2
    assert "由程序记载，不能用这个命令" in ended.err


def test_that_plurals_are_english() -> None:
    words = ("survey", "community", "case", "summary")
    assert [plural(word) for word in words] == ["surveys", "communities", "cases", "summaries"]


def test_that_a_column_the_office_added_is_there_and_a_broken_file_is_told(
    run: Run, tmp_path: Path
) -> None:
    additions = tmp_path / "数据" / "additions.toml"
    additions.write_text(
        '[[addition]]\nrecord = "fund"\nid = "x_zjxz1"\nlabel = "资金性质"\nkind = "text"\n',
        encoding="utf-8",
    )
    made = run("set", "fund:new", "资金名称=奖励资金", "资金性质=专项", "--json").value
    assert made["x_zjxz1"] == "专项"
    additions.write_text("[[addition]]\n", encoding="utf-8")
    shown = run("show", made["id"], "--json")
    assert shown.value["name"] == "奖励资金"
    assert "additions.toml" in shown.err
    assert "BM-480" in shown.err

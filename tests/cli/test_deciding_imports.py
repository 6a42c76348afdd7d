"""`import` told what its columns, texts and doubtful rows are; few lines; taken back whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

_head = "网点名称,业态,地址,归属,联系电话\n"
_shop = "岭上便利店,连锁便利,海尔路63号,金家岭,13800138000\n"


def _file(folder: Path, text: str, name: str = "网点.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def _shown(run: Run) -> dict[str, object]:
    (shop,) = run("list", "outlets", "--json").value
    return dict(shop)


def test_that_a_column_is_told_once_and_then_remembered(run: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, _head + _shop)
    assert "归属" in run("import", "outlets", file, "--dry-run").out
    run("import", "outlets", file, "--column", "归属=所属社区")
    assert _shown(run)["community"]
    other = _file(tmp_path, _head + "岭下药房,药店,银川路9号,朱家洼,13800138001\n", "另一份.csv")
    told = run("import", "outlets", other, "--json").value
    assert told["new"] == 1
    assert "import.unknown_column" not in {problem["code"] for problem in told["problems"]}


def test_that_a_text_is_given_its_meaning(run: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, _head + _shop)
    run("import", "outlets", file, "--value", "业态:连锁便利=便利店")
    assert _shown(run)["business_type"] == "convenience"


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        (("--column", "没有这列=地址"), "读到的表头"),
        (("--column", "地址"), "写法"),
        (("--value", "业态:药房子=药店"), "没有认不出的"),
        (("--value", "业态:连锁便利=外星店"), "可选项"),
        (("--value", "业态=药店"), "写法"),
        (("--doubtful", "随便"), "new、same、skip"),
    ],
)
def test_that_a_choice_that_means_nothing_is_refused(
    run: Run, tmp_path: Path, choice: tuple[str, str], word: str
) -> None:
    ended = run("import", "outlets", _file(tmp_path, _head + _shop), *choice)
    assert (ended.code, word in ended.err) == (2, True)
    assert run("list", "outlets", "--json").value == []


@pytest.mark.parametrize(
    ("answer", "fate"), [("new", "new"), ("same", "changed"), ("skip", "skipped")]
)
def test_that_doubtful_rows_are_answered_for(
    run: Run, tmp_path: Path, answer: str, fate: str
) -> None:
    run("import", "outlets", _file(tmp_path, _head + _shop))
    like = _file(tmp_path, _head + _shop.replace("便利店,", "便利超市,", 1), "相像.csv")
    assert run("import", "outlets", like, "--dry-run", "--json").value["doubtful"] == 1
    told = run("import", "outlets", like, "--doubtful", answer, "--json").value
    assert (told["doubtful"], told[fate]) == (0, 1)


def test_that_the_same_complaint_is_told_once(run: Run, tmp_path: Path) -> None:
    rows = [f"店{n:03d},外星店,海尔路{n}号,金家岭,12{n}\n" for n in range(300)]
    rows += [",,,,\n", "合计,,,,300\n"]
    ended = run("import", "outlets", _file(tmp_path, _head + "".join(rows)), "--dry-run")
    assert len(ended.out.splitlines()) < 30
    assert ended.out.count("外星店") == 1
    assert "B2、B3、B4、B5、B6、B7 等 300 处" in ended.out
    assert "同类的问题还有 295 处" in ended.out
    assert "第 303 行（合计行“合计”），空行 1 行" in ended.out


def test_that_an_import_is_taken_back_whole(run: Run, tmp_path: Path) -> None:
    rows = _shop + "岭下药房,药店,银川路9号,朱家洼,13800138001\n"
    ended = run("import", "outlets", _file(tmp_path, _head + rows))
    (batch,) = run("history", "--batches", "--json").value
    assert f"--undo-batch {batch['id']}" in ended.out
    assert (batch["count"], batch["undone"]) == (2, False)
    kept = run("list", "outlets", "--json").value[0]["id"]
    run("set", kept, "备注=后来改的")
    undone = run("history", "--undo-batch", batch["id"], "--json")
    assert undone.code == 1
    assert (undone.value["undone"], [k["record"] for k in undone.value["kept"]]) == (1, [kept])
    assert [shop["id"] for shop in run("list", "outlets", "--json").value] == [kept]
    assert "BM-422" in run("history", "--undo-batch", batch["id"]).err
    assert "已撤销" in run("history", "--batches").out


def test_that_a_report_that_cannot_be_made_leaves_everything_undone(
    run: Run, tmp_path: Path
) -> None:
    ended = run("import", "outlets", _file(tmp_path, _head + _shop), "--report", "问题.pdf")
    assert ended.code == 2
    assert run("list", "outlets", "--json").value == []


def test_that_a_folder_without_tables_is_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    ended = run("import", "outlets", tmp_path / "空的")
    assert (ended.code, "没有表格文件" in ended.out) == (1, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_that_what_is_no_plain_file_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    assert "不是普通文件" in run("import", "outlets", tmp_path / "管道.xlsx").out

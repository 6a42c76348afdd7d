"""打印文书 on the command line: listed, and written one file a letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

_problem = ("set", "inspection:new", "类型=自查", "日期=2024-03-05", "整改状态=待整改")


def test_that_all_documents_are_listed_with_what_they_are_made_from(run: Run) -> None:
    listed = {one["id"]: one for one in run("document", "--list", "--json").value}
    assert listed["gap_list"]["circle"] is True
    assert listed["gap_list"]["forms"] == [".pdf", ".xlsx"]
    assert listed["rectification"]["forms"] == [".pdf", ".txt"]
    assert all(one["template"] for one in listed.values())
    assert "补短板清单" in run("document").out


@pytest.mark.parametrize("word", ["duty_matrix", "责任单位对照表"])
def test_that_a_document_is_called_by_id_or_name(run: Run, tmp_path: Path, word: str) -> None:
    target = tmp_path / "责任.xlsx"
    assert run("document", word, "--out", target, "--json").value["files"] == [str(target)]
    assert target.stat().st_size > 0


def test_that_every_letter_is_a_file_of_its_own(run: Run, tmp_path: Path) -> None:
    for name, unit in (("缺早餐店", "奥林社区"), ("标识破损", "王家村社区"), ("没写", "")):
        run(*_problem, f"事项={name}", f"责任单位={unit}")
    ended = run("document", "整改通知", "--out", tmp_path / "通知.txt", "--json")
    assert ended.code == 1
    names = {Path(name).name for name in ended.value["files"]}
    assert names == {"通知_奥林社区.txt", "通知_王家村社区.txt"}
    assert "有 1 条" in ended.value["remarks"][0]
    one = run("document", "整改通知", "--for", "王家村社区", "--out", tmp_path / "一份.txt")
    assert "标识破损" in (tmp_path / "一份.txt").read_text("utf-8-sig")
    assert one.code == 1


def test_that_wrong_words_are_named_with_the_right_ones(run: Run, tmp_path: Path) -> None:
    unknown = run("document", "红头文件", "--out", tmp_path / "a.pdf")
    assert unknown.code == 2
    assert "gap_list" in unknown.err
    circle = run("document", "gap_list", "--circle", "没有的圈", "--out", tmp_path / "a.pdf")
    assert circle.code == 2
    assert "没有的圈" in circle.err
    nothing = run("document", "case", "--out", tmp_path / "a.pdf")
    assert nothing.code == 1
    assert "没有登记经验案例" in nothing.err
    assert list(tmp_path.glob("*.pdf")) == []

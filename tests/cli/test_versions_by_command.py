"""Versions on the command line: compared, returned, handed in again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run, run_on


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community's data folder with one version of 2024Q1 and one of the quarter before."""
    folder = tmp_path_factory.mktemp("两季度")
    run = run_on(folder / "数据")
    assert run("init", "--unit", "370212005007", "--demo").code == 0
    for quarter in ("2023Q4", "2024Q1"):
        for issue in run("check", quarter, "--json").value:
            if issue["level"] == "verify" and not issue["explained"]:
                assert run("explain", issue["id"], "已现场核实，情况属实。").code == 0
        assert run("export", quarter, "--out", folder / "报送").code == 0
    return folder / "数据"


@pytest.fixture
def office(handed_in: Path, tmp_path: Path) -> Run:
    """Over this test's own copy of it."""
    shutil.copytree(handed_in, tmp_path / "数据")
    return run_on(tmp_path / "数据")


def test_that_two_versions_are_compared_and_written(office: Run, tmp_path: Path) -> None:
    nothing = office("diff", "2024Q1", "--json")
    assert (nothing.code, nothing.value["differs"]) == (0, [])
    assert nothing.value["to"]["version"] is None
    assert office("summary", "set", "2024Q1", "problems=停车难。").code == 0
    assert office("export", "2024Q1", "--out", tmp_path / "报送", "--json").value["version"] == 2
    found = office("diff", "2024Q1", "--json").value
    assert (found["from"]["version"], found["to"]["version"]) == (1, 2)
    [text] = [d for d in found["differs"] if (d["table"], d["row"]) == ("texts", "problems")]
    assert text["after"] == "停车难。"
    told = office("diff", "2024Q1", "--from", 1, "--to", 2).out
    assert re.search(r"总结文字：\n  存在问题 内容：.* → 停车难。", told)
    for suffix in ("xlsx", "pdf"):
        target = tmp_path / f"对比.{suffix}"
        assert office("diff", "2024Q1", "--out", target).code == 0
        assert target.stat().st_size > 2_000


def test_that_the_quarter_before_is_compared(office: Run) -> None:
    found = office("diff", "2024Q1", "--with-last-quarter", "--json").value
    assert (found["from"]["quarter"], found["to"]["quarter"]) == ("2023Q4", "2024Q1")
    assert "jobs" in {d["row"] for d in found["differs"]}
    whole = office("diff", "2024Q1", "--with-last-quarter", "--records", "--json").value
    assert len(whole["differs"]) >= len(found["differs"])


def test_that_a_return_is_noted_and_answered(office: Run, tmp_path: Path) -> None:
    missing = office("summary", "returned", "2024Q1")
    assert missing.code == 1
    assert "“退回原因”是必填项" in missing.err
    noted = office("summary", "returned", "2024Q1", "reason=没有盖章", "by=街道", "--json").value
    assert noted == {
        "quarter": "2024Q1",
        "version": 1,
        "on": "2024-04-09",
        "by": "街道",
        "reason": "没有盖章",
    }
    assert office("summary", "show", "2024Q1", "--json").value["state"] == "returned"
    again = office("summary", "returned", "2024Q1", "reason=没有盖章")
    assert (again.code, "不能登记退回" in again.err) == (1, True)
    assert office("export", "2024Q1", "--out", tmp_path, "--json").value["version"] == 1
    assert office("summary", "show", "2024Q1", "--json").value["state"] == "submitted"


def test_that_a_passed_check_is_noted_in_the_summary(office: Run) -> None:
    assert office("summary", "set", "2024Q2", "filler=填报岗").code == 0
    for issue in office("check", "2024Q2", "--json").value:
        if issue["level"] == "verify":
            office("explain", issue["id"], "已现场核实，情况属实。")
    checked = office("check", "2024Q2")
    wanted = "checked" if checked.code == 0 else "filling"
    assert office("summary", "show", "2024Q2", "--json").value["state"] == wanted


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["2024Q1", "--to", "9"], "没有第 9 版"),
        (["2024Q1", "--to", "最新"], "不是大于 0 的整数"),
        (["2024Q1", "--records"], "--with-last-quarter"),
        (["2024Q1", "--with-last-quarter", "--from", "1"], "--from"),
        (["2023Q3"], "还没有导出过"),
    ],
)
def test_that_a_comparison_that_cannot_be_made_is_told(
    given: list[str], words: str, office: Run
) -> None:
    ended = office("diff", *given)
    assert ended.code == 2
    assert words in ended.err


def test_that_a_deadline_is_told_and_a_taken_report_is_locked(office: Run, tmp_path: Path) -> None:
    [line] = office("deadline", "2024Q1", "due=2024-04-03", "reason=区里通知", "--json").value
    assert (line["due"], line["template"]) == ("2024-04-03", False)
    assert line["timeliness"] in ("late", "made_up")
    [line] = office("deadline", "2024Q1", "received", "--json").value
    assert line["state"] == "received"
    refused = office("summary", "set", "2024Q1", "problems=再改。", "--json")
    assert refused.code != 0
    assert "登记改报" in refused.value["error"]["message"]
    [line] = office("deadline", "2024Q1", "amend", "reason=漏报3户", "--json").value
    assert line["state"] == "filling"
    assert office("summary", "set", "2024Q1", "problems=再改。").code == 0
    assert office("export", "2024Q1", "--out", tmp_path / "报送", "--json").value["version"] == 2


def test_that_a_file_and_a_code_are_verified(office: Run, tmp_path: Path) -> None:
    files = office("reopen", "2024Q1", "--version", 1, "--out", tmp_path, "--json").value["files"]
    [workbook] = [file for file in files if file.endswith(".xlsx")]
    equal = office("verify", workbook, "--json")
    assert (equal.code, equal.value["equal"], equal.value["differs"]) == (0, True, [])
    code = office("verify", equal.value["fingerprint"])
    assert (code.code, "第 1 版" in code.out) == (0, True)
    book = openpyxl.load_workbook(workbook)
    book["社区"].cell(book["社区"].max_row, 2).value = "改了"
    book.save(tmp_path / "改过.xlsx")
    found = office("verify", tmp_path / "改过.xlsx", "--json")
    assert (found.code, found.value["equal"]) == (1, False)
    assert found.value["differs"][0]["table"] == "社区"

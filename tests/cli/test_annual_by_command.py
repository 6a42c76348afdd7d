"""The annual summary and 工作信息 on the command line, opened, checked, handed in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bianmin_desktop.environment.clock import FixedClock
from tests.cli import conftest
from tests.cli.conftest import Run, run_on

_afterwards = FixedClock(datetime(2025, 1, 8, 9, 30))


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A community's example book at the beginning of 2025, only 2024Q1 handed in."""
    monkeypatch.setattr(conftest, "clock", _afterwards)
    run = run_on(tmp_path / "book")
    assert run("init", "--unit", "370212005007", "--demo").code == 0
    assert run("export", "2024Q1", "--out", tmp_path / "季度").code == 0
    return run


def test_that_a_year_is_opened_drafted_checked_explained_exported_and_reopened(
    later: Run, tmp_path: Path
) -> None:
    assert later("summary", "show", "2024").code == 2
    assert later("export", "2024", "--out", tmp_path / "早").code == 1
    assert later("summary", "open", "2024").code == 0
    targets = later("summary", "target", "2024", "added=300", "note=分解表", "--json").value
    line = next(one for one in targets if one["year"] == 2024)
    assert (line["own"]["added"], line["city"]["added"], line["note"]) == (300, 50, "分解表")
    drafted = later("summary", "draft", "2024", "--json").value
    assert {"goal", "task_layout"} <= set(drafted["written"])
    assert later("summary", "set", "2024", "head=李主任").code == 0
    checked = later("summary", "check", "2024", "--json")
    assert checked.code == 1
    assert checked.value == later("check", "2024", "--json").value
    asked = [issue for issue in checked.value if issue["level"] == "verify"]
    codes = {issue["code"] for issue in asked}
    assert {"annual.quarters_handed_in", "annual.targets_met"} <= codes
    for issue in asked:
        assert issue["id"].startswith("2024:")
        assert later("explain", issue["id"], "情况属实。").code == 0
    assert later("check", "2024").code == 0
    exported = later("export", "2024", "--out", tmp_path / "年度", "--json").value
    files = [Path(name) for name in exported["files"]]
    assert {path.suffix for path in files} == {".xlsx", ".pdf"}
    again = later("export", "2024", "--out", tmp_path / "又", "--json").value
    assert (again["version"], again["new_version"]) == (1, False)
    opened = later("reopen", "2024", "--version", "1", "--out", tmp_path / "旧", "--json").value
    for path, old in zip(files, map(Path, opened["files"]), strict=True):
        assert path.read_bytes() == old.read_bytes()


def test_that_a_year_is_shown_with_its_sources_figures_and_targets(later: Run) -> None:
    later("summary", "open", "2024")
    shown = later("summary", "show", "2024", "--json").value
    assert [one["version"] for one in shown["sources"]] == [1, 0, 0, 0]
    outlets = next(one for one in shown["figures"] if one["id"] == "outlets")
    numbers = [int(outlets[name]) for name in ("opening", "added", "removed", "corrected")]
    assert int(outlets["closing"]) == numbers[0] + numbers[1] - numbers[2] + numbers[3]
    assert len(outlets["quarters"]) == 4
    jobs = next(one for one in shown["entered"] if one["id"] == "jobs")
    assert int(jobs["total"]) == sum(map(int, jobs["quarters"]))
    words = later("summary", "show", "2024").out
    assert "2024年第一季度：第 1 版" in words
    assert "2024年第二季度：还没有报送，按现在的台账" in words
    assert "不少于 50" in words


def test_that_a_reason_is_taken_back_by_an_empty_one(later: Run) -> None:
    later("summary", "open", "2024")
    issue = next(i for i in later("check", "2024", "--json").value if i["level"] == "verify")
    plain = issue["id"].partition(":")[2]
    assert later("explain", "2024", plain, "属实", "--json").value["explained"]
    assert not later("explain", issue["id"], "", "--json").value["explained"]
    assert later("explain", "2023", issue["id"], "属实").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("summary", "changes", "2024"),
        ("summary", "target", "2024Q1"),
        ("summary", "set", "2024"),
        ("summary", "open", "2024", "head=甲"),
        ("summary", "target", "2024", "year=2023"),
        ("export", "年度", "--out", "x"),
        ("reopen", "2024", "--version", "1", "--out", "x"),
    ],
    ids=" ".join,
)
def test_that_a_wrong_use_is_explained(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*words)
    assert ended.code == 2
    assert any("一" <= sign <= "鿿" for sign in ended.err)


def test_that_a_note_is_written_listed_exported_and_reopened(run: Run, tmp_path: Path) -> None:
    made = run("set", "work_notes:new", "name=新开早餐点", "text=3月5日开业。", "--json").value
    assert made["on"] == "2024-04-09"
    assert [one["id"] for one in run("list", "work_notes", "--json").value] == [made["id"]]
    exported = run("export", made["id"], "--out", tmp_path / "信息", "--json").value
    first = Path(exported["files"][0])
    assert first.name.endswith("_工作信息_2024-001_新开早餐点_v1.pdf")
    opened = run("reopen", made["id"], "--version", "1", "--out", tmp_path / "旧", "--json").value
    assert Path(opened["files"][0]).read_bytes() == first.read_bytes()
    empty = run("set", "work_notes:new", "name=没有正文", "--json").value
    assert run("export", empty["id"], "--out", tmp_path / "信息").code == 1

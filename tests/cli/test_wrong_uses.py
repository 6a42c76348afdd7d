"""Wrong commands, wrong words, wrong places: a Chinese sentence and the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bianmin_desktop.cli import main as front
from bianmin_desktop.cli.commands import units
from bianmin_desktop.cli.main import commands
from bianmin_desktop.cli.usage import in_chinese
from tests.cli.conftest import Run, run_on

wrong = [
    ("lst",),
    ("列表",),
    ("list",),
    ("list", "shops"),
    ("list", "outlets", "--where"),
    ("list", "outlets", "--where", "业态"),
    ("list", "outlets", "--where", "nothing=1"),
    ("list", "outlets", "--where", "chain=也许"),
    ("list", "outlets", "--limit", "-3"),
    ("list", "outlets", "--limit", "²"),
    ("list", "outlets", "--out", "名单.doc"),
    ("list", "outlets", "--json=1"),
    ("list", "outlets", "--colour"),
    ("show",),
    ("show", "没有这个编号"),
    ("show", "one", "two"),
    ("set", "没有这个编号", "name=甲"),
    ("set", "outlets:new"),
    ("set", "shops:new", "name=甲"),
    ("set", "summaries:new", "jobs=1"),
    ("set", "explanations:new", "text=1"),
    ("set", "outlets:new", "--delete"),
    ("summary", "close", "2024Q1"),
    ("summary", "show", "2024Q1"),
    ("summary", "set", "2024Q1"),
    ("summary", "set", "2024Q1", "period=2024Q2"),
    ("summary", "open", "2024Q1", "jobs=3"),
    ("check",),
    ("check", "2024Q5"),
    ("check", "去年"),
    ("explain", "2024Q1:没有:这个:问题", "情况属实"),
    ("explain", "没有季度", "情况属实"),
    ("explain", "2024Q2", "2024Q1:a:b:c", "情况属实"),
    ("explain", "只有一样"),
    ("export", "2024Q1"),
    ("diff", "2024"),
    ("reopen", "2024Q1", "--version", "1", "--out", "x"),
    ("reopen", "2024Q1", "--version", "零", "--out", "x"),
    ("history", "没有这个编号"),
    ("history", "--undo", "没有这一条"),
    ("template", "outlets"),
    ("template", "events", "x.xlsx"),
    ("template", "outlets", "x.csv"),
    ("template", "outlets", "x.xlsx", "--unit", "999999"),
    ("import", "outlets"),
    ("import", "summaries", "x.xlsx"),
    ("import", "outlets", "没有这个文件.xlsx"),
    ("init", "--unit", "370212005"),
    ("init", "--unit", "37"),
    ("init",),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A book that wrong uses leave as it is."""
    run = run_on(tmp_path_factory.mktemp("数据"))
    assert run("init", "--unit", "370212005").code == 0
    return run


@pytest.mark.parametrize("words", wrong, ids=" ".join)
def test_that_a_wrong_use_is_explained_in_chinese(
    shared: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = shared(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert any("一" <= sign <= "鿿" for sign in ended.err)
    for english in ("argument", "required", "expected", "usage", "Traceback", "error"):
        assert english not in ended.err
    as_json = shared("--json", *words)
    assert as_json.code == 2
    assert set(as_json.value["error"]) == {"code", "message", "details"}
    assert as_json.err == ""


def test_that_a_wrong_use_changes_nothing(run: Run) -> None:
    before = run("history", "--json").value
    for words in wrong:
        run(*words)
    assert run("history", "--json").value == before


def test_that_there_must_be_a_book_first(empty: Run) -> None:
    for words in (("list", "outlets"), ("check", "2024Q1"), ("history",)):
        ended = empty(*words)
        assert ended.code == 2
        assert "bianmin-desktop init --unit" in ended.err


@pytest.mark.parametrize("code", ["370299", "372", "37021200500a", "３７０２１２", ""])
def test_that_no_book_is_made_for_an_unknown_unit(empty: Run, tmp_path: Path, code: str) -> None:
    assert empty("init", "--unit", code).code == 2
    assert not list(tmp_path.rglob("*.db"))


def test_that_an_unusable_data_folder_is_named_as_the_environments_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ended = run_on(tmp_path / "file" / "数据")("init", "--unit", "370212005", "--json")
    assert ended.code == 3
    assert "文件夹" in ended.value["error"]["message"]


def test_that_a_file_that_is_no_book_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bianmin.db").write_bytes(b"no book at all " * 300)
    ended = run_on(tmp_path)("list", "outlets")
    assert ended.code == 3
    assert "不是本软件的数据" in ended.err
    assert (tmp_path / "bianmin.db").read_bytes() == b"no book at all " * 300


def test_that_a_mistake_of_ours_becomes_a_sentence_with_a_code_and_goes_to_the_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("secret content")

    monkeypatch.setattr(units, "run", broken)
    ended = run("units", "jjl")
    assert ended.code == 3
    assert "BM-9" in ended.err
    assert "Traceback" not in ended.err
    logged = (tmp_path / "数据" / "logs" / "bianmin.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in logged
    assert "secret content" not in logged


@pytest.mark.parametrize("name", ["", *commands])
def test_that_every_command_has_help_in_chinese(empty: Run, name: str) -> None:
    ended = empty(*([name] if name else []), "--help")
    assert ended.code == 0
    assert "用法：" in ended.out
    for english in ("usage", "positional", "options", "show this", "optional"):
        assert english not in ended.out
    assert json.loads(empty(*([name] if name else []), "--help", "--json").out)


def test_that_the_version_is_told(empty: Run) -> None:
    assert empty("--version").out.startswith("便民圈填报 ")
    assert set(empty("--version", "--json").value) == {"version"}


def test_that_common_options_may_stand_before_and_after_the_command(run: Run) -> None:
    assert run("--json", "list", "circles").value == []
    assert run("list", "--json", "circles").value == []
    assert run("list", "circles", "--json").value == []


def test_that_an_unknown_complaint_of_the_library_is_still_introduced_in_chinese() -> None:
    assert in_chinese("something new").startswith("参数不对")
    assert in_chinese("the following arguments are required: 类型") == "缺少参数：类型"


def test_that_the_window_is_opened_only_without_a_command(tmp_path: Path) -> None:
    opened: list[tuple[bool, bool]] = []

    def window(call: front.Call) -> int:
        opened.append((call.has("demo"), call.has("exit_after_start")))
        return 0

    assert front.main(["--data", str(tmp_path), "--demo", "--exit-after-start"], None, window) == 0
    assert front.main(["units", "jjl"], None, window) == 0
    assert front.main(["--version"], None, window) == 0
    assert opened == [(True, True)]


def test_that_a_folder_called_like_somebodys_home_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_on(Path("~nobody-has-this-name"))("init", "--unit", "370212005").code == 0
    assert (tmp_path / "~nobody-has-this-name" / "bianmin.db").is_file()

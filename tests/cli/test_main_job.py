"""The main job on the command line: found, check, explain, export, open again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bianmin_desktop.bootstrap import start
from tests.cli.conftest import Run


def test_that_the_example_quarter_is_checked_exported_and_opened_again(
    demo: Run, tmp_path: Path
) -> None:
    checked = demo("check", "2024Q1", "--json")
    assert checked.code == 0
    keys = {"id", "level", "record", "field", "code", "message", "explained"}
    assert all(keys <= set(issue) for issue in checked.value)
    assert all(issue["explained"] for issue in checked.value if issue["level"] == "verify")
    exported = demo("export", "2024Q1", "--out", tmp_path / "报送", "--json").value
    files = [Path(name) for name in exported["files"]]
    assert {path.suffix for path in files} == {".xlsx", ".pdf"}
    assert all(path.stat().st_size > 5_000 for path in files)
    again = demo("export", "2024Q1", "--out", tmp_path / "又一次", "--json").value
    assert again["version"] == exported["version"]
    assert again["fingerprint"] == exported["fingerprint"]
    assert not again["new_version"]
    version = str(exported["version"])
    opened = demo("reopen", "2024Q1", "--version", version, "--out", tmp_path / "旧版", "--json")
    for path, old in zip(files, map(Path, opened.value["files"]), strict=True):
        assert path.read_bytes() == old.read_bytes()


def test_that_a_quarter_that_is_not_ready_is_refused_with_the_reason(
    run: Run, tmp_path: Path
) -> None:
    run("summary", "open", "2024Q1")
    new = run("set", "outlets:new", "name=甲店", "business_type=便利店")
    assert new.code == 1
    assert run("check", "2024Q1").code == 1
    refused = run("export", "2024Q1", "--out", tmp_path / "报送", "--json")
    assert refused.code == 1
    assert refused.value["error"]["code"] == "BM-330"
    assert "强制" in refused.value["error"]["message"]
    assert not list((tmp_path / "报送").glob("*.*"))


def test_that_a_number_is_kept_as_typed_for_its_report(run: Run, tmp_path: Path) -> None:
    run("export", "2024Q1", "--out", tmp_path / "报送", "--number", "某街〔2024〕9号")
    run("export", "2024", "--out", tmp_path / "报送", "--number", "某街〔2025〕1号")
    application = start(tmp_path / "数据").open()
    assert application.looks.number("quarterly", "2024Q1") == "某街〔2024〕9号"
    assert application.looks.number("annual", "2024") == "某街〔2025〕1号"
    assert application.looks.number("quarterly", "2024Q2") == ""
    application.close()


def test_that_an_issue_is_explained_by_the_id_that_check_gives(demo: Run) -> None:
    issues = demo("check", "2023Q4", "--json").value
    issue = next(i for i in issues if i["level"] == "verify" and not i["explained"])
    assert issue["id"].startswith("2023Q4:")
    assert demo("explain", issue["id"], "已现场核实，情况属实。").code == 0
    now = {i["id"]: i for i in demo("check", "2023Q4", "--json").value}
    assert now[issue["id"]]["explanation"] == "已现场核实，情况属实。"
    plain = issue["id"].partition(":")[2]
    assert demo("explain", "2023Q4", plain, "").code == 0
    taken_back = {i["id"]: i for i in demo("check", "2023Q4", "--json").value}
    assert not taken_back[issue["id"]]["explained"]


def test_that_the_installed_program_works_from_a_shell_without_a_display(tmp_path: Path) -> None:
    lines = {**os.environ, "BIANMIN_DATA": str(tmp_path / "数据"), "PYTHONIOENCODING": "ascii"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        lines.pop(name, None)

    def shell(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "bianmin_desktop", *arguments]
        return subprocess.run(command, env=lines, capture_output=True, check=False)

    window = shell()
    assert window.returncode == 3
    assert b"bianmin-desktop init" in window.stderr
    assert b"Traceback" not in window.stderr
    made = shell("init", "--unit", "370212005", "--json")
    assert made.returncode == 0
    assert "金家岭街道" in made.stdout.decode("utf-8")
    assert shell("list", "outlets", "--json").stdout.strip() == b"[]"


def test_that_a_command_brings_in_neither_the_window_nor_the_file_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from bianmin_desktop.__main__ import main; main();"
        "heavy = {'PySide6', 'openpyxl', 'reportlab', 'python_calamine', 'alembic'};"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "units", "jjl"]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "370212005000" in ended.stdout.decode()

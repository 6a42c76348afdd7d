"""Templates on the command line: out to every community, back as a folder."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run

_home = "金家岭社区_商业网点台账_2024年第1季度.xlsx"


@pytest.fixture
def sent(run: Run, tmp_path: Path) -> Path:
    """Two shops, sent out to their communities."""
    for name, community in (("岭上便利店", "金家岭"), ("麦岛药房", "大麦岛")):
        texts = (f"name={name}", f"community={community}", f"address={name}路1号", "area=50")
        assert run("set", "outlets:new", *texts, "phone=13812345678").code in (0, 1)
    made = run(
        *("template", "outlets", tmp_path / "发出", "--each-community", "--filled"),
        *("--quarter", "2024Q1", "--json"),
    )
    assert made.code == 0
    rows = {Path(one["file"]).name: one["rows"] for one in made.value["files"]}
    assert len(rows) == 32
    assert rows[_home] == 1
    assert sum(rows.values()) == 2
    return tmp_path / "发出"


def test_that_a_folder_of_returned_templates_is_received_with_a_line_a_file(
    run: Run, sent: Path
) -> None:
    book = openpyxl.load_workbook(sent / _home)
    sheet = book.worksheets[0]
    (area,) = [cell.column for cell in sheet[1] if str(cell.value).startswith("经营面积")]
    sheet.cell(2, area).value = 66
    book.save(sent / _home)
    (sent / "~$打开着.xlsx").write_bytes(b"x")
    (sent / "回执.docx").write_bytes(b"x")
    told = run("import", "outlets", sent, "--json").value
    assert (told["changed"], told["same"], told["refused"]) == (1, 1, 0)
    files = {file["name"]: file for file in told["files"]}
    assert len(files) == 34
    assert files[_home]["changed"] == 1
    assert "金家岭社区居民委员会2024年第一季度模板" in files[_home]["explanation"]
    assert "已跳过" in files["~$打开着.xlsx"]["explanation"]
    assert "不是表格" in files["回执.docx"]["explanation"]
    again = run("import", "outlets", sent)
    assert "相同 2" in again.out
    assert f"{_home}：新增 0、更新 0、相同 1" in again.out


def test_that_nothing_is_sent_over_what_came_back(run: Run, sent: Path) -> None:
    again = run("template", "outlets", sent, "--each-community", "--filled", "--quarter", "2024Q1")
    assert again.code == 1
    assert "没有覆盖" in again.err


def test_that_a_unit_gets_its_own_communities_only_and_phones_whole_when_chosen(
    run: Run, sent: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "写全"
    args = ("--each-community", "--filled", "--unit", "370212005007", "--unmasked")
    made = run("template", "outlets", folder, *args)
    assert made.code == 0
    assert "已为 1 个社区生成商业网点模板，共 1 行" in made.out
    (file,) = folder.iterdir()
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert "13812345678" in [cell.value for cell in sheet[2]]
    masked = openpyxl.load_workbook(sent / _home).worksheets[0]
    assert "138****5678" in [cell.value for cell in masked[2]]


def test_that_options_of_sending_ask_for_each_community(run: Run, tmp_path: Path) -> None:
    ended = run("template", "outlets", tmp_path / "a.xlsx", "--filled")
    assert ended.code == 2
    assert "--each-community" in ended.err
    assert run("template", "funds", tmp_path / "资金", "--each-community").code == 2
    assert not (tmp_path / "资金").exists()

"""`import` of whole folders: a line for each file, marked copies, what can be taken back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

_head = "网点名称,业态,地址,经营面积\n"


def _folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "甲.csv").write_text(f"{_head}岭上便利店,便利店,海尔路63号,85\n", "utf-8")
    (folder / "乙.csv").write_text(f"{_head}岭上药房,药店,银川路9号,很大\n", "utf-8")
    (folder / "说明.docx").write_bytes(b"PK")
    return folder


def test_that_a_folder_is_received_with_a_line_for_each_file(run: Run, tmp_path: Path) -> None:
    ended = run("import", "outlets", _folder(tmp_path / "交回"), "--json")
    assert ended.code == 1
    files = {file["name"]: file for file in ended.value["files"]}
    assert (files["甲.csv"]["new"], files["乙.csv"]["new"]) == (1, 1)
    assert "不是表格文件" in files["说明.docx"]["explanation"]
    assert ended.value["batch"]
    again = run("import", "outlets", tmp_path / "交回", "--json")
    assert again.value["same"] == 2
    assert again.value["batch"] == ""


def test_that_what_is_to_be_corrected_is_marked_in_a_copy(run: Run, tmp_path: Path) -> None:
    marked = tmp_path / "改"
    ended = run("import", "outlets", _folder(tmp_path / "交回"), "--dry-run", "--marked", marked)
    assert ended.code == 1
    assert {path.name for path in marked.iterdir()} == {"甲_需修改.xlsx", "乙_需修改.xlsx"}
    assert "乙_需修改.xlsx" in ended.out
    assert "乙.csv：新增 1" in ended.out
    assert run("import", "outlets", tmp_path / "交回", "--json").value["new"] == 2

"""Files that are damaged, hostile or no table at all: refused in words, the program unharmed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.services.importing import Fate


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    program = start(tmp_path / "数据")
    program.make_book("370212005")
    opened = program.open()
    yield opened
    opened.close()


def _good(path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["生活圈名称", "包含社区", "服务半径"])
    book.active.append(["岭上生活圈", "金家岭", 800])
    book.save(path)
    return path


def _zip(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def _far() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "网点名称"
    book.active["XFD1048576"] = "远"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_ole = bytes.fromhex("d0cf11e0a1b11ae1")
bad_files = {
    "空文件": (b"", "BM-402"),
    "全零": (b"\0" * 4096, "BM-402"),
    "不是表格": (bytes(range(256)) * 40, "BM-403"),
    "网页": (b"<html><table><tr><td>x</td></tr></table></html>", "BM-404"),
    "截断": (_far()[:2000], "BM-410"),
    "坏的旧格式": (_ole + b"\0" * 4000, "BM-410"),
    "别的压缩包": (_zip(readme_xml=b"x"), "BM-413"),
    "炸弹": (_zip(xl__workbook_xml=b"0" * 90_000_000), "BM-412"),
    "空壳": (_zip(xl__workbook_xml=b"<x/>"), "BM-410"),
    "很远的单元格": (_far(), "BM-412"),
    "没有表头": ("甲,乙\n1,2\n".encode(), "import.no_header"),
}


@pytest.mark.parametrize("name", bad_files)
def test_that_a_bad_file_is_refused_in_words_and_the_others_are_taken(
    application: Application, tmp_path: Path, name: str
) -> None:
    content, code = bad_files[name]
    bad = tmp_path / f"{name}.xlsx"
    bad.write_bytes(content)
    good = _good(tmp_path / "好的.xlsx")
    imported = application.importing.run("circle", [bad, good])
    assert imported.counts == {Fate.REFUSED: 1, Fate.NEW: 1}
    (problem,) = imported.problems
    assert (problem.file, problem.code) == (bad.name, code)
    assert problem.message.endswith("。")

"""Files that are out for harm end in a clear refusal or a sane reading, in bounded time."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.reading.limits import memory_limit
from bianmin_desktop.exchange.tables import Sheet, read_tables
from tests.exchange.xls_samples import XlsSheet, compound, label, record, xls
from tests.exchange.xlsx_samples import text, xlsx, zipped
from tests.faults import hostile_xml, hostile_zips

_seconds = 30.0
"""Far more than any of them takes (most take a tenth of one), far less than a clerk waits."""

_good_xls = xls(XlsSheet("甲", [label(0, 0, "名称"), label(1, 0, "岭上")]))
_sector = 512


def read(folder: Path, content: bytes) -> list[Sheet]:
    """The sheets of the file; reading it stays within time and memory."""
    path = folder / "来历不明.xlsx"
    path.write_bytes(content)
    begun = time.monotonic()
    try:
        return read_tables(path)
    finally:
        assert time.monotonic() - begun < _seconds
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        assert largest <= memory_limit
        assert path.read_bytes() == content


def _looped() -> bytes:
    """An .xls whose chain of sectors bites its tail."""
    content = bytearray(_good_xls)
    table = content.index(b"\1\0\0\0\2\0\0\0\3\0\0\0", _sector)
    content[table + 8 : table + 12] = b"\0\0\0\0"
    return bytes(content)


def _claiming_strings() -> bytes:
    """An .xls whose list of texts says it has four thousand million."""
    return xls(XlsSheet("甲", [record(0xFC, b"\xff" * 8), label(0, 0, "名称")]))


_entities = hostile_xml.entities()
refused: dict[str, tuple[Callable[[], bytes], str]] = {
    "炸弹": (lambda: hostile_zips.bomb(150_000_000), "BM-412"),
    "谎报大小的炸弹": (lambda: hostile_zips.lying_bomb(50_000_000), "BM-410"),
    "重叠的成员": (hostile_zips.overlapping, "BM-416"),
    "同名的成员": (hostile_zips.twice, "BM-416"),
    "成员太多": (lambda: hostile_zips.crowded(2_500), "BM-412"),
    "套着的压缩包": (lambda: zipped({"台账.xlsx": hostile_zips.good}), "BM-413"),
    "上级文件夹": (lambda: hostile_zips.with_member("../../etc/passwd"), "BM-416"),
    "根文件夹": (lambda: hostile_zips.with_member("/etc/passwd"), "BM-416"),
    "反斜线": (lambda: hostile_zips.with_member("xl\\..\\..\\启动\\x.bat"), "BM-416"),
    "盘符": (lambda: hostile_zips.with_member("C:/Windows/x.dll"), "BM-416"),
    "压缩包有密码": (hostile_zips.locked, "BM-411"),
    "工作簿有密码": (lambda: compound({"EncryptedPackage": bytes(9000)}), "BM-411"),
    "旧格式有密码": (
        lambda: xls(XlsSheet("甲", [label(0, 0, "名称")]), has_password=True),
        "BM-411",
    ),
    "批注里的十亿笑": (hostile_xml.noted_laughs, "BM-416"),
    "很远的单元格": (hostile_xml.far_cell, "BM-412"),
    "对角线": (lambda: hostile_xml.diagonal(12_000), "BM-412"),
    "一段长文字被引用十万次": (lambda: hostile_xml.amplified(100_000), "BM-412"),
    "谎报的文字数": (
        lambda: hostile_xml.shared(
            "<si><t>名称</t></si>",
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
            said="9000000000",
        ),
        "BM-412",
    ),
    "开放格式重复铺满": (lambda: hostile_xml.repeated(1_048_576, 16_384), "BM-412"),
    "没有写完的标签": (
        lambda: hostile_xml.sheet_of("<worksheet><sheetData>" + "<row " * 150_000),
        "BM-410",
    ),
    "第零行": (lambda: xlsx('<row r="0"><c r="A0"><v>1</v></c></row>'), "BM-410"),
    "链成环的旧格式": (_looped, "BM-410"),
    "空的旧格式": (lambda: _good_xls[:8] + bytes(4000), "BM-410"),
    "一百万列的文本": (lambda: b"1," * 1_000_000 + b"\n", "BM-412"),
    "引号不关的文本": (lambda: b'a,b\n1,"2\n' + b"3,4\n" * 100_000, "BM-405"),
    "十兆的单元格": (lambda: b"a,b\n1," + b"x" * 10_000_000 + b"\n", "BM-405"),
    "零字节的文本": ("名称,电话\n岭上\0便利店,1\n".encode, "BM-403"),
    "空文件": (bytes, "BM-402"),
    **{name: (partial(bytes, content), "BM-416") for name, content in _entities.items()},
}


@pytest.mark.parametrize("name", refused)
def test_that_a_hostile_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    make, code = refused[name]
    with pytest.raises(Refused) as told:
        read(tmp_path, make())
    assert told.value.code == code
    assert told.value.message.startswith("“来历不明.xlsx”")
    assert told.value.message.endswith("。")
    assert ("文件有密码" in told.value.message) == (code == "BM-411")


spaces = " " * 200_000
sane: dict[str, tuple[Callable[[], bytes], list[list[str]]]] = {
    "合并整张表": (lambda: hostile_xml.merged("A1:XFD1048576"), [["甲", "乙"]]),
    "十万个合并": (
        lambda: hostile_xml.merged(*(f"C{n}:D{n}" for n in range(3, 100_003))),
        [["甲", "乙"]],
    ),
    "很多用不到的文字": (
        lambda: hostile_xml.shared(
            "".join(f"<si><t>文字{n}</t></si>" for n in range(300_000)),
            '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        ),
        [["文字7"]],
    ),
    "公式和外部程序": (
        lambda: xlsx(f'<row r="1">{text("A1", "=cmd|&apos; /C calc&apos;!A0")}</row>'),
        [["=cmd|' /C calc'!A0"]],
    ),
    "公式后面一大片空白": (
        lambda: xlsx(f'<row r="1"><c r="A1"><f>1</f>{spaces}<v>5</v></c></row>'),
        [["5"]],
    ),
    "稀疏的一百万行": (
        lambda: xlsx(
            f'<row r="1">{text("A1", "甲")}</row><row r="1000000">{text("B1000000", "乙")}</row>'
        ),
        [["甲"], *([[]] * 999_998), ["", "乙"]],
    ),
    "谎报文字数的旧格式": (_claiming_strings, [["名称"]]),
}


@pytest.mark.parametrize("name", sane)
def test_that_an_odd_file_is_read_as_what_it_holds(tmp_path: Path, name: str) -> None:
    make, rows = sane[name]
    (sheet,) = read(tmp_path, make())
    assert sheet.rows == rows


@pytest.mark.parametrize("content", [hostile_zips.good, _good_xls], ids=["新", "旧"])
def test_that_a_file_cut_off_anywhere_is_refused_or_whole(tmp_path: Path, content: bytes) -> None:
    whole = read(tmp_path, content)[0].rows
    ends = {
        _end(tmp_path, content[:cut], whole)
        for cut in range(40, len(content), max(len(content) // 12, 1))
    }
    assert ends <= {"whole", "BM-403", "BM-410"}
    assert "BM-410" in ends


def _end(folder: Path, content: bytes, whole: object) -> str:
    """How reading ended: the refusal's code, or whether all was there."""
    try:
        return "whole" if read(folder, content)[0].rows == whole else "torn"
    except Refused as told:
        return told.code

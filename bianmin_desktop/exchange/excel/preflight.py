"""What is looked at before a foreign workbook is opened: sizes and marks, nothing is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from bianmin_desktop.errors import Refused, environment_fault

_most_members = 2_000
_most_unpacked = 200_000_000
_most_ratio = 200
_small_member = 1_000_000
_ole = bytes.fromhex("d0cf11e0a1b11ae1")
_encrypted = "EncryptedPackage".encode("utf-16-le")


def look_over(path: Path) -> None:
    """Nothing when the workbook may be opened; raises `Refused` with the reason when not."""
    try:
        with path.open("rb") as file:
            is_ole = file.read(8) == _ole
        if is_ole:
            _look_for_password(path)
            return
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
        raise broken(path) from error
    except OSError as error:
        raise environment_fault(error, f"读取“{path.name}”", path) from error
    _judge_members(path, members)


def broken(path: Path) -> Refused:
    """The refusal of a workbook that cannot be unpacked or parsed."""
    return Refused(
        f"“{path.name}”已经损坏或没有复制完整，打不开。请重新取得这个文件，"
        "或在 WPS、Excel 中打开并另存为 xlsx 后再导入。",
        code="BM-410",
    )


def protected(path: Path) -> Refused:
    """The refusal of a workbook that asks for a password."""
    return Refused(
        f"“{path.name}”设有打开密码，程序读不了。请在 WPS 或 Excel 中打开，"
        "取消“用密码进行加密”后另存，再导入。",
        code="BM-411",
    )


def too_large(path: Path) -> Refused:
    """The refusal of a workbook that unpacks to far more than any ledger has."""
    return Refused(
        f"“{path.name}”展开后大得不正常，没有读取，数据未改动。请把有用的行列复制到"
        "新建的工作簿里，保存后再导入。",
        code="BM-412",
    )


def _look_for_password(path: Path) -> None:
    if _encrypted in path.read_bytes():
        raise protected(path)


def _judge_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refused(
            f"“{path.name}”是压缩包，不是 Excel 工作簿。请先解压，再导入其中的表格。",
            code="BM-413",
        )
    if any(member.flag_bits & 1 for member in members):
        raise protected(path)
    if len(members) > _most_members or sum(m.file_size for m in members) > _most_unpacked:
        raise too_large(path)
    for member in members:
        is_worth_a_look = member.file_size > _small_member
        if is_worth_a_look and member.file_size > _most_ratio * max(member.compress_size, 1):
            raise too_large(path)

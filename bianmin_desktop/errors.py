"""What a user may read when something does not go: one Chinese sentence, a code, a way out.

`EnvironmentFault` is the machine's (disk, file, permission), `Refused` the data's, `WrongUse` the
command's. Anything else that is raised is a mistake of ours.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path


class Fault(Exception):
    """Something to tell the user: `message` is a whole Chinese sentence, `code` is copyable."""

    exit_code = 1

    def __init__(
        self, message: str, code: str = "BM-000", details: Mapping[str, object] | None = None
    ) -> None:
        """With the sentence, its code and what a program may want to know besides."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.details: Mapping[str, object] = details or {}


class WrongUse(Fault):
    """The command or its arguments make no sense."""

    exit_code = 2


class EnvironmentFault(Fault):
    """The machine got in the way: full disk, file in use, no permission, stick pulled out."""

    exit_code = 3


class Refused(Fault):
    """What was asked can't be done with the data as it is."""


_in_use = frozenset((5, 32, 33))
_sentences: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘或换一个位置再试"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘或换一个位置再试"),
    errno.EFBIG: ("磁盘放不下这么大的文件", "请换一个位置再试"),
    errno.EACCES: (
        "没有写入权限，或文件正被其他程序（如 WPS、Excel）占用",
        "请关闭该文件或换一个位置再试",
    ),
    errno.EPERM: ("没有写入权限", "请换一个位置再试"),
    errno.EROFS: ("这个位置是只读的", "请换一个可以写入的位置"),
    errno.ENOENT: ("找不到这个位置，可能 U 盘已拔出或文件夹被移走", "请检查后再试"),
    errno.ENOTDIR: ("这个位置不是文件夹", "请换一个文件夹再试"),
    errno.EEXIST: ("这个名字已经被别的文件占用", "请换一个文件夹再试"),
    errno.EISDIR: ("这是文件夹，不是文件", "请指明其中的文件"),
    errno.EIO: ("磁盘读写出错", "请换一个位置再试，并检查磁盘"),
    errno.ENOTCONN: ("存储设备已断开，可能 U 盘已拔出", "请重新插入后再试"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件夹"),
}


def environment_fault(error: OSError, doing: str, path: Path | None = None) -> EnvironmentFault:
    """The sentence for an operating-system error: what was being done, where, and the way out."""
    where = f"（{path}）" if path is not None else ""
    if getattr(error, "winerror", None) in _in_use:
        reason, way_out = "文件正被其他程序（如 WPS、Excel）占用", "请关闭该文件后再试"
    elif getattr(error, "winerror", None) == 112:
        reason, way_out = _sentences[errno.ENOSPC]
    else:
        unknown = (f"系统报告“{error.strerror or error}”", "请换一个位置再试")
        reason, way_out = _sentences.get(error.errno or 0, unknown)
    code = f"BM-5{(error.errno or 0) % 100:02d}"
    return EnvironmentFault(f"{doing}没有成功：{reason}{where}，{way_out}。", code=code)

"""`verify`: which version a file or a 一致码 is of, and where the file differs from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser

if TYPE_CHECKING:
    from bianmin_desktop.services.verifying import Verified

summary = (
    "写导出的 Excel 或 PDF 文件：和冻结的那一版逐项核对，不同的列出表、行和项目。\n"
    "写一致码（12 位，印在每页页脚，也可以用扫码枪扫）：说明是哪一期哪一版。"
)
_problems = 1


def arguments(parser: UsageParser) -> None:
    """`FILE|CODE`."""
    parser.takes("subject", metavar="文件或一致码", help="如 报送.xlsx 或 ABCD-EFGH-JKMN")


def run(call: Call) -> Answer:
    """Equal, or the places that differ."""
    subject = call.text("subject")
    with call.application() as application:
        verifying = application.verifying
        path = Path(subject)
        is_file = path.suffix.lower() in (".xlsx", ".pdf", ".xlsm", ".xls", ".et") or path.exists()
        found = verifying.file(path, call.progress) if is_file else verifying.code(subject)
    return Answer(_value(found), _lines(found, is_file=is_file), 0 if found.is_equal else _problems)


def _value(found: Verified) -> dict[str, object]:
    return {
        "equal": found.is_equal,
        "fingerprint": found.fingerprint,
        "version": found.told,
        "differs": [
            {"table": d.table, "row": d.row, "field": d.field, "before": d.before, "after": d.after}
            for d in found.differs
        ],
        "complete": found.is_whole,
    }


def _lines(found: Verified, *, is_file: bool) -> list[str]:
    head = f"一致码 {found.fingerprint}：{found.told}"
    if not is_file:
        return [head]
    if found.is_equal:
        return [head, "文件内容与当时冻结的版本完全一致。"]
    more = "" if found.is_whole else "以上"
    told = [
        f"  {d.table} {d.row} {d.field}：{d.before or '（空）'} → {d.after or '（空）'}"
        for d in found.differs
    ]
    return [head, f"文件被改动过，{len(found.differs)} 处{more}不同：", *told]

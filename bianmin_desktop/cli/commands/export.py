"""`export`: a quarter as Excel and PDF, from one frozen version."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of

summary = "先审核一遍，还不能上报的不导出；数据没有变的不另立新版。"


def arguments(parser: UsageParser) -> None:
    """`QUARTER --out DIR`."""
    parser.takes("quarter", metavar="季度", help="如 2024Q1")
    parser.takes("--out", required=True, metavar="文件夹", help="存到哪个文件夹（没有就建立）")


def run(call: Call) -> Answer:
    """The files written. Raises `Refused` while the quarter may not be handed in."""
    quarter = quarter_of(call.text("quarter"))
    folder = call.required_path("out")
    with call.application() as application:
        exported = application.exporting.export(quarter, folder, call.progress)
    value = {
        "version": exported.version,
        "fingerprint": exported.fingerprint,
        "files": [str(path) for path in exported.files],
        "new_version": exported.is_new_version,
    }
    again = "" if exported.is_new_version else "（与上一版内容相同，没有另立新版）"
    lines = [
        f"{quarter.label}第 {exported.version} 版已导出{again}，一致码 {exported.fingerprint}：",
        *(f"  {path}" for path in exported.files),
    ]
    return Answer(value, lines)

"""`reopen`: the files of a version that was handed in before, made again from its snapshot."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import quarter_of

summary = "从冻结的那一版重新生成 Excel 和 PDF，与当时上报的一样；台账不受影响。"


def arguments(parser: UsageParser) -> None:
    """`QUARTER --version N --out DIR`."""
    parser.takes("quarter", metavar="季度", help="如 2024Q1")
    parser.takes("--version", type=whole_number, required=True, metavar="N", help="第几版")
    parser.takes("--out", required=True, metavar="文件夹", help="存到哪个文件夹（没有就建立）")


def run(call: Call) -> Answer:
    """The files written. Raises `WrongUse` when there is no such version."""
    quarter, version = quarter_of(call.text("quarter")), call.number("version") or 0
    folder = call.required_path("out")
    with call.application() as application:
        exported = application.exporting.reexport(quarter, version, folder, call.progress)
    value = {
        "version": exported.version,
        "fingerprint": exported.fingerprint,
        "files": [str(path) for path in exported.files],
    }
    lines = [
        f"{quarter.label}第 {exported.version} 版已重新导出，一致码 {exported.fingerprint}：",
        *(f"  {path}" for path in exported.files),
    ]
    return Answer(value, lines)

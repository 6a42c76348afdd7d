"""`reopen`: the files of a version that was handed in before, made again from its snapshot."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.commands.export import exported_value
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import frozen_of
from bianmin_desktop.domain.periods import Quarter, Year

summary = "从冻结的那一版重新生成文件，与当时上报的一样；台账不受影响。"


def arguments(parser: UsageParser) -> None:
    """`QUARTER|YEAR|WORK-NOTE-ID --version N --out DIR`."""
    parser.takes("period", metavar="季度或年份", help="如 2024Q1、2024；或工作信息的记录编号")
    parser.takes("--version", type=whole_number, required=True, metavar="N", help="第几版")
    parser.takes("--out", required=True, metavar="文件夹", help="存到哪个文件夹（没有就建立）")


def run(call: Call) -> Answer:
    """The files written. Raises `WrongUse` when there is no such version."""
    asked, version = frozen_of(call.text("period")), call.number("version") or 0
    folder = call.required_path("out")
    with call.application() as application:
        if isinstance(asked, Quarter):
            exported = application.exporting.reexport(asked, version, folder, call.progress)
            told = asked.label
        elif isinstance(asked, Year):
            exported = application.annual_exporting.reexport(asked, version, folder, call.progress)
            told = f"{asked.label}度总结"
        else:
            exported = application.work_notes.reexport(asked, version, folder, call.progress)
            told = "工作信息"
    lines = [
        f"{told}第 {exported.version} 版已重新导出，一致码 {exported.fingerprint}：",
        *(f"  {path}" for path in exported.files),
    ]
    return Answer(exported_value(exported), lines)

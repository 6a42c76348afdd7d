"""`export`: a quarter or a year as Excel and PDF, a 工作信息 as PDF, each from a frozen version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import frozen_of
from bianmin_desktop.domain.periods import Quarter, Year

if TYPE_CHECKING:
    from bianmin_desktop.services.exporting import Exported

summary = (
    "先审核一遍，还不能上报的不导出；数据没有变的不另立新版。\n"
    "写季度导出季度总结，写年份导出年度总结，写工作信息的记录编号导出那条工作信息。"
)


def arguments(parser: UsageParser) -> None:
    """`QUARTER|YEAR|WORK-NOTE-ID --out DIR`."""
    parser.takes("period", metavar="季度或年份", help="如 2024Q1、2024；或工作信息的记录编号")
    parser.takes("--out", required=True, metavar="文件夹", help="存到哪个文件夹（没有就建立）")
    parser.takes("--number", metavar="发文字号", help="印在版头上的发文字号（设了版头才印）")


def run(call: Call) -> Answer:
    """The files written. Raises `Refused` while it may not be handed in."""
    asked = frozen_of(call.text("period"))
    folder = call.required_path("out")
    with call.application() as application:
        if call.text("number"):
            report, period = _key(asked)
            application.looks.type_number(report, period, call.text("number"))
        if isinstance(asked, Quarter):
            exported = application.exporting.export(asked, folder, call.progress)
            told = asked.label
        elif isinstance(asked, Year):
            exported = application.annual_exporting.export(asked, folder, call.progress)
            told = f"{asked.label}度总结"
        else:
            exported = application.work_notes.export(asked, folder, call.progress)
            told = "工作信息"
    value = exported_value(exported) | {"new_version": exported.is_new_version}
    again = "" if exported.is_new_version else "（与上一版内容相同，没有另立新版）"
    lines = [
        f"{told}第 {exported.version} 版已导出{again}，一致码 {exported.fingerprint}：",
        *(f"  {path}" for path in exported.files),
    ]
    return Answer(value, lines)


def _key(asked: Quarter | Year | str) -> tuple[str, str]:
    """The report and the period (for a 工作信息 its id) that 发文字号 is kept under."""
    kinds = {Quarter: "quarterly", Year: "annual"}
    return kinds.get(type(asked), "work_note"), str(asked)


def exported_value(exported: Exported) -> dict[str, object]:
    """What was exported, for `--json`."""
    return {
        "version": exported.version,
        "fingerprint": exported.fingerprint,
        "files": [str(path) for path in exported.files],
    }

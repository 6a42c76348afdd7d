"""`import`: filled-in workbooks and text tables into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import existing_file, type_of
from bianmin_desktop.environment.paths import whole_path

if TYPE_CHECKING:
    from bianmin_desktop.services.importing import Imported

summary = (
    "读 xlsx、xls 和 csv（UTF-8 或 GB18030）。表头按导出的名称或常见叫法认，\n"
    "空格子不改动原有内容，读不懂的内容原样保留并列出；同一个文件导入两次不会重复。写入之前自动备份。\n"
    "有问题列出时退出码为 1。"
)

_shown = 200


def arguments(parser: UsageParser) -> None:
    """`TYPE FILE... [--dry-run] [--report OUT.xlsx]`."""
    parser.takes("type", metavar="类型", help="communities 社区、circles 生活圈、outlets 网点")
    parser.takes("files", nargs="+", metavar="文件", help="要导入的文件，可以写几个")
    parser.takes("--dry-run", action="store_true", help="只试一遍，什么都不写入")
    parser.takes("--report", metavar="文件.xlsx", help="把问题清单存成表格（xlsx 或 csv）")


def run(call: Call) -> Answer:
    """The counts and problems; exit code 1 when there are problems."""
    with call.application() as application:
        record_type = type_of(application.edition, call.text("type"), is_ledger=True)
        files = [existing_file(whole_path(Path(file))) for file in call.texts("files")]
        imported = application.importing.run(
            record_type.id, files, is_trial=call.has("dry_run"), progress=call.progress
        )
        report = call.path("report")
        if report is not None:
            application.listings.save_problems(imported.problems, report)
    lines = _lines(imported)
    if report is not None:
        lines.append(f"问题清单：{report}")
    return Answer(_value(imported), lines, has_problems if imported.problems else done)


def _value(imported: Imported) -> dict[str, object]:
    from bianmin_desktop.services.importing import Fate

    problems = [
        {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in imported.problems
    ]
    counts = {fate.value: imported.count(fate) for fate in Fate}
    return {**counts, "problems": problems, "dry_run": imported.is_trial}


def _lines(imported: Imported) -> list[str]:
    from bianmin_desktop.services.importing import Fate

    counts = "、".join(f"{fate.label} {imported.count(fate)}" for fate in Fate)
    trial = "（试导入，没有写入）" if imported.is_trial else ""
    lines = [f"共读 {imported.total} 行{trial}：{counts}。"]
    lines += [f"{problem.place}：{problem.message}" for problem in imported.problems[:_shown]]
    if len(imported.problems) > _shown:
        lines.append(f"……还有 {len(imported.problems) - _shown} 条，用 --report 存成表格查看全部。")
    return lines

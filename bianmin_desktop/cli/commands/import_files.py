"""`import`: filled-in workbooks and text tables into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, done, has_problems
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import existing_file, type_of
from bianmin_desktop.environment.paths import whole_path

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.catalogue.definitions import RecordType
    from bianmin_desktop.services.importing import (
        FileOutcome,
        Imported,
        ImportService,
        Problem,
        Source,
        Trial,
    )

summary = (
    "读 xlsx、xlsm、xls、et、ods 和 csv（UTF-8 或 GB18030），写文件夹时读其中的所有表格。\n"
    "表头按导出的名称或常见叫法认，空格子不改动原有内容，读不懂的内容原样保留并列出；\n"
    "同一个文件导入两次不会重复。写入之前自动备份。有问题列出时退出码为 1。\n"
    "认错或认不出的列和文字用 --column、--value 指定，导入后记住，下次同样的表自动照办。"
)


def arguments(parser: UsageParser) -> None:
    """`TYPE FILE|DIR... [--dry-run] [--report OUT.xlsx] [--marked DIR]`.

    Also `[--column HEADING=FIELD]... [--value FIELD:TEXT=MEANING]... [--doubtful ANSWER]`.
    """
    words = "communities 社区、circles 生活圈、outlets 网点，或其他台账的名称（如 fund、资金）"
    parser.takes("type", metavar="类型", help=words)
    parser.takes("files", nargs="+", metavar="文件", help="要导入的文件或文件夹，可以写几个")
    parser.takes("--dry-run", action="store_true", help="只试一遍，什么都不写入")
    parser.takes("--report", metavar="文件.xlsx", help="把问题清单存成表格（xlsx 或 csv）")
    parser.takes("--marked", metavar="文件夹", help="把要改的格子标在原文件的副本上，存到这里")
    parser.takes(
        "--column",
        action="append",
        metavar="表头=项目",
        help="这一列当作哪一项，如 归属=所属社区；项目留空表示不导入这一列",
    )
    parser.takes(
        "--value",
        action="append",
        metavar="项目:文字=含义",
        help="认不出的文字当作什么，如 业态:连锁便利=便利店",
    )
    parser.takes(
        "--doubtful",
        metavar="new|same|skip",
        help="与台账里的记录相像的行：当作新的、当作那一条、不导入（默认列为存疑，不导入）",
    )


def run(call: Call) -> Answer:
    """The counts and problems; exit code 1 when there are problems."""
    from bianmin_desktop.cli.import_words import outcome_lines, skipped_lines, undo_line
    from bianmin_desktop.services.importing.folders import gather

    paths = [existing_file(whole_path(Path(file))) for file in call.texts("files")]
    with call.application() as application:
        record_type = type_of(application.edition, call.text("type"), is_ledger=True)
        gathered = gather(paths)
        service = application.importing
        sources = service.read(gathered.files, call.progress)
        trial = _trial(call, service, record_type, sources)
        problems = [*gathered.left_out, *trial.problems]
        # Before anything is written: a report that cannot be made must not hide an import.
        written = _written(call, application, trial)
        report = call.path("report")
        if report is not None:
            application.listings.save_problems(record_type.id, problems, report)
            written.append(f"问题清单：{report}")
        is_trial = call.has("dry_run")
        imported = service.tried(trial) if is_trial else service.apply(trial, call.progress)
    files = [*imported.files, *(_left_out(problem) for problem in gathered.left_out)]
    lines = [*outcome_lines(imported, files, problems), *skipped_lines(trial), *written]
    if imported.batch:
        lines.append(undo_line(imported.batch))
    return Answer(_value(imported, files, problems), lines, has_problems if problems else done)


def _trial(
    call: Call, service: ImportService, record_type: RecordType, sources: Sequence[Source]
) -> Trial:
    """The dry run, by what was decided of columns, texts and doubtful rows."""
    from bianmin_desktop.cli.import_choices import check_meanings, corrections, decisions

    proposal = service.propose(record_type.id, sources, progress=call.progress)
    columns, values = call.texts("column"), call.texts("value")
    if columns or values:
        chosen = corrections(proposal, record_type, columns, values)
        proposal = service.propose(record_type.id, sources, chosen, call.progress)
        check_meanings(proposal, chosen, record_type)
    trial = service.trial(proposal, progress=call.progress)
    if not call.text("doubtful"):
        return trial
    return service.trial(proposal, decisions(trial, call.text("doubtful")), call.progress)


def _left_out(problem: Problem) -> FileOutcome:
    from bianmin_desktop.services.importing import FileOutcome

    return FileOutcome(problem.file, {}, problem.message)


def _written(call: Call, application: Application, trial: Trial) -> list[str]:
    """The marked copies, made before the import: they show the files as they were read."""
    folder = call.path("marked")
    if folder is None:
        return []
    made = application.importing.marked(trial, folder, call.progress)
    return [f"标注的文件：{path}" for path in made]


def _value(
    imported: Imported, outcomes: Sequence[FileOutcome], problems: Sequence[Problem]
) -> dict[str, object]:
    from bianmin_desktop.services.importing import Fate

    told = [
        {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    files = [
        {"name": file.name, **{fate.value: file.count(fate) for fate in Fate}}
        | {"explanation": file.explanation}
        for file in outcomes
    ]
    counts = {fate.value: imported.count(fate) for fate in Fate}
    kept = {"problems": told, "files": files, "dry_run": imported.is_trial}
    return {**counts, **kept, "batch": imported.batch}

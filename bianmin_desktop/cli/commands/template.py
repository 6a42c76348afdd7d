"""`template`: an empty workbook to fill in and import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import type_of
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = (
    "表头、下拉选项和填写说明来自现行口径；填好后用 import 导入。\n"
    "社区、生活圈的下拉选项取自本机台账；还没有数据时用 --unit 指明单位。"
)


def arguments(parser: UsageParser) -> None:
    """`TYPE OUT.xlsx [--unit CODE]`."""
    parser.takes("type", metavar="类型", help="communities 社区、circles 生活圈、outlets 网点")
    parser.takes("out", metavar="文件.xlsx", help="存成哪个文件")
    parser.takes("--unit", metavar="代码", help="只列这个单位的社区")


def run(call: Call) -> Answer:
    """The file written; needs no book."""
    from bianmin_desktop.services.templates import TemplateService

    program = call.program
    record_type = type_of(program.edition, call.text("type"), is_ledger=True)
    target = call.required_path("out")
    if target.suffix.lower() != ".xlsx":
        raise WrongUse("模板要存成 .xlsx 文件。", code="BM-309")
    known: dict[str, tuple[str, ...]] = {}
    if program.has_book:
        with call.application() as application:
            known = _known(application, record_type)
    service = TemplateService(program.edition, program.divisions, program.clock)
    service.save(record_type.id, target, call.text("unit").strip(), known)
    value = {"file": str(target), "type": record_type.id}
    return Answer(value, [f"{record_type.name}模板已存入 {target}"])


def _known(application: Application, record_type: RecordType) -> dict[str, tuple[str, ...]]:
    """What the references of a record type may be chosen from."""
    return {
        field.target: tuple(text for text, _ in application.entry.answers(field))
        for field in record_type.fields
        if field.target
    }

"""`template`: workbooks to fill in and import, empty or with what each community has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import quarter_of, type_of
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = (
    "表头、下拉选项和填写说明来自现行口径；填好后用 import 导入。\n"
    "社区、生活圈的下拉选项取自本机台账；还没有数据时用 --unit 指明单位。\n"
    "加 --each-community：每个社区一个文件，存进指明的文件夹；再加 --filled 带上台账现有的内容。\n"
    "交回来的文件放在一个文件夹里，用 import 指明这个文件夹，一次收下。"
)

_of_each = ("filled", "quarter", "unmasked")


def arguments(parser: UsageParser) -> None:
    """`TYPE OUT.xlsx [--unit CODE]`, `TYPE DIR --each-community [--filled] …`."""
    parser.takes(
        "type",
        metavar="类型",
        help="communities 社区、circles 生活圈、outlets 网点，或其他台账的名称（如 fund、资金）",
    )
    parser.takes("out", metavar="文件.xlsx", help="存成哪个文件；按社区分发时是哪个文件夹")
    parser.takes("--unit", metavar="代码", help="只列（只分发给）这个单位的社区")
    parser.takes("--each-community", action="store_true", help="每个社区一个文件")
    parser.takes("--filled", action="store_true", help="带上台账现有的内容，社区只改有变化的")
    parser.takes("--quarter", metavar="季度", help="哪个季度，如 2024Q1；默认是今天所在的季度")
    parser.takes("--unmasked", action="store_true", help="姓名和电话写全（默认隐去一部分）")


def run(call: Call) -> Answer:
    """The files written; an empty template needs no book."""
    record_type = type_of(call.program.edition, call.text("type"), is_ledger=True)
    if call.has("each_community"):
        return _each(call, record_type)
    if any(call.has(name) for name in _of_each):
        raise WrongUse("--filled、--quarter、--unmasked 要和 --each-community 一起用。", "BM-300")
    return _one(call, record_type)


def _one(call: Call, record_type: RecordType) -> Answer:
    from bianmin_desktop.services.templates import TemplateService

    program = call.program
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


def _each(call: Call, record_type: RecordType) -> Answer:
    from bianmin_desktop.services.community_templates import Order

    quarter = call.text("quarter").strip()
    order = Order(
        is_filled=call.has("filled"),
        unit=call.text("unit").strip(),
        quarter=quarter_of(quarter) if quarter else None,
        is_open=call.has("unmasked"),
    )
    folder = call.required_path("out")
    with call.application() as application:
        sent = application.dispatching.save_each(record_type.id, folder, order, call.progress)
    files = [{"community": one.community, "file": str(one.path), "rows": one.rows} for one in sent]
    rows = f"，共 {sum(one.rows for one in sent):,} 行" if order.is_filled else ""
    lines = [f"已为 {len(sent)} 个社区生成{record_type.name}模板{rows}，存入 {folder}"]
    lines += [f"{one.path.name}：{one.rows} 行" for one in sent] if order.is_filled else []
    return Answer({"type": record_type.id, "folder": str(folder), "files": files}, lines)


def _known(application: Application, record_type: RecordType) -> dict[str, tuple[str, ...]]:
    """What the references of a record type may be chosen from."""
    return {
        field.target: tuple(text for text, _ in application.entry.answers(field))
        for field in record_type.fields
        if field.target
    }

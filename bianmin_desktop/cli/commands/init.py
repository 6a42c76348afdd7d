"""`init`: a new data folder for a unit."""

from __future__ import annotations

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.errors import WrongUse

summary = "单位代码取 6、9 或 12 位区划代码（用 units 查）；已有数据的文件夹不会被覆盖。"


def arguments(parser: UsageParser) -> None:
    """`--unit CODE [--demo]`."""
    parser.takes("--unit", required=True, metavar="代码", help="本机单位的区划代码")
    parser.takes("--demo", action="store_true", help="填入示例数据（2023年第三季度起）")


def run(call: Call) -> Answer:
    """Make the book. Raises `WrongUse` when there is one already or the code is unknown."""
    code = call.text("unit").strip()
    if not (code.isascii() and code.isdecimal()) or len(code) not in (6, 9, 12):
        raise WrongUse(f"“{code[:20]}”不是区划代码：要 6、9 或 12 位数字。", code="BM-310")
    program = call.program
    if program.has_book:
        raise WrongUse(
            f"这个文件夹里已经有数据，没有改动它：{program.folder.path}。"
            "请用 --data 换一个文件夹。",
            code="BM-120",
        )
    program.make_book(code, is_demo=call.has("demo"), progress=call.progress)
    with call.application() as application:
        office = application.office
        counts = {
            type_id: application.ledgers.count(application.ledgers.listing(type_id))
            for type_id in ("community", "circle", "outlet")
        }
        value = {
            "unit": office.code,
            "name": office.name,
            "level": office.level,
            "demo": office.is_demo,
            "data": str(program.folder.path),
            "counts": counts,
        }
        held = "社区 {community} 个、生活圈 {circle} 个、网点 {outlet} 个".format(**counts)
        demo = "（示例数据，不能用于上报）" if office.is_demo else ""
        lines = [
            f"已为{office.name}（{office.code}）建立数据{demo}：{held}。",
            f"数据文件夹：{program.folder.path}",
        ]
    return Answer(value, lines)

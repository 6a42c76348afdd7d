"""`checklist`: a circle's acceptance checklist: shown, filled in, printed, moved on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.checklist_words import (
    overview_answer,
    saved_answer,
    sheet_answer,
    step_answer,
)
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import entered, field_of
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom
    from bianmin_desktop.catalogue.edition import Edition
    from bianmin_desktop.services.checklist_papers import Wanted

summary = (
    "不带选项列出一个生活圈的验收清单：分值、台账情况、评分、缺的佐证材料，和现在能走的步骤。\n"
    "生活圈编号见 list circles；--all 代替编号，表示全部生活圈。\n"
    "例：checklist 编号 --out 清单.pdf；checklist --all --blank --out 空白清单文件夹；\n"
    "checklist 编号 --set 101 self_score=3 verdict=合格；checklist --code KD7M4-101-X。"
)


def arguments(parser: UsageParser) -> None:
    """`[CIRCLE-ID | --all | --code CODE] [--out FILE|DIR] [--blank] …`."""
    parser.takes("circle", nargs="?", metavar="生活圈编号", help="哪个生活圈")
    parser.takes("--all", action="store_true", help="全部生活圈")
    parser.takes("--street", metavar="代码", help="和 --all 一起用：只要这个街道的生活圈")
    parser.takes("--code", metavar="行代码", help="打印的行代码是哪个生活圈的哪一项")
    parser.takes("--template", metavar="模板", help="用哪份清单模板（默认第一份）")
    parser.takes("--out", metavar="文件或文件夹", help="存成 .pdf 或 .xlsx；--all 也可以是文件夹")
    parser.takes("--blank", action="store_true", help="空白表，带到现场手填")
    parser.takes("--version", type=whole_number, metavar="N", help="第几次存档的清单")
    parser.takes("--set", nargs="+", metavar="项 内容", help="填一项，如 101 self_score=3")
    parser.takes(
        "--panel", nargs="+", metavar="内容", help="填这次验收，如 leader=张三 on=2024-5-20"
    )
    parser.takes("--points", nargs="+", metavar="项=分", help="改分值，如 101=4 102=2（合计不变）")
    parser.takes("--attach", action="append", metavar="文件", help="加入佐证材料，可以写几次")
    parser.takes("--line", action="append", metavar="项", help="佐证材料对应哪一项，可以写几次")
    parser.takes("--material", metavar="名称", help="佐证材料是清单要求的哪一种")
    parser.takes("--step", metavar="步骤", help="走一步，如 report（自查合格，报区初验）")


def run(call: Call) -> Answer:
    """What was asked for; showing the checklist without any option."""
    with call.application() as application:
        room, edition = application.acceptance, application.edition
        if call.text("code"):
            place = room.checklists.find(call.text("code"))
            sheet = room.checklists.sheet(place.circle_id, place.template_id)
            return sheet_answer(sheet, room.checklists.steps(sheet), place.line_id)
        if call.texts("points"):
            return _points(call, room)
        if call.has("all"):
            return _all(call, room)
        circle = _circle(call, room)
        for name, act in _acts.items():
            if call.text(name):
                return act(call, room, circle, edition)
        sheet = room.checklists.sheet(circle, call.text("template"))
        return sheet_answer(sheet, room.checklists.steps(sheet))


def _circle(call: Call, room: AcceptanceRoom) -> str:
    """The circle by its id or name. Raises `WrongUse`."""
    wanted = call.text("circle").strip()
    if not wanted:
        raise WrongUse("请写明生活圈编号（见 list circles），或用 --all。", code="BM-300")
    known = room.checklists.circles()
    found = [circle_id for circle_id, name in known if wanted in (circle_id, name)]
    if len(found) != 1:
        raise WrongUse(f"没有编号或名称是“{wanted[:50]}”的生活圈。", code="BM-306")
    return found[0]


def _all(call: Call, room: AcceptanceRoom) -> Answer:
    circles = tuple(circle_id for circle_id, _ in room.checklists.circles(call.text("street")))
    if not call.text("out"):
        return overview_answer(room.checklists.sheets(circles, call.text("template")))
    wanted, target = _wanted(call, circles), call.required_path("out")
    if target.suffix.lower() in (".pdf", ".xlsx"):
        return _written((room.papers.save(wanted, target, call.progress),))
    return _written(room.papers.save_each(wanted, target, progress=call.progress))


def _out(call: Call, room: AcceptanceRoom, circle: str, _: Edition) -> Answer:
    target, version = call.required_path("out"), call.number("version")
    if version is None:
        return _written((room.papers.save(_wanted(call, (circle,)), target, call.progress),))
    template = room.checklists.template(call.text("template")).id
    return _written((room.papers.save_frozen(circle, template, version, target),))


def _set(call: Call, room: AcceptanceRoom, circle: str, edition: Edition) -> Answer:
    line, *pairs = call.texts("set")
    texts = _texts("checklist_row", pairs, edition)
    template = room.checklists.template(call.text("template")).id
    return saved_answer(room.checklists.answer(circle, template, line, texts))


def _panel(call: Call, room: AcceptanceRoom, circle: str, edition: Edition) -> Answer:
    texts = _texts("checklist", call.texts("panel"), edition)
    template = room.checklists.template(call.text("template")).id
    return saved_answer(room.checklists.describe(circle, template, texts))


def _attach(call: Call, room: AcceptanceRoom, circle: str, _: Edition) -> Answer:
    from bianmin_desktop.services.evidence import Proof

    template = room.checklists.template(call.text("template")).id
    proof = Proof(circle, template, tuple(call.texts("line")), call.text("material"))
    sources = [Path(name).expanduser() for name in call.texts("attach")]
    attached = room.evidence.attach(proof, sources, call.progress)
    value = [
        {"number": r.text("number"), "file": str(room.evidence.path(r))} for r in attached.records
    ]
    return Answer(value, [f"{one['number']}　{one['file']}" for one in value])


def _step(call: Call, room: AcceptanceRoom, circle: str, _: Edition) -> Answer:
    template = room.checklists.template(call.text("template")).id
    return step_answer(room.steps.advance(circle, template, call.text("step")))


def _points(call: Call, room: AcceptanceRoom) -> Answer:
    template = room.checklists.template(call.text("template"))
    texts = {}
    for pair in call.texts("points"):
        line, sign, points = pair.partition("=")
        if not sign:
            raise WrongUse(f"“{pair[:40]}”不是“项=分”的写法，如 101=4。", code="BM-300")
        texts[line] = points
    room.checklists.set_points(template.id, texts)
    now = {line: f"{held:f}" for line, held in room.checklists.points(template.id).items()}
    return Answer(now, [f"{line}　{held} 分" for line, held in now.items()])


def _texts(type_id: str, pairs: list[str], edition: Edition) -> dict[str, str]:
    record_type = edition.record_type(type_id)
    given = []
    for pair in pairs:
        word, sign, text = pair.partition("=")
        if not sign:
            raise WrongUse(f"“{pair[:40]}”不是“项目=内容”的写法。", code="BM-300")
        given.append((field_of(record_type, word), text))
    return entered(record_type, given)


def _wanted(call: Call, circles: tuple[str, ...]) -> Wanted:
    from bianmin_desktop.services.checklist_papers import Wanted

    return Wanted(circles, call.text("template"), call.has("blank"))


def _written(files: tuple[Path, ...]) -> Answer:
    told = [f"已存 {len(files)} 个文件：", *(f"  {path}" for path in files)]
    return Answer({"files": [str(path) for path in files]}, told)


_Act = Callable[[Call, "AcceptanceRoom", str, "Edition"], Answer]
_acts: dict[str, _Act] = {
    "set": _set,
    "panel": _panel,
    "attach": _attach,
    "step": _step,
    "out": _out,
}

"""`editions`: the policy editions at hand, loading one from a pack, choosing the one in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import existing_file
from bianmin_desktop.environment.paths import whole_path
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.domain.edition_differences import EditionDifference
    from bianmin_desktop.services.editions import EditionService, HeldEdition

summary = (
    "不写动作时列出本机的口径。\n"
    "load 检查一个口径包（zip 文件或文件夹）并说明它改了什么；指纹与发来的人核对无误后，"
    "加 --confirm 指纹 才载入。载入不等于启用。\n"
    "use 启用一个口径：以后新填的按它；以前上报的季度仍按当时的口径。"
)


def arguments(parser: UsageParser) -> None:
    """`[load FILE [--confirm MARK] | use ID]`."""
    parser.takes("action", nargs="?", metavar="动作", help="load 或 use")
    parser.takes("subject", nargs="?", metavar="文件或编号", help="口径包，或口径的编号")
    parser.takes("--confirm", metavar="指纹", help="核对过的指纹")


def run(call: Call) -> Answer:
    """What is at hand, or what was loaded or chosen. Raises `WrongUse`."""
    editions, action = call.program.editions, call.text("action")
    if not action:
        return _listed(editions)
    actions: Mapping[str, Callable[[EditionService, Call], Answer]] = {"load": _load, "use": _use}
    if action not in actions:
        raise WrongUse(f"不认识的动作“{action[:20]}”，可以是 load 或 use。", code="BM-300")
    if not call.text("subject"):
        wanted = "口径包的位置" if action == "load" else "口径的编号"
        raise WrongUse(f"editions {action} 后面要写{wanted}。", code="BM-300")
    return actions[action](editions, call)


def _listed(editions: EditionService) -> Answer:
    held = editions.all()
    headers = ("", "编号", "名称", "文号", "规则", "指纹", "来源")
    lines = table(headers, [_row(one) for one in held])
    lines += [f"{one.id}：{one.fault}" for one in held if one.fault]
    return Answer([_value(one) for one in held], lines)


def _row(held: HeldEdition) -> Sequence[str]:
    mark = "现用" if held.is_in_force else ""
    origin = "随程序" if held.is_shipped else "载入"
    rules = "" if held.fault else str(held.rules)
    return mark, held.id, held.name, held.number, rules, held.fingerprint, origin


def _value(held: HeldEdition) -> dict[str, object]:
    return {
        "id": held.id,
        "name": held.name,
        "document": held.number,
        "rules": held.rules,
        "fingerprint": held.fingerprint,
        "shipped": held.is_shipped,
        "in_force": held.is_in_force,
        "fault": held.fault,
    }


def _load(editions: EditionService, call: Call) -> Answer:
    pack = editions.examine(existing_file(whole_path(Path(call.text("subject")))))
    confirmed = call.text("confirm")
    if confirmed:
        editions.accept(pack, confirmed)
    title, rules = pack.edition.title, len(pack.edition.rules)
    value = {
        "id": title.id,
        "name": title.name,
        "document": title.document.number,
        "rules": rules,
        "fingerprint": pack.fingerprint,
        "differs": [_difference(one) for one in pack.differences],
        "loaded": bool(confirmed) or pack.is_held,
    }
    lines = [
        f"口径 {title.id}：{title.name}（{title.document.number}），{rules} 条规则",
        f"指纹 {pack.fingerprint}",
        "与现用口径相比：",
        *_differences(pack.differences),
        _outcome(title.id, pack.fingerprint, is_loaded=bool(confirmed), is_held=pack.is_held),
    ]
    return Answer(value, lines)


def _outcome(edition: str, mark: str, *, is_loaded: bool, is_held: bool) -> str:
    if is_held:
        return "这个口径本机已经有了，内容相同。"
    if is_loaded:
        return f"已载入，还没有启用。启用：bianmin-desktop editions use {edition}"
    return f"还没有载入。指纹与发来的人核对无误后，加上 --confirm {mark} 再运行一次。"


def _use(editions: EditionService, call: Call) -> Answer:
    wanted = call.text("subject")
    different = editions.differences(wanted)
    editions.use(wanted)
    value = {"in_force": wanted, "differs": [_difference(one) for one in different]}
    lines = [
        f"已启用口径 {wanted}，从下次打开数据起，新填的按它；以前上报的季度仍按当时的口径。",
        "与原来的口径相比：",
        *_differences(different),
    ]
    return Answer(value, lines)


def _difference(found: EditionDifference) -> dict[str, object]:
    return {
        "kind": found.kind,
        "added": list(found.added),
        "removed": list(found.removed),
        "changed": list(found.changed),
    }


def _differences(found: Sequence[EditionDifference]) -> list[str]:
    return [line for one in found for line in one.told()] or ["  没有不同"]

"""`rules`: every audit rule in force, on the screen or into a file."""

from __future__ import annotations

from itertools import groupby

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.domain.rules.telling import RuleLine

summary = "每条规则的级别、说法、限值、空白怎么算和依据。〔〕里是用真实内容填的地方。"


def arguments(parser: UsageParser) -> None:
    """`[--search TEXT] [--out FILE]`."""
    parser.takes("--search", metavar="文字", help="只列有这些字的规则")
    parser.takes("--out", metavar="文件", help="存成 .pdf 或 .xlsx")


def run(call: Call) -> Answer:
    """The rules, or the file they were written to."""
    target = call.path("out")
    with call.application() as application:
        lists = application.rule_lists
        lines = lists.lines(call.text("search"))
        if target is not None:
            lists.save(lines, target, call.progress)
            words = f"已把 {len(lines)} 条审核规则存入 {target}"
            return Answer({"file": str(target), "count": len(lines)}, [words])
        head = f"{lists.basis}，共 {len(lines)} 条"
    shown = [head]
    for group, held in groupby(lines, key=lambda line: line.group):
        shown += ["", group, *(text for line in held for text in _told(line))]
    return Answer([_value(line) for line in lines], shown)


def _told(line: RuleLine) -> list[str]:
    besides = filter(None, (line.limits, line.blanks, line.source))
    return [f"【{line.level.label}】{line.name}：{line.says}", f"    {'；'.join(besides)}"]


def _value(line: RuleLine) -> dict[str, object]:
    return {
        "id": line.id,
        "record_type": line.record,
        "group": line.group,
        "level": line.level.value,
        "name": line.name,
        "fields": line.fields,
        "message": line.says,
        "limits": line.limits,
        "blanks": line.blanks,
        "clause": line.clause,
        "source": line.source,
        "template": line.is_template,
    }

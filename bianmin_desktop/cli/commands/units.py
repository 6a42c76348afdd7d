"""`units`: finding division codes."""

from __future__ import annotations

from bianmin_desktop.catalogue.divisions import Division, Divisions
from bianmin_desktop.cli.answer import Answer, has_problems, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser, whole_number

summary = "按名称、拼音首字母或代码开头查；不写就列出最前面的。"

_levels = {"city": "市", "district": "区市", "street": "街道", "community": "社区"}


def arguments(parser: UsageParser) -> None:
    """`[TEXT] [--limit N]`."""
    parser.takes("text", nargs="?", metavar="文字", help="名称、拼音首字母或代码开头")
    parser.takes("--limit", type=whole_number, metavar="N", help="最多列几个（默认 50）")


def run(call: Call) -> Answer:
    """The units found; exit code 1 when there are none."""
    text = call.text("text")
    divisions = call.program.divisions
    found = divisions.search(text, call.number("limit") or 50)
    if not found:
        return Answer([], [f"区划表里没有与“{text[:30]}”相符的单位。"], has_problems)
    paths = [_path(divisions, division) for division in found]
    rows = [
        (d.code, _levels.get(d.level, d.level), d.name, path)
        for d, path in zip(found, paths, strict=True)
    ]
    value = [
        {
            "code": d.code,
            "level": d.level,
            "name": d.name,
            "short_name": d.short_name,
            "parent": d.parent,
            "path": path,
        }
        for d, path in zip(found, paths, strict=True)
    ]
    return Answer(value, table(("代码", "级别", "名称", "所在"), rows))


def _path(divisions: Divisions, division: Division) -> str:
    return " ".join(above.name for above in divisions.path(division.code)[:-1])

"""Reading a command line with Chinese help and Chinese complaints."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bianmin_desktop.errors import WrongUse

program_name = "bianmin-desktop"

_complaints: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "缺少参数：{0}"),
    (r"unrecognized arguments: (.+)", "不认识这些参数：{0}"),
    (r"argument (.+?): expected one argument", "{0} 后面要跟一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要有一个值"),
    (r"argument (.+?): expected (\d+) arguments?", "{0} 后面要跟 {1} 个值"),
    (r"argument (.+?): ignored explicit argument '?(.*?)'?", "{0} 后面不能带值“{1}”"),
    (r"argument (.+?): invalid \w+ value: '?(.*?)'?", "{0} 不能是“{1}”"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 不能和 {1} 一起用"),
    (r"one of the arguments (.+) is required", "这些参数要有一个：{0}"),
)


def in_chinese(complaint: str) -> str:
    """What `argparse` complains of, said in Chinese."""
    for pattern, sentence in _complaints:
        if found := re.fullmatch(pattern, complaint):
            return sentence.format(*found.groups())
    return f"参数不对（{complaint}）"


class _Layout(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Sequence[argparse.Action],  # type: ignore[override]
        groups: Sequence[argparse._MutuallyExclusiveGroup],  # type: ignore[override]
        prefix: str | None = None,
    ) -> None:
        """The usage line, with a Chinese word before it."""
        super().add_usage(usage, actions, groups, prefix or "用法：")


class UsageParser(argparse.ArgumentParser):
    """An `ArgumentParser` that speaks Chinese and raises `WrongUse` instead of ending the program.

    Every command takes `--data`, `--json` and `-h`; an option not given here keeps the value it
    got before the command.
    """

    def __init__(self, command: str, summary: str) -> None:
        """For one command; the empty name is the program itself."""
        prog = f"{program_name} {command}".strip()
        super().__init__(
            prog,
            description=summary,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Layout,
            argument_default=argparse.SUPPRESS,
        )
        self._given = self.add_argument_group("参数")
        common = self.add_argument_group("通用选项")
        common.add_argument("-h", "--help", action="store_true", help="显示这段说明")
        common.add_argument(
            "--data",
            type=Path,
            metavar="文件夹",
            help="数据文件夹（默认见环境变量 BIANMIN_DATA，再次为用户文件夹）",
        )
        common.add_argument("--json", action="store_true", help="在标准输出给出一个 JSON 值")

    def takes(self, *names: str, **settings: object) -> None:
        """Declare an argument of the command, as `add_argument` does."""
        self._given.add_argument(*names, **settings)  # type: ignore[arg-type]

    def read(self, arguments: Sequence[str], known: argparse.Namespace) -> argparse.Namespace:
        """The arguments, after those in `known`. Raises `WrongUse` in Chinese."""
        if {"-h", "--help"} & set(arguments):
            known.help = True
            return known
        return self.parse_intermixed_args(list(arguments), known)

    def error(self, message: str) -> NoReturn:
        """Complain in Chinese, with the way out."""
        raise WrongUse(f"{in_chinese(message)}。用法见：{self.prog} --help", code="BM-300")


def whole_number(text: str) -> int:
    """An argument that is a whole number above zero. Raises `WrongUse`."""
    if not (text.isascii() and text.isdecimal()) or int(text[:9]) < 1 or len(text) > 9:
        raise WrongUse(f"“{text}”不是大于 0 的整数。", code="BM-300")
    return int(text)

"""The command line's front door: which command, how it ended, and no traceback ever."""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bianmin_desktop import __version__
from bianmin_desktop.cli.answer import Answer, print_answer, print_fault
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser, program_name
from bianmin_desktop.errors import EnvironmentFault, Fault, WrongUse, environment_fault

if TYPE_CHECKING:
    from bianmin_desktop.environment.clock import Clock

_summary = """便民圈填报：一刻钟便民生活圈台账与季度报送，离线桌面程序。

不带命令打开窗口；带命令时不需要显示器："""

commands: dict[str, tuple[str, str]] = {
    "init": ("init", "为一个单位建立数据文件夹"),
    "units": ("units", "查区划代码"),
    "list": ("list_records", "列出记录，或存成表格文件"),
    "show": ("show", "查看一条记录和它的问题"),
    "set": ("set_record", "修改、新增、删除、恢复一条记录"),
    "summary": ("summary", "季度和年度总结：打开、查看、填写、起草、目标"),
    "figures": ("figures", "一个季度或任意一天的数字，和背后的记录"),
    "recheck": ("recheck", "本季度要再看一遍的记录、改过的记录"),
    "check": ("check", "审核一个季度或一年"),
    "explain": ("explain", "对一条核实性问题作出说明"),
    "export": ("export", "导出一个季度、一年或一条工作信息"),
    "deadline": ("deadline", "报送时限、是否按时、上级已收和改报"),
    "document": ("document", "打印文书：业态表、补短板清单、通报、整改通知、催报单"),
    "checklist": ("checklist", "验收清单：查看、填写、打印、走步骤"),
    "history": ("history", "查看修改历史，撤销一次或一批修改"),
    "reopen": ("reopen", "重新导出以前的某一版"),
    "verify": ("verify", "核对文件或一致码是不是当时上报的那一版"),
    "diff": ("diff", "对比两版，或与上季度对比"),
    "rules": ("rules", "列出审核规则"),
    "editions": ("editions", "口径：列出、载入、启用"),
    "template": ("template", "生成填报模板"),
    "import": ("import_files", "导入填好的表格"),
}
"""Every command: the module of `cli.commands` that does it, and what it is for."""

OpenWindow = Callable[[Call], int]
"""Opens the window for the options given, and returns the exit code when it is closed."""

_own_mistake = "程序自身出了错，已经记入日志，数据没有被这一步改动。请把代码告诉维护人员。"


class Command(Protocol):
    """What a module of `cli.commands` offers."""

    summary: str

    def arguments(self, parser: UsageParser) -> None:
        """Declare the command's arguments."""
        ...

    def run(self, call: Call) -> Answer:
        """Do it. Raises `Fault` for everything a user is to be told."""
        ...


def main(
    arguments: Sequence[str] | None = None,
    clock: Clock | None = None,
    open_window: OpenWindow | None = None,
) -> int:
    """Run one command; returns the exit code (0 done, 1 problems, 2 wrong use, 3 environment).

    Without a command `open_window` is called, or the overview printed when there is none.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    is_json = "--json" in given
    _make_printable(is_json=is_json)
    try:
        answer = _answer(given, clock, open_window)
        print_answer(answer, sys.stdout, is_json=is_json)
    except BrokenPipeError:
        return _stop_writing()
    except KeyboardInterrupt:
        return _told(Fault("已中断，没有写完的内容不会留下。", code="BM-002"), is_json=is_json)
    except Exception as error:  # noqa: BLE001 - the last net: no traceback reaches a user
        return _told(_fault_of(error, given), is_json=is_json)
    return answer.exit_code


def _answer(given: Sequence[str], clock: Clock | None, open_window: OpenWindow | None) -> Answer:
    before, after = split(given)
    front = _front()
    known = front.read(before, argparse.Namespace())
    if getattr(known, "version", False):
        return Answer({"version": __version__}, [f"便民圈填报 {__version__}"])
    if after and not getattr(known, "help", False):
        return _run(after[0], after[1:], known, clock)
    if open_window is not None and not {"help", "json"} & set(vars(known)):
        return Answer(None, [], open_window(Call(known, clock)))
    listed = {name: text for name, (_, text) in commands.items()}
    return Answer({"commands": listed}, [front.format_help().rstrip()])


def _front() -> UsageParser:
    """The parser of what stands before a command."""
    width = max(map(len, commands))
    listed = [f"  {name:<{width}}  {text}" for name, (_, text) in commands.items()]
    front = UsageParser("", "\n".join([_summary, "", *listed]))
    front.usage = f"{program_name} [选项] [命令 …]"
    front.epilog = f"每个命令的说明：{program_name} 命令 --help"
    front.takes("--version", action="store_true", help="显示版本号")
    front.takes("--demo", action="store_true", help="窗口打开示例数据")
    front.takes("--exit-after-start", action="store_true", help="窗口可用后即退出（量启动时间）")
    return front


def split(given: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options before the command, and the command with what follows it."""
    place = 0
    while place < len(given) and given[place].startswith("-"):
        place += 2 if given[place] == "--data" else 1
    return list(given[:place]), list(given[place:])


def _run(
    name: str, arguments: Sequence[str], known: argparse.Namespace, clock: Clock | None
) -> Answer:
    if name not in commands:
        close = difflib.get_close_matches(name, commands, 1)
        hint = f"是不是“{close[0]}”？" if close else ""
        raise WrongUse(
            f"没有“{name[:30]}”这个命令。{hint}全部命令见：{program_name} --help", code="BM-300"
        )
    module, summary = commands[name]
    command: Command = importlib.import_module(f"bianmin_desktop.cli.commands.{module}")
    parser = UsageParser(name, f"{summary}。\n\n{command.summary}")
    command.arguments(parser)
    options = parser.read(arguments, known)
    if getattr(options, "help", False):
        text = parser.format_help()
        return Answer({"help": text}, [text])
    return command.run(Call(options, clock))


def _fault_of(error: Exception, given: Sequence[str]) -> Fault:
    from bianmin_desktop.domain.parsing.unreadable import Unreadable

    if isinstance(error, Fault):
        return error
    if isinstance(error, Unreadable):
        return WrongUse(error.message, code="BM-302")
    if isinstance(error, OSError):
        place = Path(error.filename) if isinstance(error.filename, str) else None
        return environment_fault(error, "读写文件", place)
    return _own_fault(error, given)


def _own_fault(error: Exception, given: Sequence[str]) -> Fault:
    """A mistake of ours: a sentence with a code; where it happened goes to the log alone."""
    from bianmin_desktop.environment.crash import note
    from bianmin_desktop.environment.logs import start_log, stop_log
    from bianmin_desktop.environment.paths import DataFolder

    named = [Path(value) for switch, value in pairwise(given) if switch == "--data"]
    start_log(DataFolder.chosen(named[-1] if named else None).logs)
    fault = Fault(_own_mistake, code=note(error))
    fault.exit_code = EnvironmentFault.exit_code
    stop_log()
    return fault


def _told(fault: Fault, *, is_json: bool) -> int:
    try:
        print_fault(fault, sys.stdout, sys.stderr, is_json=is_json)
    except BrokenPipeError:
        return _stop_writing()
    except OSError:
        # The output itself takes nothing, a file on a full disk say: the other stream may.
        with suppress(OSError):
            print_fault(fault, sys.stdout, sys.stderr, is_json=False)
    _stop_writing()
    return fault.exit_code


def _stop_writing() -> int:
    """Nobody reads an output, or it takes nothing any more: be quiet at exit too."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    return 0


def _make_printable(*, is_json: bool) -> None:
    """Output never fails for a sign the console lacks; JSON is UTF-8 everywhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by the caller, or a program without a console: what is told goes nowhere.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "a", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if is_json and stream is sys.stdout:
            reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            reconfigure(errors="backslashreplace")

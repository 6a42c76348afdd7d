"""The program's entry: a command, or the window when there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bianmin_desktop.cli.call import Call
from bianmin_desktop.errors import EnvironmentFault

_screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_reading_child = "--read-workbook"
_without_window = (
    "这台机器没有图形界面，打不开窗口。全部工作也可以用命令完成：\n"
    "  bianmin-desktop init --unit 370212005 --demo    建立示例数据（金家岭街道）\n"
    "  bianmin-desktop check 2024Q1                    审核一个季度\n"
    "  bianmin-desktop export 2024Q1 --out 报送         导出 Excel 和 PDF\n"
    "  bianmin-desktop --help                          全部命令"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [_reading_child]:
        # The frozen program has no `python -m`: it reads foreign workbooks by starting itself.
        from bianmin_desktop.exchange.reading import child

        return child.main()
    from bianmin_desktop.cli.main import main as run

    return run(given, open_window=open_window)


def open_window(call: Call) -> int:
    """Open the window and stay until it is closed. Raises `EnvironmentFault` without a screen."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _screens):
        raise EnvironmentFault(_without_window, code="BM-170")
    try:
        # Qt's Python binding reads the source of every module imported after it (and keeps it):
        # so whatever needs no Qt comes first.
        import_module("bianmin_desktop.bootstrap")
        from bianmin_desktop.gui import app
    except ImportError as error:
        raise EnvironmentFault(
            f"窗口所需的组件装载不了（{error}），请按说明重新安装程序。命令行仍可使用：{_help}",
            code="BM-171",
        ) from error
    return app.run(
        call.path("data"), demo=call.has("demo"), exit_after_start=call.has("exit_after_start")
    )


_help = "bianmin-desktop --help"

if __name__ == "__main__":
    sys.exit(main())

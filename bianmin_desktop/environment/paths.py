"""Where the program's own files lie and where the clerk's data goes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from bianmin_desktop.errors import EnvironmentFault

application = "bianmin-desktop"


def resources() -> Path:
    """The folder of policy, fonts and tables: frozen, installed or beside the checkout's code.

    Raises `EnvironmentFault` when the program is not installed whole.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [package / "resources", package.parent / "resources"]
    for place in places:
        if (place / "policy").is_dir():
            return place
    raise EnvironmentFault("程序文件不完整（缺 resources 文件夹），请重新安装。", code="BM-150")


def whole_path(path: Path) -> Path:
    """The path from the root, `~` read as the user's folder; a `~name` nobody has stays a name."""
    try:
        return path.expanduser().absolute()
    except RuntimeError:
        return path.absolute()


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that holds one office's data."""

    path: Path

    @classmethod
    def chosen(cls, wanted: Path | None = None) -> DataFolder:
        """By argument, else `BIANMIN_DATA`, else portable beside the program, else per user."""
        named = os.environ.get("BIANMIN_DATA", "")
        if wanted is not None:
            return cls(whole_path(wanted))
        if named:
            return cls(whole_path(Path(named)))
        beside = Path(sys.argv[0]).resolve().parent if sys.argv[0] else Path.cwd()
        if (beside / "portable").exists():
            return cls(beside / "data")
        import appdirs

        return cls(Path(appdirs.user_data_dir(application, appauthor=False)))

    @property
    def additions(self) -> Path:
        """Columns the office added to its ledgers by itself (上级加了一列)."""
        return self.path / "additions.toml"

    @property
    def editions(self) -> Path:
        """Policy editions loaded from packs (口径包), and which one is in force."""
        return self.path / "editions"

    @property
    def backups(self) -> Path:
        """Copies of the book."""
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        """What the program noted, without personal data."""
        return self.path / "logs"

    @property
    def exports(self) -> Path:
        """Where exports go unless told otherwise."""
        return self.path / "exports"

    @property
    def evidence(self) -> Path:
        """Evidence files attached to checklists."""
        return self.path / "evidence"

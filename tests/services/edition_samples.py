"""Edition packs made from the shipped edition: as another office would send them."""

from __future__ import annotations

import shutil
from pathlib import Path

from bianmin_desktop.environment.paths import resources

shipped = "qingdao-2022"
newer = "qingdao-2025"
added_rule = """
[[rule]]
id = "outlet.hours_known"
name = "营业时间"
record = "outlet"
kind = "requires"
level = "hint"
fields = ["hours"]
message = "还没有填{missing}。"
template = true
"""


def edition_folder(folder: Path, name: str = newer) -> Path:
    """A newer edition: another name, a stricter limit, one more rule, one more field."""
    made = shutil.copytree(resources() / "policy" / shipped, folder / name)
    change(made / "edition.toml", f'id = "{shipped}"', f'id = "{name}"')
    change(made / "edition.toml", "（2022年口径）", "（新口径）")
    change(made / "thresholds.toml", "value = 1500", "value = 1000")
    change(made / "rules.toml", "", added_rule)
    return made


def change(path: Path, right: str, wrong: str) -> None:
    """Exchange words in a file; without words to exchange, put them at its end."""
    text = path.read_text(encoding="utf-8")
    assert right in text
    changed = text.replace(right, wrong, 1) if right else text + wrong
    path.write_text(changed, encoding="utf-8")


def zipped(folder: Path) -> Path:
    """The folder as a zip beside it, as a file manager packs it."""
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

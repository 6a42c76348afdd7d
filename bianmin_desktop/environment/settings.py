"""What a clerk has set: one small JSON file in the data folder, every value checked on reading.

A value that makes no sense is replaced by its default and told in a sentence; a settings file can
never keep the program from starting.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from bianmin_desktop.environment.files import write_bytes

file_name = "settings.json"

_largest = 1_000_000
_Percent = Annotated[int, Meta(ge=80, le=200)]
_Copies = Annotated[int, Meta(ge=1, le=400)]
_Text = Annotated[str, Meta(max_length=4000)]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How a list is looked at, under a name: columns and their widths, filter and order.

    `columns` are field ids in order, `widths` tenths of a letter's width by field id, `where` pairs
    of a field id and an answer as a clerk writes it; `order` is a field id, `level` or empty.
    """

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    columns: tuple[str, ...] = ()
    widths: dict[str, Annotated[int, Meta(ge=1, le=4000)]] = {}
    where: tuple[tuple[str, str], ...] = ()
    search: _Text = ""
    levels: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False


Form = Literal["xlsx", "csv", "pdf", "print"]
"""What a list is made into."""


class ListExport(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen when a list went out last: form, for whom, and which columns."""

    form: Form = "xlsx"
    is_for_others: bool = False
    has_all_columns: bool = False


class Printing(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen when something was printed last; an empty printer is the system's own."""

    printer: _Text = ""
    paper: Literal["own", "A4", "A3"] = "own"
    turning: Literal["own", "portrait", "landscape"] = "own"
    copies: Annotated[int, Meta(ge=1, le=99)] = 1
    is_two_sided: bool = False


class Typeface(msgspec.Struct, frozen=True, kw_only=True):
    """A typeface of this machine: its name, its file, and its place (from 0) in a collection."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    path: _Text
    index: Annotated[int, Meta(ge=0, le=63)] = 0


class DocumentPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The paper of appendix tables, and typefaces of this machine in place of those shipped."""

    is_large: bool = False
    is_narrow: bool = False
    typefaces: dict[Literal["title", "body", "kai", "hei", "song"], Typeface] = {}


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set, with its default.

    `text_percent` is the size of text against the system's (80 to 200); `geometry` what Qt needs
    to put the window back; `columns` the chosen columns (field ids) of each list; `export_folder`
    where the last export went; `daily_copies` and `monthly_copies` how many backups are kept;
    `layouts` the saved layouts of each list; `list_export` and `printing` what was chosen last;
    `paper` how official documents are set.
    """

    text_percent: _Percent = 100
    geometry: _Text = ""
    columns: dict[str, tuple[str, ...]] = {}
    export_folder: _Text = ""
    daily_copies: _Copies = 10
    monthly_copies: _Copies = 24
    layouts: dict[str, tuple[Layout, ...]] = {}
    list_export: ListExport = ListExport()
    printing: Printing = Printing()
    paper: DocumentPaper = DocumentPaper()

    def with_changes(self, **changes: object) -> Settings:
        """The same settings with some values replaced.

        Raises `msgspec.ValidationError` when a value is out of its limits.
        """
        return msgspec.convert(msgspec.to_builtins(self) | msgspec.to_builtins(changes), Settings)


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Settings as read, and a sentence for everything that had to be replaced by its default."""

    settings: Settings
    notices: tuple[str, ...] = ()


def read_settings(folder: Path) -> ReadSettings:
    """The settings of a data folder; defaults where there are none or where they are damaged."""
    path = folder / file_name
    try:
        if not path.exists():
            return ReadSettings(Settings())
        if path.stat().st_size > _largest:
            raise ValueError
        written = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, ValueError, RecursionError):
        return ReadSettings(Settings(), (f"设置文件读不出来，已改用默认设置（{path}）。",))
    return _checked(written, path)


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep the settings. Raises `EnvironmentFault` when the folder cannot be written."""
    content = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    write_bytes(folder / file_name, content)


def _checked(written: dict[str, Any], path: Path) -> ReadSettings:
    kept: dict[str, Any] = {}
    notices: list[str] = []
    for field in msgspec.structs.fields(Settings):
        if field.name not in written:
            continue
        try:
            kept[field.name] = msgspec.convert(written[field.name], field.type)
        except msgspec.ValidationError:
            notices.append(f"设置“{field.name}”的值不对，已改用默认值（{path}）。")
    return ReadSettings(Settings(**kept), tuple(notices))

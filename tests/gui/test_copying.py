"""Rows on the clipboard: numbers are numbers, and codes stay codes in Excel and WPS."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.tables.copying import copied
from bianmin_desktop.services.ledgers import Line

_names = ("uscc", "phone", "number", "name", "area", "opened")
_cells = ("913702120000000012", "0532-88881234", "007", "=1+1<b>", "1,234.50", "2024-01-02")
_ends_after_copying = """
from PySide6.QtWidgets import QApplication
from bianmin_desktop.gui.clipboard import leave_as_text
from bianmin_desktop.gui.tables.copying import copied
application = QApplication([])
application.clipboard().setMimeData(copied([], []))
leave_as_text()
"""


class _Cells(HTMLParser):
    """The cells of a table: text, and whether the program must take it as a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self._is_text: bool | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self._is_text = dict(attrs).get("style") == "mso-number-format:'\\@'"

    def handle_data(self, data: str) -> None:
        if self._is_text is not None:
            self.found.append((data, self._is_text))

    def handle_endtag(self, tag: str) -> None:
        self._is_text = None


def test_that_everything_but_numbers_is_copied_as_text(context: Context) -> None:
    fields = [context.application.edition.field("outlet", name) for name in _names]
    content = copied(fields, [Line("1", _cells, Level.HINT, deleted=False)])
    cells = dict(_Cells(content.html()).found)
    assert list(cells) == list(_cells)
    assert [name for name, cell in zip(_names, _cells, strict=True) if not cells[cell]] == ["area"]


def test_that_plain_programs_get_a_line_a_record(context: Context) -> None:
    fields = [context.application.edition.field("outlet", name) for name in ("name", "address")]
    lines = [Line("1", ("甲", "一\n二\t三"), None, deleted=False)]
    assert copied(fields, lines).text() == "网点名称\t地址\n甲\t一 二 三\n"


def test_that_a_program_that_copied_ends_without_a_crash() -> None:
    ended = subprocess.run([sys.executable, "-c", _ends_after_copying], check=False)
    assert ended.returncode == 0

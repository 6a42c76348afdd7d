"""Which paper a table is set on, and how its pages are numbered."""

from __future__ import annotations

from bianmin_desktop.exchange.pdf.document import Paper, Setup, Table
from bianmin_desktop.exchange.pdf.geometry import (
    LANDSCAPE,
    LANDSCAPE_NARROW,
    LARGE,
    LARGE_NARROW,
    LETTER,
    LIST,
    LIST_LARGE,
    LIST_UPRIGHT,
    UPRIGHT_NARROW,
    Sheet,
)
from bianmin_desktop.exchange.pdf.pages import Numbering

_lists = {
    Paper.LIST_UPRIGHT: LIST_UPRIGHT,
    Paper.LIST: LIST,
    Paper.LIST_LARGE: LIST_LARGE,
}
_standard = {
    (False, False): (LETTER, Numbering.LETTER),
    (True, False): (LANDSCAPE, Numbering.TURNED),
    (True, True): (LARGE, Numbering.LETTER),
}
_narrow = {
    (False, False): UPRIGHT_NARROW,
    (True, False): LANDSCAPE_NARROW,
    (True, True): LARGE_NARROW,
}


def sheet_of(table: Table, setup: Setup) -> tuple[Sheet, Numbering]:
    """Return the paper of a table and the kind of its page numbers.

    Only tables that stand sideways are ever set on A3: an upright one needs no more room.
    """
    if table.paper in _lists:
        return _lists[table.paper], Numbering.APPENDIX
    kind = (table.landscape, table.landscape and setup.is_large)
    return (_narrow[kind], Numbering.APPENDIX) if setup.is_narrow else _standard[kind]

"""What a file says otherwise than the version it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

whole_row = "整行"
missing, added = "（没有）", "（多出）"
_longest = 200


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where a file differs; ids first (empty where there are none), then words.

    `place` says where in the file, e.g. 网点明细!D12 or 第 5 页; `frozen` is what the version says
    there, `found` what the file says.
    """

    table: str
    row: str
    field: str
    table_label: str
    row_label: str
    field_label: str
    frozen: str
    found: str
    place: str = ""

    def say(self) -> str:
        """The deviation in one line."""
        where = " ".join(filter(None, (self.row_label, self.field_label)))
        place = f"（{self.place}）" if self.place else ""
        return f"{where}{place}：应为“{_short(self.frozen)}”，文件里是“{_short(self.found)}”"


@dataclass(frozen=True, slots=True)
class Held:
    """A file held against its version: what differs, and what is another without a difference."""

    deviations: tuple[Deviation, ...] = ()
    remarks: tuple[str, ...] = ()


def together(parts: Iterable[Held]) -> Held:
    """Several parts of one file as one."""
    held = list(parts)
    deviations = tuple(one for part in held for one in part.deviations)
    return Held(deviations, tuple(said for part in held for said in part.remarks))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _longest else f"{line[:_longest]}…"

"""Cells that a spreadsheet spoiled: what lost its digits is refused, a lost zero is put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import Kind, RecordType
from bianmin_desktop.domain.parsing.codes import phone
from bianmin_desktop.domain.parsing.precision import is_in_scientific_notation
from bianmin_desktop.domain.parsing.text import clean, half_width
from bianmin_desktop.domain.parsing.unreadable import Unreadable, quoted
from bianmin_desktop.exchange.tables import unusable

_codes = frozenset((Kind.USCC, Kind.PHONE, Kind.DIVISION, Kind.TEXT, Kind.REFERENCE))
"""What may be a long number; a community is often named by its code."""


class Remark(NamedTuple):
    """What was found in a cell: in which field, and in words; `is_refused` when it is not taken."""

    field: str
    code: str
    message: str
    is_refused: bool


@dataclass(frozen=True)
class Mending:
    """Looks at the cells of one record type before they become a draft."""

    record_type: RecordType
    codes: tuple[str, ...]
    phones: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record_type: RecordType) -> Mending:
        """For the fields of a record type."""
        fields = record_type.fields
        return cls(
            record_type,
            tuple(asked.id for asked in fields if asked.kind in _codes),
            tuple(asked.id for asked in fields if asked.kind is Kind.PHONE),
            {asked.id: asked.label for asked in fields},
        )

    def mended(self, texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[Remark, ...]]:
        """The texts to take, and what had to be said of the others.

        A cell that is refused is left out, so that what is stored stays.
        """
        taken = dict(texts)
        found: list[Remark] = []
        if not unusable.isdisjoint(texts.values()):
            found += [self._failed(n, text) for n, text in texts.items() if text in unusable]
        for name in self.codes:
            text = texts.get(name)
            if text and "E" in text.upper() and is_in_scientific_notation(text.strip()):
                found.append(self._damaged(name, text))
        for remark in found:
            del taken[remark.field]
        for name in self.phones:
            if name in taken and (whole := with_lost_zero(taken[name])):
                found.append(self._put_back(name, taken[name], whole))
                taken[name] = whole
        return taken, tuple(found)

    def _failed(self, name: str, text: str) -> Remark:
        message = (
            f"“{self.labels[name]}”是公式出错的结果“{text}”，这一格没有导入，"
            "原有内容没有改动。请改好公式或直接填写后再导入。"
        )
        return Remark(name, "import.failed_cell", message, is_refused=True)

    def _damaged(self, name: str, text: str) -> Remark:
        message = (
            f"“{self.labels[name]}”的“{quoted(text)}”被表格软件改成了科学计数，末几位已丢失，"
            "这一格没有导入，原有内容没有改动。请按证照重新填写（先把这一列设成文本格式）。"
        )
        return Remark(name, "import.damaged_code", message, is_refused=True)

    def _put_back(self, name: str, text: str, whole: str) -> Remark:
        message = (
            f"“{self.labels[name]}”的“{text.strip()}”开头的 0 可能被表格软件去掉了，"
            f"已按“{whole}”导入，请核实。"
        )
        return Remark(name, "import.lost_zero", message, is_refused=False)


def with_lost_zero(text: str) -> str:
    """The telephone number with the zero that a spreadsheet took; empty when none is missing."""
    if text[:1] in ("0", "1", "4", "8"):
        return ""
    digits = half_width(clean(text).text).replace("-", "").replace(" ", "")
    if not 9 <= len(digits) <= 11 or not digits.isdecimal() or _reads(text):
        return ""
    whole = f"0{digits}"
    return phone(whole) if _reads(whole) else ""


def _reads(text: str) -> bool:
    try:
        phone(text)
    except Unreadable:
        return False
    return True

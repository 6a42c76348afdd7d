"""What answers for rows that have no column for it: names above the rows, of sheets and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.names import core_of
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.evidence import Evidence
from bianmin_desktop.services.naming import BookNames

_numbering = re.compile(r"^[(（]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]+")
_count = re.compile(r"(?:[(（][^()（）]*[)）]|[:：].*)$")
_place = re.compile(r".+(?:社区|居委会|居民委员会|村委会|村民委员会)")
_street = re.compile(r"(?:街道|办事处|镇)")
_longest = 40


@dataclass(frozen=True)
class Answering:
    """Finds the answers to fields that a table has no column for."""

    evidence: Evidence
    names: BookNames

    def sections(
        self, sheet: Sheet, first_row: int, held: Iterable[str]
    ) -> dict[int, tuple[str, str]]:
        """Rows with nothing in them but an answer that the rows below share, by row from 0.

        Once one of them names a community, another row that looks like a community's name ends
        its reach, even if nobody knows that name.
        """
        asked = self._unasked(held)
        found: dict[int, tuple[str, str]] = {}
        lone = list(_lone(sheet, first_row)) if asked else []
        for number, text in lone:
            named = next((field for field in asked if self._means_one(field, text)), None)
            if named is not None:
                found[number] = (named.id, text)
        places = [field for field in asked if field.id in {name for name, _ in found.values()}]
        for number, text in lone:
            if places and number not in found and _place.fullmatch(text):
                found[number] = (places[0].id, text)
        return dict(sorted(found.items()))

    def given(
        self, sources: Sequence[tuple[str, str]], held: Iterable[str]
    ) -> dict[str, tuple[str, str]]:
        """The answers in names and titles: by field the text and, in words, where it was found.

        `sources` are what to look through, (in words, text), the most telling first; a text that
        names two communities answers nothing.
        """
        found: dict[str, tuple[str, str]] = {}
        for asked in self._unasked(held):
            if asked.kind is Kind.REFERENCE and asked.required:
                for where, text in sources:
                    name = self._named_in(asked, text)
                    if name:
                        found[asked.id] = (name, where)
                        break
        return found

    def _unasked(self, held: Iterable[str]) -> list[Field]:
        """The fields that such rows may answer: names of other records, and code lists."""
        taken = frozenset(held)
        fields = [field for field in self.evidence.record_type.fields if field.id not in taken]
        names = [f for f in fields if f.kind is Kind.REFERENCE and f.target in self.evidence.kept]
        lists = [f for f in fields if f.kind is Kind.CHOICE and f.required and not f.default]
        return names + lists

    def _means_one(self, field: Field, text: str) -> bool:
        if field.kind is Kind.REFERENCE:
            return not text.isdigit() and len(self.names.meant_by(field.target, text)) == 1
        return self.evidence.reads(field, text)

    def _named_in(self, field: Field, text: str) -> str:
        """The one record that a text speaks of, by its title; empty when there is not just one."""
        if len(self.names.meant_by(field.target, text.strip())) == 1:
            return text.strip()
        plain = "".join(text.split())
        cores = {core_of(name): name for _, name in self.names.all_of(field.target)}
        spoken = [core for core in cores if len(core) > 1 and _speaks(plain, core)]
        longest = [core for core in spoken if not any(core in o for o in spoken if o != core)]
        if len(longest) != 1 or len(self.names.meant_by(field.target, longest[0])) != 1:
            return ""
        return cores[longest[0]]


def _speaks(text: str, core: str) -> bool:
    """Whether the text holds the name of the community, not of the street called alike."""
    place = text.find(core)
    return place >= 0 and not _street.match(text, place + len(core))


def _lone(sheet: Sheet, first_row: int) -> Iterator[tuple[int, str]]:
    """The rows with a single text, without numbering and counts: 一、大埠东社区（12家）."""
    for number, row in enumerate(sheet.rows[first_row:], first_row):
        if len(row) - row.count("") == 1:
            text = "".join(next(filter(None, row)).split())
            if 1 < len(text) <= _longest:
                yield number, _count.sub("", _numbering.sub("", text))

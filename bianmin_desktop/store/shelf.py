"""The whole ledger as it was read last: until something is written it is the answer again."""

from __future__ import annotations

from typing import NamedTuple

from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.environment.collecting import collector_at_rest
from bianmin_desktop.store.archive import Archive
from bianmin_desktop.store.keeping import holder_of
from bianmin_desktop.store.reading import Reading

_types = ("community", "circle", "outlet", "event", "summary", "explanation")
_report = "quarterly"
_most_kept = 30_000
"""Records of the largest street, several times over; a whole city's would fill the memory."""


class _Key(NamedTuple):
    """What a ledger depends on: how far the book has come, and what was handed in."""

    counter: int
    versions: frozenset[tuple[Quarter, int]]


class Shelf:
    """Reads ledgers of one book."""

    def __init__(self, archive: Archive) -> None:
        """With the versions that were handed in."""
        self._archive = archive
        self._kept: tuple[_Key, Ledger] | None = None

    def forget(self) -> None:
        """Read anew the next time."""
        self._kept = None

    def ledger(self, reading: Reading) -> Ledger:
        """The living records of every type the figures and checks use, and what was handed in.

        They are for looking only: the marks of merging are left out, so none may be written.
        """
        handed = self._archive.newest(reading.connection, _report)
        versions = frozenset((quarter, one.version) for quarter, one in handed.items())
        key = _Key(holder_of(reading.connection).counter, versions)
        if self._kept is not None and self._kept[0] == key:
            return self._kept[1]
        self._kept = None
        types = (*_types, *(register.id for register in reading.edition.registers))
        with collector_at_rest():
            ledger = Ledger({name: reading.all_to_show(name) for name in types}, handed)
        if sum(map(len, ledger.records.values())) <= _most_kept:
            self._kept = key, ledger
        return ledger

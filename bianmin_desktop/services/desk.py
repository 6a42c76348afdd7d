"""What services work with that hand something in: an open book, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.snapshots import Reporter
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.store.book import Book


@dataclass(frozen=True, slots=True)
class Desk:
    """An open book, the gate into it, the unit it belongs to, and the day."""

    book: Book
    gate: Gate
    names: BookNames
    office: OfficeService
    clock: Clock

    @property
    def reporter(self) -> Reporter:
        """The unit as it hands in."""
        office = self.office
        return Reporter(office.code, office.name, office.level, office.path)

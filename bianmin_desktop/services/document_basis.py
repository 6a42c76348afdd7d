"""What printed documents are made from, read from the book as of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bianmin_desktop.catalogue.definitions import Source
from bianmin_desktop.domain.deadlines import Timeliness
from bianmin_desktop.domain.documents.content import Basis, HandedIn, Overdue, Unreturned
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.domain.snapshots import Reporter
from bianmin_desktop.services.annual import AnnualService
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.importing.arrivals import returned_kind, sent_kind
from bianmin_desktop.services.periods import PeriodService, reports
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading

_not_begun = "未开始填写"


class DocumentBasis:
    """Reads what one kind of document needs."""

    def __init__(self, desk: Desk, annual: AnnualService, periods: PeriodService) -> None:
        """Over an open book."""
        self._desk = desk
        self._annual = annual
        self._periods = periods

    def read(self, source: Source) -> Basis:
        """Every living record, and besides what a document from that source asks for."""
        desk, edition = self._desk, self._desk.gate.edition
        office = desk.office
        with desk.book.reading() as reading:
            ledger = desk.book.shelf.ledger(reading)
            founded = keeping.holder_of(reading.connection).created_at.date()
            out = tuple(self._unreturned(reading)) if source is Source.UNRETURNED else ()
            gone = tuple(self._handed_in(reading)) if source is Source.FROZEN else ()
        return Basis(
            edition,
            ledger,
            Reporter(office.code, office.name, office.level, office.path),
            desk.clock.today(),
            office.divisions,
            self._annual.progress() if source is Source.TARGETS else (),
            tuple(self._overdue(founded)) if source is Source.OVERDUE else (),
            out,
            gone,
        )

    def _overdue(self, founded: date) -> Iterator[Overdue]:
        """What the book can know: of periods that were begun here or ended since it was made."""
        edition = self._desk.gate.edition
        choices = edition.choice_list(edition.field("summary", "state").choices)
        for line in self._periods.lines():
            standing = line.standing
            is_known = bool(line.state) or line.period.end >= founded
            if standing.timeliness is not Timeliness.OVERDUE or not is_known or not standing.due:
                continue
            state = choices.choice(line.state)
            yield Overdue(
                self._desk.office.name,
                edition.reports[reports[type(line.period)]].name,
                line.period,
                standing.due.on,
                standing.due.basis,
                state.label if state else _not_begun,
            )

    def _handed_in(self, reading: Reading) -> Iterator[HandedIn]:
        """The newest version of each quarter and year."""
        edition, unit = self._desk.gate.edition, self._desk.office.code
        kinds: tuple[type[Quarter], type[Year]] = (Quarter, Year)
        for kind in kinds:
            report = reports[kind]
            versions = keeping.submissions(reading.connection, unit, report)
            newest = {version.period: version for version in versions}
            for version in newest.values():
                yield HandedIn(
                    edition.reports[report].name,
                    kind.parse(version.period),
                    version.version,
                    version.fingerprint,
                    version.made_at.date(),
                )

    def _unreturned(self, reading: Reading) -> Iterator[Unreturned]:
        sent = keeping.recall_all(reading.connection, sent_kind)
        returned = keeping.recall_all(reading.connection, returned_kind)
        names = reading.names(("community",)).titles.get("community", {})
        found = []
        for key, told in sent.items():
            type_id, _, community = key.partition("/")
            kind = self._desk.gate.edition.record_types.get(type_id)
            moment = _moment(told)
            if returned.get(key, {}).get("id") == told.get("id") or community not in names:
                continue
            if kind is None or moment is None:
                continue
            try:
                quarter = Quarter.parse(str(told.get("period", "")))
            except Unreadable:
                continue
            found.append(Unreturned(names[community], f"{kind.name}台账", quarter, moment))
        yield from sorted(found, key=lambda one: (one.community, one.quarter, one.ledger))


def _moment(told: Mapping[str, Any]) -> date | None:
    try:
        return datetime.fromisoformat(str(told.get("made_at", ""))).date()
    except ValueError:
        return None

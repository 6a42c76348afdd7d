"""The services that look after the ledgers of one open book."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bianmin_desktop.services.checks import CheckService
from bianmin_desktop.services.entry import EntryService
from bianmin_desktop.services.history import HistoryService
from bianmin_desktop.services.ledgers import LedgerService
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.summaries import SummaryService
from bianmin_desktop.store.book import Book

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap.program import Program
    from bianmin_desktop.domain.periods import Quarter
    from bianmin_desktop.services.additions import AdditionService
    from bianmin_desktop.services.backups import BackupService
    from bianmin_desktop.services.batches import BatchService
    from bianmin_desktop.services.desk import Desk
    from bianmin_desktop.services.dispatching import DispatchService
    from bianmin_desktop.services.duplicates import DuplicateService
    from bianmin_desktop.services.importing import ImportService
    from bianmin_desktop.services.ledgers import Query
    from bianmin_desktop.services.listings import Letterhead, ListingService
    from bianmin_desktop.services.looks import LookService
    from bianmin_desktop.services.rechecking import RecheckService
    from bianmin_desktop.services.rule_lists import RuleListService


class OpenBook:
    """What is entered, listed, imported and backed up; the heavier ones made when asked for."""

    def __init__(self, program: Program, book: Book) -> None:
        """Over a book that `Program.open` opened."""
        self.program = program
        self.edition = program.edition
        self.clock = program.clock
        self.folder = program.folder
        self._book = book
        self._names = BookNames(book, program.divisions)
        gate = program.gate
        self.office = OfficeService(book, program.divisions)
        self.entry = EntryService(book, gate, self._names, program.clock)
        self.ledgers = LedgerService(book, gate, self._names, self._reviewed)
        self.history = HistoryService(book, gate, self._names)
        self.summaries = SummaryService(book, gate, self.office, program.clock)
        self.checks = CheckService(book, gate, self._names, program.clock)

    def _reviewed(self, query: Query, quarter: Quarter) -> tuple[str, ...]:
        return self.rechecking.reviewed(query, quarter)

    @cached_property
    def _letterhead(self) -> Letterhead:
        from bianmin_desktop.services.listings import Letterhead

        return Letterhead(self.office, self.clock, self.program.resources / "fonts", self.looks)

    @cached_property
    def looks(self) -> LookService:
        """How official documents are set: the unit's header, paper, typefaces."""
        from bianmin_desktop.services.looks import LookService

        fonts = self.program.resources / "fonts"
        return LookService(self._book, self.clock, self.folder.path, fonts)

    @cached_property
    def rechecking(self) -> RecheckService:
        """What must be looked at again in a quarter, and what changed since the last version."""
        from bianmin_desktop.services.rechecking import RecheckService

        return RecheckService(self._book, self.program.gate, self._names, self.clock)

    @cached_property
    def importing(self) -> ImportService:
        """Import of ledgers and making of templates; brings in the Excel libraries."""
        from bianmin_desktop.services.importing import ImportService

        return ImportService(self._book, self.program.gate, self._names, self.clock)

    @cached_property
    def dispatching(self) -> DispatchService:
        """Templates out to the communities."""
        from bianmin_desktop.services.dispatching import DispatchService
        from bianmin_desktop.services.templates import TemplateService

        program = self.program
        templates = TemplateService(program.edition, program.divisions, self.clock)
        return DispatchService(self._book, program.gate, self._names, templates, self.clock)

    @cached_property
    def listings(self) -> ListingService:
        """Lists as Excel, text and PDF files."""
        from bianmin_desktop.services.listings import ListingService

        return ListingService(self._book, self.program.gate, self._names, self._letterhead)

    @cached_property
    def rule_lists(self) -> RuleListService:
        """The rules in force, in words and as files."""
        from bianmin_desktop.services.rule_lists import RuleListService

        return RuleListService(self.edition, self._letterhead)

    @cached_property
    def duplicates(self) -> DuplicateService:
        """The same shop twice: found, ruled out, merged."""
        from bianmin_desktop.services.duplicates import DuplicateService

        return DuplicateService(self._book, self.program.gate, self._names, self.clock)

    @cached_property
    def additions(self) -> AdditionService:
        """Columns the office adds by itself (上级加了一列)."""
        from bianmin_desktop.services.additions import AdditionService

        program = self.program
        initials = program.keys.initials
        return AdditionService(program.loaded, self.folder.additions, initials, self.clock)

    @cached_property
    def batches(self) -> BatchService:
        """Changes of many records at once, and taking them back."""
        from bianmin_desktop.services.batches import BatchService

        return BatchService(self._book, self.program.gate, self._names, self.clock)

    @cached_property
    def _desk(self) -> Desk:
        from bianmin_desktop.services.desk import Desk

        return Desk(self._book, self.program.gate, self._names, self.office, self.clock)

    @cached_property
    def backups(self) -> BackupService:
        """Backups of the book, as many as the settings say."""
        from bianmin_desktop.environment.settings import read_settings
        from bianmin_desktop.services.backups import BackupService, Keeping

        settings = read_settings(self.folder.path).settings
        keeping = Keeping(settings.daily_copies, settings.monthly_copies)
        return BackupService(self._book, self.folder.backups, self.clock, keeping)

    def close(self) -> None:
        """Close the book."""
        self._book.close()

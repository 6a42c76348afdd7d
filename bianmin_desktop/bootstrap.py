"""Puts the program together: the only place that knows all parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.divisions import Divisions
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import Loaded
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.environment.clock import Clock, SystemClock
from bianmin_desktop.environment.files import put_in_place
from bianmin_desktop.environment.paths import DataFolder, resources
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checks import CheckService
from bianmin_desktop.services.editions import EditionPlaces, EditionService
from bianmin_desktop.services.entry import EntryService
from bianmin_desktop.services.history import HistoryService
from bianmin_desktop.services.ledgers import LedgerService
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import Founding, OfficeService, found_book
from bianmin_desktop.services.summaries import SummaryService
from bianmin_desktop.store.book import Book, open_book

if TYPE_CHECKING:
    from bianmin_desktop.services.additions import AdditionService
    from bianmin_desktop.services.backups import BackupService
    from bianmin_desktop.services.batches import BatchService
    from bianmin_desktop.services.changes import ChangeService
    from bianmin_desktop.services.comparisons import ComparisonWriter
    from bianmin_desktop.services.dashboard import DashboardService
    from bianmin_desktop.services.dispatching import DispatchService
    from bianmin_desktop.services.drafting import DraftingService
    from bianmin_desktop.services.duplicates import DuplicateService
    from bianmin_desktop.services.exporting import ExportService
    from bianmin_desktop.services.importing import ImportService
    from bianmin_desktop.services.listings import Letterhead, ListingService
    from bianmin_desktop.services.returns import ReturnService
    from bianmin_desktop.services.rule_lists import RuleListService
    from bianmin_desktop.services.states import StateService
    from bianmin_desktop.services.versions import VersionService

default_edition = "qingdao-2022"


class Application:
    """The services over one open book; the heavier ones are made when first asked for."""

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
        self.ledgers = LedgerService(book, gate, self._names)
        self.history = HistoryService(book, gate, self._names)
        self.summaries = SummaryService(book, gate, self.office, program.clock)
        self.checks = CheckService(book, gate, self._names, program.clock)

    @cached_property
    def _letterhead(self) -> Letterhead:
        from bianmin_desktop.services.listings import Letterhead

        return Letterhead(self.office, self.clock, self.program.resources / "fonts")

    @cached_property
    def dashboard(self) -> DashboardService:
        """Where the quarter stands (工作台)."""
        from bianmin_desktop.services.dashboard import DashboardService, Sources

        sources = Sources(self.summaries, self.checks, self.ledgers, self.history)
        return DashboardService(self.edition, self.clock, sources)

    @cached_property
    def changes(self) -> ChangeService:
        """What changed in a quarter, and why (季度变动说明)."""
        from bianmin_desktop.services.changes import ChangeService

        return ChangeService(self.edition, self.summaries, self.checks)

    @cached_property
    def exporting(self) -> ExportService:
        """Export of submissions; brings in the Excel and PDF libraries."""
        from bianmin_desktop.services.exporting import ExportService

        editions = self.program.editions.edition
        return ExportService(self._book, self.checks, self._letterhead, editions)

    @cached_property
    def states(self) -> StateService:
        """What a check came to, noted in the summary."""
        from bianmin_desktop.services.states import StateService

        return StateService(self._book, self.office, self.checks, self.clock)

    @cached_property
    def returns(self) -> ReturnService:
        """登记退回: what was sent back, and why."""
        from bianmin_desktop.services.returns import ReturnService

        gate = self.program.gate
        return ReturnService(self._book, gate, self._names, self.office, self.clock)

    @cached_property
    def versions(self) -> VersionService:
        """Versions of a quarter, and what differs between two."""
        from bianmin_desktop.services.versions import VersionService

        return VersionService(self._book, self.office, lambda: self.exporting)

    @cached_property
    def comparisons(self) -> ComparisonWriter:
        """Comparisons of versions as Excel and PDF files."""
        from bianmin_desktop.services.comparisons import ComparisonWriter
        from bianmin_desktop.services.summaries import report

        return ComparisonWriter(self._letterhead, self.edition.reports[report].file_label)

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
    def drafting(self) -> DraftingService:
        """Texts of the summary: drafted from the data, printed with their figures."""
        from bianmin_desktop.services.drafting import DraftingService

        return DraftingService(self._book, self.office, self.summaries, self.entry)

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


@dataclass(frozen=True)
class Program:
    """The program before any book is open: the edition, the divisions, the data folder."""

    folder: DataFolder
    resources: Path
    clock: Clock

    @cached_property
    def loaded(self) -> Loaded:
        """The policy edition in force by itself, and as the office's additions make it."""
        return self.editions.loaded()

    @cached_property
    def editions(self) -> EditionService:
        """The policy editions at hand: shipped, and loaded from packs (口径包)."""
        folder = self.folder
        shipped = self.resources / "policy"
        places = EditionPlaces(shipped, folder.editions, folder.additions, default_edition)
        return EditionService(places, self.clock)

    @cached_property
    def edition(self) -> Edition:
        """The policy edition in force."""
        return self.loaded.edition

    @cached_property
    def divisions(self) -> Divisions:
        """The division table, read when first asked for."""
        return Divisions(self.resources / "divisions" / "qingdao-2023-06.csv")

    @cached_property
    def gate(self) -> Gate:
        """The gate of the edition."""
        return Gate.of(self.edition)

    @cached_property
    def keys(self) -> SearchKeys:
        """Search keys, by the shipped table of pinyin initials."""
        table = (self.resources / "pinyin" / "initials.tsv").read_text(encoding="utf-8")
        return SearchKeys(Initials(table))

    @property
    def book_path(self) -> Path:
        """Where the book lies or will lie."""
        return self.folder.path / "bianmin.db"

    @property
    def has_book(self) -> bool:
        """Whether the data folder holds a book already."""
        return self.book_path.is_file()

    def make_book(
        self, unit_code: str, *, is_demo: bool = False, progress: Progress = silent
    ) -> None:
        """A new book for that unit; `is_demo` fills it with example data.

        It is made beside its place and moved there when it is whole: an interruption leaves none.
        """
        if self.has_book:
            raise EnvironmentFault(
                f"这里已经有数据了：{self.book_path}。请换一个文件夹。", code="BM-120"
            )
        making = self.book_path.with_name("bianmin.making.db")
        for stale in (making, _journal(making), _journal(self.book_path)):
            # A journal left by a program that was killed would be played back into the new book.
            stale.unlink(missing_ok=True)
        founding = Founding(self.edition, self.gate, self.keys, self.divisions, self.clock)
        try:
            book = found_book(making, unit_code, founding, is_demo=is_demo)
            try:
                if is_demo:
                    from bianmin_desktop.services.demo import fill

                    fill(book, founding, self.resources / "demo", progress)
            finally:
                book.close()
            put_in_place(making, self.book_path)
        finally:
            for left in (making, _journal(making)):
                left.unlink(missing_ok=True)

    def open(self) -> Application:
        """Open the book of the data folder."""
        return Application(self, open_book(self.book_path, self.edition, self.keys))


def _journal(book: Path) -> Path:
    return book.with_name(f"{book.name}-journal")


def start(data: Path | None = None, clock: Clock | None = None) -> Program:
    """The program over a data folder (`--data`, environment, portable or per-user folder)."""
    return Program(DataFolder.chosen(data), resources(), clock or SystemClock())

"""The services over one open book."""

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
    from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom
    from bianmin_desktop.bootstrap.program import Program
    from bianmin_desktop.domain.periods import Quarter
    from bianmin_desktop.services.additions import AdditionService
    from bianmin_desktop.services.annual import AnnualService
    from bianmin_desktop.services.annual_checks import AnnualCheckService
    from bianmin_desktop.services.annual_drafting import AnnualDraftingService
    from bianmin_desktop.services.annual_exporting import AnnualExportService
    from bianmin_desktop.services.backups import BackupService
    from bianmin_desktop.services.batches import BatchService
    from bianmin_desktop.services.changes import ChangeService
    from bianmin_desktop.services.comparisons import ComparisonWriter
    from bianmin_desktop.services.dashboard import DashboardService
    from bianmin_desktop.services.desk import Desk
    from bianmin_desktop.services.dispatching import DispatchService
    from bianmin_desktop.services.documents import DocumentService
    from bianmin_desktop.services.drafting import DraftingService
    from bianmin_desktop.services.duplicates import DuplicateService
    from bianmin_desktop.services.exporting import ExportService
    from bianmin_desktop.services.importing import ImportService
    from bianmin_desktop.services.ledgers import Query
    from bianmin_desktop.services.listings import Letterhead, ListingService
    from bianmin_desktop.services.periods import PeriodService
    from bianmin_desktop.services.receipts import ReceiptService
    from bianmin_desktop.services.rechecking import RecheckService
    from bianmin_desktop.services.returns import ReturnService
    from bianmin_desktop.services.rule_lists import RuleListService
    from bianmin_desktop.services.states import StateService
    from bianmin_desktop.services.versions import VersionService
    from bianmin_desktop.services.work_notes import WorkNoteService


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
        self.ledgers = LedgerService(book, gate, self._names, self._reviewed)
        self.history = HistoryService(book, gate, self._names)
        self.summaries = SummaryService(book, gate, self.office, program.clock)
        self.checks = CheckService(book, gate, self._names, program.clock)

    def _reviewed(self, query: Query, quarter: Quarter) -> tuple[str, ...]:
        return self.rechecking.reviewed(query, quarter)

    @cached_property
    def _letterhead(self) -> Letterhead:
        from bianmin_desktop.services.listings import Letterhead

        return Letterhead(self.office, self.clock, self.program.resources / "fonts")

    @cached_property
    def dashboard(self) -> DashboardService:
        """Where the quarter stands (工作台)."""
        from bianmin_desktop.services.dashboard import DashboardService, Sources

        sources = Sources(self.summaries, self.checks, self.ledgers, self.history, self.periods)
        return DashboardService(self.edition, self.clock, sources)

    @cached_property
    def changes(self) -> ChangeService:
        """What changed in a quarter, and why (季度变动说明)."""
        from bianmin_desktop.services.changes import ChangeService

        return ChangeService(self.edition, self.summaries, self.checks)

    @cached_property
    def rechecking(self) -> RecheckService:
        """What must be looked at again in a quarter, and what changed since the last version."""
        from bianmin_desktop.services.rechecking import RecheckService

        return RecheckService(self._book, self.program.gate, self._names, self.clock)

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
    def periods(self) -> PeriodService:
        """When reports are due, and whether they were in time."""
        from bianmin_desktop.services.periods import PeriodService

        return PeriodService(self._desk)

    @cached_property
    def receipts(self) -> ReceiptService:
        """What the upper level took, and exceptions to its lock."""
        from bianmin_desktop.services.receipts import ReceiptService

        return ReceiptService(self._desk)

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
    def _desk(self) -> Desk:
        from bianmin_desktop.services.desk import Desk

        return Desk(self._book, self.program.gate, self._names, self.office, self.clock)

    @cached_property
    def annual(self) -> AnnualService:
        """Annual summaries: the year from its four quarters, and the targets."""
        from bianmin_desktop.services.annual import AnnualService

        return AnnualService(self._desk, self.program.editions.edition)

    @cached_property
    def annual_checks(self) -> AnnualCheckService:
        """审核 of annual summaries."""
        from bianmin_desktop.services.annual_checks import AnnualCheckService

        return AnnualCheckService(self._desk, self.annual)

    @cached_property
    def annual_drafting(self) -> AnnualDraftingService:
        """Texts of the annual summary: drafted from the year's data."""
        from bianmin_desktop.services.annual_drafting import AnnualDraftingService

        return AnnualDraftingService(self._desk, self.annual, self.annual_checks, self.entry)

    @cached_property
    def annual_exporting(self) -> AnnualExportService:
        """Export of annual summaries; brings in the Excel and PDF libraries."""
        from bianmin_desktop.services.annual_exporting import AnnualExportService

        fonts = self.program.resources / "fonts"
        return AnnualExportService(self._desk, self.annual, self.annual_checks, fonts)

    @cached_property
    def work_notes(self) -> WorkNoteService:
        """Export of 工作信息; brings in the PDF library."""
        from bianmin_desktop.services.work_notes import WorkNoteService

        fonts = self.program.resources / "fonts"
        return WorkNoteService(self._desk, fonts, self.program.editions.edition)

    @cached_property
    def documents(self) -> DocumentService:
        """打印文书: documents made from the ledgers as the policy says."""
        from bianmin_desktop.services.document_basis import Desks
        from bianmin_desktop.services.documents import DocumentService

        fonts = self.program.resources / "fonts"
        return DocumentService(Desks(self._desk, self.annual, self.periods), fonts)

    @cached_property
    def acceptance(self) -> AcceptanceRoom:
        """验收清单: checklists, evidence, the steps of circles."""
        from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom

        return AcceptanceRoom(self.program, self._desk, self.entry, self.folder.evidence)

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

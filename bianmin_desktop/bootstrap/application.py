"""The services over one open book."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bianmin_desktop.bootstrap.frozen import frozen_again
from bianmin_desktop.bootstrap.opened import OpenBook

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom
    from bianmin_desktop.services.annual import AnnualService
    from bianmin_desktop.services.annual_checks import AnnualCheckService
    from bianmin_desktop.services.annual_drafting import AnnualDraftingService
    from bianmin_desktop.services.annual_exporting import AnnualExportService
    from bianmin_desktop.services.changes import ChangeService
    from bianmin_desktop.services.comparisons import ComparisonWriter
    from bianmin_desktop.services.dashboard import DashboardService
    from bianmin_desktop.services.documents import DocumentService
    from bianmin_desktop.services.drafting import DraftingService
    from bianmin_desktop.services.exporting import ExportService
    from bianmin_desktop.services.periods import PeriodService
    from bianmin_desktop.services.receipts import ReceiptService
    from bianmin_desktop.services.returns import ReturnService
    from bianmin_desktop.services.states import StateService
    from bianmin_desktop.services.verifying import VerifyService
    from bianmin_desktop.services.versions import VersionService
    from bianmin_desktop.services.work_notes import WorkNoteService


class Application(OpenBook):
    """The services of an open book and of what is handed in, made when asked for."""

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
    def verifying(self) -> VerifyService:
        """核对一致码: codes and files held against the versions in the book."""
        from bianmin_desktop.services.verifying import VerifyService

        names = {report.id: report.file_label for report in self.edition.reports.values()}
        names["checklist"] = self.edition.record_type("checklist").name
        return VerifyService(self._book, names, frozen_again(self))

    @cached_property
    def comparisons(self) -> ComparisonWriter:
        """Comparisons of versions as Excel and PDF files."""
        from bianmin_desktop.services.comparisons import ComparisonWriter
        from bianmin_desktop.services.summaries import report

        return ComparisonWriter(self._letterhead, self.edition.reports[report].file_label)

    @cached_property
    def drafting(self) -> DraftingService:
        """Texts of the summary: drafted from the data, printed with their figures."""
        from bianmin_desktop.services.drafting import DraftingService

        return DraftingService(self._book, self.office, self.summaries, self.entry)

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

        return AnnualExportService(self._desk, self.annual, self.annual_checks, self.looks)

    @cached_property
    def work_notes(self) -> WorkNoteService:
        """Export of 工作信息; brings in the PDF library."""
        from bianmin_desktop.services.work_notes import WorkNoteService

        return WorkNoteService(self._desk, self.looks, self.program.editions.edition)

    @cached_property
    def documents(self) -> DocumentService:
        """打印文书: documents made from the ledgers as the policy says."""
        from bianmin_desktop.services.document_basis import DocumentBasis
        from bianmin_desktop.services.documents import DocumentService

        basis = DocumentBasis(self._desk, self.annual, self.periods)
        return DocumentService(self._desk, basis, self.looks)

    @cached_property
    def acceptance(self) -> AcceptanceRoom:
        """验收清单: checklists, evidence, the steps of circles."""
        from bianmin_desktop.bootstrap.acceptance_room import AcceptanceRoom

        return AcceptanceRoom(self.program, self._desk, self.entry, self.folder.evidence)

"""验收清单: the services of one room, made when somebody goes there."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap.program import Program
    from bianmin_desktop.services.acceptance import AcceptanceService
    from bianmin_desktop.services.accepting import AcceptingService
    from bianmin_desktop.services.checklist_papers import ChecklistPapers
    from bianmin_desktop.services.desk import Desk
    from bianmin_desktop.services.entry import EntryService
    from bianmin_desktop.services.evidence import EvidenceService


class AcceptanceRoom:
    """Checklists, the steps of circles, evidence, and prints."""

    def __init__(self, program: Program, desk: Desk, entry: EntryService, evidence: Path) -> None:
        """Over an open book; `evidence` is the folder of the attached files."""
        self._program = program
        self._desk = desk
        self._entry = entry
        self._folder = evidence

    @cached_property
    def checklists(self) -> AcceptanceService:
        """Checklists as they stand, and filling them in."""
        from bianmin_desktop.services.acceptance import AcceptanceService

        return AcceptanceService(self._desk)

    @cached_property
    def steps(self) -> AcceptingService:
        """Steps of circles; acceptances are frozen."""
        from bianmin_desktop.services.accepting import AcceptingService

        return AcceptingService(self._desk, self.checklists)

    @cached_property
    def evidence(self) -> EvidenceService:
        """Files attached to checklists."""
        from bianmin_desktop.services.evidence import EvidenceService

        return EvidenceService(self._desk, self.checklists, self._entry, self._folder)

    @cached_property
    def papers(self) -> ChecklistPapers:
        """Prints and files; brings in the PDF library."""
        from bianmin_desktop.services.checklist_papers import ChecklistPapers

        fonts = self._program.resources / "fonts"
        return ChecklistPapers(self._desk, self.checklists, fonts)

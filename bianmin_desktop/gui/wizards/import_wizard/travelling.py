"""The work between the steps of an import; it runs beside the window and changes no journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.gui.wizards.import_wizard.journey import Read
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.importing.outcome import RowKey
from bianmin_desktop.services.importing.proposals import Corrections, Proposal, Source

if TYPE_CHECKING:
    from bianmin_desktop.services.importing import ImportService
    from bianmin_desktop.services.importing.trial import Trial


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a piece of work needs to know of the journey, as it was when the work began."""

    type_id: str
    sources: tuple[Source, ...]
    corrections: Corrections
    decisions: dict[RowKey, str]


@dataclass(frozen=True, slots=True)
class TriedOut:
    """A proposal and its trial run."""

    proposal: Proposal
    trial: Trial


def read_files(
    service: ImportService, type_id: str, paths: Sequence[Path], progress: Progress
) -> Read:
    """Read files, and those in folders, and see what their columns are."""
    from bianmin_desktop.services.importing.folders import gather

    gathered = gather(paths)
    sources = service.read(gathered.files, progress)
    proposal = service.propose(type_id, sources, Corrections(), progress)
    return Read(sources, gathered.left_out, proposal)


def propose(service: ImportService, ticket: Ticket, progress: Progress) -> Proposal:
    """Read the same sources anew with what the clerk corrected."""
    return service.propose(ticket.type_id, ticket.sources, ticket.corrections, progress)


def try_out(service: ImportService, ticket: Ticket, progress: Progress) -> TriedOut:
    """What would become of every row; nothing is written."""
    proposal = propose(service, ticket, progress)
    return TriedOut(proposal, service.trial(proposal, ticket.decisions, progress))

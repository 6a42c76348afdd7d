"""季度变动说明: what changed in a quarter, with the reasons given and those that may be picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.change_reasons import suggestions
from bianmin_desktop.domain.indicators import FigureRow, derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.quarter_changes import Change, quarter_changes
from bianmin_desktop.domain.snapshots import ChangeLine
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checks import Checked, CheckService
from bianmin_desktop.services.summaries import SummaryService


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes of a quarter, and the reasons given by the id of the change."""

    quarter: Quarter
    changes: tuple[Change, ...]
    reasons: Mapping[str, str]

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """Those that must be explained before the quarter can be handed in."""
        return tuple(c for c in self.changes if c.is_asked and not self.reasons.get(c.id))


class ChangeService:
    """Reads the changes of a quarter; reasons are written by `CheckService.explain`."""

    def __init__(self, edition: Edition, summaries: SummaryService, checks: CheckService) -> None:
        """Over the services of an open book."""
        self._edition = edition
        self._summaries = summaries
        self._checks = checks

    def of(self, quarter: Quarter, progress: Progress = silent) -> Changed:
        """Every change of the quarter, as the ledger and the check have it now."""
        checked = self._checks.check(quarter, progress)
        ledger = self._summaries.ledger()
        figures = derive(ledger, self._edition, quarter)
        found = quarter_changes(ledger, self._edition, quarter, figures, checked.issues)
        reasons = {c.id: text for c in found if (text := checked.explanations.get(c.id, ""))}
        return Changed(quarter, found, reasons)

    def suggestions(self, change: Change) -> tuple[str, ...]:
        """Reasons that may be picked for a change; none is ever put in by itself."""
        return suggestions(change, self._edition)


def change_lines(
    ledger: Ledger, edition: Edition, figures: tuple[FigureRow, ...], checked: Checked
) -> tuple[ChangeLine, ...]:
    """The changes as they are handed in, each with the reason given for it."""
    found = quarter_changes(ledger, edition, checked.quarter, figures, checked.issues)
    return tuple(
        ChangeLine(
            id=change.id,
            group=change.group.label,
            kind=change.kind.label,
            subject=change.subject,
            name=change.name,
            on=change.on.isoformat() if change.on else "",
            before=change.before,
            after=change.after,
            amount=change.amount,
            message=change.message,
            reason=checked.explanations.get(change.id, "").strip(),
        )
        for change in found
    )

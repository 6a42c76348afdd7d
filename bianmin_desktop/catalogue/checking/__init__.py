"""Every reference in an edition must lead somewhere, and nothing may be there twice."""

from __future__ import annotations

from collections.abc import Mapping

from bianmin_desktop.catalogue.checking import (
    checklists,
    counting,
    drafting,
    duties,
    likeness,
    lists,
    printed,
    reasons,
    rechecks,
    records,
)
from bianmin_desktop.catalogue.checking.findings import Check
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.origins import Origin


def check_references(edition: Edition, origins: Mapping[tuple[str, str], Origin]) -> None:
    """Raises `PolicyFault` naming file and key of the first mistake in the edition.

    `origins` tells where an entry stands, by its key and id (`#0`, `#1` … for entries without).
    """
    for check in _checks:
        for found in check(edition):
            origin = origins[found.key, found.entry]
            raise PolicyFault(origin.file, f"{origin.key}.{found.inner}", found.what)


_checks: tuple[Check, ...] = (
    records.record_types,
    lists.choice_lists,
    lists.business_types,
    lists.business_lists,
    duties.clauses,
    duties.tasks,
    counting.figures,
    counting.rules,
    reasons.reasons,
    rechecks.rechecks,
    checklists.checklists,
    checklists.stage_steps,
    duties.cover,
    drafting.tallies,
    drafting.paragraphs,
    drafting.annual_paragraphs,
    drafting.speech,
    likeness.likenesses,
    duties.targets,
    duties.target_measure,
    duties.enclosures,
    duties.deadlines,
    duties.holidays,
    printed.printed,
)

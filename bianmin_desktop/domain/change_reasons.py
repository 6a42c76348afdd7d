"""Suggested reasons for a change: the edition's sentences, filled from the data, to pick from."""

from __future__ import annotations

from string import Formatter

from bianmin_desktop.catalogue.definitions import Reason
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.quarter_changes import Change, Group


def suggestions(change: Change, edition: Edition) -> tuple[str, ...]:
    """The sentences that fit the change, in the edition's order; each of them only once.

    A sentence that names what the data do not have is left out: nothing is said without them.
    """
    fitting = (reason for reason in edition.reasons if _fits(reason, change, edition))
    found = (_filled(reason.text, change) for reason in fitting)
    return tuple(dict.fromkeys(text for text in found if text))


def _fits(reason: Reason, change: Change, edition: Edition) -> bool:
    if change.kind not in reason.kinds:
        return False
    if change.group is not Group.FIGURE:
        return True
    if change.place.record_id:
        return not reason.fields or change.place.field in reason.fields
    if reason.figures and change.place.field not in reason.figures:
        return False
    return not reason.counts or _counted(change, edition) in reason.counts


def _counted(change: Change, edition: Edition) -> str:
    """The record type the figure counts; a ratio counts what its numerator does."""
    figures = {figure.id: figure for figure in edition.figures}
    figure = figures[change.place.field]
    return figures[figure.numerator].counts if figure.numerator else figure.counts


def _filled(text: str, change: Change) -> str:
    named = [name for _, name, _, _ in Formatter().parse(text) if name]
    if not all(change.words.get(name) for name in named):
        return ""
    return text.format_map(change.words)

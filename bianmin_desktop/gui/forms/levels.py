"""How a level looks in words: a sign for black and white, the colour comes from the theme."""

from __future__ import annotations

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.issues import Issue

_signs = {Level.BLOCKING: "●", Level.VERIFY: "▲", Level.HINT: "ℹ"}


def said(level: Level) -> str:
    """The level with its sign, e.g. ● 强制."""
    return f"{_signs[level]} {level.label}"


def sentence(issue: Issue) -> str:
    """An issue as shown under its field."""
    return f"{said(issue.level)}：{issue.message}"


def source_of(edition: Edition, clause: str) -> str:
    """The place in the founding document a clause id stands for; empty for none."""
    known = edition.clauses.get(clause)
    return known.heading if known is not None else clause

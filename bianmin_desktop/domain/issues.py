"""What is wrong with a record, as a value that a page shows and a file carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Level


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue sits: a record (with the name a clerk knows it by) and a field of it."""

    record_type: str
    record_id: str = ""
    record_name: str = ""
    field: str = ""
    field_label: str = ""

    def say(self) -> str:
        """The place in words, e.g. 「“李村便利店”的经营面积」."""
        name = f"“{self.record_name}”" if self.record_name else ""
        joined = "的" if name and self.field_label else ""
        return f"{name}{joined}{self.field_label}"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of the gate or a rule: 强制, 核实 or 提示, in one plain sentence."""

    rule: str
    level: Level
    place: Place
    message: str
    clause: str = ""

    @property
    def id(self) -> str:
        """Names the same finding at every check, so that an explanation stays with it."""
        subject = self.place.record_id or self.place.record_type
        return ":".join((self.rule, subject, self.place.field))


def worst(issues: Iterable[Issue]) -> Level | None:
    """The heaviest level among the issues, or nothing when there are none."""
    found = {issue.level for issue in issues}
    return next((level for level in Level if level in found), None)

"""Whether a quarter may be handed in, and if not, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.issues import Issue


@dataclass(frozen=True, slots=True)
class Readiness:
    """The issues of a quarter, sorted by what they mean for handing it in."""

    blocking: tuple[Issue, ...]
    unexplained: tuple[Issue, ...]
    explained: tuple[Issue, ...]
    hints: tuple[Issue, ...]

    @property
    def may_be_submitted(self) -> bool:
        """Whether nothing is left to correct or to explain."""
        return not self.blocking and not self.unexplained


def readiness(issues: Iterable[Issue], explanations: Mapping[str, str]) -> Readiness:
    """Sort the issues; `explanations` are the reasons given, by issue id."""
    blocking, unexplained, explained, hints = [], [], [], []
    for issue in issues:
        if issue.level is Level.BLOCKING:
            blocking.append(issue)
        elif issue.level is Level.HINT:
            hints.append(issue)
        elif explanations.get(issue.id, "").strip():
            explained.append(issue)
        else:
            unexplained.append(issue)
    return Readiness(tuple(blocking), tuple(unexplained), tuple(explained), tuple(hints))

"""What must be looked at again when a quarter is opened (要再看一遍)."""

from __future__ import annotations

from enum import StrEnum

from bianmin_desktop.catalogue.definitions.definition import Definition
from bianmin_desktop.catalogue.definitions.reporting import Condition


class RecheckKind(StrEnum):
    """Why a day says that a record has to be looked at."""

    NOT_SINCE = "not_since"
    """The day lies before the quarter began, or there is none: nobody looked since."""
    RUN_OUT = "run_out"
    """The day has come, or comes within the limit."""


class Recheck(Definition, frozen=True):
    """One reason to look at records of a type again.

    `field` is the day that tells it; `when` are conditions as of rules; `threshold` a limit in
    days for `run_out` (none: only when the day has come). `settles` is the field that 看过了
    fills with the day of looking; without one the record itself has to be corrected. The message
    may name `{name}` and `{day}`, and says of a record without a day `blank`.
    """

    id: str
    name: str
    record: str
    field: str
    kind: RecheckKind
    message: str
    blank: str = ""
    settles: str = ""
    threshold: str = ""
    when: tuple[Condition, ...] = ()
    clause: str = ""
    template: bool = False


recheck_words = frozenset(("name", "day"))
"""What a message may name."""

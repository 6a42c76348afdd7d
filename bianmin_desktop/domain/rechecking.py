"""要再看一遍: the records that must be looked at again in a quarter, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bianmin_desktop.catalogue.definitions import Recheck, RecheckKind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import predicate_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.wording import day_text


@dataclass(frozen=True, slots=True)
class Due:
    """A record to look at, for which reason, in one sentence."""

    recheck: Recheck
    record: Record
    message: str


def records_due(ledger: Ledger, edition: Edition, quarter: Quarter, today: date) -> Iterator[Due]:
    """Reason by reason, in the edition's order; records by name."""
    for recheck in edition.rechecks:
        tests = [predicate_of(condition, edition) for condition in recheck.when]
        record_type = edition.record_type(recheck.record)
        limit = _limit(recheck, edition, quarter, today)
        found = [
            record
            for record in ledger.of(recheck.record)
            if is_due(recheck, record, limit) and all(test(record) for test in tests)
        ]
        for record in sorted(found, key=lambda r: (r.name(record_type), r.id)):
            yield Due(recheck, record, _message(recheck, record, record.name(record_type)))


def is_due(recheck: Recheck, record: Record, limit: date) -> bool:
    """Whether the day of a record asks for a look, its conditions apart.

    A day that could not be read is a mistake of its own, which 审核 tells.
    """
    day = record.get(recheck.field)
    if isinstance(day, date):
        return day < limit
    is_blank = day is None and recheck.field not in record.typed
    return is_blank and recheck.kind is RecheckKind.NOT_SINCE


def _limit(recheck: Recheck, edition: Edition, quarter: Quarter, today: date) -> date:
    """Days before this one ask for a look.

    What runs out is looked at as of today, for a quarter that is over as of its last day.
    """
    if recheck.kind is RecheckKind.NOT_SINCE:
        return quarter.start
    ahead = edition.threshold(recheck.threshold).value if recheck.threshold else 0
    return min(today, quarter.end) + timedelta(days=int(ahead) + 1)


def _message(recheck: Recheck, record: Record, name: str) -> str:
    day = record.get(recheck.field)
    if not isinstance(day, date):
        return recheck.blank.format(name=name)
    return recheck.message.format(name=name, day=day_text(day))

"""What rules on a whole quarter share: the ledger, the figures, and the lives of the outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bianmin_desktop.catalogue.definitions import RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import scheme_lists
from bianmin_desktop.domain.conditions import all_hold
from bianmin_desktop.domain.drafting.facts import Basis, Facts, facts_of
from bianmin_desktop.domain.gaps import matrix_of
from bianmin_desktop.domain.indicators import FigureRow
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.wording import issue_of
from bianmin_desktop.domain.timeline import Life, Timeline, lives_of


@dataclass(frozen=True)
class Case:
    """One quarter under judgement."""

    ledger: Ledger = field(repr=False)
    edition: Edition = field(repr=False)
    quarter: Quarter
    figures: Sequence[FigureRow] = field(repr=False)
    today: date

    @cached_property
    def timeline(self) -> Timeline:
        """How lives are told under this edition."""
        return Timeline.of(self.edition)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """The life of every outlet."""
        return lives_of(self.ledger, self.edition)

    @cached_property
    def living(self) -> Sequence[Record]:
        """The outlets that count at the end of the quarter."""
        end = self.quarter.end
        return [o for o in self.ledger.of("outlet") if self.lives[o.id].counts_on(end)]

    @cached_property
    def facts(self) -> Facts:
        """What texts of the quarter may refer to."""
        edition, end = self.edition, self.quarter.end
        gaps = matrix_of(self.ledger, edition, scheme_lists(edition), end, self.lives)
        return facts_of(Basis(edition, self.quarter, self.ledger, self.figures, gaps))

    @property
    def summary_place(self) -> Place:
        """Where an issue of the quarter as a whole sits."""
        return Place("summary", "", f"{self.quarter.label}总结")

    def subjects(self, rule: RuleSetting) -> Sequence[Record]:
        """The records a rule judges: living outlets, or all records of another type."""
        records = self.living if rule.record == "outlet" else self.ledger.of(rule.record)
        if not rule.when:
            return records
        return [record for record in records if all_hold(rule.when, record, self.edition)]

    def issue(
        self, rule: RuleSetting, record: Record, field_id: str, words: Mapping[str, str]
    ) -> Issue:
        """A finding on one record."""
        return issue_of(rule, record, self.edition, field_id, words)

    def name(self, type_id: str, record_id: str) -> str:
        """What a clerk calls a record of the ledger."""
        record = self.ledger.by_id(type_id).get(record_id)
        return record.name(self.edition.record_type(type_id)) if record else ""

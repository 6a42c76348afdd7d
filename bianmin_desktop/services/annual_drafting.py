"""起草年度总结: what the year's data say, and what its four quarters said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafting.facts import Facts
from bianmin_desktop.domain.drafting.mentions import Ear
from bianmin_desktop.domain.drafting.rendering import text_fields, texts_said
from bianmin_desktop.domain.drafting.year_facts import year_drafts
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Year
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.texts import Texts, judge_texts
from bianmin_desktop.domain.year_sources import QuarterSource
from bianmin_desktop.services.annual import AnnualService
from bianmin_desktop.services.annual_checks import AnnualCheckService
from bianmin_desktop.services.desk import Desk
from bianmin_desktop.services.entry import EntryService

_people = ("filler", "reviewer", "head", "phone")


@dataclass(frozen=True, slots=True)
class YearKnown:
    """What the data of a year say: facts, the drafts made of them, and an ear for mentions.

    `quarters` is what the four quarters handed in under the same headings, `people` who signed
    the last of them.
    """

    facts: Facts
    drafts: Mapping[str, str]
    ear: Ear
    quarters: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearWritten:
    """What drafting left behind: the summary as stored, which fields, and whom to tell."""

    record: Record
    drafted: tuple[str, ...]
    carried: tuple[str, ...]
    changes: Changes


class AnnualDraftingService:
    """Drafts and prints the texts of annual summaries."""

    def __init__(
        self, desk: Desk, annual: AnnualService, checks: AnnualCheckService, entry: EntryService
    ) -> None:
        """Over an open book."""
        self._book = desk.book
        self._annual = annual
        self._checks = checks
        self._entry = entry

    def known(self, year: Year) -> YearKnown:
        """Everything texts of the year may refer to, from one moment of the book."""
        edition, account = self._book.edition, self._annual.account(year)
        facts = self._checks.facts(account)
        asked = {field.id for field in text_fields(edition, annual_summary)}
        said = {name: text for name, text in _by_quarter(account.sources).items() if name in asked}
        return YearKnown(
            facts,
            year_drafts(edition, facts),
            self._checks.ear(account),
            said,
            _signed(account.ledger, year),
        )

    def judged(self, known: YearKnown, summary: Record) -> list[Issue]:
        """What the rules on texts say of an annual summary, saved or not."""
        return judge_texts(Texts(summary, self._book.edition, known.facts, known.ear))

    def write(self, year: Year, append: Collection[str] = ()) -> YearWritten:
        """Fill the blank texts with what the data say, and else with what the quarters said.

        Texts in `append` get the draft behind what stands there. Nothing is written where nobody
        says anything. Raises `Refused` as saving does.
        """
        known = self.known(year)
        stored = self._annual.record(year) or self._annual.open(year).record
        asked = self._book.edition.record_type(annual_summary).fields
        texts: dict[str, str] = {}
        carried: list[str] = []
        for one in asked:
            old, new = self._entry.text(one, stored), known.drafts.get(one.id, "")
            if new and not old.strip():
                texts[one.id] = new
            elif new and one.id in append:
                texts[one.id] = f"{old}\n{new}"
            elif not old.strip() and (
                said := known.quarters.get(one.id) or known.people.get(one.id)
            ):
                texts[one.id] = said
                carried.append(one.id)
        if not texts:
            return YearWritten(stored, (), (), Changes({}))
        saved = self._entry.save(Draft(annual_summary, texts, stored.id), stored, "起草")
        drafted = tuple(name for name in texts if name not in carried)
        return YearWritten(saved.record, drafted, tuple(carried), saved.changes)

    def printed(self, record: Record, year: Year) -> Record:
        """The annual summary with its texts as they would be printed now."""
        facts = self._checks.facts(self._annual.account(year))
        said = texts_said(record, self._book.edition, facts)
        return replace(record, values={**record.values, **said})


def _by_quarter(sources: Collection[QuarterSource]) -> dict[str, str]:
    """What the quarters that were handed in said under each heading; the same is said once."""
    found: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        for name, text in source.texts.items():
            lines = (line.strip() for line in text.splitlines())
            paragraph = "".join(line for line in lines if line)
            found.setdefault(name, {}).setdefault(paragraph, []).append(source.quarter.label[5:])
    return {
        name: "\n".join(f"{'、'.join(quarters)}：{said}" for said, quarters in told.items())
        for name, told in found.items()
    }


def _signed(ledger: Ledger, year: Year) -> dict[str, str]:
    """Who signed the quarters of the year: the last who did."""
    signed: dict[str, str] = {}
    for quarter in year.quarters:
        summary = ledger.summary(quarter)
        held = {name: summary.text(name) for name in _people} if summary is not None else {}
        signed |= {name: text for name, text in held.items() if text}
    return signed

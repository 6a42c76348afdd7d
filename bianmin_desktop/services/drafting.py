"""起草: what a quarter's data say, as facts, as drafts with live references and as print."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import scheme_lists
from bianmin_desktop.domain.changes import Changes
from bianmin_desktop.domain.drafting.facts import Basis, Facts, facts_entered, facts_of
from bianmin_desktop.domain.drafting.mentions import Ear, places_of
from bianmin_desktop.domain.drafting.rendering import drafted, text_fields, texts_said
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.texts import Texts, judge_texts
from bianmin_desktop.services.entry import EntryService
from bianmin_desktop.services.office import OfficeService
from bianmin_desktop.services.summaries import SummaryService
from bianmin_desktop.store.book import Book


@dataclass(frozen=True, slots=True)
class Known:
    """What the data of a quarter say: facts, the drafts made of them, and an ear for mentions."""

    facts: Facts
    drafts: Mapping[str, str]
    ear: Ear


@dataclass(frozen=True, slots=True)
class Written:
    """What drafting left behind: the summary as stored, which fields were filled, whom to tell."""

    record: Record
    fields: tuple[str, ...]
    changes: Changes


class DraftingService:
    """Drafts and prints the texts of quarterly summaries."""

    def __init__(
        self, book: Book, office: OfficeService, summaries: SummaryService, entry: EntryService
    ) -> None:
        """Over an open book."""
        self._book = book
        self._office = office
        self._summaries = summaries
        self._entry = entry

    def known(self, quarter: Quarter) -> Known:
        """Everything texts of the quarter may refer to, from one moment of the book."""
        edition, ledger = self._book.edition, self._summaries.ledger()
        facts = self._facts(edition, ledger, quarter)
        return Known(facts, drafted(edition, facts), Ear(edition, places_of(ledger, edition)))

    def renewed(self, known: Known, summary: Record) -> Known:
        """The same with the numbers of a summary as it is being typed; the ledgers stay."""
        edition = self._book.edition
        facts = {**known.facts, **facts_entered(edition, summary)}
        return replace(known, facts=facts, drafts=drafted(edition, facts))

    def judged(self, known: Known, summary: Record) -> list[Issue]:
        """What the rules on texts say of a summary, saved or not."""
        return judge_texts(Texts(summary, self._book.edition, known.facts, known.ear))

    def write(self, quarter: Quarter, append: Collection[str] = ()) -> Written:
        """Fill the blank texts of a quarter's summary with what the data say.

        Texts in `append` get it behind what stands there. Nothing is written where the data say
        nothing. Raises `Refused` as saving does.
        """
        drafts = self.known(quarter).drafts
        stored = self._summaries.record(quarter) or self._summaries.open(quarter).record
        texts: dict[str, str] = {}
        for field in text_fields(self._book.edition):
            new, old = drafts.get(field.id, ""), self._entry.text(field, stored)
            if new and not old.strip():
                texts[field.id] = new
            elif new and field.id in append:
                texts[field.id] = f"{old}\n{new}"
        if not texts:
            return Written(stored, (), Changes({}))
        saved = self._entry.save(Draft("summary", texts, stored.id), stored, "起草")
        return Written(saved.record, tuple(texts), saved.changes)

    def printed(self, record: Record, quarter: Quarter) -> Record:
        """The summary with its texts as they would be printed now."""
        edition, ledger = self._book.edition, self._summaries.ledger()
        said = texts_said(record, edition, self._facts(edition, ledger, quarter))
        return replace(record, values={**record.values, **said})

    def _facts(self, edition: Edition, ledger: Ledger, quarter: Quarter) -> Facts:
        gaps = gap_matrix(ledger, edition, scheme_lists(edition), quarter.end)
        figures = derive(ledger, edition, quarter)
        return facts_of(Basis(edition, quarter, ledger, figures, gaps, self._office.name))

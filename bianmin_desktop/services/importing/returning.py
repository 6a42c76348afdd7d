"""What an import must know of the templates among its files, read from the book in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.records import Record
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.arrivals import Arrivals, called, sent_kind
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.returned import Held, Returned
from bianmin_desktop.store import keeping
from bianmin_desktop.store.reading import Reading

_community = "community"


@dataclass
class Returning:
    """The templates among the files of one import: their rows, and what is said of each file."""

    arrivals: Arrivals
    rows: Returned

    @classmethod
    def of(
        cls,
        sheets: Iterable[tuple[str, Sheet]],
        stored: Mapping[str, Record],
        gate: Gate,
        names: Names,
        book: tuple[Reading, RecordType],
    ) -> Returning:
        """For the sheets that are taken, each with the name of its file.

        `stored` are the living records of the type by id, as they are before the import.
        """
        reading, record_type = book
        found = {file: facts for file, sheet in sheets if (facts := TemplateFacts.of(sheet.facts))}
        sent = [facts for facts in found.values() if facts.id]
        own = frozenset(
            facts.id
            for facts in sent
            if keeping.has_been(reading.connection, facts.counter, facts.chain)
        )
        last = keeping.recall_all(reading.connection, sent_kind) if sent else {}
        arrivals = Arrivals(found, gate.edition.id, own, last)
        written = _Writing(gate.answers, names, record_type)
        return cls(
            arrivals,
            Returned(
                record_type,
                arrivals.sent(),
                _before(reading, record_type, arrivals.sent().values()),
                stored,
                written.text,
                written.homes(found),
            ),
        )

    def told(self, file: str) -> str:
        """Whose template the file is; empty when it is none that was sent out."""
        facts = self.arrivals.facts.get(file)
        return called(facts) if facts is not None and facts.id else ""

    def problems(self, met: Iterable[str]) -> list[Problem]:
        """Everything to say of the files; `met` are the ids of all records that rows mean."""
        record_type = self.rows.record_type
        names = {i: record.name(record_type) for i, record in self.rows.stored.items()}
        missing = self.arrivals.missing(frozenset(met), names)
        return [*self.arrivals.problems(), *missing, *self.rows.problems]


@dataclass(frozen=True, slots=True)
class _Writing:
    answers: Answers
    names: Names
    record_type: RecordType

    def text(self, name: str, record: Record) -> str:
        if name in record.typed:
            return record.typed[name]
        return self.answers.write(self.record_type.field(name), record.get(name), self.names)

    def homes(self, found: Mapping[str, TemplateFacts]) -> tuple[str, dict[str, str]]:
        """The field that names a record's community, and by file which one that is."""
        for field in self.record_type.fields:
            if field.target == _community:
                return field.id, {
                    file: self.answers.write(field, facts.community, self.names)
                    for file, facts in found.items()
                    if facts.community
                }
        return "", {}


def _before(
    reading: Reading, record_type: RecordType, sent: Collection[TemplateFacts]
) -> dict[str, dict[str, Held]]:
    """By template and record: what the fields that were written since held when it went out."""
    by_counter: dict[int, dict[str, Held]] = {}
    for facts in sent:
        if facts.counter not in by_counter:
            by_counter[facts.counter] = _since(reading, record_type, facts.counter)
    return {facts.id: by_counter[facts.counter] for facts in sent}


def _since(reading: Reading, record_type: RecordType, counter: int) -> dict[str, Held]:
    held: dict[str, dict[str, object]] = {}
    for entry in keeping.entries_after(reading.connection, counter, record_type.id):
        fields = held.setdefault(entry.record_id, {})
        for name, (before, _) in entry.changes.items():
            fields.setdefault(name, before)
    return dict(held)

"""Rows of returned templates: told apart, and put together with what changed meanwhile.

A template holds what the ledger held when it was sent. A cell that still says so is no news, and
must not take the ledger back to what it was; a cell that was changed by both is for the clerk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.domain.changes import difference
from bianmin_desktop.domain.encoding import value_of
from bianmin_desktop.domain.gate import Admission
from bianmin_desktop.domain.parsing.text import clean
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.values import Value
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.headers import record_id_field
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import Row

Admit = Callable[[Mapping[str, str], Record], Admission]
"""The gate, over a row's texts and the record they are read into."""
Written = Callable[[str, Record], str]
"""What a record holds in a field, as a clerk writes it."""
Held = Mapping[str, object]
"""What the history says that fields held, by field."""

both_changed = "import.both_changed"

_longest_shown = 60


class Settled(NamedTuple):
    """The texts of a row that are news; `contested` are those that were changed on both sides."""

    texts: Mapping[str, str]
    contested: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()


@dataclass
class Returned:
    """The returned rows of one import.

    `sent` are the templates of this book by file; `before` says by template and record what the
    fields that were written since held when it went out; `stored` are the records of the ledger
    before the import.
    """

    record_type: RecordType
    sent: Mapping[str, TemplateFacts]
    before: Mapping[str, Mapping[str, Held]]
    stored: Mapping[str, Record]
    written: Written
    given: tuple[str, Mapping[str, str]] = ("", field(default_factory=dict))
    problems: list[Problem] = field(default_factory=list)

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of one sheet, where no two have the same id any more.

        Whoever copies a row to write the next shop copies the hidden id with it: the original
        keeps it, the copy goes by its name and address. New rows of a community's own template
        belong to it though they do not say so.
        """
        listed = list(rows)
        counts = Counter(held for row in listed if (held := _id_of(row)))
        originals = {
            held: self._original(held, [row for row in listed if _id_of(row) == held])
            for held, count in counts.items()
            if count > 1
        }
        for row in listed:
            original = originals.get(_id_of(row))
            one = row if original is None or original is row else self._copy(row, original)
            yield self._at_home(one)

    def settled(self, row: Row, texts: Mapping[str, str], now: Record, admit: Admit) -> Settled:
        """What a row says anew of a record that is `now` so, this import's earlier rows included.

        Everything, when it did not go out with a template of ours or nothing of it was written
        since.
        """
        facts = self.sent.get(row.file)
        stored = self.stored.get(now.id)
        if facts is None or stored is None or now.id not in facts.records:
            return Settled(texts)
        before = self.before.get(facts.id, {}).get(now.id, {})
        if not before and now is stored:
            return Settled(texts)
        sent = _as_sent(stored, before, self.record_type)
        theirs, ours = difference(sent, admit(texts, sent).record), difference(sent, now)
        news = {name: text for name, text in texts.items() if name in theirs}
        both = {n: t for n, t in news.items() if n in ours and ours[n].after != theirs[n].after}
        problems = tuple(self._both_changed(row, name, now) for name in both)
        texts = {name: text for name, text in news.items() if name not in both}
        return Settled(texts, both, problems)

    def _both_changed(self, row: Row, name: str, now: Record) -> Problem:
        label = self.record_type.field(name).label
        came = clean(row.texts.get(name, "")).text[:_longest_shown]
        held = self.written(name, now)[:_longest_shown] or "空"
        stored = self.stored.get(now.id)
        where = "台账里"
        if stored is not None and self.written(name, stored) != self.written(name, now):
            where = "另一份交回的文件里"
        message = (
            f"模板发出后，“{label}”在{where}改成了“{held}”，这里交回的是“{came}”，两边不一样，"
            "这一项没有改动。要用交回的内容，请在台账里修改这条记录。"
        )
        return row.problem(both_changed, message, name)

    def _original(self, record_id: str, rows: list[Row]) -> Row:
        """The row that was there first: most like the record in what tells it from others."""
        stored = self.stored.get(record_id)
        if stored is None:
            return rows[0]
        names = (self.record_type.title, *(n for key in self.record_type.unique for n in key))
        told = {name: self.written(name, stored) for name in names}

        def likeness(row: Row) -> int:
            return sum(clean(row.texts.get(n, "")).text == text for n, text in told.items())

        return max(rows, key=likeness)

    def _copy(self, row: Row, original: Row) -> Row:
        own = {names[0] for names in self.record_type.unique if len(names) == 1}
        texts = {name: text for name, text in row.texts.items() if name != record_id_field}
        for name in own - {self.record_type.title}:
            if texts.get(name, "") and texts[name] == original.texts.get(name):
                label = self.record_type.field(name).label
                message = (
                    f"这一行是照第 {original.number} 行复制的，“{label}”"
                    f"“{texts.pop(name)[:_longest_shown]}”属于那一行，没有采用。"
                )
                self.problems.append(row.problem("import.copied_row", message, name))
        return row._replace(texts=texts)

    def _at_home(self, row: Row) -> Row:
        name, homes = self.given
        home = homes.get(row.file, "")
        if not home or row.skipped or not row.texts or name in row.texts or _id_of(row):
            return row
        return row._replace(texts={**row.texts, name: home})


def _id_of(row: Row) -> str:
    return row.texts.get(record_id_field, "").strip()


def _as_sent(stored: Record, before: Held, record_type: RecordType) -> Record:
    """The record with the fields that were written since holding what they held."""
    values: dict[str, Value] = dict(stored.values)
    typed = dict(stored.typed)
    for name, held in before.items():
        if not record_type.has_field(name):
            continue
        values.pop(name, None)
        typed.pop(name, None)
        if isinstance(held, Mapping) and "typed" in held:
            typed[name] = str(held["typed"])
        elif held is not None:
            values[name] = value_of(record_type.field(name).kind, held)
    return replace(stored, values=values, typed=typed)

"""The same questions as a quarter's figures and checks, asked of SQLite as plain aggregates.

One statement tells which outlets were there at both ends of the quarter, one counts every figure
at both ends, one for each type of record counts what every rule on single records would find, and
one for each rule on several records counts those. Nothing is named, worded, explained or kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from bianmin_desktop.catalogue.definitions import Condition, RuleSetting
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import is_by_type, leaves_of
from bianmin_desktop.domain.periods import Quarter

_living = "deleted = 0"
_kinds = "('opened', 'moved_in', 'closed', 'moved_out', 'reopened')"
_appearing = "('opened', 'moved_in', 'reopened')"
_marks = f"""
CREATE TEMP TABLE marks AS
SELECT id AS outlet, opened AS day, 0 AS rank, 1 AS there FROM outlet WHERE {_living} AND opened
UNION ALL SELECT id, closed, 1, 0 FROM outlet WHERE {_living} AND closed
UNION ALL SELECT outlet, "on", kind = 'reopened', kind IN {_appearing} FROM event
WHERE {_living} AND kind IN {_kinds}
"""
_there = (
    "coalesce((SELECT there FROM marks m WHERE m.outlet = o.id AND day <= '{day}' "
    "ORDER BY day DESC, rank DESC LIMIT 1), (SELECT 1 - there FROM marks m WHERE m.outlet = o.id "
    "ORDER BY day, rank LIMIT 1), o.status IN ({counted}))"
)


@dataclass(frozen=True)
class Floor:
    """Asks a book's file directly."""

    connection: sqlite3.Connection
    edition: Edition
    quarter: Quarter
    today: date

    def run(self) -> int:
        """Every aggregate once; returns how many numbers there were."""
        ask = self.connection.execute
        ask("DROP TABLE IF EXISTS temp.marks")
        ask("DROP TABLE IF EXISTS temp.lives")
        ask(_marks)
        ask("CREATE INDEX temp.of_outlet ON marks (outlet, day, rank)")
        ask(self._lives())
        numbers = [number for text in self._texts for number in ask(text).fetchone()]
        return len(numbers)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The questions put into words once: that is no work of the database."""
        return tuple(self._questions())

    def _lives(self) -> str:
        counted = ", ".join(map(_text, self.edition.title.counted_statuses))
        first, last = (
            _there.format(day=day, counted=counted)
            for day in (self.quarter.previous.end, self.quarter.end)
        )
        return (
            f"CREATE TEMP TABLE lives AS SELECT id, {first} AS at_first, {last} AS at_last "
            f"FROM outlet o WHERE {_living}"
        )

    def _questions(self) -> Iterator[str]:
        yield self._figures()
        for type_id in self.edition.record_types:
            rules = self.edition.rules_of[type_id]
            tests = [self._single(rule) for rule in rules]
            sums = [f"sum({test})" for test in tests if test]
            if sums:
                yield f"SELECT {', '.join(sums)} FROM {self._table(type_id)}"
            yield from filter(None, map(self._several, rules))

    def _figures(self) -> str:
        sums = []
        for figure in self.edition.figures:
            if figure.counts == "outlet":
                where = self._all("outlet", figure.where)
                sums += [f"sum(at_first AND {where})", f"sum(at_last AND {where})"]
        return f"SELECT {', '.join(sums)} FROM outlet JOIN lives USING (id)"

    def _single(self, rule: RuleSetting) -> str:
        """What a rule on one record finds, as a test; nothing for rules on several."""
        cells = [self._cell(rule.record, name) for name in rule.fields]
        tests = {
            "requires": lambda: " OR ".join(f"{cell} IS NULL" for cell in cells),
            "requires_one": lambda: " AND ".join(f"{cell} IS NULL" for cell in cells),
            "requires_answer": lambda: f"{cells[0]} IS NOT {_text(rule.options['answer'])}",
            "forbids": lambda: f"{cells[0]} IS NOT NULL",
            "not_more": lambda: f"{' + '.join(map(_number, cells[:-1]))} > {_number(cells[-1])}",
            "share_at_least": lambda: (
                f"100 * ({' + '.join(map(_number, cells[:-1]))}) < 90 * {_number(cells[-1])}"
            ),
            "rate_at_least": lambda: f"100 * {_number(cells[0])} < 30 * {_number(cells[-1])}",
            "at_most": lambda: f"{_number(cells[0])} > 15",
            "not_in_future": lambda: " OR ".join(f"{cell} > '{self.today}'" for cell in cells),
            "still_ahead": lambda: f"{cells[0]} <= '{self.today}'",
            "in_order": lambda: " OR ".join(
                f"{later} < {earlier}" for earlier, later in pairwise(cells)
            ),
            "not_older": lambda: f"julianday('{self.today}') - julianday({cells[0]}) > 90",
            "type_agrees": lambda: f"{self._cell(rule.record, 'business_type')} IS NULL",
            "status_agrees": lambda: "status = 'open' AND closed IS NOT NULL",
            "closing_undated": lambda: "status = 'closed' AND closed IS NULL",
            "uncollected": lambda: "absent IS NOT NULL",
        }
        if rule.kind not in tests:
            return ""
        return f"({self._all(rule.record, rule.when)}) AND ({tests[rule.kind]()})"

    def _several(self, rule: RuleSetting) -> str:
        """What a rule on several records finds."""
        table = self._table(rule.record)
        cells = [self._cell(rule.record, name) for name in rule.fields]
        if rule.kind == "duplicates":
            same = f"SELECT 1 FROM {table} GROUP BY {', '.join(cells)} HAVING count(*) > 1"
            return f"SELECT count(*) FROM ({same})"
        if rule.kind == "refers_to_living":
            target = self.edition.field(rule.record, rule.fields[0]).target
            living = f"SELECT id FROM {self._table(target)}"
            return f"SELECT count(*) FROM {table} WHERE {cells[0]} NOT IN ({living})"
        if rule.kind == "circle_lacks":
            return "SELECT count(DISTINCT circle || business_type) FROM outlet WHERE deleted = 0"
        if rule.kind == "circle_holds_community":
            return (
                "SELECT count(*) FROM outlet o WHERE deleted = 0 AND NOT EXISTS (SELECT 1 FROM "
                "circle_community c WHERE c.circle = o.circle AND c.community = o.community)"
            )
        return ""

    def _table(self, type_id: str) -> str:
        columns = self.connection.execute(f"PRAGMA table_info('{type_id}')").fetchall()
        if columns:
            return f"(SELECT * FROM {type_id} WHERE {_living})"
        return f"(SELECT * FROM register WHERE record_type = '{type_id}' AND {_living})"

    def _cell(self, type_id: str, field_id: str) -> str:
        columns = {row[1] for row in self.connection.execute(f"PRAGMA table_info('{type_id}')")}
        return f'"{field_id}"' if field_id in columns else f"json_extract(extra, '$.{field_id}')"

    def _all(self, type_id: str, conditions: Iterable[Condition]) -> str:
        return " AND ".join(self._holds(type_id, one) for one in conditions) or "1"

    def _holds(self, type_id: str, condition: Condition) -> str:
        if is_by_type(condition):
            leaves = ", ".join(map(_text, sorted(leaves_of(condition, self.edition))))
            return f"business_type IN ({leaves})"
        cell = self._cell(type_id, condition.field)
        if not condition.any_of:
            return f"{cell} IS NOT NULL"
        words = {"yes": "1", "no": "0"}
        wanted = ", ".join(words.get(word, _text(word)) for word in condition.any_of)
        return f"{cell} IN ({wanted})"


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _number(cell: str) -> str:
    return f"coalesce({cell}, 0)"

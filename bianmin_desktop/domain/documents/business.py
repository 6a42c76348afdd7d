"""业态“有没有” and 缺什么补什么: circles by the items of business-type lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from bianmin_desktop.catalogue.definitions import SchemeItem, Source
from bianmin_desktop.catalogue.definitions.printed import source_columns
from bianmin_desktop.domain.conditions import all_hold, answers_of
from bianmin_desktop.domain.documents.content import Amount, Case, Cell, Content, Head, Item
from bianmin_desktop.domain.drafting.facts import listed
from bianmin_desktop.domain.gaps import GapMatrix, GapRow, circle_of, matrix_of
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rounding import NO_RATIO
from bianmin_desktop.domain.timeline import Life, lives_of

_has, _has_not = "有", "无"
_none_lacking = "无"
_looks = {"count": "number", "outlets": "lines", "covering": "lines", "projects": "lines"}
_unit = "个"


def matrix(case: Case) -> Content:
    """One row a circle, one column an item of the lists, and what is missing of the first list."""
    book = _Book(case)
    lists = [case.edition.business_list(name) for name in case.document.lists]
    heads = [
        Head(f"{held.id}:{item.id}", item.label, "number", held.label)
        for held in lists
        for item in held.items
    ]
    first = lists[0]
    names = source_columns[Source.MATRIX]
    lacking = Head("missing", f"{first.label}{names['missing']}", "lines")
    items = []
    for row in book.rows():
        missing = [c.label for c, _ in book.matrix.missing(row) if c.list_id == first.id]
        counts = (_count(count) for count in row.counts)
        cells: dict[str, Cell] = dict(zip((head.id for head in heads), counts, strict=True))
        said = "、".join(missing) or _none_lacking
        items.append(Item(row.circle_id, {"circle": row.circle_name, **cells, "missing": said}))
    return Content((Head("circle", names["circle"]), *heads, lacking), tuple(items))


def all_items(case: Case) -> Content:
    """A row for every item of the lists in every circle."""
    return _content(case, _Book(case).items())


def gaps(case: Case) -> Content:
    """Those of which a circle has nothing; an item that two lists ask for is told once."""
    seen: set[tuple[str, str]] = set()
    found = []
    for item, line in _Book(case).lines():
        key = (line.row.circle_id, item.id)
        if not line.count and key not in seen:
            seen.add(key)
            found.append(line.told)
    return _content(case, found)


def _content(case: Case, items: Sequence[Item] | Iterator[Item]) -> Content:
    names = source_columns[case.document.source]
    heads = tuple(Head(name, label, _looks.get(name, "text")) for name, label in names.items())
    return Content(heads, tuple(items))


def _count(count: int) -> Amount:
    return Amount(Decimal(count), zero=_has_not)


@dataclass(frozen=True)
class _Line:
    """One item in one circle: its row of the matrix, how many there are, and its cells."""

    row: GapRow
    count: int
    told: Item


@dataclass
class _Book:
    """The ledger looked at circle by circle; every outlet is looked at once."""

    case: Case
    _here: dict[str, list[Record]] = field(default_factory=dict)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """The lives of all outlets."""
        return lives_of(self.case.ledger, self.case.edition)

    @cached_property
    def matrix(self) -> GapMatrix:
        """Circles by the items of the document's lists."""
        case = self.case
        lists = case.document.lists
        return matrix_of(case.ledger, case.edition, lists, case.day, self.lives)

    def rows(self) -> Iterator[GapRow]:
        """The circles that were chosen."""
        wanted = self.case.choice.circle
        return (row for row in self.matrix.rows if wanted in ("", row.circle_id))

    def items(self) -> Iterator[Item]:
        """Every item of every circle."""
        return (line.told for _, line in self.lines())

    def lines(self) -> Iterator[tuple[SchemeItem, _Line]]:
        """Every item of every circle, with what the circle has of it."""
        lists = [self.case.edition.business_list(name) for name in self.case.document.lists]
        asked = [(held.label, item) for held in lists for item in held.items]
        for row in self.rows():
            for (label, item), count in zip(asked, row.counts, strict=True):
                told = self._told(row, label, item, count)
                yield item, _Line(row, count, Item(f"{row.circle_id}:{label}:{item.id}", told))

    def _told(self, row: GapRow, label: str, item: SchemeItem, count: int) -> dict[str, Cell]:
        here = self._outlets(row.circle_id)
        covering = [o for o in here if set(answers_of(o.get("extra_services"))) & {*item.stand_ins}]
        clause = self.case.edition.clauses.get(item.clause)
        return {
            "circle": row.circle_name,
            "list": label,
            "item": item.label,
            "has": _has if count else _has_not,
            "count": Amount(Decimal(count)),
            "outlets": self._named([o for o in here if self._type(o) in item.covers]),
            "stand_ins": self._services(item) or NO_RATIO,
            "covering": (self._named(covering) or _has_not) if item.stand_ins else NO_RATIO,
            "projects": self._projects(row.circle_id, item) or _has_not,
            "clause": clause.heading if clause else "",
        }

    def _outlets(self, circle: str) -> list[Record]:
        """The outlets that count in a circle, by name."""
        if not self._here:
            for outlet in self.case.ledger.of("outlet"):
                if self.lives[outlet.id].counts_on(self.case.day):
                    self._here.setdefault(circle_of(outlet, self.case.ledger), []).append(outlet)
            for found in self._here.values():
                found.sort(key=lambda outlet: (outlet.text("name"), outlet.id))
        return self._here.get(circle, [])

    def _type(self, outlet: Record) -> str:
        return self.lives[outlet.id].type_on(self.case.day)

    def _named(self, outlets: list[Record]) -> str:
        outlet = self.case.edition.record_type("outlet")
        return listed([o.name(outlet) for o in outlets], _unit) if outlets else ""

    def _services(self, item: SchemeItem) -> str:
        choices = self.case.edition.choice_lists.get("extra_service")
        labels = {c.id: c.label for c in choices.choices} if choices else {}
        return "、".join(labels.get(service, service) for service in item.stand_ins)

    def _projects(self, circle: str, item: SchemeItem) -> str:
        """What is being done about it: 补建项目 of that type there, with the day they are due."""
        edition, document = self.case.edition, self.case.document
        if not document.remedies:
            return ""
        kind = edition.record_type(document.remedies)
        found = [
            project.name(kind)
            for project in self.case.ledger.of(document.remedies)
            if project.get("circle") == circle
            and project.get("business_type") in item.covers
            and all_hold(document.remedied_while, project, edition)
        ]
        return listed(sorted(found), _unit) if found else ""

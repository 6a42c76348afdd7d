"""Filling a new book with example data: the same for the same unit, date and seed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.demo import lives, material, outlets, people
from bianmin_desktop.services.demo.extent import chosen_communities
from bianmin_desktop.services.demo.summaries import SummaryMaker
from bianmin_desktop.services.office import Founding
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin

first_quarter = Quarter(2023, 3)
average_outlets = 120
"""Outlets a community: 195.4万 outlets over 8,132 circles of about two communities each."""

_source = "示例数据"
_space = uuid.UUID("0d7c2f44-2f0e-5d0a-8a3e-5e1f6c9b7a10")


@dataclass
class Filling:
    """One run of the generator over one book."""

    book: Book
    founding: Founding
    folder: Path
    progress: Progress
    per_community: int = average_outlets
    random: Random = field(init=False)
    made: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Seed by unit and day."""
        self.unit = self.book.holder().unit
        self.today = self.founding.clock.today()
        self.random = Random(f"{self.unit}:{self.today}")

    def run(self) -> None:
        """Communities, circles, outlets with their events, and a summary for every quarter."""
        communities = self._communities()
        circles = self._circles(communities)
        self._outlets(communities, circles)
        self._summaries()

    def explain(self, quarter: Quarter, issues: Iterable[Issue]) -> None:
        """Give a reason for each of these issues, so that the quarter can be handed in."""
        reasons = material.read_reports(self.folder).reasons
        pairs: list[tuple[Record, Record | None]] = []
        for issue in issues:
            key = next((word for word in reasons if word in issue.rule), "default")
            values = {"period": str(quarter), "issue": issue.id, "text": reasons[key]}
            values |= {"record": issue.place.record_id, "field": issue.place.field}
            kept = {name: value for name, value in values.items() if value}
            identity = uuid.uuid5(_space, f"{self.unit}:{quarter}:{issue.id}")
            pairs.append((Record("explanation", str(identity), kept), None))
        with self.book.writing() as work:
            work.put_all(pairs, self._origin("说明"))

    def _communities(self) -> list[Record]:
        level = self._level()
        with self.book.writing() as work:
            stored = chosen_communities(work.records("community"), level)
            pairs = [(self._admitted(people.community_texts(self.random), r), r) for r in stored]
            return work.put_all(pairs, self._origin("修改"))

    def _level(self) -> str:
        division = self.founding.divisions.get(self.unit)
        return division.level if division else "street"

    def _circles(self, communities: Sequence[Record]) -> dict[str, str]:
        circle_of: dict[str, str] = {}
        names = _names_of(communities)
        groups = list(people.neighbours(communities))
        maker = people.CircleMaker(self.random, first_quarter.start, self.today, len(groups))
        made: list[tuple[Record, Record | None]] = []
        for place, members in enumerate(groups):
            texts = maker.texts(members, place)
            record = self._admitted(texts, self._fresh("circle"), names)
            made.append((record, None))
            circle_of |= dict.fromkeys((member.id for member in members), record.id)
        with self.book.writing() as work:
            work.put_all(made, self._origin("新增"))
        return circle_of

    def _outlets(self, communities: Sequence[Record], circles: dict[str, str]) -> None:
        life = lives.LifeMaker(self.random, first_quarter.start, self.today)
        shops = material.read_shops(self.folder)
        maker = outlets.OutletMaker(shops, self.random, life, self._district())
        names = _names_of(communities, circles.values())
        lacking: dict[str, frozenset[str]] = {}
        for done, community in enumerate(communities):
            self.progress.report(done, len(communities), f"正在生成{community.text('name')}的网点")
            circle = circles.get(community.id, "")
            if circle not in lacking:
                lacking[circle] = maker.gaps()
            site = outlets.Site(community, circle, lacking[circle], is_first=done == 0)
            made = list(self._outlets_of(site, maker, names))
            with self.book.writing() as work:
                work.put_all([(record, None) for record in made], self._origin("新增"))
                events = [(event, None) for record in made for event in self._events(record, maker)]
                work.put_all(events, self._origin("变动"))

    def _district(self) -> str:
        path = self.founding.divisions.path(self.unit)
        return next((d.name for d in path if d.level == "district"), "青岛市")

    def _outlets_of(
        self, site: outlets.Site, maker: outlets.OutletMaker, names: KnownNames
    ) -> Iterator[Record]:
        spread = max(self.per_community // 5, 1)
        count = self.per_community + self.random.randint(-spread, spread)
        for number in range(1, count + 1):
            texts = maker.texts(site, number)
            if self.random.random() < 0.02:
                texts = outlets.spoilt(self.random, texts)
            yield self._admitted(texts, self._fresh("outlet"), names)
            if self.random.random() < 0.004:
                texts = maker.double(texts, count + number)
                yield self._admitted(texts, self._fresh("outlet"), names)

    def _events(self, outlet: Record, maker: outlets.OutletMaker) -> Iterator[Record]:
        type_now = outlet.text("business_type")
        labels = [
            kind.label if (kind := self.founding.edition.business_types.get(type_id)) else ""
            for type_id in (maker.other_type(type_now), type_now)
        ]
        names = KnownNames(titles={"outlet": {outlet.id: outlet.text("name")}})
        for texts in maker.lives.events(outlet, labels[0], labels[1]):
            yield self._admitted(texts, self._fresh("event"), names)

    def _summaries(self) -> None:
        maker = SummaryMaker(self.random, material.read_reports(self.folder))
        made: list[tuple[Record, Record | None]] = []
        for quarter, texts in maker.every_quarter(first_quarter, Quarter.of(self.today)):
            values = {"unit": self.unit, "period": str(quarter), "state": "filling"}
            fresh = self._fresh("summary").with_values(values)
            made.append((self._admitted(texts, fresh), None))
        with self.book.writing() as work:
            work.put_all(made, self._origin("新增"))

    def _admitted(
        self, texts: dict[str, str], stored: Record, names: KnownNames | None = None
    ) -> Record:
        draft = Draft(stored.type, texts)
        known = names or KnownNames()
        return self.founding.gate.admit(draft, stored, known, self.today).record

    def _fresh(self, type_id: str) -> Record:
        self.made += 1
        return Record(type_id, str(uuid.uuid5(_space, f"{self.unit}:{type_id}:{self.made}")))

    def _origin(self, action: str) -> Origin:
        return Origin(action, _source, self.founding.clock.now())


def _names_of(communities: Iterable[Record], circles: Iterable[str] = ()) -> KnownNames:
    titles = {record.id: record.text("name") for record in communities}
    return KnownNames(titles={"community": titles, "circle": dict.fromkeys(circles, "")})

"""Filling a new book with example data: the same for the same unit, date and seed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.periods import Quarter, quarters_between
from bianmin_desktop.domain.records import Record
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.demo import material, outlets, people
from bianmin_desktop.services.office import Founding
from bianmin_desktop.store.book import Book
from bianmin_desktop.store.work import Origin, Work

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

    def _communities(self) -> list[Record]:
        with self.book.writing() as work:
            stored = work.records("community")
            pairs = [(self._admitted(people.community_texts(self.random), r), r) for r in stored]
            return work.put_all(pairs, self._origin("修改"))

    def _circles(self, communities: Sequence[Record]) -> dict[str, str]:
        circle_of: dict[str, str] = {}
        names = _names_of(communities)
        ordered = sorted(communities, key=lambda record: record.text("code"))
        with self.book.writing() as work:
            for batch, members in enumerate(people.neighbours(ordered)):
                texts = people.circle_texts(self.random, members, batch)
                record = self._admitted(texts, self._fresh("circle"), names)
                work.put(record, None, self._origin("新增"))
                circle_of |= dict.fromkeys((member.id for member in members), record.id)
        return circle_of

    def _outlets(self, communities: Sequence[Record], circles: dict[str, str]) -> None:
        maker = outlets.OutletMaker(material.read_shops(self.folder), self.random, self.today)
        names = _names_of(communities, circles.values())
        for done, community in enumerate(communities):
            self.progress.report(done, len(communities), f"正在生成{community.text('name')}的网点")
            made = list(self._outlets_of(community, circles, maker, names))
            with self.book.writing() as work:
                work.put_all([(record, None) for record in made], self._origin("新增"))
                events = [(event, None) for record in made for event in self._events_of(record)]
                work.put_all(events, self._origin("变动"))

    def _outlets_of(
        self,
        community: Record,
        circles: dict[str, str],
        maker: outlets.OutletMaker,
        names: KnownNames,
    ) -> Iterator[Record]:
        spread = max(self.per_community // 5, 1)
        count = self.per_community + self.random.randint(-spread, spread)
        for number in range(1, count + 1):
            texts = maker.texts(community, circles.get(community.id, ""), number)
            if self.random.random() < 0.02:
                texts = outlets.spoilt(self.random, texts)
            yield self._admitted(texts, self._fresh("outlet"), names)
            if self.random.random() < 0.004:
                yield self._admitted(texts | {"number": ""}, self._fresh("outlet"), names)

    def _events_of(self, outlet: Record) -> Iterator[Record]:
        opened = outlet.get("opened")
        if not isinstance(opened, date) or outlet.get("closed") or self.random.random() > 0.04:
            return
        first = max(opened, first_quarter.start)
        days = (self.today - first).days
        if days < 30:
            return
        on = first + timedelta(days=self.random.randint(15, days - 1))
        texts = {"outlet": outlet.id, "kind": "改造", "on": on.isoformat(), "note": "更换门头和陈列"}
        names = KnownNames(titles={"outlet": {outlet.id: outlet.text("name")}})
        yield self._admitted(texts, self._fresh("event"), names)

    def _summaries(self) -> None:
        reports = material.read_reports(self.folder)
        last = Quarter.of(self.today)
        with self.book.writing() as work:
            for quarter in quarters_between(first_quarter, last):
                self._summary(work, quarter, reports, is_current=quarter == last)

    def _summary(
        self, work: Work, quarter: Quarter, reports: material.Reports, *, is_current: bool
    ) -> None:
        values = {"unit": self.unit, "period": str(quarter), "state": "filling"}
        fresh = self._fresh("summary").with_values(values)
        texts = {} if is_current else self._answers(reports)
        work.put(self._admitted(texts, fresh), None, self._origin("新增"))

    def _answers(self, reports: material.Reports) -> dict[str, str]:
        sent = self.random.randint(300, 900)
        returned = int(sent * self.random.uniform(0.85, 0.97))
        satisfied = int(returned * self.random.uniform(0.91, 0.97))
        return reports.texts | {
            "investment_government": f"{self.random.uniform(20, 260):.2f}",
            "investment_social": f"{self.random.uniform(40, 700):.2f}",
            "jobs": str(self.random.randint(20, 160)),
            "survey_sent": str(sent),
            "survey_returned": str(returned),
            "survey_satisfied": str(satisfied),
            "activities": str(self.random.randint(2, 18)),
            "filler": "经济发展办公室填报岗",
            "reviewer": "经济发展办公室审核岗",
            "head": "街道办事处分管负责人",
            "phone": "0532-88990000",
        }

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


def explain_all(
    filling: Filling, quarter: Quarter, asked: Sequence[tuple[str, str, Level]]
) -> None:
    """Give a reason for every 核实 issue (id, rule) of a quarter, so that it can be handed in."""
    reasons = material.read_reports(filling.folder).reasons
    with filling.book.writing() as work:
        pairs = []
        for issue, rule, level in asked:
            if level is not Level.VERIFY:
                continue
            key = next((word for word in reasons if word in rule), "default")
            values = {"period": str(quarter), "issue": issue, "text": reasons[key]}
            fresh = Record(
                "explanation", str(uuid.uuid5(_space, f"{filling.unit}:{quarter}:{issue}"))
            )
            pairs.append((fresh.with_values(values), None))
        work.put_all(pairs, Origin("说明", _source, filling.founding.clock.now()))


def _names_of(communities: Iterable[Record], circles: Iterable[str] = ()) -> KnownNames:
    titles = {record.id: record.text("name") for record in communities}
    return KnownNames(titles={"community": titles, "circle": dict.fromkeys(circles, "")})

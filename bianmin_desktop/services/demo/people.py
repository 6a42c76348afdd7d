"""Example communities and circles, in the proportions national totals give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bianmin_desktop.domain.records import Record

Texts = dict[str, str]
kinds = ("新建小区", "老旧城区", "成熟小区")
layouts = ("集聚式", "街区式", "分散式")
forms = ("邻里街区", "邻里中心", "邻里社区")
radii = (500, 600, 800, 1000)
first_batches = 0.6
"""The share of the circles that had been started before the first recorded quarter."""


def community_texts(random: Random) -> Texts:
    """The profile of a community: about 86 residents an outlet, ≈2.6 people a household."""
    households = random.randint(2800, 4800)
    residents = int(households * random.uniform(2.3, 2.9))
    floor_area = households * random.randint(95, 125)
    kind = random.choices(kinds, (2, 3, 5))[0]
    service = int(households / 100 * random.uniform(31, 45))
    texts = {
        "kind": kind,
        "estates": str(random.randint(2, 9)),
        "households": str(households),
        "residents": str(residents),
        "aged_60": str(int(residents * random.uniform(0.16, 0.28))),
        "aged_0_3": str(int(residents * random.uniform(0.02, 0.035))),
        "aged_0_6": str(int(residents * random.uniform(0.045, 0.07))),
        "area_km2": f"{random.uniform(0.3, 2.4):.3f}",
        "floor_area": str(floor_area),
        "commercial_area": str(int(floor_area * _share(random, kind)) - service),
        "service_area": str(service),
        "grids": str(random.randint(3, 12)),
    }
    return texts | (_built_together(random) if kind == "新建小区" else {})


def _share(random: Random, kind: str) -> float:
    if kind != "新建小区":
        return random.uniform(0.05, 0.13)
    # Now and then one just fails the 10 % of new communities: 9.9x % prints as 10.0 %.
    return random.uniform(0.0995, 0.0999) if random.random() < 0.15 else random.uniform(0.105, 0.14)


def _built_together(random: Random) -> Texts:
    day = date(random.randint(2015, 2019), random.randint(1, 12), random.randint(1, 28))
    texts: Texts = {}
    for step in ("planned", "built", "accepted", "delivered"):
        texts |= {f"sync_{step}": "是", f"sync_{step}_on": day.isoformat()}
        day += timedelta(days=random.randint(60, 400))
    return texts


@dataclass(frozen=True)
class CircleMaker:
    """Makes the circles of a unit: most were started before records began, the rest one by one."""

    random: Random
    recorded_since: date
    today: date
    count: int

    def texts(self, members: Sequence[Record], place: int) -> Texts:
        """A circle over a few neighbouring communities (nationally ≈2 communities a circle)."""
        first = members[0].text("short_name") or members[0].text("name")
        residents = sum(int(str(member.get("residents") or 0)) for member in members)
        started = self._started(place)
        texts = {
            "name": f"{first}便民生活圈",
            "communities": "、".join(member.id for member in members),
            "street": members[0].text("code")[:9],
            "layout": self.random.choice(layouts),
            "form": self.random.choice(forms),
            "pilot_year": str(max(started.year, 2021)),
            "population": str(residents),
            "radius": str(self.random.choice(radii)),
            "operator": f"{first}社区商业服务中心",
            "started": started.isoformat(),
        }
        return texts | self._progress(started)

    def _started(self, place: int) -> date:
        early = max(int(self.count * first_batches), min(self.count, 3))
        if place < early:
            return self.recorded_since - timedelta(days=self.random.randint(20, 480))
        span = (self.today - self.recorded_since).days
        step = span // (self.count - early + 1)
        return self.recorded_since + timedelta(days=step * (place - early) + step // 2)

    def _progress(self, started: date) -> Texts:
        completed = started + timedelta(days=self.random.randint(300, 560))
        if completed < self.today:
            grade = self.random.choice(("基础型", "提升型", "品质型"))
            stage = self.random.choice(("合格", "合格", "奖励"))
            return {"completed": completed.isoformat(), "stage": stage, "grade": grade}
        return {"stage": self.random.choice(("建设", "建设", "自查", "区初验"))}


def neighbours(communities: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Communities two by two within a street; the last group of a street takes the odd one."""
    streets: dict[str, list[Record]] = {}
    for community in communities:
        streets.setdefault(community.text("code")[:9], []).append(community)
    for members in streets.values():
        for start in range(0, max(len(members) // 2 * 2, 1), 2):
            is_last = start + 2 >= len(members) // 2 * 2
            yield members[start:] if is_last else members[start : start + 2]

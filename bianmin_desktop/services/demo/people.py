"""Example communities and circles, in the proportions national totals give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from bianmin_desktop.domain.records import Record

Texts = dict[str, str]
kinds = ("新建小区", "老旧城区", "成熟小区")
layouts = ("集聚式", "街区式", "分散式")
forms = ("邻里街区", "邻里中心", "邻里社区")
stages = ("建设", "自查", "区初验", "合格")


def community_texts(random: Random) -> Texts:
    """The profile of a community: about 86 residents an outlet, ≈2.6 people a household."""
    households = random.randint(2800, 4800)
    residents = int(households * random.uniform(2.3, 2.9))
    floor_area = households * random.randint(95, 125)
    kind = random.choices(kinds, (2, 3, 5))[0]
    share = random.uniform(0.105, 0.14) if kind == "新建小区" else random.uniform(0.05, 0.13)
    service = int(households / 100 * random.uniform(31, 45))
    return {
        "kind": kind,
        "estates": str(random.randint(2, 9)),
        "households": str(households),
        "residents": str(residents),
        "aged_60": str(int(residents * random.uniform(0.16, 0.28))),
        "aged_0_3": str(int(residents * random.uniform(0.02, 0.035))),
        "aged_0_6": str(int(residents * random.uniform(0.045, 0.07))),
        "area_km2": f"{random.uniform(0.3, 2.4):.3f}",
        "floor_area": str(floor_area),
        "commercial_area": str(int(floor_area * share) - service),
        "service_area": str(service),
        "grids": str(random.randint(3, 12)),
    }


def circle_texts(random: Random, members: Sequence[Record], batch: int) -> Texts:
    """A circle over a few neighbouring communities (nationally ≈2 communities a circle)."""
    first = members[0].text("short_name") or members[0].text("name")
    residents = sum(int(str(member.get("residents") or 0)) for member in members)
    year = 2023 + batch % 3
    return {
        "name": f"{first}便民生活圈",
        "communities": "、".join(member.id for member in members),
        "layout": random.choice(layouts),
        "form": random.choice(forms),
        "pilot_year": str(year),
        "population": str(residents),
        "radius": str(random.choice((500, 600, 800, 1000))),
        "stage": random.choice(stages),
        "operator": f"{first}社区商业服务中心",
    }


def neighbours(communities: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Communities two by two; the last group takes the odd one."""
    whole = len(communities) // 2 * 2
    for start in range(0, whole, 2):
        end = start + 2 if start + 2 < whole else len(communities)
        yield communities[start:end]
    if whole == 0 and communities:
        yield communities

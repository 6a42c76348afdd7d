"""A year of a street: four quarters, two returns, one late, a new clerk; every figure recounted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.domain.deadlines import Timeliness
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import Snapshot, snapshot_of
from tests.services.year_clerk import Clerk, Shop, members

quarters = tuple(Quarter(2024, number) for number in range(1, 5))
communities = ("大埠东", "小埠东", "王家村", "金家岭", "朱家洼", "石老人")
typed = {"investment_government": "12.5", "investment_social": "30", "jobs": "9"}
typed |= {"survey_sent": "200", "survey_returned": "190", "survey_satisfied": "180"}
typed |= {"activities": "3"}
typed |= {"task_public": "本季度未开展。", "task_operation": "召开商户座谈会。"}
typed |= {"next_steps": "补齐短板。"}
covered = {
    "circles": 1,
    "circles_completed": 0,
    "outlets_renovated": 0,
    "communities": 32,
    "communities_covered": 6,
    "households_covered": 5400,
    "residents_covered": 15600,
    "aged_60_covered": 3000,
    "aged_0_6_covered": 1200,
    "service_area": None,
    "commercial_area": None,
}
"""One circle with six communities of 900 households each, all year."""
_share = 15


@dataclass
class Street:
    """The clerk, her own list of shops, and what the newest version of each quarter counted."""

    clerk: Clerk
    out: Path
    shops: list[Shop] = field(default_factory=list)
    counted: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def add(self, name: str, opened: date, place: int) -> Shop:
        """One more shop, known and typed."""
        kinds = [item.covers[0] for item in self.clerk.edition.business_lists["basic"].items]
        shop = Shop(
            f"{name}{place:03}",
            kinds[place % len(kinds)],
            communities[place % len(communities)],
            opened,
            chain=place % 4 == 0,
            all_hours=place % 7 == 0,
            area=Decimal(30 + place),
            staff=1 + place % 5,
        )
        self.shops.append(shop)
        self.clerk.open_shop(shop)
        return shop

    def version(self, quarter: Quarter) -> Snapshot:
        """The newest version that was handed in."""
        newest = self.clerk.application.summaries.versions(quarter)[-1]
        return snapshot_of(newest.content, self.clerk.edition)

    def recount(self, quarter: Quarter) -> int:
        """Hold every figure on outlets of the newest version against the clerk's own list."""
        lines = {line.id: line for line in self.version(quarter).figures}
        figures = [f for f in self.clerk.edition.figures if f.counts == "outlet"]
        now: dict[str, dict[str, Decimal]] = {}
        for figure in figures:
            own = members(figure, self.clerk.edition, self.shops, quarter.end)
            first = members(figure, self.clerk.edition, self.shops, quarter.previous.end)
            before = self.counted.get(f"{quarter.previous} {figure.id}", first)
            line = lines[figure.id]
            expected = (
                sum(before.values(), Decimal(0)),
                sum((own[i] for i in own.keys() - before.keys()), Decimal(0)),
                sum((before[i] for i in before.keys() - own.keys()), Decimal(0)),
                sum(own.values(), Decimal(0)),
            )
            assert (line.opening, line.added, line.removed, line.closing) == expected, figure.id
            now[f"{quarter} {figure.id}"] = own
        self.counted |= now
        known = {f.id for f in figures} | {"chain_rate"} | covered.keys()
        assert known == lines.keys()
        assert {name: lines[name].closing for name in covered} == covered
        chain, whole = (len(now[f"{quarter} {name}"]) for name in ("chain_outlets", "outlets"))
        assert (lines["chain_rate"].numerator, lines["chain_rate"].denominator) == (chain, whole)
        return 4 * len(figures) + len(covered)


def printed_values(snapshot: Snapshot) -> int:
    """How many values the files of a version hold: figures, answers, explanations, ledgers."""
    figures = sum(
        sum(n is not None for n in (line.opening, line.added, line.removed, line.closing))
        for line in snapshot.figures
    )
    ledgers = sum(len(r.values) for records in snapshot.records.values() for r in records)
    return figures + ledgers + len(snapshot.summary.values) + len(snapshot.occasion.explained)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """At the beginning of 2024: six communities, a circle, forty shops."""
    folder = tmp_path_factory.mktemp("一年")
    made = Street(Clerk(folder / "数据", datetime(2024, 4, 3, 9, 30)), folder / "报送")
    clerk = made.clerk
    for record in clerk.application.summaries.ledger().of("community"):
        stored = clerk.application.entry.record("community", record.id)
        if record.get("short_name") in communities:
            people = {"households": "900", "residents": "2600", "aged_60": "500"}
            clerk.enter("community", people | {"aged_0_6": "200", "aged_0_3": "80"}, stored)
    clerk.enter(
        "circle",
        {"name": "金家岭生活圈", "communities": "、".join(communities), "started": "2023-09-01"},
    )
    for place in range(40):
        made.add("老店", date(2020 + place % 4, 1 + place % 9, 1), place)
    yield made
    clerk.application.close()


def test_that_a_year_is_never_sent_back_for_arithmetic(
    street: Street, capsys: pytest.CaptureFixture[str]
) -> None:
    application = street.clerk.application
    _first(street)
    shares = [_keyed(street, q, make, capsys) for q, make in zip(quarters[1:], _later, strict=True)]
    assert all(share * 100 < _share for share in shares)
    versions = [len(application.summaries.versions(quarter)) for quarter in quarters]
    assert versions == [1, 2, 1, 2]
    states = [application.periods.line(quarter).standing.timeliness for quarter in quarters]
    on_time = Timeliness.IN_TIME
    assert states == [on_time, on_time, Timeliness.LATE, on_time]
    fillers = [street.version(quarter).summary.text("filler") for quarter in quarters]
    assert fillers == ["张明", "张明", "王芳", "王芳"]


def _first(street: Street) -> None:
    clerk, quarter = street.clerk, quarters[0]
    street.add("一季新店", date(2024, 2, 5), 41)
    clerk.close_shop(street.shops[3], date(2024, 3, 10))
    people = {"filler": "张明", "phone": "0532-88886666", "reviewer": "李华", "head": "赵强"}
    clerk.write(quarter, typed | people)
    _finish(street, quarter)
    clerk.application.receipts.note_received(quarter)


def _second(street: Street) -> None:
    """Returned once: a shop was forgotten."""
    clerk, quarter = street.clerk, quarters[1]
    clerk.calendar.moment = datetime(2024, 7, 5, 9, 30)
    street.add("二季新店", date(2024, 5, 20), 42)
    clerk.change_trade(street.shops[7], date(2024, 6, 1), street.shops[8].trade)
    clerk.write(quarter, typed | {"jobs": "11"})
    _finish(street, quarter)
    clerk.application.returns.note(quarter, {"reason": "漏报一户，请补报。"})
    street.add("二季补录店", date(2024, 6, 9), 43)
    _finish(street, quarter)


def _third(street: Street) -> None:
    """Late, by another clerk; a shop of June is found that the second quarter was without."""
    clerk, quarter = street.clerk, quarters[2]
    clerk.calendar.moment = datetime(2024, 10, 21, 9, 30)
    street.add("三季发现店", date(2024, 6, 20), 44)
    street.add("三季新店", date(2024, 8, 1), 45)
    clerk.close_shop(street.shops[12], date(2024, 9, 1))
    clerk.write(quarter, typed | {"filler": "王芳", "phone": "0532-88887777"})
    _finish(street, quarter)


def _fourth(street: Street) -> None:
    """Returned once: for its words, not for a number."""
    clerk, quarter = street.clerk, quarters[3]
    clerk.calendar.moment = datetime(2025, 1, 6, 9, 30)
    clerk.close_shop(street.shops[20], date(2024, 11, 11))
    clerk.write(quarter, typed)
    _finish(street, quarter)
    clerk.application.returns.note(quarter, {"reason": "问题写得不具体。"})
    record = clerk.application.summaries.record(quarter)
    clerk.enter("summary", {"problems": "石老人社区停车难。"}, record)
    _finish(street, quarter)


_later = (_second, _third, _fourth)


def _keyed(
    street: Street,
    quarter: Quarter,
    make: Callable[[Street], None],
    capsys: pytest.CaptureFixture[str],
) -> float:
    """What share of the values of the newest version was typed in that quarter."""
    street.clerk.keyed = 0
    make(street)
    keyed, whole = street.clerk.keyed, printed_values(street.version(quarter))
    with capsys.disabled():
        print(f"\n  {quarter} keyed by hand: {keyed} of {whole} ({keyed / whole:.1%})")
    return keyed / whole


def _finish(street: Street, quarter: Quarter) -> None:
    street.clerk.hand_in(quarter, street.out)
    assert street.recount(quarter) > 150

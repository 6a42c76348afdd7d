"""A clerk of a street and her own list of what is true, kept apart from the program.

`Clerk` types into the program through its services and counts every value she types. `Shop` is
what she knows of a shop herself; figures are counted again from there, by the edition's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.catalogue.definitions import Figure
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record

unit = "370212005000"


@dataclass
class Calendar:
    """A clock that is turned by hand."""

    moment: datetime

    def now(self) -> datetime:
        """As it was turned last."""
        return self.moment

    def today(self) -> date:
        """The day of it."""
        return self.moment.date()


@dataclass
class Shop:
    """What is true of a shop, whatever the program says; `trades` are the days of a new trade."""

    name: str
    trade: str
    community: str
    opened: date
    closed: date | None = None
    chain: bool = False
    all_hours: bool = False
    area: Decimal = Decimal(40)
    staff: int = 3
    trades: list[tuple[date, str]] = field(default_factory=list)
    id: str = ""

    def is_there(self, day: date) -> bool:
        """Whether it was open at the end of that day."""
        return self.opened <= day and (self.closed is None or day < self.closed)

    def trade_on(self, day: date) -> str:
        """The trade it had on that day."""
        known = self.trade
        for since, trade in self.trades:
            if since <= day:
                known = trade
        return known


class Clerk:
    """Types into a new book; `keyed` is how many values she typed since it was set to nothing."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        """With a new book of the street."""
        self.calendar = Calendar(moment)
        program = start(folder, self.calendar)
        program.make_book(unit)
        self.application: Application = program.open()
        self.keyed = 0

    @property
    def edition(self) -> Edition:
        """The edition in force."""
        return self.application.edition

    def enter(self, type_id: str, texts: Mapping[str, str], known: Record | None = None) -> Record:
        """Type a new record, or into a known one."""
        entry = self.application.entry
        stored = known or entry.blank(type_id)
        self.keyed += len(texts)
        return entry.save(Draft(type_id, texts, stored.id), stored).record

    def open_shop(self, shop: Shop) -> None:
        """Type a whole shop."""
        trade = self.edition.business_types[shop.trade].label
        texts = {
            "name": shop.name,
            "kind": "商户",
            "no_uscc_reason": "正在办理",
            "business_type": trade,
            "address": f"海尔路{shop.name[-3:]}号",
            "community": shop.community,
            "status": "营业",
            "opened": shop.opened.isoformat(),
            "area": str(shop.area),
            "staff": str(shop.staff),
            "chain": "是" if shop.chain else "否",
            "open_24h": "是" if shop.all_hours else "否",
        }
        texts |= {"brand": "佳和"} if shop.chain else {}
        shop.id = self.enter("outlet", texts).id

    def close_shop(self, shop: Shop, day: date) -> None:
        """Type that it is gone."""
        shop.closed = day
        stored = self.application.entry.record("outlet", shop.id)
        self.enter("outlet", {"status": "停业", "closed": day.isoformat()}, stored)

    def change_trade(self, shop: Shop, day: date, trade: str) -> None:
        """Type that it does something else from a day on."""
        before, after = (self.edition.business_types[t].label for t in (shop.trade, trade))
        shop.trades.append((day, trade))
        event = {"outlet": shop.id, "kind": "业态变更", "on": day.isoformat()}
        self.enter("event", event | {"before": before, "after": after})
        stored = self.application.entry.record("outlet", shop.id)
        self.enter("outlet", {"business_type": after}, stored)

    def write(self, quarter: Quarter, texts: Mapping[str, str]) -> None:
        """Open the summary, have it drafted, and type the rest."""
        self.application.summaries.open(quarter)
        self.application.drafting.write(quarter)
        record = self.application.summaries.record(quarter)
        assert record is not None
        self.enter("summary", texts, record)

    def hand_in(self, quarter: Quarter, folder: Path) -> None:
        """Explain what is asked about, and export."""
        checks = self.application.checks
        for issue in checks.check(quarter).readiness.unexplained:
            self.keyed += 1
            checks.explain(quarter, issue.id, "已现场核实，情况属实。")
        blocking = [issue.message for issue in checks.check(quarter).readiness.blocking]
        assert not blocking, blocking
        self.application.exporting.export(quarter, folder)


def members(
    figure: Figure, edition: Edition, shops: Iterable[Shop], day: date
) -> dict[str, Decimal]:
    """The shops a figure counts at the end of a day, each with what it adds."""
    found = {}
    for shop in shops:
        if shop.is_there(day) and all(
            _holds(c.field, c.any_of, shop, day, edition) for c in figure.where
        ):
            amounts = {"": Decimal(1), "area": shop.area, "staff": Decimal(shop.staff)}
            found[shop.id] = amounts[figure.total_of]
    return found


def _holds(name: str, wanted: tuple[str, ...], shop: Shop, day: date, edition: Edition) -> bool:
    if name.startswith("list:"):
        items = edition.business_lists[name.removeprefix("list:")].items
        kinds = {k for item in items if not wanted or item.id in wanted for k in item.covers}
        return shop.trade_on(day) in kinds
    known = {"kind": "shop", "chain": _yes(shop.chain), "open_24h": _yes(shop.all_hours)}
    return known.get(name) in wanted if wanted else name in known


def _yes(is_so: bool) -> str:  # noqa: FBT001
    return "yes" if is_so else "no"

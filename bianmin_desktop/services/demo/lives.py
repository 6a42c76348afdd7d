"""Example lives: openings, closings and other events, spread evenly over the recorded quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bianmin_desktop.domain.records import Record

Texts = dict[str, str]
days_a_quarter = 91
opened_a_quarter = 0.016
closed_a_quarter = 0.012
"""Shares of the outlets that open and close in a quarter: ledgers move by a few per cent."""


@dataclass(frozen=True)
class LifeMaker:
    """Makes dates and dated events of outlets."""

    random: Random
    recorded_since: date
    today: date

    def dates(self) -> Texts:
        """When an outlet opened, whether and when it closed, when it was last looked at."""
        opened = self._opened()
        texts = {"opened": opened.isoformat(), "status": "营业"}
        if self.random.random() < 0.2:
            texts["opened"] = opened.strftime("%Y-%m")
        verified = self.today - timedelta(days=self.random.randint(1, 60))
        first = max(opened, self.recorded_since)
        lived = int(self.random.expovariate(closed_a_quarter / days_a_quarter)) + 30
        closed = first + timedelta(days=lived) if lived < 9000 else self.today
        if closed < self.today:
            status = self.random.choice(("注销", "注销", "停业"))
            texts |= {"status": status, "closed": closed.isoformat()}
            verified = min(closed + timedelta(days=self.random.randint(0, 40)), self.today)
        elif self.random.random() < 0.01:
            texts["status"] = "歇业"
        elif self.random.random() < 0.005:
            return {"status": "拟建", "verified": verified.isoformat()}
        return texts | {"verified": max(verified, opened).isoformat()}

    def events(self, outlet: Record, other_type: str, type_label: str) -> Iterator[Texts]:
        """Now and then a living outlet is renovated, changes its type, or closes and reopens.

        `other_type` is the label of a type it may have had before; none if it is empty.
        """
        if outlet.get("status") != "open":
            return
        opened = outlet.get("opened")
        since = opened if isinstance(opened, date) else self.recorded_since
        first = max(since, self.recorded_since)
        days = (self.today - first).days
        chance = self.random.random()
        if days < days_a_quarter or chance > 0.055:
            return
        on = first + timedelta(days=self.random.randint(15, days - 30))
        event = {"outlet": outlet.id, "on": on.isoformat()}
        if chance < 0.042:
            yield event | {"kind": "改造", "note": "更换门头和陈列"}
        elif chance < 0.049 and other_type:
            yield event | {"kind": "业态变更", "before": other_type, "after": type_label}
        else:
            again = on + timedelta(days=self.random.randint(10, 29))
            yield event | {"kind": "关闭", "note": "房屋维修，暂停营业"}
            yield event | {"kind": "恢复营业", "on": again.isoformat()}

    def _opened(self) -> date:
        span = max((self.today - self.recorded_since).days - 1, 1)
        recent = min(opened_a_quarter * span / days_a_quarter, 0.6)
        if self.random.random() < recent:
            return self.recorded_since + timedelta(days=self.random.randint(0, span))
        return date(2008, 1, 1) + timedelta(days=self.random.randint(0, 5600))

"""要再看一遍: reasons are policy data, days decide, and the policy is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.rechecking import records_due
from bianmin_desktop.domain.records import Record
from tests.unit.policy_slips import Slip, broken, copied

quarter = Quarter(2024, 2)
today = date(2024, 5, 20)


def due(edition: Edition, record: Record, on: date = today) -> list[tuple[str, str]]:
    found = records_due(Ledger({record.type: [record]}), edition, quarter, on)
    return [(one.recheck.id, one.message) for one in found]


def an_outlet(**values: object) -> Record:
    return Record("outlet", "a", {"name": "甲店", "status": "open", **values})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("verified", "message"),
    [
        (date(2024, 3, 31), "上次核实是2024年3月31日，本季度还没有核实过"),
        (None, "没有核实过"),
    ],
)
def test_that_an_outlet_is_looked_at_once_every_quarter(
    edition: Edition, verified: date | None, message: str
) -> None:
    values = {"verified": verified} if verified else {}
    assert due(edition, an_outlet(**values)) == [("outlet.not_verified", message)]


def test_that_what_was_seen_in_the_quarter_or_is_gone_is_left_alone(edition: Edition) -> None:
    assert due(edition, an_outlet(verified=date(2024, 4, 1))) == []
    assert due(edition, an_outlet(status="cancelled")) == []
    assert due(edition, an_outlet(verified=Absence.NOT_COLLECTED)) == []
    unreadable = Record("outlet", "a", {"status": "open"}, {"verified": "上个月"})
    assert due(edition, unreadable) == []


@pytest.mark.parametrize(
    ("on", "count"), [(date(2024, 5, 2), 0), (date(2024, 5, 3), 1), (date(2024, 6, 30), 1)]
)
def test_that_a_limit_of_days_brings_it_forward(edition: Edition, on: date, count: int) -> None:
    days = int(edition.threshold("recheck_days").value)
    assert days == 30
    held = {"name": "项目", "status": "building", "due": date(2024, 6, 2)}
    assert len(due(edition, Record("project", "p", held), on)) == count


def test_that_a_quarter_that_is_over_is_looked_at_as_of_its_end(edition: Edition) -> None:
    outlet = an_outlet(status="planned", opened=date(2024, 7, 1))
    assert due(edition, outlet, date(2024, 9, 1)) == []
    early = an_outlet(status="planned", opened=date(2024, 6, 30))
    assert [one for one, _ in due(edition, early, date(2024, 9, 1))] == ["outlet.planned_opened"]


@pytest.mark.parametrize(
    "slip",
    [
        Slip("rechecks.toml", 'record = "outlet"', 'record = "shop"', "record"),
        Slip("rechecks.toml", 'field = "verified"', 'field = "name"', "field"),
        Slip("rechecks.toml", 'settles = "verified"', 'settles = "seen"', "settles"),
        Slip("rechecks.toml", 'blank = "没有核实过"', 'blank = ""', "blank"),
        Slip("rechecks.toml", "上次核实是{day}", "上次核实是{when}", "message"),
        Slip("rechecks.toml", 'any_of = ["open", "paused"]', 'any_of = ["开"]', "when"),
    ],
    ids=lambda slip: slip.key,
)
def test_that_slips_in_the_policy_are_told(tmp_path: Path, slip: Slip) -> None:
    fault = broken(copied(tmp_path), slip)
    assert fault.details == {
        "file": "rechecks.toml",
        "key": f"recheck[outlet.not_verified].{slip.key}",
    }


def test_that_a_limit_must_be_in_days(tmp_path: Path) -> None:
    slip = Slip("rechecks.toml", '"recheck_days"', '"swing"', "threshold")
    assert broken(copied(tmp_path), slip).details["key"] == "recheck[project.due].threshold"

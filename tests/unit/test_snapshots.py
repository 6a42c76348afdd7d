"""The frozen content of a submission: canonical, stable, free of marks and private numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.privacy import masked_name, masked_phone
from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.domain.snapshots import (
    Explained,
    Occasion,
    Reporter,
    Snapshot,
    alphabet,
    content_of,
    fingerprint,
    shown,
    snapshot_of,
)
from bianmin_desktop.domain.submitting import Derived, take

policy = Path(__file__).parents[2] / "resources" / "policy" / "qingdao-2022"
quarter = Quarter(2024, 1)
reporter = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))
occasion = Occasion(reporter, quarter, (Explained("r:1:", "“甲”的面积", "请核实。", "已核实。"),))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(policy)


def outlet(number: int, **values: object) -> Record:
    held = {
        "name": f"店{number}",
        "kind": "shop",
        "business_type": "convenience",
        "community": "c1",
        "circle": "k1",
        "status": "open",
        "opened": date(2020, 1, 1),
        "area": Decimal("35.50"),
        "phone": "13812345678",
        "contact": "王小明",
    }
    return Record("outlet", f"o{number}", {**held, **values})


def ledger_of(*outlets: Record, **others: Record) -> Ledger:
    summary = {"unit": reporter.code, "period": "2024Q1", "state": "filling", "problems": "无。"}
    records = {
        "community": [Record("community", "c1", {"code": "370212005007", "name": "一社区"})],
        "circle": [Record("circle", "k1", {"name": "一圈", "communities": ("c1",)})],
        "outlet": list(outlets),
        "event": [],
        "summary": [Record("summary", "s1", summary)],
        "explanation": [],
    }
    return Ledger(records | {name: [record] for name, record in others.items()})


def taken(ledger: Ledger, edition: Edition) -> Snapshot:
    gaps = gap_matrix(ledger, edition, ["essential"], quarter.end)
    return take(ledger, edition, occasion, Derived(derive(ledger, edition, quarter), gaps, {}))


def test_that_the_content_reads_back_to_the_same_bytes(edition: Edition) -> None:
    content = content_of(
        taken(ledger_of(outlet(1), outlet(2, staff=Absence.NOT_COLLECTED)), edition)
    )
    assert content_of(snapshot_of(content, edition)) == content
    again = snapshot_of(content, edition)
    assert again.of("outlet")[0].get("area") == Decimal("35.50")
    assert again.of("outlet")[0].get("opened") == date(2020, 1, 1)
    assert again.of("outlet")[1].get("staff") is Absence.NOT_COLLECTED
    assert again.of("circle")[0].get("communities") == ("c1",)
    assert again.quarter == quarter
    assert again.reporter == reporter
    assert again.occasion.explained == occasion.explained


def test_that_keys_are_sorted_and_numbers_exact(edition: Edition) -> None:
    content = content_of(taken(ledger_of(outlet(1)), edition))
    whole = msgspec.json.decode(content)
    assert list(whole) == sorted(whole)
    assert whole["records"]["outlet"][0]["values"]["area"] == "35.50"
    rate = next(line for line in whole["figures"] if line["id"] == "chain_rate")
    assert "E" not in str(rate["closing"])


def test_that_marks_states_and_the_order_of_reading_do_not_matter(edition: Edition) -> None:
    first, second = outlet(1), outlet(2)
    content = content_of(taken(ledger_of(first, second), edition))
    marked = replace(
        first,
        revision=9,
        vector={"site": 4},
        marks={"name": Mark("site", 4)},
        notes={"area": "目测"},
        changed_at=datetime(2024, 4, 8, 9, 30),
    )
    summary = ledger_of().of("summary")[0].with_values({"state": "submitted"})
    same = content_of(taken(ledger_of(second, marked, summary=summary), edition))
    assert same == content


@pytest.mark.parametrize(
    "change",
    [{"name": "新名"}, {"area": Decimal("35.51")}, {"chain": False}, {"phone": "13812345679"}],
)
def test_that_any_change_of_an_answer_changes_the_fingerprint(
    edition: Edition, change: dict[str, object]
) -> None:
    before = fingerprint(content_of(taken(ledger_of(outlet(1)), edition)))
    after = fingerprint(content_of(taken(ledger_of(outlet(1, **change)), edition)))
    assert before != after


def test_that_a_reason_given_belongs_to_the_content(edition: Edition) -> None:
    snapshot = taken(ledger_of(outlet(1)), edition)
    silent = replace(snapshot, occasion=Occasion(reporter, quarter))
    assert content_of(silent) != content_of(snapshot)


def test_that_the_fingerprint_never_changes_from_release_to_release() -> None:
    assert fingerprint(b"") == "77PPYXAJ8U8K"
    assert shown("77PPYXAJ8U8K") == "77PP-YXAJ-8U8K"


def test_that_no_two_signs_of_the_fingerprint_look_alike() -> None:
    assert len(set(alphabet)) == len(alphabet) == 31
    assert not set(alphabet) & set("01OIL")


def test_that_persons_are_masked_before_anything_is_frozen(edition: Edition) -> None:
    content = content_of(taken(ledger_of(outlet(1)), edition)).decode()
    assert "13812345678" not in content
    assert "王小明" not in content
    assert "138****5678" in content
    assert "王**" in content


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("0532-88881234", "0532-****1234"),
        ("0532-88881234-101", "0532-****1234-101"),
        ("0313-7654321", "0313-***4321"),
        ("4001234567", "40****4567"),
        ("95588", "95588"),
    ],
)
def test_that_a_masked_number_still_tells_whose_kind_it_is(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(("name", "masked"), [("王小明", "王**"), ("李", "李"), ("", "")])
def test_that_a_masked_name_keeps_its_first_character(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_that_the_outlets_of_a_quarter_are_those_its_total_counts(edition: Edition) -> None:
    outlets = (
        outlet(1),
        outlet(2, opened=date(2024, 2, 1)),
        outlet(3, status="cancelled", closed=date(2024, 3, 1)),
        outlet(4, status="cancelled", closed=date(2023, 3, 1)),
        outlet(5, opened=date(2024, 5, 1)),
        outlet(6, status="planned", opened=None),
    )
    snapshot = taken(ledger_of(*outlets), edition)
    assert [record.id for record in snapshot.of("outlet")] == ["o1", "o2", "o3"]
    assert snapshot.moves == {"o2": "added", "o3": "removed"}


def test_that_events_of_other_quarters_stay_out(edition: Edition) -> None:
    inside = Record("event", "e1", {"outlet": "o1", "kind": "renovated", "on": date(2024, 3, 31)})
    ledger = ledger_of(outlet(1), event=inside)
    assert [event.id for event in taken(ledger, edition).of("event")] == ["e1"]
    outside = ledger_of(outlet(1), event=inside.with_values({"on": date(2024, 4, 1)}))
    assert taken(outside, edition).of("event") == ()

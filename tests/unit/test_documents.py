"""Printed documents as tables: their rows are the ledger's, their shares come from counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.documents.content import Amount, Choice, said
from bianmin_desktop.domain.documents.tables import content_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from tests.unit.document_cases import case_of, cells_of, printed_table


def _outlet(place: int, **values: object) -> Record:
    return Record("outlet", f"o{place}", {"status": "open", "circle": "c", **values})  # type: ignore[dict-item]


@pytest.fixture
def street() -> Ledger:
    return Ledger(
        {
            "circle": [
                Record("circle", "c", {"name": "甲圈"}),
                Record("circle", "d", {"name": "乙圈"}),
            ],
            "outlet": [
                _outlet(
                    1, name="老王便利店", business_type="convenience", extra_services=("repair",)
                ),
                _outlet(2, name="李村菜市场", business_type="market"),
                _outlet(3, name="新开药店", business_type="pharmacy", opened=date(2024, 4, 2)),
            ],
            "project": [
                Record(
                    "project",
                    "p",
                    {
                        "name": "甲圈早餐店",
                        "circle": "c",
                        "business_type": "breakfast",
                        "status": "building",
                    },
                )
            ],
        }
    )


def test_that_the_matrix_counts_as_of_the_end_of_the_period(
    edition: Edition, street: Ledger
) -> None:
    table = printed_table(case_of(edition, "business_matrix", street))
    rows = {row["circle"]: row for row in cells_of(table)}
    assert rows["甲圈"]["essential:convenience"] == "1"
    assert rows["甲圈"]["essential:pharmacy"] == "无"
    assert rows["甲圈"]["missing"] == "超市、药店、大众餐饮店、再生资源回收"
    assert rows["乙圈"]["basic:market"] == "无"
    assert [head.group for head in table.heads][1:3] == ["必备业态", "必备业态"]
    assert table.caption == "口径：青岛市实施方案口径　截至：2024年3月31日"
    later = printed_table(case_of(edition, "business_matrix", street, Choice("c")))
    assert [row["essential:pharmacy"] for row in cells_of(later)] == ["1"]


def test_that_the_gap_list_names_what_extra_services_and_projects_could_cover(
    edition: Edition, street: Ledger
) -> None:
    rows = cells_of(
        printed_table(case_of(edition, "gap_list", street, Choice("c", Quarter(2024, 1))))
    )
    gaps = {row["item"]: row for row in rows}
    assert gaps["维修点"] | {"list": ""} == {
        "circle": "甲圈",
        "list": "",
        "item": "维修点",
        "stand_ins": "维修",
        "covering": "老王便利店",
        "projects": "无",
    }
    assert gaps["早餐店"]["projects"] == "甲圈早餐店"
    assert gaps["早餐店"]["stand_ins"] == gaps["早餐店"]["covering"] == "—"
    assert gaps["智能快件箱"]["covering"] == "无"
    assert "便利店" not in gaps
    assert len(gaps) == len(rows), "an item that two lists ask for is told once"


def _survey(place: str, **numbers: int) -> Record:
    return Record("survey", place, {"name": place, "on": date(2024, 3, int(place)), **numbers})


def test_that_shares_come_from_counts_and_are_compared_unrounded(edition: Edition) -> None:
    surveys = [
        _survey("1", sent=2000, returned=2000, satisfied=1799, fairly=0, dissatisfied=1),
        _survey("2", sent=100, returned=50, satisfied=40, fairly=10),
        _survey("3", sent=10, returned=9, satisfied=8),
    ]
    table = printed_table(case_of(edition, "satisfaction", Ledger({"survey": surveys})))
    first, second, third = cells_of(table)
    assert (first["rate"], first["met"]) == ("90.0%", "未达到")
    assert (second["return_rate"], second["rate"], second["met"]) == ("50.0%", "100.0%", "达到")
    assert (third["rate"], third["met"]) == ("", "")
    assert table.total is not None
    assert said(table.total["sent"]) == "2,110"
    assert table.total["rate"] == Amount(Decimal(184900) / Decimal(2050), 1, sign="%")
    assert "met" not in table.total
    assert "目标值90%" in table.notes[0]
    assert table.notes[-1].startswith("有 1 条")


def test_that_only_records_of_the_period_are_listed(edition: Edition) -> None:
    surveys = [_survey("1", sent=1, returned=1), replace(_survey("2"), values={"name": "旧"})]
    case = case_of(edition, "satisfaction", Ledger({"survey": surveys}))
    assert [item.id for item in content_of(case).items] == ["1"]
    none = printed_table(replace(case, choice=Choice(period=Quarter(2023, 4))))
    assert none.items == ()
    assert none.total is None
    assert none.notes[0] == "满意度调查台账里没有这一期的调查。"


def test_that_responsible_units_stand_as_the_document_names_them(edition: Edition) -> None:
    table = printed_table(case_of(edition, "duty_matrix", Ledger({})))
    rows = {row["unit"]: row for row in cells_of(table)}
    for task in edition.tasks:
        marks = [row[f"task:{task.id}"] for row in rows.values()]
        assert rows[edition.units[task.units[0]].name][f"task:{task.id}"] == "●"
        assert (marks.count("●"), marks.count("○")) == (1, len(task.units) - 1)
    assert rows["市城市管理局"]["member"] == ""
    parts = cells_of(printed_table(case_of(edition, "task_units", Ledger({}))))
    assert [row["lead"] for row in parts if row["task"] == "强化政策保障"] == [
        "各区政府",
        "市财政局",
        "青岛银保监局",
    ]

"""What differs between two frozen snapshots: everything, in words, in the order of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_tables import Side
from bianmin_desktop.domain.snapshots import (
    ChangeLine,
    Explained,
    FigureLine,
    Occasion,
    Reporter,
    Snapshot,
    content_of,
)
from bianmin_desktop.domain.submitting import Derived, take
from bianmin_desktop.domain.values import Value
from bianmin_desktop.domain.version_differences import (
    Difference,
    differences,
    since_last_quarter,
)

policy = Path(__file__).parents[2] / "resources" / "policy" / "qingdao-2022"
quarter = Quarter(2024, 1)
reporter = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(policy)


def outlet(number: int, **values: Value) -> Record:
    held: Mapping[str, Value] = {
        "name": f"店{number}",
        "kind": "shop",
        "business_type": "convenience",
        "community": "c1",
        "circle": "k1",
        "status": "open",
        "opened": date(2020, 1, 1),
        "area": Decimal("35.50"),
        "staff": 3,
        "chain": True,
    }
    return Record("outlet", f"o{number}", {**held, **values})


def summary_of(**values: Value) -> Record:
    held: Mapping[str, Value] = {"unit": reporter.code, "period": str(quarter), "jobs": 12}
    return Record("summary", "s1", {**held, **values})


def frozen(
    edition: Edition, *outlets: Record, summary: Record | None = None, at: Quarter = quarter
) -> Snapshot:
    ledger = Ledger(
        {
            "community": [Record("community", "c1", {"code": "370212005007", "name": "一社区"})],
            "circle": [Record("circle", "k1", {"name": "一圈", "communities": ("c1",)})],
            "outlet": list(outlets),
            "event": [],
            "summary": [(summary or summary_of()).with_values({"period": str(at)})],
            "explanation": [],
        }
    )
    gaps = gap_matrix(ledger, edition, ["essential"], at.end)
    derived = Derived(derive(ledger, edition, at), gaps, {})
    return take(ledger, edition, Occasion(reporter, at), derived)


def compared(edition: Edition, old: Snapshot, new: Snapshot) -> tuple[Difference, ...]:
    return differences(Side.of(old, edition), Side.of(new, edition))


def said(found: tuple[Difference, ...], table: str = "") -> list[tuple[str, str, str, str]]:
    return [
        (d.row_label, d.field_label, d.before, d.after) for d in found if table in ("", d.table)
    ]


def test_that_the_same_content_differs_nowhere(edition: Edition) -> None:
    assert compared(edition, frozen(edition, outlet(1)), frozen(edition, outlet(1))) == ()


def test_that_a_changed_answer_is_told_before_and_after_with_how_much(edition: Edition) -> None:
    old, new = frozen(edition, outlet(1)), frozen(edition, outlet(1, area=Decimal("40.00")))
    [row] = [d for d in compared(edition, old, new) if d.table == "outlet"]
    assert (row.row, row.field) == ("o1", "area")
    assert (row.row_label, row.field_label) == ("店1", "经营面积（㎡）")
    assert (row.before, row.after, row.step) == ("35.50", "40.00", "+4.50")


def test_that_answers_are_said_as_a_clerk_knows_them(edition: Edition) -> None:
    old = frozen(edition, outlet(1, staff=None, chain=True, circle=None))
    changed = outlet(1, staff=Absence.NOT_COLLECTED, chain=False, business_type="restaurant")
    new = frozen(edition, changed)
    told = {label: (b, a) for _, label, b, a in said(compared(edition, old, new), "outlet")}
    names = edition.business_types
    assert told == {
        "业态": (names["convenience"].label, "大众餐饮店"),
        "所属生活圈": ("（空白）", "一圈"),
        "从业人数（人）": ("（空白）", "未采集"),
        "是否连锁": ("是", "否"),
    }


def test_that_records_that_came_and_went_are_told_whole(edition: Edition) -> None:
    old, new = frozen(edition, outlet(1)), frozen(edition, outlet(2))
    came, went = (d for d in compared(edition, old, new) if d.table == "outlet")
    assert (came.row, came.field, came.before) == ("o2", "", "（没有）")
    assert came.after.startswith("多出一条：")
    assert "业态" in came.after
    assert (went.row_label, went.after) == ("店1", "（没有）")
    assert went.before.startswith("少了一条：")


def test_that_two_records_of_one_name_are_told_apart_by_their_number(edition: Edition) -> None:
    twins = outlet(1, name="面馆"), outlet(2, name="面馆")
    new = frozen(edition, twins[0], outlet(2, name="面馆", staff=9))
    [(row, *_)] = said(compared(edition, frozen(edition, *twins), new), "outlet")
    assert row == "面馆（序号 2）"


def test_that_figures_texts_and_ledgers_stand_in_the_order_of_the_tables(edition: Edition) -> None:
    old = frozen(edition, outlet(1), summary=summary_of(problems="停车难。"))
    new = frozen(
        edition, outlet(1, chain=False), summary=summary_of(jobs=20, problems="停车难。\n缺菜场。")
    )
    found = compared(edition, old, new)
    tables = list(dict.fromkeys(d.table for d in found))
    assert tables == ["figures", "texts", "outlet"]
    figures = said(found, "figures")
    assert figures[-1] == ("带动就业（人）", "填报数字", "12", "20")
    assert ("连锁化率", "期末", "100.0%（1÷1）", "0.0%（0÷1）") in figures


def test_that_of_a_long_text_only_the_paragraphs_that_differ_are_told(edition: Edition) -> None:
    first, last = "第一段没有动。" * 40, "最后一段也没有动。"
    old = frozen(edition, summary=summary_of(problems=f"{first}\n旧的一段。\n{last}"))
    new = frozen(edition, summary=summary_of(problems=f"{first}\n新的一段。\n{last}\n又添一段。"))
    assert said(compared(edition, old, new), "texts") == [
        ("存在问题", "内容", "旧的一段。", "新的一段。"),
        ("存在问题", "内容", "（没有）", "又添一段。"),
    ]


def test_that_printed_texts_are_compared_as_they_are_printed(edition: Edition) -> None:
    snapshot = frozen(edition, summary=summary_of(problems="{figure:outlets.closing}"))
    old = replace(snapshot, texts={"opening": "共有3家。", "problems": "现有3家。"})
    new = replace(snapshot, texts={"opening": "共有4家。", "problems": "现有4家。"})
    assert said(compared(edition, old, new)) == [
        ("开头一段", "内容", "共有3家。", "共有4家。"),
        ("存在问题", "内容", "现有3家。", "现有4家。"),
    ]


def test_that_reasons_and_changes_are_told(edition: Edition) -> None:
    plain = frozen(edition, outlet(1))
    line = ChangeLine("x", "flow", "opened", "o1", "店1", "", "", "", "", "店1开业。", "新建小区")
    explained = Explained("r:o1:", "“店1”的面积", "请核实。", "已核实。")
    old = replace(plain, occasion=replace(plain.occasion, explained=(explained,)), changes=(line,))
    changed = replace(explained, text="已现场核实。")
    new = replace(plain, occasion=replace(plain.occasion, explained=(changed,)))
    assert said(compared(edition, old, new)) == [
        ("“店1”的面积", "情况说明", "已核实。", "已现场核实。"),
        ("店1", "整条", "少了一条：变动情况 店1开业。；原因 新建小区", "（没有）"),
    ]


def test_that_missing_types_of_a_circle_are_told(edition: Edition) -> None:
    old, new = frozen(edition, outlet(1)), frozen(edition, outlet(1, business_type="restaurant"))
    gaps = said(compared(edition, old, new), "gaps")
    assert {row for row, *_ in gaps} == {"一圈"}
    assert {(before, after) for *_, before, after in gaps} == {("1 个", "无"), ("无", "1 个")}


def test_that_what_looks_alike_and_is_not_is_said_to_be_so(edition: Edition) -> None:
    old = frozen(edition, outlet(1))
    moved = replace(old, names={"k2": "一圈"})
    records = {**moved.records, "outlet": (outlet(1, circle="k2"),)}
    new = replace(moved, records=records)
    [(row, field, before, after)] = said(compared(edition, old, new), "outlet")
    assert (row, field, before) == ("店1", "所属生活圈", "一圈")
    assert after == "一圈（看上去相同，写法或所指不同）"


outlets_of = st.lists(
    st.builds(
        lambda number, area, staff, name: outlet(number, area=area, staff=staff, name=name),
        st.integers(1, 4),
        st.sampled_from([None, Decimal("35.5"), Decimal("35.50"), Absence.NOT_APPLICABLE]),
        st.sampled_from([None, 0, 3]),
        st.sampled_from(["店", "铺"]),
    ),
    unique_by=lambda record: record.id,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(before=outlets_of, after=outlets_of, jobs=st.sampled_from([None, 0, 12]))
def test_that_two_versions_differ_somewhere_exactly_when_their_content_does(
    before: list[Record], after: list[Record], jobs: int | None
) -> None:
    edition = _edition()
    old = frozen(edition, *before)
    new = frozen(edition, *after, summary=summary_of(jobs=jobs))
    is_same = content_of(old) == content_of(new)
    assert (compared(edition, old, new) == ()) is is_same
    back = compared(edition, new, old)
    assert {(d.table, d.row) for d in back} == {
        (d.table, d.row) for d in compared(edition, old, new)
    }


_loaded: dict[str, Edition] = {}


def _edition() -> Edition:
    """The edition for a test that takes no fixture of this module."""
    return _loaded.setdefault("it", load_edition(policy))


def of_quarters(
    edition: Edition, old: Snapshot, new: Snapshot, *, with_records: bool = False
) -> tuple[Difference, ...]:
    return since_last_quarter(
        Side.of(old, edition), Side.of(new, edition), with_records=with_records
    )


def test_that_against_last_quarter_ledgers_are_only_counted_unless_asked_for(
    edition: Edition,
) -> None:
    old = frozen(edition, outlet(1), outlet(2), at=quarter.previous)
    new = frozen(edition, outlet(2, staff=8), outlet(3), outlet(4))
    found = of_quarters(edition, old, new)
    [count] = [d for d in found if d.table == "outlet"]
    assert (count.before, count.after, count.step) == (
        "2 条",
        "3 条（多出 2 条，少了 1 条）",
        "+1",
    )
    whole = of_quarters(edition, old, new, with_records=True)
    rows = [(d.row, d.field) for d in whole if d.table == "outlet"]
    assert rows == [("", ""), ("o2", "staff"), ("o3", ""), ("o4", ""), ("o1", "")]


def test_that_an_opening_that_was_not_handed_in_is_told(edition: Edition) -> None:
    old = frozen(edition, outlet(1), at=quarter.previous)
    agreeing = of_quarters(edition, old, frozen(edition, outlet(1)))
    assert "opening" not in {d.field for d in agreeing}
    later = of_quarters(edition, old, frozen(edition, outlet(1), outlet(2)))
    [row] = [d for d in later if (d.row, d.field) == ("outlets", "opening")]
    assert (row.before, row.after) == ("1", "2")
    assert "上季度上报的期末" in row.field_label


def test_that_every_number_of_a_figure_is_compared(edition: Edition) -> None:
    snapshot = frozen(edition, outlet(1))
    first = snapshot.figures[0]
    for name in ("opening", "added", "removed", "closing"):
        value = getattr(first, name)
        changed: FigureLine = replace(first, **{name: Decimal(99)})
        new = replace(snapshot, figures=(changed, *snapshot.figures[1:]))
        [found] = compared(edition, snapshot, new)
        assert (found.row, found.field, found.after) == (first.id, name, "99")
        assert found.before == ("—" if value is None else f"{value:,f}")

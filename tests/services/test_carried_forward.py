"""Carried forward: contacts, 上期 and 上年同期 as handed in, corrections explained and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import snapshot_of
from bianmin_desktop.errors import Refused

quarter = Quarter(2024, 1)
rule = "summary.opening_agrees"


def explain_all(application: Application, at: Quarter) -> None:
    for issue in application.checks.check(at).readiness.unexplained:
        application.checks.explain(at, issue.id, "已现场核实，情况属实。")


def hand_in(application: Application, at: Quarter, out: Path) -> None:
    application.summaries.open(at)
    explain_all(application, at)
    application.exporting.export(at, out)


def an_outlet(application: Application) -> Record:
    return next(
        o
        for o in application.summaries.ledger().of("outlet")
        if o.get("status") == "open" and str(o.get("opened")) < "2023-06-01"
    )


@pytest.fixture
def later(application: Application, out: Path) -> Application:
    """The quarter before was handed in; then one of its outlets was thrown away."""
    hand_in(application, quarter.previous, out)
    application.entry.delete("outlet", an_outlet(application).id)
    return application


def row(application: Application, figure_id: str, at: Quarter = quarter):  # noqa: ANN201
    return next(one for one in application.summaries.figures(at) if one.id == figure_id)


def test_that_opening_a_quarter_brings_the_contacts_and_no_number(
    application: Application,
) -> None:
    at = Quarter(2024, 3)
    before = application.summaries.open(at.previous).record
    texts = {"filler": "张明", "phone": "0532-88886666", "jobs": "35", "problems": "停车难。"}
    before = application.entry.save(Draft("summary", texts, before.id), before).record
    prepared = application.summaries.prepared(at)
    opened = application.summaries.open(at).record
    for record in (prepared, opened):
        assert record.get("filler") == "张明"
        assert record.get("phone") == before.get("phone")
        assert record.get("jobs") is None
        assert record.get("problems") is None
    assert application.summaries.record(at) == opened


def test_that_the_opening_is_what_was_handed_in_and_not_the_ledger_of_today(
    later: Application,
) -> None:
    [version] = later.summaries.versions(quarter.previous)
    handed = {line.id: line for line in snapshot_of(version.content, later.edition).figures}
    for figure in later.summaries.figures(quarter):
        if figure.is_flow:
            assert figure.opening == (handed[figure.id].closing or 0)
            assert figure.closing == figure.opening + figure.added - figure.removed
    outlets = row(later, "outlets")
    assert outlets.correction is not None
    assert outlets.correction.now == outlets.opening - 1
    assert row(later, "outlets", quarter.previous).closing == outlets.opening - 1


def test_that_the_newest_version_counts_even_after_a_return(later: Application, out: Path) -> None:
    first = row(later, "outlets").opening
    explain_all(later, quarter.previous)
    later.exporting.export(quarter.previous, out)
    outlets = row(later, "outlets")
    assert outlets.opening == first - 1
    assert outlets.correction is None


def test_that_a_correction_must_be_explained_before_handing_in(
    later: Application, out: Path
) -> None:
    [issue] = [i for i in later.checks.check(quarter).issues if i.rule == rule]
    assert "2023年第四季度第1版" in issue.message
    for other in later.checks.check(quarter).readiness.unexplained:
        if other.id != issue.id:
            later.checks.explain(quarter, other.id, "已现场核实，情况属实。")
    with pytest.raises(Refused, match="1 项核实问题"):
        later.exporting.export(quarter, out)
    later.checks.explain(quarter, issue.id, "重复登记，已删除。")
    assert later.exporting.export(quarter, out).version == 1


def test_that_a_new_version_of_the_quarter_before_is_checked_against_at_once(
    later: Application, out: Path
) -> None:
    assert any(i.rule == rule for i in later.checks.check(quarter).issues)
    later.exporting.export(quarter.previous, out)
    assert not any(i.rule == rule for i in later.checks.check(quarter).issues)


def test_that_corrections_stand_in_the_workbook_with_their_records(
    later: Application, out: Path
) -> None:
    hand_in(later, quarter, out)
    path = next(out.glob("*2024年第1季度_v1.xlsx"))
    book = CalamineWorkbook.from_path(str(path))
    cells = {
        name: [[str(cell) for cell in line] for line in book.get_sheet_by_name(name).to_python()]
        for name in ("季度进展", "上期更正", "上期更正明细")
    }
    gone = next(line for line in cells["上期更正明细"] if "现在台账里已经没有" in " ".join(line))
    assert any("商业网点数－1" in cell for cell in gone)
    totals = next(line for line in cells["上期更正"] if "商业网点数" in line)
    outlets = row(later, "outlets")
    numbers = [outlets.correction.handed, outlets.correction.now, 0, 1]
    assert [float(cell) for cell in totals[3:7]] == [float(n) for n in numbers]
    notes = " ".join(" ".join(line) for line in cells["季度进展"])
    assert "上期为2023年第四季度第1版报送的数" in notes
    again = later.exporting.reexport(quarter, 1, out / "再次")
    assert next(f for f in again.files if f.suffix == ".xlsx").read_bytes() == path.read_bytes()


def test_that_last_quarters_typed_numbers_are_judged_as_handed_in(later: Application) -> None:
    before = later.summaries.record(quarter.previous)
    now = later.summaries.record(quarter)
    assert before is not None
    assert now is not None
    handed = before.get("jobs")
    later.entry.save(Draft("summary", {"jobs": "1"}, before.id), before)
    later.entry.save(Draft("summary", {"jobs": str(handed)}, now.id), now)
    assert later.summaries.earlier(quarter.previous).get("jobs") == handed
    issues = later.checks.check(quarter).issues
    assert not [i for i in issues if i.rule == "summary.entered_swings" and i.place.field == "jobs"]


def test_that_last_year_stands_beside_the_figures_in_the_files(
    application: Application, out: Path
) -> None:
    at = Quarter(2024, 3)
    hand_in(application, at.same_last_year, out)
    outlets = row(application, "outlets", at)
    assert outlets.same_last_year == row(application, "outlets", at.same_last_year).closing
    carried = application.exporting.as_it_is(at).carried
    assert carried.same_last_year.figures["outlets"] == outlets.same_last_year
    assert carried.before is None


def test_that_a_version_differs_from_another_by_its_corrections(
    later: Application, out: Path
) -> None:
    hand_in(later, quarter, out)
    community = later.summaries.ledger().of("community")[0]
    later.entry.save(Draft("community", {"households": "99999"}, community.id), community)
    explain_all(later, quarter)
    later.exporting.export(quarter, out)
    tables = {d.table: d for d in later.versions.compare(quarter).found}
    assert tables["corrections"].table_label == "上期更正"
    assert "corrected" in tables


def test_that_every_figure_leads_to_as_many_records_as_it_has(later: Application) -> None:
    for figure in later.summaries.figures(quarter):
        parts = ("opening", "added", "removed", "closing") if figure.is_flow else ("closing",)
        for part in parts:
            ids = getattr(figure, f"{part}_ids")
            assert len(later.ledgers.hits(ids)) == len(ids), (figure.id, part)
    renovated = row(later, "outlets_renovated")
    hits = later.ledgers.hits(renovated.closing_ids)
    assert {hit.type for hit in hits} <= {"outlet"}
    assert all("改造" in hit.detail for hit in hits)
    gone = row(later, "outlets")
    [deleted] = [hit for hit in later.ledgers.hits(gone.opening_ids) if "已删除" in hit.detail]
    assert deleted.id in gone.removed_ids


def test_that_a_versions_own_records_stand_behind_its_numbers(later: Application) -> None:
    derived = later.summaries.derived(quarter)
    assert derived.before is not None
    lines = derived.before.lines()
    for figure in later.edition.figures:
        ids = later.summaries.ids_handed_in(derived.before, figure.id)
        if figure.counts not in ("event", "ratio") and not figure.total_of:
            assert len(ids) == lines[figure.id].closing, figure.id

"""季度变动说明 in the files: every change with its reason, marks at the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import (
    ChangeLine,
    Explained,
    FigureLine,
    Occasion,
    Reporter,
    Snapshot,
    content_of,
    snapshot_of,
)
from bianmin_desktop.exchange.pdf.document import RowKind
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.parts import Number, Submission, Table, printed
from bianmin_desktop.exchange.submission.whole import Version, submission_of

street = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))
version = Version(1, "ABCD-EFGH-JKMN", "0" * 64, datetime(2024, 4, 8, 9, 30))
swing = ChangeLine(
    id="summary.figure_swings:summary:outlets",
    group="数字变动",
    kind="增加",
    subject="outlets",
    name="商业网点·商业网点数",
    on="",
    before="20个",
    after="27个",
    amount="增加35.0%",
    message="商业网点中的商业网点数：上期20个，期末27个，增加35.0%，超过30%，请核实或说明原因。",
    reason="新小区入住，沿街商铺集中开业。",
)
opening = ChangeLine(
    id="change.opened:o1",
    group="开业、迁入和恢复营业",
    kind="开业",
    subject="o1",
    name="好邻居",
    on="2024-02-05",
    before="—",
    after="便利店",
    amount="",
    message="“好邻居”（便利店）2024年2月5日开业。",
    reason="",
)
answered = Explained(swing.id, "商业网点·商业网点数", swing.message, swing.reason)
other = Explained("r:o9:uscc", "“老王家”的代码", "请核实。", "已查看执照原件。")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(Path(__file__).parents[2] / "resources" / "policy" / "qingdao-2022")


def figure(figure_id: str, label: str) -> FigureLine:
    numbers = [Decimal(n) for n in (20, 8, 1, 27)]
    return FigureLine(figure_id, label, "商业网点", "个", 0, *numbers, None, None, "")


def snapshot(*changes: ChangeLine) -> Snapshot:
    return Snapshot(
        edition="qingdao-2022",
        occasion=Occasion(street, Quarter(2024, 1), (answered, other)),
        records={"summary": (Record("summary", "s1", {"jobs": 30}),)},
        moves={},
        figures=(figure("outlets", "商业网点数"), figure("shops", "其中：商户")),
        gap_columns=(),
        gap_lines=(),
        changes=changes,
    )


def made(edition: Edition, *changes: ChangeLine) -> Submission:
    return submission_of(snapshot(*changes), edition, version)


def table(submission: Submission, table_id: str) -> Table:
    return next(t for t in submission.tables if t.id == table_id)


def row(table: Table, record: str) -> dict[str, str]:
    line = next(line for line in table.lines if line.record == record)
    labels = (column.label for column in table.columns)
    return dict(zip(labels, map(printed, line.cells), strict=True))


def test_that_every_change_is_listed_with_its_reason(edition: Edition) -> None:
    listed = table(made(edition, swing, opening), "changes")
    assert listed.title == "季度变动说明"
    assert [line.cells[0] for line in listed.lines] == [Number(Decimal(1)), Number(Decimal(2))]
    first = row(listed, swing.id)
    assert (first["变动前（上期）"], first["变动后（期末）"]) == ("20个", "27个")
    assert (first["幅度"], first["原因说明"]) == ("增加35.0%", "新小区入住，沿街商铺集中开业。")
    second = row(listed, opening.id)
    assert (second["变动"], second["日期"], second["原因说明"]) == ("开业", "2024-02-05", "")


def test_that_the_figure_leads_to_its_reason(edition: Edition) -> None:
    figures = table(made(edition, opening, swing), "figures")
    marked = row(figures, "outlets")
    assert (marked["说明"], marked["变动原因"]) == ("2", "新小区入住，沿街商铺集中开业。")
    assert row(figures, "shops")["说明"] == ""
    assert row(figures, "outlets")["期末"] == "27"
    assert "季度变动说明" in figures.notes[-1]


def test_that_a_number_typed_by_a_person_is_marked_too(edition: Edition) -> None:
    entered = replace(swing, id="summary.entered_swings:s1:jobs", subject="jobs", reason="属实。")
    figures = table(made(edition, entered), "figures")
    assert (row(figures, "jobs")["说明"], row(figures, "jobs")["变动原因"]) == ("1", "属实。")


def test_that_paper_shows_the_groups_as_headings_right_behind_the_figures(
    edition: Edition,
) -> None:
    document = document_of(made(edition, swing, opening))
    assert [t.title for t in document.tables[:2]] == ["季度进展情况表", "季度变动说明"]
    figures, changes = document.tables[:2]
    assert not figures.landscape
    assert "变动原因" not in [column.header for column in figures.columns]
    headings = [r.cells[0] for r in changes.rows if r.kind is RowKind.GROUP]
    assert headings == ["数字变动（1 个）", "开业、迁入和恢复营业（1 个）"]


def test_that_an_answer_stands_once_with_its_change_and_the_others_in_their_own_table(
    edition: Edition,
) -> None:
    explained = table(made(edition, swing), "explanations")
    assert [line.cells[3] for line in explained.lines] == ["已查看执照原件。"]
    without = table(made(edition), "explanations")
    assert len(without.lines) == 2


def test_that_a_content_without_changes_stays_what_it_was(edition: Edition) -> None:
    content = content_of(snapshot())
    assert "changes" not in msgspec.json.decode(content)
    assert content_of(snapshot_of(content, edition)) == content
    submission = made(edition)
    assert "changes" not in [t.id for t in submission.tables]
    assert "说明" not in [column.label for column in table(submission, "figures").columns]


def test_that_changes_read_back_as_they_were_frozen(edition: Edition) -> None:
    content = content_of(snapshot(swing, opening))
    again = snapshot_of(content, edition)
    assert again.changes == (swing, opening)
    assert content_of(again) == content

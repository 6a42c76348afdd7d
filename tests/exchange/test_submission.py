"""Which tables and texts a submission has, from the edition's own definitions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.gaps import gap_matrix
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Explained, Occasion, Reporter, Snapshot
from bianmin_desktop.domain.submitting import Derived, take
from bianmin_desktop.exchange.pdf.document import Body, Heading, RowKind
from bianmin_desktop.exchange.pdf.submission import document_of
from bianmin_desktop.exchange.submission.parts import LineKind, Number, Submission, printed
from bianmin_desktop.exchange.submission.whole import Version, submission_of

policy = Path(__file__).parents[2] / "resources" / "policy" / "qingdao-2022"
quarter = Quarter(2024, 1)
street = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))
version = Version(1, "ABCD-EFGH-JKMN", "0" * 64, datetime(2024, 4, 8, 9, 30))
streets = {"370212005000": "金家岭街道"}
circle = {"street": "370212005000", "pilot_year": 2023, "started": date(2023, 7, 1)}
texts = {
    "task_layout": "摸清底数。\n\n编制规划。",
    "guard_funding": "落实经费。",
    "problems": "用房不足。",
    "experience": "社区点单。",
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(policy)


def snapshot_with(edition: Edition, summary: dict[str, object], **outlet: object) -> Snapshot:
    held = {
        "name": "好邻居",
        "kind": "shop",
        "business_type": "convenience",
        "community": "c1",
        "circle": "k1",
        "status": "open",
        "chain": True,
        "extra_services": ("print_copy",),
        "opened": date(2020, 5, 1),
    }
    values = {"unit": street.code, "period": "2024Q1", **summary}
    ledger = Ledger(
        {
            "community": [Record("community", "c1", {"code": "370212005007", "name": "一社区"})],
            "circle": [
                Record("circle", "k1", {**circle, "name": "一圈", "communities": ("c1",)}),
                Record("circle", "k2", {**circle, "name": "二圈", "started": date(2024, 8, 1)}),
            ],
            "outlet": [Record("outlet", "o1", {**held, **outlet})],
            "summary": [Record("summary", "s1", values)],
        }
    )
    gaps = gap_matrix(ledger, edition, ["essential", "basic"], quarter.end)
    occasion = Occasion(street, quarter, (Explained("i", "“好邻居”", "为何？", "属实。"),))
    return take(ledger, edition, occasion, Derived(derive(ledger, edition, quarter), gaps, streets))


def made(
    edition: Edition, summary: dict[str, object] | None = None, **outlet: object
) -> Submission:
    snapshot = snapshot_with(edition, texts if summary is None else summary, **outlet)
    return submission_of(snapshot, edition, version)


def row_of(submission: Submission, table_id: str, row: int = 0) -> dict[str, object]:
    table = next(table for table in submission.tables if table.id == table_id)
    cells = table.lines[row].cells
    return {c.id: cell for c, cell in zip(table.columns, cells, strict=True)}


def test_that_every_field_of_the_edition_is_a_column(edition: Edition) -> None:
    table = next(table for table in made(edition).tables if table.id == "outlet")
    fields = [field.id for field in edition.record_type("outlet").fields]
    columns = [column.id for column in table.columns if not column.id.startswith("then:")]
    assert columns == ["", *fields, "move"]
    labels = [column.label for column in table.columns]
    assert "经营面积（㎡）" in labels


def test_that_a_field_added_to_the_policy_appears_without_a_line_of_code(tmp_path: Path) -> None:
    shutil.copytree(policy, tmp_path / "qingdao-2022")
    file = tmp_path / "qingdao-2022" / "records" / "outlet.toml"
    added = (
        '\n[[record.fields]]\nid = "parking"\nlabel = "停车位"\nkind = "integer"\n'
        'section = "place"\nunit = "个"\ntemplate = true\nlisted = true\nhelp = "可用的停车位。"\n'
    )
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    submission = made(load_edition(tmp_path / "qingdao-2022"), parking=12)
    assert row_of(submission, "outlet")["parking"] == Number(Decimal(12))
    (printed_table,) = [t for t in document_of(submission).tables if t.title == "商业网点明细表"]
    assert "停车位（个）" in [column.header for column in printed_table.columns]


def test_that_answers_are_said_in_words(edition: Edition) -> None:
    row = row_of(made(edition, staff=Absence.NOT_COLLECTED, area=Decimal("35.5")), "outlet")
    assert row["business_type"] == "便利店"
    assert row["status"] == "营业"
    assert row["chain"] == "是"
    assert row["community"] == "一社区"
    assert row["circle"] == "一圈"
    assert row["staff"] == "未采集"
    assert row["opened"] == date(2020, 5, 1)
    assert row["closed"] is None
    assert isinstance(row["area"], Number)
    assert row["area"].shown == "35.50"


def test_that_a_year_is_not_set_apart_in_thousands(edition: Edition) -> None:
    assert printed(row_of(made(edition), "circle")["pilot_year"]) == "2023"  # type: ignore[arg-type]
    assert Number(Decimal(2023)).shown == "2,023"


def test_that_a_reference_to_something_gone_is_told(edition: Edition) -> None:
    assert row_of(made(edition, community="c9"), "outlet")["community"] == "（台账中已没有）"


def test_that_missing_essentials_are_named(edition: Edition) -> None:
    row = row_of(made(edition), "gaps")
    assert row["essential:convenience"] == Number(Decimal(1), zero="无")
    assert printed(row["essential:market"]) == "无"  # type: ignore[arg-type]
    assert row["missing"] == "菜市场、超市、药店、大众餐饮店、再生资源回收"


def test_that_figures_only_a_person_knows_stand_in_the_same_table(edition: Edition) -> None:
    summary = texts | {
        "investment_social": Decimal("12.5"),
        "jobs": 0,
        "survey_sent": Absence.NOT_COLLECTED,
    }
    table = next(t for t in made(edition, summary).tables if t.id == "figures")
    rows = {line.record: line.cells for line in table.lines if line.record}
    assert rows["investment_social"][5] == Number(Decimal("12.5"), 2)
    assert rows["jobs"][5] == Number(Decimal(0))
    assert rows["survey_sent"][5] == "未采集"
    assert rows["activities"][5] == "—"
    assert rows["outlets"][2:6] == (
        Number(Decimal(1)),
        Number(Decimal(0)),
        Number(Decimal(0)),
        Number(Decimal(1)),
    )
    assert rows["chain_rate"][6] == "1÷1"


def test_that_only_written_texts_are_headings_and_numbers_run_on(edition: Edition) -> None:
    passages = made(edition).letter.passages
    assert [(p.heading, p.level, p.paragraphs) for p in passages] == [
        ("一、主要任务进展", 1, ()),
        ("（一）科学优化布局", 2, ("摸清底数。", "编制规划。")),
        ("二、保障措施", 1, ()),
        ("（一）统筹经费保障", 2, ("落实经费。",)),
        ("三、存在问题", 1, ("用房不足。",)),
        ("四、典型经验", 1, ("社区点单。",)),
    ]


def test_that_the_opening_says_the_figures_and_nothing_unknown(edition: Edition) -> None:
    said = made(edition, {"jobs": 12, "activities": Absence.NOT_APPLICABLE}).letter.opening
    assert said.startswith("截至2024年3月31日，金家岭街道共有便民生活圈1个、覆盖社区1个")
    assert "商业网点1个。商业网点连锁化率100.0%。" in said
    assert said.endswith("本季度带动就业12人。")
    assert "居民" not in said


@pytest.mark.parametrize(
    ("level", "path", "addressee"),
    [
        ("community", ("青岛市", "崂山区", "金家岭街道", "一社区"), "金家岭街道："),
        ("street", ("青岛市", "崂山区", "金家岭街道"), "崂山区商务局："),
        ("district", ("青岛市", "崂山区"), "青岛市一刻钟便民生活圈试点建设工作联席会议办公室："),
    ],
)
def test_that_each_level_reports_to_the_one_above(
    edition: Edition, level: str, path: tuple[str, ...], addressee: str
) -> None:
    snapshot = snapshot_with(edition, texts)
    reporter = replace(street, level=level, path=path)
    occasion = replace(snapshot.occasion, reporter=reporter)
    moved = submission_of(replace(snapshot, occasion=occasion), edition, version)
    assert moved.letter.addressee == addressee


def test_that_tables_without_content_are_left_out_but_the_main_ones_stay(edition: Edition) -> None:
    submission = made(edition)
    assert [table.id for table in submission.tables] == [
        "circle",
        "community",
        "outlet",
        "gaps",
        "figures",
        "texts",
        "explanations",
    ]


def test_that_the_pdf_lists_outlets_under_their_communities(edition: Edition) -> None:
    document = document_of(made(edition))
    table = next(table for table in document.tables if table.title == "商业网点明细表")
    assert table.rows[0].kind is RowKind.GROUP
    assert table.rows[0].cells == ("一社区（1 个）",)
    assert "所属社区" not in [column.header for column in table.columns]
    assert [table.label for table in document.tables] == [f"附件{n}" for n in range(1, 7)]


def test_that_the_letter_becomes_headings_and_paragraphs(edition: Edition) -> None:
    blocks = document_of(made(edition)).blocks
    assert Heading("（一）科学优化布局", 2) in blocks
    assert Body("编制规划。") in blocks


def test_that_sections_of_figures_are_headings(edition: Edition) -> None:
    table = next(t for t in made(edition).tables if t.id == "figures")
    groups = [line.cells[0] for line in table.lines if line.kind is LineKind.GROUP]
    assert groups == [*dict.fromkeys(f.section for f in edition.figures), "填报数字"]


def test_that_a_past_quarter_lists_only_its_own_circles_and_names_the_others(
    edition: Edition,
) -> None:
    submission = made(edition, circle="k2")
    assert [row_of(submission, table)["name"] for table in ("circle",)] == ["一圈"]
    gaps = next(table for table in submission.tables if table.id == "gaps")
    assert [line.cells[0] for line in gaps.lines] == ["一圈"]
    assert row_of(submission, "outlet")["circle"] == "二圈"


def test_that_an_outlet_is_printed_as_it_counted_though_it_closed_later(edition: Edition) -> None:
    submission = made(edition, status="cancelled", closed=date(2024, 5, 2))
    row = row_of(submission, "outlet")
    assert (row["status"], row["then:status"], row["closed"]) == ("注销", "营业", date(2024, 5, 2))
    (printed_table,) = [t for t in document_of(submission).tables if t.title == "商业网点明细表"]
    headers = [column.header for column in printed_table.columns]
    assert "期末营业状态" in headers
    assert "营业状态" not in headers
    gone = row_of(made(edition, status="cancelled", closed=date(2024, 2, 2)), "outlet")
    assert (gone["then:status"], gone["move"]) == ("注销", "减少")


def test_that_a_street_is_named_rather_than_coded(edition: Edition) -> None:
    assert row_of(made(edition), "circle")["street"] == "金家岭街道"

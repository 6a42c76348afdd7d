"""起草 on a real book: only blanks are filled, versions keep their words, texts follow the data."""

from __future__ import annotations

from pathlib import Path

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.references import keys_in
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.exchange.tables import read_tables

quarter = Quarter(2024, 1)


def write(application: Application, **texts: str) -> Record:
    record = application.summaries.open(quarter).record
    return application.entry.save(Draft("summary", texts, record.id), record).record


def explain_all(application: Application) -> None:
    for issue in application.checks.check(quarter).readiness.unexplained:
        application.checks.explain(quarter, issue.id, "已现场核对，情况属实。")


def closing(application: Application, figure: str = "outlets") -> str:
    row = next(row for row in application.summaries.figures(quarter) if row.id == figure)
    return row.shown(row.closing)


def emptied(application: Application) -> Record:
    blank = {field.id: "" for field in text_fields(application.edition)}
    return write(application, **blank)


def test_that_blank_texts_are_drafted_with_live_references(application: Application) -> None:
    emptied(application)
    written = application.drafting.write(quarter)
    assert {"task_layout", "task_gaps", "task_upgrade"} <= set(written.fields)
    stored = application.summaries.record(quarter)
    assert stored is not None
    for field_id in written.fields:
        assert keys_in(stored.text(field_id))
    said = application.drafting.printed(stored, quarter).text("task_layout")
    assert f"底数摸排登记商业网点{closing(application)}个" in said
    assert "{" not in said


def test_that_a_text_that_stands_there_is_left_alone_unless_more_is_asked_for(
    application: Application,
) -> None:
    emptied(application)
    write(application, task_layout="逐户核对底数。")
    assert "task_layout" not in application.drafting.write(quarter).fields
    more = application.drafting.write(quarter, append=("task_layout",))
    assert more.fields == ("task_layout",)
    assert more.record.text("task_layout").startswith(
        "逐户核对底数。\n{figure:communities.closing}"
    )


def test_that_drafting_twice_changes_nothing_more(application: Application) -> None:
    emptied(application)
    first = application.drafting.write(quarter)
    again = application.drafting.write(quarter)
    assert (again.fields, again.changes.touched) == ((), {})
    assert again.record.revision == first.record.revision


def test_that_a_number_typed_in_the_summary_is_in_the_text_at_once(
    application: Application,
) -> None:
    write(application, jobs="41", guard_publicity="带动就业{entered:jobs}人。")
    known = application.drafting.known(quarter)
    typed = Record("summary", "s", {"jobs": 57})
    assert known.facts["entered:jobs"].words == "41"
    assert application.drafting.renewed(known, typed).facts["entered:jobs"].words == "57"


def test_that_a_text_carried_over_says_this_quarters_figures(application: Application) -> None:
    text = "共有商业网点{figure:outlets.closing}个，新增{figure:outlets.added}个。"
    record = write(application, problems=text)
    now = application.drafting.printed(record, quarter).text("problems")
    before = application.drafting.printed(record, quarter.previous).text("problems")
    assert now == f"共有商业网点{closing(application)}个，新增{_added(application, quarter)}个。"
    assert before.endswith(f"新增{_added(application, quarter.previous)}个。")


def _added(application: Application, period: Quarter) -> str:
    row = next(row for row in application.summaries.figures(period) if row.id == "outlets")
    return row.shown(row.added)


def test_that_the_check_names_what_was_typed_against_the_ledger(application: Application) -> None:
    write(application, problems="全社区共有商业网点9999个。")
    found = {issue.rule: issue for issue in application.checks.check(quarter).issues}
    assert f"应为{closing(application)}个" in found["summary.typed_contradicts"].message
    write(application, problems="全社区共有商业网点{figure:outlets.closing}个。")
    rules = {issue.rule for issue in application.checks.check(quarter).issues}
    assert not {rule for rule in rules if rule.startswith("summary.typed_")}


def _texts_in(file: Path) -> str:
    sheet = next(sheet for sheet in read_tables(file) if sheet.name == "总结文字")
    return "\n".join(cell for row in sheet.rows for cell in row)


def test_that_a_version_keeps_its_words_when_the_data_change(
    application: Application, out: Path
) -> None:
    write(application, problems="目前共有商业网点{figure:outlets.closing}个。")
    explain_all(application)
    first = application.exporting.export(quarter, out)
    said = f"目前共有商业网点{closing(application)}个。"
    assert said in _texts_in(first.files[0])
    listing = application.ledgers.listing("outlet")
    record = application.entry.record("outlet", application.ledgers.page(listing, 0, 1)[0].id)
    application.entry.save(
        Draft("outlet", {"status": "关闭", "closed": "2024-02-01"}, record.id), record
    )
    assert said != f"目前共有商业网点{closing(application)}个。"
    explain_all(application)
    second = application.exporting.export(quarter, out)
    assert second.version == 2
    assert f"目前共有商业网点{closing(application)}个。" in _texts_in(second.files[0])
    again = application.exporting.reexport(quarter, 1, out / "重印")
    assert [path.read_bytes() for path in again.files] == [p.read_bytes() for p in first.files]

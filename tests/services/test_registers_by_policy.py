"""Registers (其他台账): a policy file is all it takes; the shipped ones work like any ledger."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.services.ledgers import Query
from tests.services.extended import filled_template

first_quarter = Quarter(2024, 1)


def entered(application: Application, type_id: str, **texts: str) -> Record:
    blank = application.entry.blank(type_id)
    return application.entry.save(Draft(type_id, texts, blank.id), blank).record


def community_of(application: Application) -> str:
    return application.summaries.ledger().of("community")[0].text("name")


def a_team(application: Application, name: str) -> Record:
    return entered(
        application,
        "volunteer_team",
        name=name,
        community=community_of(application),
        members="12人",
        speciality="义剪、小修小补",
    )


def test_that_a_new_policy_file_is_a_register_to_fill_in(asked_for_more: Application) -> None:
    application = asked_for_more
    assert "volunteer_team" in [register.id for register in application.edition.registers]
    record = a_team(application, "海豚志愿队")
    assert not record.typed
    stored = application.entry.record("volunteer_team", record.id)
    assert stored.get("speciality") == ("hair", "repair")
    texts = application.entry.texts(stored)
    assert (texts["members"], texts["speciality"]) == ("12", "义剪、小修小补")
    issues = application.entry.issues(entered(application, "volunteer_team", name="无名额队"))
    assert [issue.message for issue in issues] == ["还没有填：队员。"]


def test_that_it_is_listed_sorted_filtered_and_found(asked_for_more: Application) -> None:
    application = asked_for_more
    record = a_team(application, "海鸥志愿队")
    ledgers = application.ledgers
    listing = ledgers.listing("volunteer_team", [("members", "12"), ("speciality", "义剪")])
    line = next(line for line in ledgers.page(listing, 0, 20) if line.id == record.id)
    assert line.cells[0] == "海鸥志愿队"
    assert record.id in ledgers.found(Query("volunteer_team", search="hozyd"))
    by_members = ledgers.found(Query("volunteer_team", order="members", descending=True))
    assert record.id in by_members
    hits = {hit.id: hit for hit in ledgers.find("hozyd")}
    assert hits[record.id].type == "volunteer_team"
    assert "12" in hits[record.id].detail


def test_that_it_goes_to_the_recycle_bin_and_back_with_a_history(
    asked_for_more: Application,
) -> None:
    application = asked_for_more
    record = a_team(application, "海星志愿队")
    application.entry.delete("volunteer_team", record.id)
    thrown = {deleted.id: deleted for deleted in application.ledgers.deleted()}
    assert thrown[record.id].type_name == "便民志愿队"
    application.entry.restore("volunteer_team", record.id)
    assert not application.entry.record("volunteer_team", record.id).deleted
    actions = [event.action for event in application.history.events(record.id)]
    assert actions == ["恢复", "删除", "新增"]
    made = application.history.events(record.id)[-1]
    assert made.record == "便民志愿队“海星志愿队”"
    assert ("服务特长", "义剪、小修小补") in [(step.label, step.after) for step in made.steps]


def test_that_its_template_comes_back_filled_in(
    asked_for_more: Application, tmp_path: Path
) -> None:
    row = {"队名": "海豹志愿队", "队员": "8", "服务特长": "义剪"}
    row["所在社区"] = community_of(asked_for_more)
    path = filled_template(asked_for_more, "volunteer_team", tmp_path / "志愿队.xlsx", row)
    imported = asked_for_more.importing.run("volunteer_team", [path])
    assert not imported.problems
    (found,) = asked_for_more.ledgers.find("海豹志愿队")
    record = asked_for_more.entry.record("volunteer_team", found.id)
    assert (record.get("members"), record.get("speciality")) == (8, ("hair",))
    assert record.text("community")


def test_that_its_list_goes_out_and_comes_in_unchanged(
    asked_for_more: Application, tmp_path: Path
) -> None:
    a_team(asked_for_more, "海龟志愿队")
    listing = asked_for_more.ledgers.listing("volunteer_team")
    count = asked_for_more.ledgers.count(listing)
    for suffix in (".xlsx", ".csv"):
        target = tmp_path / f"志愿队{suffix}"
        assert asked_for_more.listings.save(listing, target) == count
        again = asked_for_more.importing.run("volunteer_team", [target])
        assert {fate.value: n for fate, n in again.counts.items() if n} == {"same": count}
    paper = tmp_path / "志愿队.pdf"
    asked_for_more.listings.save(listing, paper)
    document = pypdfium2.PdfDocument(paper)
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "海龟志愿队" in words


@pytest.fixture
def with_funds(own_demo: Application) -> Application:
    circle = own_demo.summaries.ledger().of("circle")[0].text("name")
    project = entered(own_demo, "project", name="补建早餐店", business_type="早餐店", circle=circle)
    assert project.get("status") == "planned"
    entered(
        own_demo,
        "fund",
        name="奖励资金",
        source="市级",
        planned="20",
        project="补建早餐店",
        circle=circle,
    )
    entered(
        own_demo, "operator", name="惠邻公司", circles=circle, contact="王小明", phone="13800138000"
    )
    return own_demo


def test_that_registers_refer_to_circles_and_to_each_other(with_funds: Application) -> None:
    (fund,) = with_funds.ledgers.find("奖励资金")
    record = with_funds.entry.record("fund", fund.id)
    (project,) = with_funds.ledgers.find("补建早餐店")
    assert record.get("project") == project.id
    assert "补建早餐店" in fund.detail
    offered = with_funds.entry.answers(with_funds.edition.field("fund", "project"))
    assert ("补建早餐店", "补建早餐店") in offered
    outlets = with_funds.entry.answers(with_funds.edition.field("smart_store", "outlet"))
    assert len(outlets) > 100


def test_that_registers_are_checked_with_the_quarter(with_funds: Application) -> None:
    quarter = Quarter(2026, 3)
    before = {issue.id for issue in with_funds.checks.check(quarter).issues}
    entered(with_funds, "fund", name="垫付款", source="街道", arrived="5", spent="8")
    after = [i for i in with_funds.checks.check(quarter).issues if i.id not in before]
    assert [(issue.place.record_name, issue.level.label) for issue in after] == [("垫付款", "核实")]
    (project,) = with_funds.ledgers.find("补建早餐店")
    with_funds.entry.delete("project", project.id)
    gone = [i for i in with_funds.checks.check(quarter).issues if i.rule == "fund.references"]
    assert [issue.place.record_name for issue in gone] == ["奖励资金"]


def test_that_filled_registers_are_handed_in_and_empty_ones_are_not(
    asked_for_more: Application, tmp_path: Path
) -> None:
    application = asked_for_more
    community = application.summaries.ledger().of("community")[0]
    for hit in (h for name in ("无名额队", "志愿队") for h in application.ledgers.find(name)):
        if hit.type == "volunteer_team":
            application.entry.delete(hit.type, hit.id)
    before = application.exporting.export(first_quarter, tmp_path / "前")
    a_team(application, "海马志愿队")
    exported = application.exporting.export(first_quarter, tmp_path / "后")
    assert exported.version == before.version + 1
    (workbook,) = [path for path in exported.files if path.suffix == ".xlsx"]
    book = CalamineWorkbook.from_path(workbook)
    assert "便民志愿队" in book.sheet_names
    assert "智慧商店" not in book.sheet_names
    cells = [str(c) for row in book.get_sheet_by_name("便民志愿队").to_python() for c in row]
    assert "海马志愿队" in cells
    assert community.text("name") in cells
    (paper,) = [path for path in exported.files if path.suffix == ".pdf"]
    document = pypdfium2.PdfDocument(paper)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "海马志愿队" in words
    again = application.exporting.reexport(first_quarter, exported.version, tmp_path / "再")
    assert again.files[0].read_bytes() == exported.files[0].read_bytes()

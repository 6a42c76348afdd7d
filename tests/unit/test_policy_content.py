"""What the shipped edition says, held against 青商字〔2022〕9号."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.rules import quarter_kinds, record_kinds
from bianmin_desktop.domain.rules.years import year_kinds
from bianmin_desktop.environment.paths import resources

city = "370200000000"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")


def _labels(edition: Edition, list_id: str) -> list[str]:
    return [item.label for item in edition.business_list(list_id).items]


@pytest.mark.parametrize(
    ("list_id", "labels"),
    [
        ("essential", "菜市场 超市 便利店 药店 大众餐饮店 再生资源回收"),
        (
            "basic",
            "便利店 综合超市 标准化农贸市场 生鲜超市 早餐店 美容美发 洗染店 药店 家政服务点"
            " 智能快件箱 维修点 再生资源回收点",
        ),
        ("public_service", "社区医疗服务站 幼儿寄托所 街道居家社区养老服务中心 社区居家养老服务站"),
        ("quality", "特色餐饮 运动健身 健康养生 新型书店 休闲娱乐"),
    ],
)
def test_that_the_lists_of_the_document_have_exactly_its_items(
    edition: Edition, list_id: str, labels: str
) -> None:
    expected = labels.split()
    listed = edition.business_list(list_id)
    assert sorted(_labels(edition, list_id)) == sorted(expected)
    assert listed.scheme == edition.title.scheme
    assert all(item.covers for item in listed.items)
    assert not any(item.template for item in listed.items)


def test_that_the_national_lists_count_the_same_outlets_in_their_own_scheme(
    edition: Edition,
) -> None:
    national = [lst for lst in edition.business_lists.values() if lst.scheme == "national-2021"]
    assert [(lst.id, len(lst.items)) for lst in national] == [
        ("national_basic", 14),
        ("national_quality", 12),
    ]
    assert edition.items_covering("basic", "parcel_locker") == ("parcel_locker",)
    assert edition.items_covering("national_basic", "parcel_locker") == ("parcel_station",)
    assert edition.items_covering("essential", "parcel_locker") == ()


def test_that_one_shop_many_functions_has_five_and_four_services(edition: Edition) -> None:
    listed = edition.choice_list("extra_service")
    by_clause = {"4.2": [], "4.5": []}
    for choice in listed.choices:
        by_clause[choice.clause or listed.clause].append(choice.label)
    assert by_clause == {
        "4.2": ["书报经营", "打印复印", "代扣代缴", "代收代发", "家政预约"],
        "4.5": ["金融", "快递", "旅游", "维修"],
    }


def test_that_layouts_and_forms_are_those_of_the_document(edition: Edition) -> None:
    layouts = [choice.label for choice in edition.choice_list("circle_layout").choices]
    forms = [choice.label for choice in edition.choice_list("circle_form").choices]
    assert layouts == ["集聚式", "街区式", "分散式"]
    assert forms == ["邻里街区", "邻里中心", "邻里社区"]


def test_that_the_yearly_targets_add_up_to_175(edition: Edition) -> None:
    targets = [target for target in edition.targets if target.unit == city]
    assert [(target.year, target.added) for target in targets] == [
        (2021, 15),
        (2022, 20),
        (2023, 30),
        (2024, 50),
        (2025, 60),
    ]
    total = 0
    for target in targets:
        total += target.added
        assert target.cumulative == total
    assert total == 175
    assert [target.at_least for target in targets] == [False, False, True, True, True]


def test_that_units_carry_the_parts_they_play(edition: Edition) -> None:
    units = edition.units
    assert sum(unit.is_issuer for unit in units.values()) == 12
    members = [unit for unit in units.values() if unit.is_member]
    assert sum(unit.is_district for unit in members) == 7
    assert sum(not unit.is_district for unit in members) == 12
    for outside in ("urban_management", "administrative_approval"):
        assert units[outside].is_responsible
        assert not units[outside].is_member
    assert len(edition.title.document.issuers) == 12
    assert edition.title.document.issued == date(2022, 2, 15)
    known = {name for unit in units.values() if unit.is_issuer for name in unit.aliases}
    assert set(edition.title.document.issuers) <= known


def test_that_six_tasks_and_five_safeguards_name_their_units(edition: Edition) -> None:
    tasks = [task for task in edition.tasks if task.group == "task"]
    guards = [task for task in edition.tasks if task.group == "safeguard"]
    assert [task.clause for task in tasks] == ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6"]
    assert [task.clause for task in guards] == ["5.1", "5.2", "5.3", "5.4", "5.5"]
    assert [len(task.units) for task in tasks] == [6, 8, 5, 4, 5, 5]
    assert all(task.units for task in guards)
    policy = next(task for task in guards if task.clause == "5.3")
    assert [len(part.units) for part in policy.paragraphs] == [7, 5, 1]
    assert set(policy.units) == {unit for part in policy.paragraphs for unit in part.units}
    assert all(edition.units[unit].is_responsible for task in edition.tasks for unit in task.units)


def test_that_the_summary_asks_for_every_task_under_the_documents_heading(
    edition: Edition,
) -> None:
    for task in edition.tasks:
        field = edition.field("summary", task.id)
        heading = edition.clauses[task.clause].heading
        assert heading.startswith(field.label)
        assert field.clause == task.clause


def test_that_the_joint_meeting_has_seats_and_no_persons(edition: Edition) -> None:
    fields = set(edition.roles[0].__struct_fields__)
    assert fields == {"id", "role", "holder", "clause"}
    names = {unit.name for unit in edition.units.values() if unit.is_member}
    seats = [role.holder for role in edition.roles if role.role == "成员"]
    assert sorted(seats) == sorted(names)
    others = {role.holder for role in edition.roles if role.role != "成员"}
    assert others == {"市政府分管领导", "市政府副秘书长", "市商务局局长", "市商务局", "各成员单位"}


def test_that_thresholds_have_the_documents_values(edition: Edition) -> None:
    values = {
        "new_area_share": 10,
        "swing": 30,
        "chain_rate": 30,
        "satisfaction": 90,
        "area_per_100_households": 30,
    }
    for threshold_id, value in values.items():
        assert edition.threshold(threshold_id).value == Decimal(value)
    assert edition.threshold("new_area_share").clause == "5.3.1"
    assert edition.threshold("swing").template


def test_that_reports_and_deadlines_are_there_and_honest_about_their_source(
    edition: Edition,
) -> None:
    frequencies = {report.id: report.frequency for report in edition.reports.values()}
    assert frequencies == {"work_note": "any", "quarterly": "quarter", "annual": "year"}
    assert set(edition.default_deadlines) == {"quarterly", "annual"}
    assert all(deadline.template for deadline in edition.default_deadlines.values())


def test_that_every_entry_names_a_clause_or_is_a_template(edition: Edition) -> None:
    entries: list[tuple[str, object]] = [
        *edition.business_types.items(),
        *edition.business_lists.items(),
        *edition.thresholds.items(),
        *edition.reports.items(),
        *edition.default_deadlines.items(),
        *edition.units.items(),
        *((role.id, role) for role in edition.roles),
        *((task.id, task) for task in edition.tasks),
        *((figure.id, figure) for figure in edition.figures),
        *((rule.id, rule) for rule in edition.rules),
        *((f"{t}.{f}", field) for (t, f), field in edition.fields.items()),
        *((str(target.year), target) for target in edition.targets),
        *((item.label, item) for lst in edition.business_lists.values() for item in lst.items),
    ]
    entries += [
        (f"{listed.id}.{choice.id}", choice if choice.clause or choice.template else listed)
        for listed in edition.choice_lists.values()
        for choice in listed.choices
    ]
    unfounded = [
        name
        for name, entry in entries
        if not getattr(entry, "clause", "") and not getattr(entry, "template", False)
    ]
    assert len(entries) > 300
    assert unfounded == []


def test_that_the_example_shops_are_of_known_types(edition: Edition) -> None:
    path = resources() / "demo" / "shops.toml"
    shops = tomllib.loads(path.read_text(encoding="utf-8"))["shop"]
    assert {shop["type"] for shop in shops} <= set(edition.business_types)


def test_that_every_rule_is_judged_by_code_that_exists(edition: Edition) -> None:
    assert {rule.kind for rule in edition.rules} <= {*record_kinds, *quarter_kinds, *year_kinds}


def test_that_the_edition_has_no_file_that_is_not_described() -> None:
    folder: Path = resources() / "policy"
    described = (folder / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (folder / "qingdao-2022").glob("*.toml")}
    assert files == set(re.findall(r"`(\w+\.toml)`", described))

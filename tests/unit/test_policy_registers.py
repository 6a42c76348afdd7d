"""The eleven registers (其他台账): each is one policy file, and judges what is typed into it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import bianmin_desktop
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules.forms import rule_forms
from bianmin_desktop.environment.paths import resources

today = date(2024, 5, 20)
folder = resources() / "policy" / "qingdao-2022"
names = {
    "project": "补建项目",
    "space": "存量空间",
    "fund": "资金",
    "operator": "运营主体",
    "inspection": "督导通报与整改",
    "case": "经验案例",
    "listed_enterprise": "名单企业",
    "survey": "满意度调查",
    "publicity": "宣传与活动",
    "market_renovation": "菜市场改造",
    "smart_store": "智慧商店",
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(folder, rule_forms)


def test_that_there_are_the_eleven_registers_in_the_order_of_the_document(
    edition: Edition,
) -> None:
    assert {register.id: register.name for register in edition.registers} == names
    places = [list(edition.clauses).index(register.clause) for register in edition.registers]
    assert places == sorted(places)
    assert all(register.in_ledger and register.help for register in edition.registers)


def test_that_each_is_one_file_with_its_own_lists_and_rules(edition: Edition) -> None:
    own_lists = {field.choices for t in edition.registers for field in t.fields} - {""}
    shared = (folder / "choices.toml").read_text(encoding="utf-8")
    for register in edition.registers:
        text = (folder / "records" / f"{register.id}.toml").read_text(encoding="utf-8")
        lists = set(re.findall(r'\[\[choice_list\]\]\nid = "(\w+)"', text))
        rules = {rule.id for rule in edition.rules if rule.record == register.id}
        assert rules == set(re.findall(r'\[\[rule\]\]\nid = "([\w.]+)"', text))
        assert not any(f'id = "{name}"' in shared for name in lists)
        assert lists <= own_lists


def test_that_no_code_knows_a_register_by_its_id() -> None:
    words = re.compile(f'"({"|".join(set(names) - {"operator"})})"')
    code = Path(bianmin_desktop.__file__).parent.rglob("*.py")
    assert [str(p) for p in code if words.search(p.read_text(encoding="utf-8"))] == []


def test_that_all_are_called_by_a_required_name_that_is_listed_and_searched(
    edition: Edition,
) -> None:
    for register in edition.registers:
        title = register.field(register.title)
        assert title.required, register.id
        assert title.listed, register.id
        assert title.searched, register.id
        assert len([field for field in register.fields if field.listed]) >= 5
        assert register.unique


def test_that_a_survey_asks_for_numbers_only_and_for_nobodys_name(edition: Edition) -> None:
    survey = edition.record_type("survey")
    assert not any(field.personal for field in survey.fields)
    labels = "".join(field.label for field in survey.fields)
    assert not re.search("姓名|电话|住址", labels)


@pytest.mark.parametrize(
    ("register", "texts", "rules"),
    [
        ("fund", {"planned": "20", "arrived": "30", "spent": "31"}, "arrived_within spent_within"),
        ("fund", {"planned": "20", "arrived": "20", "spent": "5"}, ""),
        ("survey", {"sent": "100", "returned": "120"}, "returned_within"),
        (
            "survey",
            {"sent": "100", "returned": "90", "satisfied": "80", "dissatisfied": "20"},
            "answers_within",
        ),
        (
            "survey",
            {"sent": "100", "returned": "90", "satisfied": "30", "fairly": "30"},
            "satisfaction",
        ),
        (
            "inspection",
            {"on": "2024-3-1", "due": "2024-4-1", "status": "整改中"},
            "overdue due_told",
        ),
        ("inspection", {"on": "2024-3-1", "due": "2024-2-1", "status": "已复核"}, "due_in_order"),
        ("project", {"started": "2024-4-1", "completed": "2024-3-1"}, "dates_in_order"),
        ("project", {"status": "已完成"}, "done_dated"),
        ("space", {"status": "已启用", "used": "2024-8-1"}, "dates_past use_told"),
        (
            "operator",
            {"contract_until": "2024-4-1", "status": "运营中"},
            "contract_valid circles_named",
        ),
        ("listed_enterprise", {"credit": "失信", "status": "在名单内"}, "credit_sound"),
        ("market_renovation", {"area_before": "900", "area_after": "800"}, "area_not_smaller"),
        ("publicity", {"on": "2024-3-2", "until": "2024-3-1"}, "dates_in_order"),
        ("case", {"promoted": "是"}, "promoted_told"),
        ("smart_store", {"status": "已启用"}, "open_dated outlet_named"),
    ],
)
def test_that_what_does_not_agree_is_noticed(
    edition: Edition, register: str, texts: dict[str, str], rules: str
) -> None:
    gate = Gate.of(edition)
    admitted = gate.admit(Draft(register, texts), Record(register, "1"), KnownNames(), today)
    assert not admitted.record.typed
    own = [i.rule for i in admitted.issues if i.rule.startswith(f"{register}.")]
    found = " ".join(rule.partition(".")[2] for rule in own)
    if rules in ("done_dated", "due_in_order"):
        assert rules in found
    else:
        assert found == rules
    assert not any("{" in issue.message for issue in admitted.issues)


@pytest.mark.parametrize(
    ("changed", "key", "what"),
    [
        ('id = "name"', "fields[0].id", "留给了程序"),
        ('title = "source"', "title", "不是文字"),
        ('id = "Name 1"', "fields[0].id", "只能用小写字母"),
    ],
)
def test_that_a_register_the_store_could_not_keep_is_refused(
    tmp_path: Path, changed: str, key: str, what: str
) -> None:
    import shutil

    copy = shutil.copytree(folder, tmp_path / "qingdao-2022")
    fund = copy / "records" / "fund.toml"
    text = fund.read_text(encoding="utf-8")
    wanted = changed if changed != 'id = "name"' else 'id = "marks"'
    old = 'title = "name"' if changed.startswith("title") else 'id = "name"'
    fund.write_text(text.replace(old, wanted, 1), encoding="utf-8")
    with pytest.raises(PolicyFault, match=what) as caught:
        load_edition(copy)
    assert caught.value.details == {"file": "records/fund.toml", "key": f"record[fund].{key}"}

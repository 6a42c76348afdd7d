"""The checklists of the policy: they add up, and a slip in them is told with its place."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.environment.paths import resources

folder = resources() / "policy" / "qingdao-2022"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(folder)


def test_that_the_checklist_has_a_hundred_points_and_six_vetoes(edition: Edition) -> None:
    standard = edition.checklists["standard"]
    points = [line.points for section, line in standard.lines() if not section.bonus]
    assert sum(points) == standard.full_marks == Decimal(100)
    vetoes = [line for _, line in standard.lines() if line.veto]
    essential = edition.business_list("essential").items
    asked = [line.fill.items for line in vetoes if line.fill is not None]
    assert asked == [(item.id,) for item in essential]
    by_section = {s.id: sum(line.points for line in s.lines) for s in standard.sections}
    assert list(by_section.values()) == [10, 15, 30, 15, 10, 10, 10, 5]


def test_that_nothing_claims_to_be_official(edition: Edition) -> None:
    for checklist in edition.checklists.values():
        assert checklist.template
        assert "参考模板" in checklist.note
        assert all(line.template for _, line in checklist.lines())


def test_that_a_stage_may_have_several_templates(edition: Edition) -> None:
    offered = [c.id for c in edition.checklists.values() if "self_check" in c.stages]
    assert offered == ["standard", "quick"]


def test_that_the_steps_lead_from_application_to_reward(edition: Edition) -> None:
    reached, steps = {"applied"}, edition.stage_steps
    for _ in steps:
        reached |= {step.end for step in steps if step.start in reached}
    assert reached == edition.choice_ids("circle_stage")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("points = 8\n", "points = 9\n", "各项分值合计101分，应是100分"),
        ('id = "101"', 'id = "901"', "编号“901”应是三位数字，第一位是第几部分（1）"),
        ('list = "essential", items = ["market"]', 'list = "none"', "引用了不存在的业态清单“none”"),
        ('items = ["market"]', 'items = ["markt"]', "引用了不存在的清单项目“markt”"),
        ('fields = ["radius"]', 'fields = ["radios"]', "引用了不存在的字段“radios”"),
        ("现有{count}个：{names}", "现有{number}个", "引用了不存在的说法“number”"),
        ('record = "survey"', 'record = "surveys"', "引用了不存在的台账“surveys”"),
        ('start = "applied"', 'start = "begun"', "引用了不存在的建设阶段“begun”"),
        ('verdict = "passed", at_least = 80', 'verdict = "good", at_least = 80', "总评“good”"),
        ("at_least = 80 }", "at_least = 50 }", "总评的分数要从高到低写"),
        ("cap = 5\n", "cap = 0\n", "加分部分要写明最多加几分"),
    ],
)
def test_that_a_slip_is_told_with_its_place(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    path = copy / "checklists.toml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PolicyFault) as refusal:
        load_edition(copy)
    assert "checklists.toml" in refusal.value.message
    assert told in refusal.value.message

"""No reference of an edition may lead nowhere, and nothing may be there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.policy_slips import Slip, broken, copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.mark.parametrize(
    "slip",
    [
        Slip("edition.toml", 'scheme = "qingdao-2022"', 'scheme = "x"', "edition.scheme"),
        Slip("edition.toml", '"paused"', '"sleeping"', "edition.counted_statuses"),
        Slip("edition.toml", '"370200000000"', '"3702"', "edition.region"),
        Slip("units.toml", 'clause = "annex"', 'clause = "9"', "unit[commerce].clause"),
        Slip("roles.toml", 'clause = "annex"', 'clause = "9"', "role[convener].clause"),
        Slip("tasks.toml", '"housing", "civil', '"house", "civil', "task[task_layout].units"),
        Slip(
            "tasks.toml",
            'clause = "5.3.3"',
            'clause = "5.9"',
            "task[guard_policy].paragraphs[2].clause",
        ),
        Slip(
            "tasks.toml",
            'units = ["banking_insurance"]',
            'units = ["bank"]',
            "task[guard_policy].paragraphs[2].units",
        ),
        Slip("targets.toml", '"370200000000"', '"370299"', "target[0].unit"),
        Slip("targets.toml", "year = 2022", "year = 2021", "target[1].year"),
        Slip("targets.toml", 'clause = "2"', 'clause = "0"', "target[0].clause"),
        Slip(
            "thresholds.toml",
            'clause = "5.3.1"',
            'clause = "5.3.9"',
            "threshold[new_area_share].clause",
        ),
        Slip(
            "reports.toml", 'report = "annual"', 'report = "yearly"', "default_deadline[1].report"
        ),
        Slip(
            "choices.toml",
            'id = "city", label',
            'id = "district", label',
            "choice_list[unit_level].choices[1].id",
        ),
        Slip(
            "choices.toml",
            'aliases = ["市级"',
            'aliases = ["区"',
            "choice_list[unit_level].choices[1].aliases",
        ),
        Slip(
            "choices.toml",
            'clause = "4.4" },',
            'clause = "4.9" },',
            "choice_list[community_kind].choices[2].clause",
        ),
        Slip(
            "business_types.toml",
            'aliases = ["药房"',
            'aliases = ["超市"',
            "business_type[pharmacy].aliases",
        ),
        Slip(
            "business_lists.toml",
            'scheme = "national-2021"',
            'scheme = "national"',
            "business_list[national_basic].scheme",
        ),
        Slip(
            "business_lists.toml",
            'id = "supermarket", label = "超市"',
            'id = "market", label = "超市"',
            "business_list[essential].items[1].id",
        ),
        Slip(
            "business_lists.toml",
            'stand_ins = ["repair"]',
            'stand_ins = ["mend"]',
            "business_list[basic].items[10].stand_ins",
        ),
        Slip(
            "records/outlet.toml",
            'section = "main"',
            'section = "first"',
            "record[outlet].fields[0].section",
        ),
        Slip(
            "records/outlet.toml",
            'choices = "outlet_kind"',
            'choices = "kinds"',
            "record[outlet].fields[1].choices",
        ),
        Slip(
            "records/outlet.toml",
            'default = "商户"',
            'default = "商家"',
            "record[outlet].fields[1].default",
        ),
        Slip(
            "records/outlet.toml",
            'target = "circle"',
            'target = "ring"',
            "record[outlet].fields[9].target",
        ),
        Slip(
            "records/outlet.toml",
            'id = "registered_name"',
            'id = "name"',
            "record[outlet].fields[3].id",
        ),
        Slip("records/outlet.toml", '"招牌名称"', '"登记名称"', "record[outlet].fields[3].aliases"),
        Slip(
            "records/outlet.toml",
            'clause = "5.4"',
            'clause = "5.6"',
            "record[outlet].fields[27].clause",
        ),
        Slip(
            "records/outlet.toml",
            "maximum = 180",
            "maximum = -1",
            "record[outlet].fields[10].minimum",
        ),
        Slip(
            "records/outlet.toml",
            'unique = [["number"]',
            'unique = [["no"]',
            "record[outlet].unique[0]",
        ),
        Slip(
            "records/community.toml", 'order = "code"', 'order = "codes"', "record[community].order"
        ),
        Slip("records/event.toml", 'title = "note"', 'title = "word"', "record[event].title"),
        Slip("figures.toml", 'any_of = ["shop"]', 'any_of = ["shops"]', "figure[shops].where"),
        Slip(
            "figures.toml",
            'total_of = "households"',
            'total_of = "homes"',
            "figure[households_covered].total_of",
        ),
        Slip(
            "figures.toml",
            'since = "completed"',
            'since = "finished"',
            "figure[circles_completed].since",
        ),
        Slip(
            "rules.toml",
            'threshold = "new_area_share"',
            'threshold = "share"',
            "rule[community.new_area_share].threshold",
        ),
        Slip(
            "rules.toml",
            'list = "essential"',
            'list = "needed"',
            "rule[circle.essential_missing].options.list",
        ),
        Slip(
            "rules.toml",
            'record = "community"',
            'record = "village"',
            "rule[community.aged_60_within].record",
        ),
        Slip(
            "rules.toml",
            '"aged_60", "residents"',
            '"aged_61", "residents"',
            "rule[community.aged_60_within].fields",
        ),
        Slip(
            "rules.toml",
            'any_of = ["yes"]',
            'any_of = ["是"]',
            "rule[community.sync_planned_dated].when",
        ),
    ],
    ids=lambda slip: slip.key,
)
def test_that_no_reference_leads_nowhere_and_nothing_is_there_twice(
    folder: Path, slip: Slip
) -> None:
    assert broken(folder, slip).details == {"file": slip.file, "key": slip.key}

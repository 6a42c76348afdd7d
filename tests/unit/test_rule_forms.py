"""A rule is held against the code that judges it before it is in force, and is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.rules import quarter_kinds, record_kinds
from bianmin_desktop.domain.rules.forms import rule_forms
from bianmin_desktop.domain.rules.telling import RuleLine, rule_lines
from bianmin_desktop.domain.rules.years import year_kinds
from tests.unit.policy_slips import copied

_radius = "服务半径{radius}，超过参考值{limit}，"


@pytest.fixture(scope="module")
def lines(edition: Edition) -> dict[str, RuleLine]:
    return {line.id: line for line in rule_lines(edition)}


def _fault(tmp_path: Path, right: str, wrong: str, file: str = "rules.toml") -> PolicyFault:
    folder = copied(tmp_path)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PolicyFault) as caught:
        load_edition(folder, rule_forms)
    return caught.value


def test_that_every_kind_of_rule_has_a_form() -> None:
    assert set(rule_forms) == {*record_kinds, *quarter_kinds, *year_kinds}


@pytest.mark.parametrize(
    ("right", "wrong", "key", "said"),
    [
        pytest.param(
            _radius, "{radus}，", "circle.radius].message", "内容“radus”", id="unknown word"
        ),
        pytest.param(
            _radius, "{radius.__class__}", "circle.radius].message", "不存在的内容", id="insides"
        ),
        pytest.param(
            _radius, "{radius:>999999999}", "circle.radius].message", "只能写名称", id="format"
        ),
        pytest.param(
            _radius, "{radius!r}", "circle.radius].message", "只能写名称", id="conversion"
        ),
        pytest.param(_radius, "{}", "circle.radius].message", "括号里是空的", id="no name"),
        pytest.param(_radius, "{radius", "circle.radius].message", "没有成对", id="open brace"),
        pytest.param(
            'threshold = "circle_radius"\n', "", "circle.radius].threshold", "限值", id="no limit"
        ),
        pytest.param(
            'options = { per = "100" }',
            'options = { per = "0" }',
            "community.service_area_per_100].options.per",
            "应填大于0的数",
            id="no number",
        ),
        pytest.param(
            'options = { per = "100" }',
            "",
            "community.service_area_per_100].options.per",
            "没有写明",
            id="no option",
        ),
        pytest.param(
            'options = { per = "100" }',
            'options = { per = "100", pre = "1" }',
            "community.service_area_per_100].options.pre",
            "参数“pre”",
            id="unknown option",
        ),
        pytest.param(
            'fields = ["aged_60", "residents"]',
            'fields = ["residents"]',
            "community.aged_60_within].fields",
            "至少要写 2 个字段",
            id="too few fields",
        ),
        pytest.param(
            'fields = ["communities"]',
            'fields = ["name"]',
            "circle.communities_living].fields",
            "不是指向别的记录",
            id="no reference",
        ),
        pytest.param(
            'record = "community"\nkind = "in_no_circle"',
            'record = "circle"\nkind = "in_no_circle"',
            "community.in_no_circle].record",
            "只用于“community”",
            id="wrong record",
        ),
    ],
)
def test_that_a_rule_nobody_could_judge_or_say_is_refused_with_its_key(
    tmp_path: Path, right: str, wrong: str, key: str, said: str
) -> None:
    fault = _fault(tmp_path, right, wrong)
    assert fault.details == {"file": "rules.toml", "key": f"rule[{key}"}
    assert said in fault.message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("qingdao-2023", "与文件夹名“qingdao-2022”不一致"),
        ("../evil", "只能用小写字母"),
        ("", "编号是空的"),
    ],
)
def test_that_an_edition_is_called_as_its_folder_is(tmp_path: Path, name: str, said: str) -> None:
    fault = _fault(tmp_path, 'id = "qingdao-2022"', f'id = "{name}"', "edition.toml")
    if name:
        assert fault.details == {"file": "edition.toml", "key": "edition.id"}
    assert said in fault.message


@pytest.mark.parametrize(
    "content",
    ["a = " + "[" * 5_000, "a = " + "9" * 5_000, "a = inf", "a = nan", "a = 1e400"],
    ids=["brackets", "digits", "infinite", "no number", "too large"],
)
def test_that_a_file_made_to_choke_the_reader_is_named(tmp_path: Path, content: str) -> None:
    folder = copied(tmp_path)
    (folder / "more.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PolicyFault, match=r"more\.toml"):
        load_edition(folder)


def test_that_every_rule_is_told_without_braces(
    edition: Edition, lines: dict[str, RuleLine]
) -> None:
    assert set(lines) == {rule.id for rule in edition.rules}
    for line in lines.values():
        assert not {"{", "}"} & set(line.says), line.id
        assert line.says, line.id
        assert line.blanks, line.id
        assert line.source, line.id


def test_that_a_rule_tells_its_limit_whom_it_is_for_and_where_it_comes_from(
    lines: dict[str, RuleLine],
) -> None:
    line = lines["community.new_area_share"]
    assert line.group == "社区（填写时核对）"
    assert line.limits == "新建社区商业和综合服务设施面积占比 10%；只对社区类别为“新建小区”的"
    assert line.source == "五（三）强化政策保障（第一段）"
    assert line.says.startswith("新建小区商业面积〔…〕、综合服务设施面积〔…〕，占总建筑面积〔…〕")
    assert line.says.endswith("的〔实际占比〕，低于〔限值〕。")
    assert lines["circle.essential_missing"].group == "生活圈（审核季度时核对）"
    assert "必备业态 6 项" in lines["circle.essential_missing"].limits
    assert "只对已填“一店多能”的" in lines["outlet.hygiene_confirmed"].limits
    assert "两期都不到 10 的不判" in lines["summary.figure_swings"].limits
    assert lines["circle.radius"].source == "参考模板"


def test_that_how_blanks_count_is_said_as_it_is_judged(lines: dict[str, RuleLine]) -> None:
    assert lines["community.aged_60_within"].blanks == "有空白时不判"
    assert lines["outlet.hygiene_confirmed"].blanks == "空白即不符合"
    assert lines["survey.answers_within"].blanks == "空白按0算"
    assert lines["outlet.chain_brand"].blanks.endswith("也不算填")
    assert lines["circle.completed_dated"].blanks.endswith("算已填")
    assert lines["outlet.opened_past"].blanks == "空着的日期不判"


def test_that_ledgers_stand_before_registers_and_each_together(
    edition: Edition, lines: dict[str, RuleLine]
) -> None:
    groups = [line.group for line in lines.values()]
    assert len([g for n, g in enumerate(groups) if g not in groups[:n]]) == len(set(groups))
    assert all(g == groups[n - 1] or g not in groups[:n] for n, g in enumerate(groups) if n)
    registers = [edition.record_type(line.record).register for line in lines.values()]
    assert registers == sorted(registers)


def test_that_rules_are_found_by_name_field_clause_and_number(lines: dict[str, RuleLine]) -> None:
    line = lines["outlet.chain_brand"]
    for words in ("连锁应有", "品牌", "核实", "四（三）", "OUTLET.CHAIN", "  商业网点 "):
        assert line.holds(words), words
    assert not line.holds("再生资源")

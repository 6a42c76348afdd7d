"""The division table of Qingdao: what is in it and how it is searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.catalogue.divisions import Divisions
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.errors import EnvironmentFault


@pytest.fixture(scope="module")
def divisions() -> Divisions:
    return Divisions(resources() / "divisions" / "qingdao-2023-06.csv")


@pytest.fixture(scope="module")
def pilots() -> tuple[str, ...]:
    edition: Edition = load_edition(resources() / "policy" / "qingdao-2022")
    return tuple(unit.id for unit in edition.units.values() if unit.is_district)


def test_that_a_unit_is_known_by_the_name_that_means_it_alone(divisions: Divisions) -> None:
    assert divisions.name_of("370212005000") == "金家岭街道"
    assert [unit.code for unit in divisions.named("金家岭街道")] == ["370212005000"]
    assert [unit.code for unit in divisions.named("崂山区 金家岭街道")] == ["370212005000"]
    assert [unit.code for unit in divisions.named("金家岭")][:1] == ["370212005000"]
    assert divisions.named("没有这条街") == ()
    assert divisions.name_of("110101000000") == ""


def test_that_every_name_given_leads_back_to_its_unit(divisions: Divisions) -> None:
    units = [divisions.get("370200"), *divisions.descendants("370200000000")]
    named = {unit.code: divisions.name_of(unit.code) for unit in units if unit is not None}
    assert sum(not name for name in named.values()) < len(named) / 100
    for code, name in named.items():
        assert not name or [unit.code for unit in divisions.named(name)] == [code]


def test_that_the_pilot_districts_have_98_units_and_1354_communities(
    divisions: Divisions, pilots: tuple[str, ...]
) -> None:
    units = [unit for code in pilots for unit in divisions.descendants(code, "street")]
    communities = [c for code in pilots for c in divisions.descendants(code, "community")]
    assert len(pilots) == 7
    assert len(units) == 98
    assert sum(unit.name.endswith("街道") for unit in units) == 82
    assert len(communities) == 1354


def test_that_the_largest_street_is_chengyang_with_67_communities(
    divisions: Divisions, pilots: tuple[str, ...]
) -> None:
    units = [unit for code in pilots for unit in divisions.descendants(code, "street")]
    largest = max(units, key=lambda unit: len(divisions.children(unit.code)))
    assert (largest.code, largest.name) == ("370214001000", "城阳街道")
    assert len(divisions.children(largest.code)) == 67


@pytest.mark.parametrize("code", ["370212005", "370212005000"])
def test_that_a_unit_is_found_by_its_short_or_whole_code(divisions: Divisions, code: str) -> None:
    unit = divisions.get(code)
    assert unit is not None
    assert unit.name == "金家岭街道"
    assert [step.short_name for step in divisions.path(unit.code)] == ["青岛", "崂山", "金家岭"]


@pytest.mark.parametrize("text", ["jjl", "JJL", " jjljd ", "金家岭", "家岭街", "370212005"])
def test_that_search_takes_initials_characters_and_codes(divisions: Divisions, text: str) -> None:
    assert divisions.search(text)[0].name == "金家岭街道"


def test_that_search_keeps_to_its_limit_and_finds_nothing_in_nonsense(
    divisions: Divisions,
) -> None:
    assert len(divisions.search("3702", limit=7)) == 7
    assert divisions.search("没有这个地方") == ()
    assert divisions.search("")[0].code == "370200000000"


def test_that_every_parent_is_in_the_table_and_one_level_above(divisions: Divisions) -> None:
    levels = ("city", "district", "street", "community")
    everything = divisions.descendants("370200000000")
    assert len(everything) == 2271
    for unit in everything:
        parent = divisions.get(unit.parent)
        assert parent is not None
        assert levels.index(parent.level) == levels.index(unit.level) - 1


def test_that_an_unknown_code_is_no_unit(divisions: Divisions) -> None:
    assert divisions.get("110101001") is None
    assert divisions.path("110101001") == ()


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("代码,名称\n370200000000,青岛市\n", "第 1 行"),
        ("code,level,name,short_name,parent,initials\n3702,city\n", "第 2 行"),
    ],
)
def test_that_a_broken_table_is_named_with_its_line(tmp_path: Path, table: str, place: str) -> None:
    path = tmp_path / "units.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(PolicyFault) as caught:
        Divisions(path).get("3702")
    assert caught.value.details == {"file": "units.csv", "key": place}


def test_that_a_missing_table_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="读取区划代码表没有成功"):
        Divisions(tmp_path / "gone.csv").get("370200000000")

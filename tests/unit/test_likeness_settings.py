"""How likeness is judged is said in the edition: typed, checked, and free to be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.duplicates import Folding, Yardstick, find
from bianmin_desktop.domain.pinyin import Initials
from tests.unit.outlet_pairs import outlet
from tests.unit.policy_slips import Slip, broken, copied

_file = "likeness.toml"


@pytest.mark.parametrize(
    ("right", "wrong", "key", "what"),
    [
        ('code = "uscc"', 'code = "uscs"', "code", "引用了不存在的字段“uscs”"),
        ('apart = ["kind"]', 'apart = ["sort"]', "apart", "引用了不存在的字段“sort”"),
        ("doubtful = 70", "doubtful = 0", "doubtful", "应在 1 到 100 之间"),
        ("name_floor = 70", "name_floor = 100", "name_floor", "应小于 100"),
        ("crowd = 30", "crowd = 0", "crowd", "应至少为 1"),
        ('names = ["name", "registered_name"]', "names = []", "names", "至少要有一个名称字段"),
    ],
)
def test_that_a_slip_is_named_with_its_place(
    tmp_path: Path, right: str, wrong: str, key: str, what: str
) -> None:
    fault = broken(copied(tmp_path), Slip(_file, right, wrong, key))
    assert _file in fault.message
    assert f"likeness[outlet].{key}" in fault.message or "likeness[0]" in fault.message
    assert what in fault.message


def test_that_an_unknown_record_type_is_named(tmp_path: Path) -> None:
    slip = Slip(_file, 'record = "outlet"', 'record = "shop"', "record")
    assert "引用了不存在的记录类型“shop”" in broken(copied(tmp_path), slip).message


def test_that_points_are_the_offices_to_change(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / _file
    one = outlet("1", name="佳和便利店", address="海尔路63号")
    other = outlet("2", name="佳和便利店", address="海尔路63号")
    path.write_text(path.read_text(encoding="utf-8").replace("doubtful = 70", "doubtful = 100"))
    strict = Yardstick.of(load_edition(folder), Initials(""))
    assert strict is not None
    assert len(find([one, other], strict)) == 1
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("same_name = 50", "same_name = 5"), encoding="utf-8")
    stricter = Yardstick.of(load_edition(folder), Initials(""))
    assert stricter is not None
    assert find([one, other], stricter) == []


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("name", "青岛市崂山区佳和便利店（个体工商户）", "佳和 便利店"),
        ("name", "ＫＫ便利店", "kk便利店"),
        ("address", "青岛市崂山区金家岭街道海尔路63号-2", "海尔路63-2"),
        ("address", "海尔路６３号", "海尔路63号"),
        ("uscc", "91370202ma0000015f", "91370202MA0000015F"),
    ],
)
def test_that_answers_which_mean_the_same_are_written_the_same(
    edition: Edition, field: str, one: str, other: str
) -> None:
    folding = Folding.of(edition, "outlet")
    assert folding.fold(outlet("1", **{field: one}), field)
    assert folding.fold(outlet("1", **{field: one}), field) == folding.fold(
        outlet("2", **{field: other}), field
    )


def test_that_branches_and_doors_stay_apart_when_written_the_same(edition: Edition) -> None:
    folding = Folding.of(edition, "outlet")

    def folded(field: str, text: str) -> str:
        return folding.fold(outlet("1", **{field: text}), field)

    assert folded("name", "邻家优选（海尔路店）") != folded("name", "邻家优选（苗岭路店）")
    assert folded("address", "海尔路63号-2") != folded("address", "海尔路63号-3")
    assert folding.fold(outlet("1"), "address") == ""


def test_that_a_type_without_settings_is_compared_by_its_letters(edition: Edition) -> None:
    folding = Folding.of(edition, "community")
    assert folding.fold(outlet("1", name="A 社区"), "name") == "a 社区"

"""Columns an office adds: laid over the edition, and checked as strictly as the edition is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.additions import Addition, Additions, merged, own_section
from bianmin_desktop.catalogue.additions_file import additions_text, read_additions
from bianmin_desktop.catalogue.definitions import Choice, ChoiceList, Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition, load_whole
from bianmin_desktop.environment.paths import resources

folder = resources() / "policy" / "qingdao-2022"
radius = Addition(
    record="outlet",
    id="x_psbj1",
    label="配送“半径”",
    kind=Kind.DECIMAL,
    unit="米",
    minimum=Decimal("0.5"),
    maximum=Decimal(5000),
    places=2,
    help='一行"引号"\\反斜线。',
    source="区商务局〔2024〕3号",
    added=date(2024, 4, 9),
)
nature = Addition(
    record="fund", id="x_zjxz2", label="资金性质", kind=Kind.CHOICE, choices="x_zjxz2"
)
natures = ChoiceList(
    id="x_zjxz2",
    name="资金性质",
    template=True,
    choices=(Choice(id="c1", label="专项", aliases=("专项资金",)), Choice(id="c2", label="自筹")),
)
both = Additions((radius, nature), (natures,))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(folder)


def test_that_what_is_written_is_read_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "additions.toml"
    path.write_text(additions_text(both), encoding="utf-8")
    assert read_additions(path) == both
    assert read_additions(tmp_path / "没有.toml") == Additions()


def test_that_added_columns_are_fields_like_the_others(edition: Edition) -> None:
    whole = merged(edition, both)
    field = whole.field("outlet", "x_psbj1")
    assert whole.record_type("outlet").fields[-1] == field
    assert (field.unit, field.maximum, field.section) == ("米", 5000, own_section.id)
    assert whole.clauses[field.clause].heading == "区商务局〔2024〕3号"
    assert whole.record_type("outlet").sections[-1] == own_section
    chosen = whole.field("fund", "x_zjxz2")
    assert chosen.template
    assert whole.choice_ids(chosen.choices) == {"c1", "c2"}
    assert edition.record_type("outlet").fields[-1].id == "note"


def test_that_a_retired_column_is_asked_no_longer_and_still_known(edition: Edition) -> None:
    given_up = Addition(record="outlet", id="x_ls1", label="老数", kind=Kind.TEXT, retired=True)
    whole = merged(edition, Additions((given_up,)))
    assert not whole.record_type("outlet").has_field("x_ls1")
    assert whole.retired["outlet", "x_ls1"].label == "老数"


entry = '[[addition]]\nrecord = "{}"\nid = "{}"\nlabel = "{}"\nkind = "{}"\n'


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        (entry.format("outlet", "x_a1", "面积", "text"), "addition[x_a1].aliases", "无法分辨"),
        (entry.format("shop", "x_a1", "甲", "text"), "addition[x_a1].record", "不存在的台账"),
        (entry.format("summary", "x_a1", "甲", "text"), "addition[x_a1].record", "不存在的台账"),
        (entry.format("outlet", "a1", "甲", "text"), "addition[a1].id", "开头"),
        (entry.format("outlet", "x_A", "甲", "text"), "addition[x_A].id", "小写"),
        (entry.format("outlet", "x_a1", "甲", "choice"), "addition[x_a1].choices", "没有写明"),
        (entry.format("outlet", "x_a1", "甲", "reference"), "addition[x_a1].kind", "不能填"),
        (entry.format("outlet", "x_a1", "甲", "number"), "addition[x_a1].kind", "不认识"),
        (entry.format("outlet", "x_a1", "甲", "text") * 2, "addition[x_a1].id", "重复"),
        (
            entry.format("outlet", "x_a1", "甲", "text") + 'choices = "nobody"\n',
            "addition[x_a1].choices",
            "不存在的代码表",
        ),
        (
            entry.format("fund", "x_a1", "甲", "integer") + "minimum = 5\nmaximum = 2\n",
            "addition[x_a1].minimum",
            "大于最大值",
        ),
        (
            entry.format("fund", "x_a1", "甲", "text") + 'section = "nowhere"\n',
            "addition[x_a1].section",
            "不存在的分组",
        ),
        (
            '[[choice_list]]\nid = "measure"\nname = "甲"\nchoices = []\n',
            "choice_list[measure].id",
            "重复",
        ),
        ("addition = 1\n", "addition", "若干段"),
        ("[[field]]\n", "field", "不认识的键"),
        ("[[addition]\n", "", "写得不"),
    ],
)
def test_that_a_mistake_is_named_and_keeps_nobody_out(
    tmp_path: Path, text: str, key: str, what: str
) -> None:
    path = tmp_path / "additions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyFault, match=what) as caught:
        merged(load_edition(folder), read_additions(path))
    assert caught.value.details == {"file": "additions.toml", "key": key}
    loaded = load_whole(folder, {}, path)
    assert loaded.edition.record_types == loaded.shipped.record_types
    assert loaded.fault is not None
    assert str(path) in loaded.fault.message
    assert "已填的内容还在" in loaded.fault.message

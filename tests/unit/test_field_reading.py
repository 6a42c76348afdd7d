"""Plain texts are read at once, and exactly as the whole reader reads them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.field_reading import FieldReader
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.domain.records import Record

nobody = KnownNames()
fields = ("name", "brand", "uscc", "phone", "area", "staff", "opened", "chain", "note", "kind")
# A blank before a text changes nothing that is read, but no short cut takes such a text.
_long_way = " "


def _reader(edition: Edition, field_id: str) -> FieldReader:
    return FieldReader(edition.field("outlet", field_id), Answers.of(edition))


_plain = st.one_of(
    st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30),
    st.from_regex(r"[0-9]{1,16}(\.[0-9]{1,9})?", fullmatch=True),
    st.from_regex(r"[0-9A-HJ-NPQRTUWXY]{17,19}", fullmatch=True),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.sampled_from(["不适用", "未采集", "n/a", "Ｎ／Ａ", "暂无数据", "不涉及", "否", "√", "商户"]),
)


@pytest.mark.parametrize("field_id", fields)
@given(text=_plain)
def test_that_the_short_way_and_the_long_way_read_the_same(
    edition: Edition, field_id: str, text: str
) -> None:
    reader = _reader(edition, field_id)
    value, refusal, cleaned, notes = reader.read(text, nobody)
    other = reader.read(f"{_long_way}{text}", nobody)
    assert (value, refusal, cleaned, notes) == other
    assert type(value) is type(other[0])
    assert str(value) == str(other[0])


def test_that_a_text_read_before_reads_the_same_again(edition: Edition) -> None:
    reader = _reader(edition, "opened")
    first = reader.read("2024.3.5", nobody)
    assert first[0] == date(2024, 3, 5)
    assert reader.known["2024.3.5"] is first


def test_that_what_a_name_means_is_never_remembered(edition: Edition) -> None:
    reader = _reader(edition, "community")
    assert "没有叫" in reader.read("金家岭", nobody)[1]
    known = KnownNames({"community": {"金家岭": ("c1",)}}, {"community": {"c1": "金家岭"}})
    assert reader.read("金家岭", known)[0] == "c1"


def test_that_rules_of_another_day_judge_by_that_day(edition: Edition) -> None:
    gate = Gate.of(edition)
    draft = Draft("outlet", {"name": "甲店", "verified": "2024-04-09"})
    told = [
        {issue.rule for issue in gate.admit(draft, Record("outlet", "1"), nobody, day).issues}
        for day in (date(2024, 4, 8), date(2024, 4, 9))
    ]
    assert "outlet.verified_past" in told[0]
    assert "outlet.verified_past" not in told[1]

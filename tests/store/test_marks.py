"""The marks of merging: kept in short, given back name by name."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.records import Mark, Record
from bianmin_desktop.store.marks import expanded, is_marked_alike, written

fields = ("name", "area", "staff", "phone", "hours")
names = st.sampled_from((*fields, "note:name", "note:area", "deleted"))
marks = st.dictionaries(names, st.builds(Mark, st.sampled_from("AB"), st.integers(1, 3)))
values = st.dictionaries(st.sampled_from(fields), st.one_of(st.none(), st.just(()), st.text()))


records = st.builds(
    Record,
    type=st.just("outlet"),
    id=st.just("1"),
    values=values,
    notes=st.dictionaries(st.sampled_from(fields), st.text()),
    deleted=st.booleans(),
)


@given(records, marks)
def test_that_marks_come_back_as_they_were_whatever_the_record_holds(
    record: Record, known: dict[str, Mark]
) -> None:
    kept = json.loads(json.dumps(written(record, known)))
    assert expanded(record, kept) == known


def test_that_a_new_record_takes_one_mark_only() -> None:
    record = Record("outlet", "1", {"name": "佳和", "staff": 3}, typed={"area": "很大"})
    mark = Mark("A", 7)
    names = ("name", "staff", "area")
    assert is_marked_alike(record)
    assert written(record, dict.fromkeys(names, mark)) == {"*": ("A", 7)}


def test_that_marks_written_name_by_name_are_still_read() -> None:
    record = Record("outlet", "1", {"name": "佳和"})
    assert expanded(record, {"name": ("A", 7), "gone": ("B", 2)}) == {
        "name": Mark("A", 7),
        "gone": Mark("B", 2),
    }


def test_that_a_later_change_leaves_the_other_marks() -> None:
    record = Record("outlet", "1", {"name": "佳和", "staff": 4, "area": "9"})
    known = {"name": Mark("A", 7), "area": Mark("A", 7), "staff": Mark("A", 9)}
    assert written(record, known) == {"staff": ("A", 9), "*": ("A", 7)}

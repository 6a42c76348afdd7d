"""Persons in free texts and whole records, starred before they leave."""

from __future__ import annotations

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.parsing.answers import Absence
from bianmin_desktop.domain.privacy import masked_record, masked_text
from bianmin_desktop.domain.records import Record


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("找13812345678或 13987654321。", "找138****5678或 139****4321。"),
        ("统一代码91370212MA3C0000X1", "统一代码91370212MA3C0000X1"),
        ("区划370212005000", "区划370212005000"),
        ("订单113812345678号", "订单113812345678号"),
        ("", ""),
    ],
)
def test_that_only_mobile_numbers_are_starred_in_a_text(text: str, masked: str) -> None:
    assert masked_text(text) == masked


def test_that_a_record_is_starred_whole(edition: Edition) -> None:
    record = Record(
        "outlet",
        "1",
        {
            "name": "小店",
            "contact": "王小明",
            "phone": "13812345678",
            "area": Absence.NOT_COLLECTED,
        },
        {"hours": "问13700001111"},
        {"phone": "晚上打 13812345678", "hours": "打13700001111"},
    )
    starred = masked_record(record, edition.record_type("outlet"))
    assert starred.values == {**record.values, "contact": "王**", "phone": "138****5678"}
    assert starred.typed == {"hours": "问137****1111"}
    assert starred.notes == {"hours": "打137****1111"}


def test_that_an_unreadable_answer_about_a_person_is_hidden_but_for_its_first_sign(
    edition: Edition,
) -> None:
    record = Record("outlet", "1", {}, {"phone": "老王 13812345678"})
    starred = masked_record(record, edition.record_type("outlet"))
    assert starred.typed == {"phone": "老**"}

"""The record types: every field can be filled in, read back and found by its header."""

from __future__ import annotations

import pytest

from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.domain.names import KnownNames
from bianmin_desktop.environment.paths import resources


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")


def test_that_the_record_types_are_complete(edition: Edition) -> None:
    registers = {t.id for t in edition.registers}
    in_ledger = {t.id for t in edition.record_types.values() if t.in_ledger} - registers
    assert in_ledger == {"community", "circle", "outlet", "work_note"}
    others = set(edition.record_types) - in_ledger - registers
    assert others >= {"unit", "event", "summary", "explanation", "return_note"}
    assert others >= {"annual_summary", "target"}


def test_that_every_field_is_explained_in_chinese(edition: Edition) -> None:
    silent = [place for place, field in edition.fields.items() if not field.help.endswith("。")]
    assert silent == []


def test_that_numbers_have_a_unit_and_limits(edition: Edition) -> None:
    loose = [
        place
        for place, field in edition.fields.items()
        if field.kind in (Kind.INTEGER, Kind.DECIMAL)
        and (not field.unit or field.minimum is None or field.maximum is None)
    ]
    assert loose == []


def test_that_only_people_reached_in_private_are_personal(edition: Edition) -> None:
    personal = {place for place, field in edition.fields.items() if field.personal}
    assert personal == {
        ("outlet", "contact"),
        ("outlet", "phone"),
        ("community", "contact"),
        ("community", "phone"),
        ("operator", "contact"),
        ("operator", "phone"),
    }


def test_that_no_field_asks_for_an_identity_card(edition: Edition) -> None:
    words = [word for field in edition.fields.values() for word in (field.label, *field.aliases)]
    assert not any("身份证" in word for word in words)


@pytest.mark.parametrize(
    ("header", "field_id"),
    [
        ("店名", "name"),
        ("商户名称", "name"),
        ("网点名称", "name"),
        ("招牌名称", "name"),
        ("信用代码", "uscc"),
        ("证照号", "uscc"),
        ("营业面积", "area"),
        ("手机号", "phone"),
    ],
)
def test_that_headers_of_real_ledgers_are_known(
    edition: Edition, header: str, field_id: str
) -> None:
    fields = edition.record_type("outlet").fields
    assert [f.id for f in fields if header in (f.label, *f.aliases)] == [field_id]


@pytest.mark.parametrize(
    ("type_id", "field_id", "written", "meant"),
    [
        ("outlet", "business_type", "快递柜", "parcel_locker"),
        ("outlet", "business_type", "标准化农贸市场", "market"),
        ("outlet", "business_type", "理发", "hair_beauty"),
        ("outlet", "business_type", "convenience", "convenience"),
        ("outlet", "status", "正常", "open"),
        ("outlet", "extra_services", "代收快递、打印", ("collection", "printing")),
        ("outlet", "smart_features", "超市+餐饮+APP", ("super_app",)),
        ("community", "kind", "老旧小区", "old"),
        ("circle", "stage", "验收合格", "passed"),
        ("unit", "level", "街道", "street"),
    ],
)
def test_that_what_clerks_write_is_understood(
    edition: Edition, type_id: str, field_id: str, written: str, meant: object
) -> None:
    answers = Answers.of(edition)
    field = edition.field(type_id, field_id)
    assert answers.read(field, written, KnownNames()) == meant


def test_that_every_choice_is_read_back_from_its_label(edition: Edition) -> None:
    answers = Answers.of(edition)
    fields = [f for f in edition.fields.values() if f.kind is Kind.CHOICE]
    assert fields
    for field in fields:
        for choice in edition.choice_list(field.choices).choices:
            assert answers.read(field, choice.label, KnownNames()) == choice.id

"""Lists: found by name, initials and code; filtered by answers; in the order a clerk expects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.ledgers import Query
from bianmin_desktop.store.listing import Listing, count_of, ids_of

_hostile = "x'); DROP TABLE outlet; --"
_outlets = (
    {
        "name": "李村便利店",
        "address": "京口路8号",
        "no_uscc_reason": "待办",
        "number": "A-001",
        "area": "9.5",
        "chain": "是",
        "business_type": "便利店",
    },
    {
        "name": "李村大药房",
        "number": "A-002",
        "area": "120",
        "chain": "否",
        "business_type": "药店",
    },
    {"name": "百分百100%折扣店", "number": "B_003", "area": "35.50", "address": "海尔路1号"},
    {"name": "百分百100折扣店", "number": "BX003", "area": "不适用", "address": "海尔路2号"},
    {"name": _hostile, "number": "C-005", "extra_services": "打印复印、代收代发"},
    {"name": "ＡＢＣ超市", "number": "C-006", "status": "停业", "extra_services": "打印复印"},
    {"name": "无编号小店", "area": "八十多", "address": "海尔路3号"},
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    program = start(tmp_path_factory.mktemp("lists"))
    program.make_book("370212005000")
    opened = program.open()
    community = opened.ledgers.records(opened.ledgers.listing("community"))[0]
    for texts in _outlets:
        placed = {"community": community.id} if texts["name"].startswith("李村") else {}
        blank = opened.entry.blank("outlet")
        opened.entry.save(Draft("outlet", {**texts, **placed}), blank)
    yield opened
    opened.close()


def _names(application: Application, **asked: object) -> list[str]:
    query = Query("outlet", **asked)  # type: ignore[arg-type]
    ids = application.ledgers.found(query)
    fields = [field for field in application.ledgers.fields("outlet") if field.id == "name"]
    return [line.cells[0] for line in application.ledgers.lines("outlet", ids, fields)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lcblD", "李村便利店"),
        ("lcb", "李村便利店"),
        ("村便", "李村便利店"),
        ("a-001", "李村便利店"),
        ("ａ－００１", "李村便利店"),
        ("  李村   药 ", "李村大药房"),
        ("ABC超", "ＡＢＣ超市"),
        ("海尔路1号", "百分百100%折扣店"),
    ],
)
def test_that_a_search_finds_names_initials_codes_and_addresses(
    application: Application, typed: str, found: str
) -> None:
    assert _names(application, search=typed) == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("100%", ["百分百100%折扣店"]),
        ("b_0", ["百分百100%折扣店"]),
        ("%", ["百分百100%折扣店"]),
        ("/", []),
        ("\\", []),
    ],
)
def test_that_signs_with_a_meaning_in_patterns_are_looked_for_as_they_are(
    application: Application, typed: str, found: list[str]
) -> None:
    assert _names(application, search=typed) == found


@pytest.mark.parametrize("typed", [_hostile, "'; DELETE FROM outlet; --", '" OR ""="', "x\0y"])
def test_that_a_piece_of_sql_is_only_words(application: Application, typed: str) -> None:
    before = application.ledgers.count(application.ledgers.listing("outlet"))
    expected = [_hostile.lower()] if typed == _hostile else []
    assert [name.lower() for name in _names(application, search=typed)] == expected
    with pytest.raises(WrongUse):
        application.ledgers.listing("outlet", [("status", typed)])
    assert _names(application, where=(("address", typed),)) == []
    assert application.ledgers.count(application.ledgers.listing("outlet")) == before


def test_that_answers_filter_as_a_clerk_writes_them(application: Application) -> None:
    assert _names(application, where=(("status", "停业"),)) == ["ＡＢＣ超市"]
    assert _names(application, where=(("chain", "否"),)) == ["李村大药房"]
    assert _names(application, where=(("area", "35.5"),)) == ["百分百100%折扣店"]
    assert _names(application, where=(("number", "A-002"),)) == ["李村大药房"]
    both = (("extra_services", "打印复印、代收代发"),)
    assert _names(application, where=both) == [_hostile]
    one = (("extra_services", "打印复印"),)
    assert sorted(_names(application, where=one)) == sorted([_hostile, "ＡＢＣ超市"])


def test_that_a_reference_filters_by_the_name_of_the_record(application: Application) -> None:
    community = application.ledgers.records(application.ledgers.listing("community"))[0]
    found = _names(application, where=(("community", community.text("name")),))
    assert found == ["李村便利店", "李村大药房"]


def test_that_an_unanswered_field_is_neither_absent_nor_unreadable(
    application: Application,
) -> None:
    assert sorted(_names(application, where=(("area", ""),))) == sorted([_hostile, "ＡＢＣ超市"])
    assert _names(application, where=(("area", "不适用"),)) == ["百分百100折扣店"]


def test_that_links_to_several_records_are_filtered_by_any_of_them(
    application: Application,
) -> None:
    first, second = application.ledgers.records(application.ledgers.listing("community"))[:2]
    texts = {"name": "岭上生活圈", "communities": f"{first.text('name')}、{second.text('name')}"}
    circle = application.entry.save(Draft("circle", texts), application.entry.blank("circle"))
    name = second.text("name")
    asked = Query("circle", (("communities", name),))
    assert application.ledgers.found(asked) == [circle.record.id]
    assert application.ledgers.found(Query("circle", (("communities", ""),))) == []


def test_that_an_unknown_field_is_refused_in_words(application: Application) -> None:
    with pytest.raises(WrongUse, match="没有“price”这一项"):
        application.ledgers.listing("outlet", [("price", "3")])


def test_that_levels_filter_and_sort_by_how_much_is_wrong(application: Application) -> None:
    blocked = _names(application, levels=(Level.BLOCKING,))
    assert "无编号小店" in blocked
    ids = application.ledgers.found(Query("outlet", order="level"))
    columns = application.ledgers.columns("outlet")
    levels = [line.level for line in application.ledgers.lines("outlet", ids, columns)]
    ranks = [list(Level).index(level) if level else len(Level) for level in levels]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_that_numbers_sort_by_size_and_blanks_come_last(application: Application) -> None:
    measured = ["李村便利店", "百分百100%折扣店", "李村大药房"]
    assert _names(application, order="area")[:3] == measured
    assert _names(application, order="area", descending=True)[:3] == measured[::-1]


def test_that_names_sort_by_pinyin_and_choices_in_the_order_of_their_list(
    application: Application,
) -> None:
    by_name = _names(application, search="李村")
    assert by_name == ["李村便利店", "李村大药房"]
    backwards = _names(application, search="李村", order="name", descending=True)
    assert backwards == by_name[::-1]
    statuses = application.edition.choice_list("outlet_status").choices
    assert [choice.label for choice in statuses].index("营业") == 0
    assert _names(application, order="status")[-1] == "ＡＢＣ超市"


def test_that_pages_put_together_are_the_whole_list(application: Application) -> None:
    listing = application.ledgers.listing("outlet")
    pages = [
        line.id for start in range(0, 8, 3) for line in application.ledgers.page(listing, start, 3)
    ]
    assert pages == application.ledgers.found(Query("outlet"))
    assert len(pages) == application.ledgers.count(listing) == len(_outlets)


def test_that_the_recycle_bin_holds_what_was_deleted_until_it_is_restored(
    application: Application,
) -> None:
    blank = application.entry.blank("outlet")
    record = application.entry.save(Draft("outlet", {"name": "要删的店"}), blank).record
    application.entry.delete("outlet", record.id)
    assert _names(application, search="要删") == []
    thrown = application.ledgers.deleted()
    assert [(held.name, held.type, held.type_name) for held in thrown] == [
        ("要删的店", "outlet", application.edition.record_type("outlet").name)
    ]
    application.entry.restore("outlet", record.id)
    assert _names(application, search="要删") == ["要删的店"]
    application.entry.delete("outlet", record.id)


def test_that_search_over_everything_gives_every_type_its_share(
    application: Application,
) -> None:
    community = application.ledgers.records(application.ledgers.listing("community"))[0]
    hits = application.ledgers.find(community.text("code"))
    assert [(hit.type, hit.id) for hit in hits] == [("community", community.id)]
    everything = application.ledgers.find("店", limit=6)
    assert {hit.type for hit in everything} == {"outlet"}
    assert len(everything) == 4
    assert application.ledgers.find("   ") == []
    assert len(application.ledgers.find("社区", limit=4)) == 4


def test_that_search_over_everything_puts_names_that_begin_so_first(
    application: Application,
) -> None:
    blank = application.entry.blank("outlet")
    texts = {"name": "阿福便利（李村店）"}
    other = application.entry.save(Draft("outlet", texts), blank).record
    assert [hit.name for hit in application.ledgers.find("李村")] == [
        *("李村便利店", "李村大药房", "阿福便利（李村店）")
    ]
    assert [hit.name for hit in application.ledgers.find("lc")][:2] == ["李村便利店", "李村大药房"]
    application.entry.delete("outlet", other.id)


@pytest.mark.parametrize(
    ("listing", "plan"),
    [
        (Listing("outlet"), "USING COVERING INDEX ix_outlet_deleted_sort_key"),
        (Listing("outlet", search="便利"), "USING COVERING INDEX ix_outlet_deleted_sort_key"),
        (
            Listing("outlet", search="便", levels=("verify",)),
            "USING COVERING INDEX ix_outlet_deleted_sort_key",
        ),
        (Listing("outlet", (("community", "x"),)), "USING INDEX ix_outlet_community"),
    ],
)
def test_that_lists_are_answered_by_an_index_and_not_by_reading_every_row(
    application: Application, listing: Listing, plan: str
) -> None:
    with closing(sqlite3.connect(application.program.book_path)) as raw:
        for query in (ids_of(listing, application.edition), count_of(listing, application.edition)):
            compiled = query.compile(compile_kwargs={"literal_binds": True})
            rows = raw.execute(f"EXPLAIN QUERY PLAN {compiled}").fetchall()
            steps = [row[3] for row in rows]
            assert any(plan in step for step in steps), steps
            sorts = any("TEMP B-TREE" in step for step in steps)
            assert not sorts or "community" in plan


@pytest.mark.parametrize(
    "typed", ["李村\ud800便利店", "\u202e李村便利店\u202c", "\ufeff李村\u200b便利店\x00"]
)
def test_that_a_search_is_cleaned_as_what_is_found_was(
    application: Application, typed: str
) -> None:
    assert _names(application, search=typed) == ["李村便利店"]
    assert _names(application, where=(("name", f" {typed}　"),)) == ["李村便利店"]
    assert [hit.name for hit in application.ledgers.find(typed)] == ["李村便利店"]


def test_that_a_number_too_long_to_be_stored_is_no_answer(application: Application) -> None:
    with pytest.raises(WrongUse, match="位数太多"):
        application.ledgers.listing("outlet", [("staff", "9" * 20)])

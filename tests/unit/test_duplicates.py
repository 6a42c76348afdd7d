"""The same shop twice: what is taken for one shop, what is not, and that order never matters."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.duplicates import Index, Pair, Yardstick, find
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.records import Record
from bianmin_desktop.environment.paths import resources
from bianmin_desktop.progress import Cancelled
from tests.unit.outlet_pairs import Case, code, company, not_the_same, outlet, phone, the_same


@pytest.fixture(scope="module")
def yardstick(edition: Edition) -> Yardstick:
    table = (resources() / "pinyin" / "initials.tsv").read_text(encoding="utf-8")
    made = Yardstick.of(edition, Initials(table))
    assert made is not None
    return made


def _about(case: Case) -> str:
    return case.about


@pytest.mark.parametrize("case", the_same, ids=_about)
def test_that_one_shop_entered_twice_is_found(case: Case, yardstick: Yardstick) -> None:
    (pair,) = find([outlet("1", **case.one), outlet("2", **case.other)], yardstick)
    assert (pair.first_id, pair.second_id) == ("1", "2")
    assert 70 <= pair.score <= 100
    assert pair.reasons


@pytest.mark.parametrize("case", not_the_same, ids=_about)
def test_that_two_shops_are_not_taken_for_one(case: Case, yardstick: Yardstick) -> None:
    assert find([outlet("1", **case.one), outlet("2", **case.other)], yardstick) == []


def test_that_the_reasons_say_what_agrees(yardstick: Yardstick) -> None:
    one = outlet("1", name="佳和便利店", uscc=code, phone=phone, address="海尔路63号")
    other = outlet("2", name="家和便利店", uscc=code, phone=phone, address="海尔路63号-1")
    (pair,) = find([one, other], yardstick)
    expected = ("同一信用代码", "名称相近（83）", "电话相同", "地址相近", "业态相同")
    assert pair.reasons == expected
    assert pair.score == 100


def test_that_the_likest_pair_comes_first(yardstick: Yardstick) -> None:
    records = [
        outlet("1", name="佳和便利店", address="海尔路63号"),
        outlet("2", name="佳和便利店", address="海尔路"),
        outlet("3", name="佳和便利店", address="海尔路63号", phone=phone),
    ]
    scores = [pair.score for pair in find(records, yardstick)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3


def test_that_a_record_is_not_like_itself_and_like_its_new_twin(yardstick: Yardstick) -> None:
    known = outlet("1", name="佳和便利店", address="海尔路63号")
    index = Index.of([known], yardstick)
    assert index.like(known) == []
    (pair,) = index.like(outlet("9", name="佳和便利店", address="海尔路63号"))
    assert pair.other("9") == "1"


def test_that_an_index_forgets_and_learns_what_changed(yardstick: Yardstick) -> None:
    index = Index.of([outlet("1", name="佳和便利店", address="海尔路63号")], yardstick)
    twin = outlet("2", name="佳和便利店", address="海尔路63号")
    index.add(outlet("1", name="星海健身房", address="苗岭路8号"))
    assert index.like(twin) == []
    index.add(outlet("1", name="佳和便利店", address="海尔路63号"))
    assert len(index.like(twin)) == 1
    index.forget("1")
    assert index.like(twin) == []
    assert index.pairs() == []


def test_that_what_a_whole_market_shares_is_no_reason(yardstick: Yardstick) -> None:
    """A telephone in every row, e.g. the office's own, makes nobody a duplicate of anybody."""
    crowd = [
        outlet(f"{number:03d}", name=f"店{number}", phone=phone, address=f"海尔路{number}号")
        for number in range(60)
    ]
    assert find(crowd, yardstick) == []


def test_that_a_twin_in_a_crowded_market_is_still_found(yardstick: Yardstick) -> None:
    names = "海陆空天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    stalls = [
        outlet(str(100 + place), name=f"{sign}{names[-place]}水产", address="海尔路63号")
        for place, sign in enumerate(names)
    ]
    twin = outlet("999", name=f"{names[7]}{names[-7]}水产店", address="海尔路63号")
    pairs = [pair for pair in find([*stalls, twin], yardstick) if pair.second_id == "999"]
    assert "107" in {pair.first_id for pair in pairs}


def test_that_a_whole_book_pasted_into_a_field_takes_no_longer(yardstick: Yardstick) -> None:
    pasted = {"typed_name": "佳和（" * 200_000, "typed_address": "海尔路6" * 200_000}
    records = [outlet(str(number), **pasted, typed_uscc="9" * 500_000) for number in range(8)]
    begun = process_time()
    assert len(find(records, yardstick)) == 28
    assert process_time() - begun < 1


def test_that_a_search_can_be_stopped(yardstick: Yardstick) -> None:
    class Unwanted:
        def report(self, done: int, total: int, note: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        find([outlet("1", name="佳和便利店")], yardstick, Unwanted())


def test_that_a_type_without_settings_has_no_yardstick(edition: Edition) -> None:
    assert Yardstick.of(edition, Initials(""), "summary") is None


_words = st.sampled_from(
    ["佳和便利店", "家和便利店", "佳和（海尔路店）", "王记水产", "便利店", "", "青岛佳和超市"]
)
_places = st.sampled_from(["海尔路63号", "海尔路63号-2", "海尔路", "苗岭路8号", "南山市场", ""])
_codes = st.sampled_from([code, code[:-1] + "5", company, ""])
_shops = st.builds(
    dict,
    name=_words,
    registered_name=_words,
    address=_places,
    uscc=_codes,
    phone=st.sampled_from([phone, "0532-88990000", ""]),
    community=st.sampled_from(["c1", "c2"]),
    business_type=st.sampled_from(["convenience", "fresh_store"]),
    chain=st.sampled_from([True, None]),
    kind=st.sampled_from(["shop", "facility"]),
)
_ledgers = st.lists(_shops, max_size=12).map(
    lambda shops: [
        outlet(str(10 + place), **{k: v for k, v in shop.items() if v})
        for place, shop in enumerate(shops)
    ]
)


@given(ledger=_ledgers, seed=st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_that_the_order_of_records_changes_nothing(
    yardstick: Yardstick, ledger: list[Record], seed: int
) -> None:
    shuffled = Random(seed).sample(ledger, len(ledger))
    assert find(shuffled, yardstick) == find(ledger, yardstick)


@given(ledger=_ledgers)
@settings(max_examples=60, deadline=None)
def test_that_asking_for_one_finds_what_asking_for_all_finds(
    yardstick: Yardstick, ledger: list[Record]
) -> None:
    every = find(ledger, yardstick)
    for record in ledger:
        others = Index.of([other for other in ledger if other.id != record.id], yardstick)
        of_one = {pair for pair in every if record.id in (pair.first_id, pair.second_id)}
        assert set(others.like(record)) == of_one


@given(ledger=_ledgers)
@settings(max_examples=60, deadline=None)
def test_that_no_pair_is_lost_by_comparing_only_what_shares_a_key(
    yardstick: Yardstick, ledger: list[Record]
) -> None:
    """Every pair the points make doubtful by papers, door or telephone is met."""
    profiles = [yardstick.reader.read(record) for record in ledger]
    weighed = [
        yardstick.scale.weigh(one, other)
        for place, one in enumerate(profiles)
        for other in profiles[place + 1 :]
    ]
    assert {pair for pair in weighed if pair} == set(find(ledger, yardstick))


def test_that_cost_grows_with_the_number_of_outlets_only(yardstick: Yardstick) -> None:
    few, many = _ledger(1000), _ledger(8000)
    pairs, short = _timed(few, yardstick)
    assert len(pairs) >= 20
    pairs, long = _timed(many, yardstick)
    print(f"8,000 outlets: {long:.2f} s, {len(pairs)} pairs; 1,000: {short:.2f} s")
    assert long < 8 * 2.5 * max(short, 0.02)


def _timed(ledger: list[Record], yardstick: Yardstick) -> tuple[list[Pair], float]:
    begun = process_time()
    return find(ledger, yardstick), process_time() - begun


def _ledger(size: int) -> list[Record]:
    random = Random(4)
    signs = "海天阳光和顺福满鑫源益民惠康乐家悦金嘉年邻里百姓诚信晨聚万丰泽祥"
    made = []
    for number in range(size):
        name = "".join(random.sample(signs, 3)) + random.choice(["便利店", "超市", "药房"])
        road = "".join(random.sample(signs, 2)) + "路"
        shop = {"name": name, "address": f"{road}{random.randint(1, 200)}号", "community": "c1"}
        made.append(outlet(str(number), **shop))
        if number % 40 == 0:
            made.append(outlet(f"{number}又", **shop))
    return made

"""Pairs of outlets as they stand in real ledgers: the same shop twice, and neighbours that are not.

Codes, names and numbers are made up.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bianmin_desktop.domain.records import Record

code = "92370212MA3C7K2D4X"
company = "91370202MA0000015F"
digits = "913702127180000129"
phone = "13812345678"


class Case(NamedTuple):
    """What it is about, and what the two records say; `typed` values stand under `typed:`."""

    about: str
    one: dict[str, object]
    other: dict[str, object]


def outlet(record_id: str, **held: object) -> Record:
    """A shop that sells; what is named `typed_…` could not be read."""
    usual: dict[str, object] = {"kind": "shop", "business_type": "convenience", "community": "c1"}
    values = {k: v for k, v in (usual | held).items() if v is not None}
    typed = {k.removeprefix("typed_"): str(values.pop(k)) for k in list(values) if "typed_" in k}
    return Record("outlet", record_id, values, typed)  # type: ignore[arg-type]


the_same = (
    Case(
        "copied word for word",
        {"name": "好邻居便利店", "address": "海尔路63号"},
        {"name": "好邻居便利店", "address": "海尔路63号"},
    ),
    Case(
        "one code, the signboard renamed",
        {"name": "好邻居便利店", "uscc": code, "address": "海尔路63号"},
        {"name": "佳和生活超市", "uscc": code, "address": "海尔路63号"},
    ),
    Case(
        "one code, the address forgotten",
        {"name": "佳和便利店", "uscc": code},
        {"name": "佳和便利", "uscc": code, "address": "苗岭路8号"},
    ),
    Case(
        "entered by two communities",
        {"name": "康泽大药房", "uscc": code, "address": "云岭路7号", "community": "c1"},
        {"name": "康泽大药房", "uscc": code, "address": "云岭路7号", "community": "c2"},
    ),
    Case(
        "two communities, one without the code",
        {"name": "康泽大药房", "uscc": code, "address": "云岭路7号", "community": "c1"},
        {"name": "康泽药房", "address": "云岭路7号", "community": "c2"},
    ),
    Case(
        "one digit of the code mistyped",
        {"name": "佳和便利店", "uscc": code, "address": "海尔路63号"},
        {"name": "佳和便利店", "uscc": code[:-2] + "5X", "address": "海尔路"},
    ),
    Case(
        "the code with a letter O, which could not be read",
        {"name": "佳和便利店", "uscc": company},
        {"name": "佳和便利", "typed_uscc": company.replace("0", "O"), "address": "海尔路63号"},
    ),
    Case(
        "a spreadsheet ate the code's last digits",
        {"name": "佳和便利店", "uscc": digits, "address": "海尔路63号"},
        {"name": "佳和便利", "typed_uscc": "9.13702E+17", "address": "海尔路63"},
    ),
    Case(
        "registered name in one, signboard in the other",
        {"name": "青岛市崂山区佳和便利店（个体工商户）", "address": "海尔路63号-2"},
        {"name": "佳和便利店", "address": "海尔路63-2"},
    ),
    Case(
        "the registered name says what the signboard does not",
        {"name": "老王小卖部", "registered_name": "佳和便利店", "address": "海尔路63号"},
        {"name": "佳和便利店", "address": "海尔路63号"},
    ),
    Case(
        "a company's name",
        {"name": "佳和超市", "address": "海尔路63号"},
        {"name": "青岛佳和超市有限公司", "address": "海尔路63号"},
    ),
    Case(
        "full width and blanks",
        {"name": "ＫＫ 便利店", "address": "海尔路６３号"},
        {"name": "kk便利店", "address": "海尔路 63 号"},
    ),
    Case(
        "the address with district and street",
        {"name": "福满早餐店", "address": "青岛市崂山区金家岭街道海尔路63号"},
        {"name": "福满早餐店", "address": "海尔路63号"},
    ),
    Case(
        "the house in one, its door in the other",
        {"name": "福满早餐店", "address": "海尔路63号"},
        {"name": "福满早餐店", "address": "海尔路63号-2"},
    ),
    Case(
        "a name typed by sound",
        {"name": "佳和便利店", "address": "海尔路63号"},
        {"name": "家和便利店", "address": "海尔路63号"},
    ),
    Case(
        "a road typed by sound",
        {"name": "佳和便利店", "address": "海尔路63号"},
        {"name": "佳和便利店", "address": "海儿路63号"},
    ),
    Case(
        "one sign of a long name wrong",
        {"name": "惠万家乐生活超市", "address": "海尔路63号"},
        {"name": "惠万佳乐生活超市", "address": "海尔路63号"},
    ),
    Case(
        "one telephone, no address",
        {"name": "佳和便利店", "phone": phone},
        {"name": "佳和便利", "phone": phone, "address": "海尔路63号"},
    ),
    Case(
        "moved to another house, entered anew",
        {"name": "佳和便利店", "phone": phone, "address": "海尔路63号"},
        {"name": "佳和便利店", "phone": phone, "address": "苗岭路8号"},
    ),
    Case(
        "renamed: door, telephone and trade are the same",
        {"name": "佳和便利店", "phone": phone, "address": "海尔路63号"},
        {"name": "百姓优选", "phone": phone, "address": "海尔路63号"},
    ),
    Case(
        "nothing but the name, in one community",
        {"name": "佳和便利店"},
        {"name": "佳和便利店", "address": "海尔路63号"},
    ),
    Case(
        "the road without a number",
        {"name": "佳和便利店", "address": "海尔路"},
        {"name": "佳和便利店", "address": "海尔路63号"},
    ),
    Case(
        "one branch of a chain twice",
        {"name": "邻家优选（海尔路店）", "chain": True, "address": "海尔路63号"},
        {"name": "邻家优选便利店(海尔路店)", "chain": True, "address": "海尔路63号"},
    ),
    Case(
        "another trade chosen for one shop",
        {"name": "佳和便利店", "address": "海尔路63号"},
        {"name": "佳和便利店", "address": "海尔路63号", "business_type": "supermarket"},
    ),
    Case(
        "another code, but name and door agree",
        {"name": "佳和便利店", "uscc": code, "address": "海尔路63号"},
        {"name": "佳和便利店", "uscc": company, "address": "海尔路63号"},
    ),
    Case(
        "inside a housing estate",
        {"name": "佳和便利店", "address": "金海小区3号楼1单元"},
        {"name": "佳和便利店", "address": "金海小区3号楼"},
    ),
)

not_the_same = (
    Case(
        "a chain's shops at two addresses",
        {"name": "邻家优选便利店", "chain": True, "address": "海尔路63号"},
        {"name": "邻家优选便利店", "chain": True, "address": "苗岭路8号"},
    ),
    Case(
        "a chain's shops under the company's code",
        {"name": "邻家优选（海尔路店）", "uscc": company, "address": "海尔路63号"},
        {"name": "邻家优选（苗岭路店）", "uscc": company, "address": "苗岭路8号"},
    ),
    Case(
        "a chain's shops with the company's hotline",
        {"name": "邻家优选", "brand": "邻家优选", "phone": "4001234567", "address": "海尔路63号"},
        {"name": "邻家优选", "brand": "邻家优选", "phone": "4001234567", "address": "海尔路99号"},
    ),
    Case(
        "first and second branch of one owner",
        {"name": "佳和便利一店", "phone": phone, "address": "海尔路63号"},
        {"name": "佳和便利二店", "phone": phone, "address": "苗岭路8号"},
    ),
    Case(
        "a shop and the parcel locker inside it",
        {"name": "佳和便利店", "phone": phone, "address": "海尔路63号", "kind": "shop"},
        {"name": "佳和快件箱", "phone": phone, "address": "海尔路63号", "kind": "facility"},
    ),
    Case(
        "a common name on two roads",
        {"name": "好邻居便利店", "address": "海尔路63号"},
        {"name": "好邻居便利店", "address": "苗岭路8号"},
    ),
    Case(
        "a common name in two communities, addresses unknown",
        {"name": "好邻居便利店", "community": "c1"},
        {"name": "好邻居便利店", "community": "c2"},
    ),
    Case(
        "neighbours",
        {"name": "佳和便利店", "address": "海尔路63号-2"},
        {"name": "盛世便利店", "address": "海尔路63号-3"},
    ),
    Case(
        "neighbours of one name",
        {"name": "佳和便利店", "address": "海尔路63号-2"},
        {"name": "佳和便利店", "address": "海尔路65号"},
    ),
    Case(
        "stalls of one market",
        {"name": "王记水产", "business_type": "fresh_store", "address": "南山市场"},
        {"name": "李记水产", "business_type": "fresh_store", "address": "南山市场"},
    ),
    Case(
        "stalls whose names begin with one letter",
        {"name": "王记水产", "business_type": "fresh_store", "address": "海尔路63号"},
        {"name": "吴记水产", "business_type": "fresh_store", "address": "海尔路63号"},
    ),
    Case(
        "an owner's shops of two trades behind one door",
        {"name": "佳和便利店", "phone": phone, "address": "海尔路63号"},
        {
            "name": "小剪刀美发",
            "phone": phone,
            "address": "海尔路63号",
            "business_type": "hair_beauty",
        },
    ),
    Case(
        "a shop and its successor",
        {"name": "佳和便利店", "address": "海尔路63号", "closed": date(2023, 6, 1)},
        {"name": "佳和便利店", "address": "海尔路63号", "opened": date(2023, 9, 1)},
    ),
    Case(
        "east and west of one road",
        {"name": "好邻居便利店", "address": "东海东路12号"},
        {"name": "好邻居便利店", "address": "东海西路12号"},
    ),
    Case(
        "a company's places of business of two trades",
        {"name": "佳和便利店", "uscc": company, "address": "海尔路63号"},
        {
            "name": "星海健身房",
            "uscc": company,
            "address": "苗岭路8号",
            "business_type": "fitness",
        },
    ),
    Case(
        "codes one digit apart, nothing else",
        {"name": "佳和便利店", "uscc": code, "address": "海尔路63号"},
        {"name": "盛世超市", "uscc": code[:-1] + "5", "address": "苗岭路8号"},
    ),
    Case("nothing known of either", {"name": None}, {"name": None}),
    Case(
        "trade words alone",
        {"name": "便利店", "address": "海尔路63号"},
        {"name": "便利店", "address": "苗岭路8号"},
    ),
    Case(
        "one registered office, many shops",
        {"name": "晨光早餐", "business_type": "breakfast", "address": "海尔路63号"},
        {"name": "海边面馆", "business_type": "restaurant", "address": "海尔路63号"},
    ),
    Case(
        "unnumbered doors along the street of two communities",
        {"name": "好邻居便利店", "address": "金家岭社区沿街12号", "community": "c1"},
        {"name": "好邻居便利店", "address": "石老人社区沿街12号", "community": "c2"},
    ),
)

"""Example outlets: realistic names, codes and addresses, with the gaps and doubles of real life."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bianmin_desktop.domain.parsing.codes import with_check_digits
from bianmin_desktop.domain.records import Record
from bianmin_desktop.services.demo.lives import LifeMaker
from bianmin_desktop.services.demo.material import Shop, Shops

Texts = dict[str, str]
subject_alphabet = "0123456789ABCDEFGH"
facility_types = frozenset(("parcel_locker",))
service_hosts = frozenset(("convenience", "supermarket"))
street_centre = "elderly_centre"
essential_gaps = ("market", "recycling")
common_weight = 3
basic_gaps = ("laundry", "repair", "housekeeping", "breakfast")


@dataclass(frozen=True)
class Site:
    """Where outlets are made: a community, its circle, and the types the circle lacks."""

    community: Record
    circle: str
    lacking: frozenset[str]
    is_first: bool


@dataclass
class OutletMaker:
    """Makes outlets of one community after the other, always the same for the same seed."""

    shops: Shops
    random: Random
    lives: LifeMaker
    district: str
    used_codes: set[str] = field(default_factory=set)

    def gaps(self) -> frozenset[str]:
        """Business types that are missing in a whole circle; most circles lack nothing."""
        found = set()
        if self.random.random() < 0.2:
            found.add(self.random.choice(essential_gaps))
        if self.random.random() < 0.3:
            found.add(self.random.choice(basic_gaps))
        return frozenset(found)

    def texts(self, site: Site, number: int) -> Texts:
        """The fields of one outlet as a clerk would type them."""
        shop = self._shop(site, number)
        brand = self.random.choice(shop.brands) if self._is_chain(shop) else ""
        place = site.community.text("short_name") or site.community.text("name")
        texts = {
            "number": f"{site.community.text('code')[6:]}-{number:04d}",
            "kind": "设施" if shop.type in facility_types else "商户",
            "name": self._name(shop, brand, place),
            "business_type": shop.type,
            "address": self._address(site.community, place),
            "community": site.community.id,
            "circle": site.circle,
            "walking_minutes": str(self.random.randint(2, 15)),
            "area": str(self._amount(shop.area)),
            "staff": str(self._amount(shop.staff)),
            "hours": self.random.choice(self.shops.hours),
            "chain": "是" if brand else "否",
            "brand": brand,
        }
        self._add_papers(texts, shop, site.community.text("code")[:6])
        self._add_services(texts, shop)
        return texts | self.lives.dates()

    def other_type(self, type_id: str) -> str:
        """A business type a shop of this type may have had before; none for facilities and such."""
        common = [s.type for s in self.shops.shop if s.weight >= common_weight]
        others = [other for other in common if other not in {*facility_types, type_id}]
        return self.random.choice(others) if type_id in common else ""

    def double(self, texts: Texts, number: int) -> Texts:
        """The same outlet entered a second time, as happens when two people make the rounds."""
        return texts | {"number": f"{texts['number'][:6]}-{number:04d}", "contact": ""}

    def _shop(self, site: Site, number: int) -> Shop:
        shops = [s for s in self.shops.shop if s.type not in site.lacking]
        if site.is_first and number == 1:
            return next(shop for shop in shops if shop.type == street_centre)
        common = [shop for shop in shops if shop.weight]
        # Nearly every community has one of each common type, every other one of each rare type.
        if number <= len(common):
            shop = common[number - 1]
            if self.random.random() < (0.85 if shop.weight > 1 else 0.5):
                return shop
        return self.random.choices(common, [shop.weight for shop in common])[0]

    def _amount(self, bounds: tuple[int, int]) -> int:
        # Most shops are small: the lower end is the likeliest.
        return round(self.random.triangular(bounds[0], bounds[1], bounds[0]))

    def _is_chain(self, shop: Shop) -> bool:
        return bool(shop.brands) and self.random.random() < shop.chain

    def _name(self, shop: Shop, brand: str, place: str) -> str:
        ending = self.random.choice(shop.names)
        if shop.type == street_centre or shop.type in facility_types:
            return f"{brand}{place}{ending}"
        if brand:
            return f"{brand}（{place}店）"
        kind = self.random.random()
        if kind < 0.25:
            return f"{self.random.choice(self.shops.surnames)}记{ending}"
        if kind < 0.45:
            return f"{place}{ending}"
        return f"{self.random.choice(self.shops.blessings)}{ending}"

    def _address(self, community: Record, place: str) -> str:
        roads = self.shops.roads.get(community.text("code")[:6], ())
        if roads and self.random.random() < 0.7:
            road = self.random.choice(roads)
        else:
            road = self.random.choice(self.shops.places).format(place=place)
        door = self.random.randint(1, 299)
        return f"{road}{door}号" + (f"-{self.random.randint(1, 9)}" if door % 3 else "")

    def _add_papers(self, texts: Texts, shop: Shop, region: str) -> None:
        owner = self.random.choice(self.shops.surnames) + "".join(
            self.random.sample(self.shops.given, self.random.randint(1, 2))
        )
        texts["contact"] = owner
        texts["phone"] = f"1{self.random.choice('3578')}9{self.random.randint(0, 99999999):08d}"
        if texts["kind"] == "设施":
            texts["no_uscc_reason"] = "设施"
        elif self.random.random() < 0.92:
            is_company = shop.area[1] >= 200
            ending = "有限公司" if is_company else ""
            texts["registered_name"] = f"{self.district}{texts['name']}{ending}"
            texts["uscc"] = self._credit_code(("91" if is_company else "92") + region)
        else:
            texts["no_uscc_reason"] = self.random.choice(("无照", "待办"))

    def _credit_code(self, beginning: str) -> str:
        while True:
            subject = "MA" + "".join(self.random.choices(subject_alphabet, k=6))
            if subject not in self.used_codes:
                self.used_codes.add(subject)
                return with_check_digits(beginning + subject)

    def _add_services(self, texts: Texts, shop: Shop) -> None:
        if shop.type in service_hosts and self.random.random() < 0.4:
            services = ("代收代发", "打印复印", "代扣代缴", "书报经营", "家政预约", "快递", "维修")
            texts["extra_services"] = "、".join(
                self.random.sample(services, self.random.randint(1, 3))
            )
            texts["hygiene_confirmed"] = "是"
        if shop.type == "convenience" and self.random.random() < 0.12:
            texts |= {"open_24h": "是", "hours": "24小时"}
        if self.random.random() < 0.3:
            texts["smart_features"] = self.random.choice(
                ("无现金支付", "无现金支付", "网订店取", "无现金支付、上门服务", "智慧商店")
            )
        if self.random.random() < 0.15:
            texts["age_friendly"] = "是"
        if self.random.random() < 0.05:
            texts["policies"] = "小微企业减税降费"


def spoilt(random: Random, texts: Texts) -> Texts:
    """The same outlet with one of the faults clerks' ledgers have; nothing that blocks."""
    fault = random.randrange(5)
    if fault == 0:
        return texts | {"walking_minutes": "", "area": ""}
    if fault == 1 and texts.get("uscc"):
        last = texts["uscc"][-1]
        return texts | {"uscc": texts["uscc"][:-1] + ("1" if last != "1" else "2")}
    if fault == 2:
        return texts | {"phone": "", "staff": "未采集"}
    if fault == 3 and texts.get("closed"):
        return texts | {"closed": ""}
    return texts | {"opened": ""}

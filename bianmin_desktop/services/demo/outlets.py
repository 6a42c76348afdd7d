"""Example outlets: realistic names, codes and dates, with the gaps and doubles real ledgers have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bianmin_desktop.domain.parsing.codes import uscc
from bianmin_desktop.domain.records import Record
from bianmin_desktop.services.demo.material import Shop, Shops

Texts = dict[str, str]
credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
organisation_weights = (3, 7, 9, 10, 5, 8, 4, 2)
recorded_since = date(2023, 7, 1)


@dataclass(frozen=True)
class OutletMaker:
    """Makes outlets of one community after the other, always the same for the same seed."""

    shops: Shops
    random: Random
    today: date

    def texts(self, community: Record, circle: str, number: int) -> Texts:
        """The fields of one outlet as a clerk would type them."""
        shop = self._shop(number)
        chain = self.random.random() < shop.chain
        brand = self.random.choice(self.shops.brands) if chain else ""
        name = self._name(shop, brand, community)
        road, door = self.random.choice(self.shops.roads), self.random.randint(1, 299)
        texts = {
            "number": f"{community.text('code')[6:]}-{number:04d}",
            "kind": "设施" if shop.type == "parcel_locker" else "商户",
            "name": name,
            "business_type": shop.type,
            "address": f"{road}{door}号" + (f"-{self.random.randint(1, 9)}" if door % 3 else ""),
            "community": community.id,
            "circle": circle,
            "walking_minutes": str(self.random.randint(2, 15)),
            "area": str(self.random.randint(*shop.area)),
            "staff": str(self.random.randint(*shop.staff)),
            "hours": self.random.choice(self.shops.hours),
            "chain": "是" if chain else "否",
            "status": "营业",
            "verified": self._past_day(60).isoformat(),
        }
        if chain:
            texts["brand"] = brand
        self._add_papers(texts, shop)
        self._add_services(texts, shop)
        self._add_life(texts)
        return texts

    def _shop(self, number: int) -> Shop:
        if number <= len(self.shops.shop) and self.random.random() < 0.85:
            return self.shops.shop[number - 1]
        return self.random.choices(self.shops.shop, [shop.weight for shop in self.shops.shop])[0]

    def _name(self, shop: Shop, brand: str, community: Record) -> str:
        ending = self.random.choice(shop.names)
        place = community.text("short_name") or community.text("name")
        if brand:
            return f"{brand}{place}{ending}"
        kind = self.random.random()
        if kind < 0.25:
            return f"{self.random.choice(self.shops.surnames)}记{ending}"
        if kind < 0.45:
            return f"{place}{ending}"
        return f"{self.random.choice(self.shops.blessings)}{ending}"

    def _add_papers(self, texts: Texts, shop: Shop) -> None:
        owner = self.random.choice(self.shops.surnames) + "".join(
            self.random.sample(self.shops.given, self.random.randint(1, 2))
        )
        texts["contact"] = owner
        texts["phone"] = f"1{self.random.choice('3578')}9{self.random.randint(0, 99999999):08d}"
        if texts["kind"] == "设施":
            texts["no_uscc_reason"] = "设施"
        elif self.random.random() < 0.9:
            texts["registered_name"] = f"青岛市{texts['name']}"
            texts["uscc"] = self._credit_code("92" if shop.area[1] < 200 else "91")
        else:
            texts["no_uscc_reason"] = self.random.choice(("无照", "待办"))

    def _credit_code(self, kind: str) -> str:
        subject = "MA" + "".join(self.random.choices(credit_alphabet[:10] + "ABCDEFGH", k=6))
        total = sum(
            credit_alphabet_value(sign) * weight
            for sign, weight in zip(subject, organisation_weights, strict=True)
        )
        check = (11 - total % 11) % 11
        body = f"{kind}370212{subject}{'X' if check == 10 else check}"
        return next(
            code
            for sign in credit_alphabet
            if not uscc(code := body + sign).problems
        )

    def _add_services(self, texts: Texts, shop: Shop) -> None:
        if shop.type in ("convenience", "supermarket") and self.random.random() < 0.4:
            services = ("代收代发", "打印复印", "代扣代缴", "书报经营", "家政预约")
            texts["extra_services"] = "、".join(
                self.random.sample(services, self.random.randint(1, 3))
            )
            texts["hygiene_confirmed"] = "是"
        if shop.type == "convenience" and self.random.random() < 0.12:
            texts |= {"open_24h": "是", "hours": "24小时"}
        if self.random.random() < 0.3:
            texts["smart_features"] = "无现金支付"
        if self.random.random() < 0.15:
            texts["age_friendly"] = "是"

    def _add_life(self, texts: Texts) -> None:
        recent = self.random.random() < 0.22
        span = (self.today - recorded_since).days
        opened = (
            recorded_since + timedelta(days=self.random.randint(0, max(span - 1, 1)))
            if recent
            else date(2008, 1, 1) + timedelta(days=self.random.randint(0, 5600))
        )
        texts["opened"] = opened.isoformat()
        if self.random.random() < 0.14:
            closed = opened + timedelta(days=self.random.randint(200, 4000))
            if recorded_since <= closed < self.today:
                texts |= {"status": "注销", "closed": closed.isoformat()}

    def _past_day(self, days: int) -> date:
        return self.today - timedelta(days=self.random.randint(1, days))


def credit_alphabet_value(sign: str) -> int:
    """The value of a sign in an organisation code (GB 11714: digits, then A = 10 …)."""
    return int(sign, 36)


def spoilt(random: Random, texts: Texts) -> Texts:
    """The same outlet with one of the faults clerks' ledgers have; nothing that blocks."""
    fault = random.randrange(4)
    if fault == 0:
        return texts | {"walking_minutes": "", "area": ""}
    if fault == 1 and texts.get("uscc"):
        last = texts["uscc"][-1]
        other = next(sign for sign in credit_alphabet if sign != last)
        return texts | {"uscc": texts["uscc"][:-1] + other}
    if fault == 2:
        return texts | {"phone": "", "staff": "未采集"}
    return texts | {"opened": ""}

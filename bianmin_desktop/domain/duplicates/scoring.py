"""How likely two profiles are the same thing: points for what agrees, reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.domain.duplicates.names import Called
from bianmin_desktop.domain.duplicates.places import Nearness, nearness
from bianmin_desktop.domain.duplicates.profiles import Profile

_whole = 100
_core_share = 0.65
_same_enough = 99.5
_least_digits = 5
_shortest_sound = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be the same thing: the ids in order, 0 to 100, and why."""

    first_id: str
    second_id: str
    score: int
    reasons: tuple[str, ...]

    def other(self, record_id: str) -> str:
        """The id of the one that is not named."""
        return self.second_id if record_id == self.first_id else self.first_id


class Branches(Enum):
    """Whether two names say the same branch of a chain."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"

    def speaks_against(self, one: Profile, other: Profile) -> bool:
        """Whether two at different addresses are shops of one chain."""
        if self is not Branches.UNKNOWN:
            return self is Branches.OTHER
        same_brand = bool(one.brand) and one.brand == other.brand
        return same_brand or (one.is_chain and other.is_chain)


@dataclass(frozen=True)
class Scale:
    """Weighs pairs of profiles by the points of an edition; the order of two never matters."""

    setting: Likeness

    def weigh(self, one: Profile, other: Profile) -> Pair | None:
        """The pair, if it is doubtful."""
        if one.apart != other.apart and _are_apart(one, other):
            return None
        near = nearness(one.spot, other.spot)
        points = self._papers(one, other) + self._circumstances(one, other, near)
        if points + self.setting.points.same_name < self.setting.doubtful:
            return None
        return self._by_names(one, other, near, points)

    def _by_names(self, one: Profile, other: Profile, near: Nearness, points: int) -> Pair | None:
        """The pair, if it is doubtful once its names and lives are looked at as well."""
        if _follow(one, other) or _follow(other, one):
            return None
        branches = _branches(one, other)
        if near is Nearness.OTHER and branches.speaks_against(one, other):
            return None
        gained, alike = (0, 0.0) if branches is Branches.OTHER else self._names(one, other)
        points += gained
        if points < self.setting.doubtful:
            return None
        first, second = sorted((one.id, other.id))
        reasons = self._reasons(one, other, near, alike)
        return Pair(first, second, min(points, _whole), tuple(reasons))

    def _papers(self, one: Profile, other: Profile) -> int:
        points = self.setting.points
        total = points.same_phone if one.phone and one.phone == other.phone else 0
        if one.code and other.code:
            if one.code == other.code:
                return total + points.same_code
            return total + (points.near_code if self._is_slip(one, other) else points.other_code)
        return total + (points.lost_code if _lost_the_rest(one, other) else 0)

    def _circumstances(self, one: Profile, other: Profile, near: Nearness) -> int:
        points = self.setting.points
        total = self._of_addresses[near]
        if one.place and one.place == other.place:
            total += points.same_place
        if one.type and other.type:
            total += points.same_type if one.type == other.type else points.other_type
        return total

    def _names(self, one: Profile, other: Profile) -> tuple[int, float]:
        """The points of the likest of their names, and how alike these are in per cent."""
        best = 0, 0.0
        for mine in one.names:
            for theirs in other.names:
                alike = self._likeness(mine, theirs)
                is_own = bool(mine.core and theirs.core)
                best = max(best, (self._name_points(alike, is_own=is_own), alike))
        return best

    def _likeness(self, mine: Called, theirs: Called) -> float:
        if mine.whole == theirs.whole:
            return float(_whole)
        whole = self._ratio(mine.whole, theirs.whole)
        if not (mine.core and theirs.core):
            return whole
        core = self._ratio(mine.core, theirs.core)
        if mine.sound == theirs.sound and len(mine.sound) >= _shortest_sound:
            core = max(core, float(self.setting.homophone))
        return _core_share * core + (1 - _core_share) * whole

    def _name_points(self, alike: float, *, is_own: bool) -> int:
        floor = self.setting.name_floor
        over = max(alike - floor, 0) / (_whole - floor)
        return round(over * self.setting.points.same_name / (1 if is_own else 2))

    def _is_slip(self, one: Profile, other: Profile) -> bool:
        """Whether one sign of the code is wrong, missing or changed places with the next."""
        mine, theirs = one.code, other.code
        # One slip leaves the end or the middle as it is: a quick look spares most the long one.
        if mine[-5:] != theirs[-5:] and mine[8:13] != theirs[8:13]:
            return False
        return self._distance(mine, theirs) == 1

    def _reasons(self, one: Profile, other: Profile, near: Nearness, alike: float) -> list[str]:
        said = [self._said_of_codes(one, other)]
        if alike >= _same_enough:
            said.append("名称相同")
        elif alike > self.setting.name_floor:
            said.append(f"名称相近（{alike:.0f}）")
        said.append("电话相同" if one.phone and one.phone == other.phone else "")
        said.append({Nearness.SAME: "地址相同", Nearness.NEAR: "地址相近"}.get(near, ""))
        said.append("业态相同" if one.type and one.type == other.type else "")
        return [words for words in said if words]

    def _said_of_codes(self, one: Profile, other: Profile) -> str:
        if one.code and one.code == other.code:
            return "同一信用代码"
        if one.code and other.code and self._is_slip(one, other):
            return "信用代码只差一位"
        return "信用代码末几位丢失，前几位相同" if _lost_the_rest(one, other) else ""

    @cached_property
    def _of_addresses(self) -> Mapping[Nearness, int]:
        points = self.setting.points
        return {
            Nearness.SAME: points.same_address,
            Nearness.NEAR: points.near_address,
            Nearness.OTHER: points.other_address,
            Nearness.UNKNOWN: 0,
        }

    @cached_property
    def _ratio(self) -> Callable[[str, str], float]:
        # Imported when something is compared for the first time: the window does not wait for it.
        from rapidfuzz.fuzz import ratio

        return ratio

    @cached_property
    def _distance(self) -> Callable[[str, str], int]:
        from rapidfuzz.distance import OSA

        def distance(one: str, other: str) -> int:
            return OSA.distance(one, other, score_cutoff=1)

        return distance


def _are_apart(one: Profile, other: Profile) -> bool:
    """Whether they are different kinds of things: a shop, and the locker inside it."""
    return any(a and b and a != b for a, b in zip(one.apart, other.apart, strict=True))


def _follow(one: Profile, other: Profile) -> bool:
    """Whether the other one begun after this one had ended."""
    return one.ended is not None and other.begun is not None and one.ended <= other.begun


def _branches(one: Profile, other: Profile) -> Branches:
    mine = [called.branch for called in one.names if called.branch]
    theirs = [called.branch for called in other.names if called.branch]
    if not (mine and theirs):
        return Branches.UNKNOWN
    is_same = any(a.endswith(b) or b.endswith(a) for a in mine for b in theirs)
    return Branches.SAME if is_same else Branches.OTHER


def _lost_the_rest(one: Profile, other: Profile) -> bool:
    """Whether a code that lost its last digits begins as the other does."""
    if not (one.lost or other.lost):
        return False
    return any(
        len(lost) >= _least_digits and whole.startswith(lost)
        for lost, whole in ((one.lost, other.code), (other.lost, one.code))
    ) or (bool(one.lost) and one.lost == other.lost)

"""Finding the records that may be the same thing, at a cost that grows with their number only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.duplicates.profiles import Profile, ProfileReader
from bianmin_desktop.domain.duplicates.scoring import Pair, Scale
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.records import Record
from bianmin_desktop.progress import Progress, silent

_step = 500


@dataclass(frozen=True)
class Yardstick:
    """What likeness is measured with: the edition's settings for one record type."""

    type: str
    crowd: int
    reader: ProfileReader = field(repr=False)
    scale: Scale = field(repr=False)

    @classmethod
    def of(cls, edition: Edition, initials: Initials, type_id: str = "outlet") -> Yardstick | None:
        """For a record type; nothing where the edition does not say what makes two alike."""
        setting = edition.likenesses.get(type_id)
        if setting is None:
            return None
        reader = ProfileReader.of(setting, edition, initials)
        return cls(type_id, setting.crowd, reader, Scale(setting))


@dataclass
class Index:
    """The records known so far, by what alike ones share.

    A key that more than a crowd of records share leads to none of them: it says nothing. Most
    keys are one record's own; those hold no list, which spares a large ledger's memory.
    """

    yardstick: Yardstick
    _profiles: dict[str, Profile] = field(default_factory=dict)
    _blocks: dict[int, Profile | list[Profile]] = field(default_factory=dict)
    _read: tuple[Record, Profile] | None = None

    @classmethod
    def of(cls, records: Iterable[Record], yardstick: Yardstick) -> Index:
        """Over these records."""
        index = cls(yardstick)
        for record in records:
            index.add(record)
        return index

    def add(self, record: Record) -> None:
        """Know one more record, or a known one as it is now."""
        self.forget(record.id)
        profile = self._profile(record)
        self._profiles[record.id] = profile
        blocks = self._blocks
        for key in set(profile.known_by()):
            held = blocks.get(key)
            if held is None:
                blocks[key] = profile
            elif isinstance(held, list):
                held.append(profile)
            else:
                blocks[key] = [held, profile]

    def forget(self, record_id: str) -> None:
        """Know a record no more."""
        profile = self._profiles.pop(record_id, None)
        for key in set(profile.known_by()) if profile is not None else ():
            held = self._blocks.pop(key)
            if isinstance(held, list):
                self._blocks[key] = [other for other in held if other.id != record_id]

    def like(self, record: Record) -> list[Pair]:
        """The record, known or not, with each that may be the same thing; the likest first."""
        profile = self._profile(record)
        return sorted(self._pairs(profile, self._near(profile)), key=_rank)

    def pairs(self, progress: Progress = silent) -> list[Pair]:
        """Every two known records that may be the same thing; the likest first."""
        found: list[Pair] = []
        for done, profile in enumerate(self._profiles.values()):
            if done % _step == 0:
                progress.report(done, len(self._profiles), "逐条比较")
            near = self._near(profile)
            found += self._pairs(profile, {i: near[i] for i in near if i > profile.id})
        return sorted(found, key=_rank)

    def _near(self, profile: Profile) -> dict[str, Profile]:
        """Everything that shares a key with it, itself left out."""
        near: dict[str, Profile] = {}
        most = self.yardstick.crowd + (profile.id in self._profiles)
        for key in profile.asks():
            held = self._blocks.get(key)
            if isinstance(held, list):
                if len(held) <= most:
                    for other in held:
                        near[other.id] = other
            elif held is not None:
                near[held.id] = held
        near.pop(profile.id, None)
        return near

    def _pairs(self, profile: Profile, near: dict[str, Profile]) -> Iterator[Pair]:
        weigh = self.yardstick.scale.weigh
        for other in near.values():
            pair = weigh(profile, other)
            if pair is not None:
                yield pair

    def _profile(self, record: Record) -> Profile:
        """The record's profile; asked and then added, as in an import, it is read only once."""
        if self._read is not None and self._read[0] is record:
            return self._read[1]
        profile = self.yardstick.reader.read(record)
        self._read = record, profile
        return profile


def find(
    records: Iterable[Record], yardstick: Yardstick, progress: Progress = silent
) -> list[Pair]:
    """Every two of the records that may be the same thing; the likest first."""
    return Index.of(records, yardstick).pairs(progress)


def _rank(pair: Pair) -> tuple[int, str, str]:
    return -pair.score, pair.first_id, pair.second_id

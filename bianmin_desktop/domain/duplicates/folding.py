"""Answers that mean the same written the same: for rules that ask whether two records agree."""

from __future__ import annotations

from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import Likeness
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.conditions import answers_of
from bianmin_desktop.domain.duplicates.profiles import ProfileReader
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.records import Record

_no_sounds = Initials("")


@dataclass(frozen=True)
class Folding:
    """Writes answers as likeness reads them: 青岛市佳和便利店 is 佳和便利店, 63-2 is 63号-2."""

    setting: Likeness | None
    reader: ProfileReader | None

    @classmethod
    def of(cls, edition: Edition, type_id: str) -> Folding:
        """For a record type; where the edition does not say what is alike, only case is folded."""
        setting = edition.likenesses.get(type_id)
        reader = ProfileReader.of(setting, edition, _no_sounds) if setting is not None else None
        return cls(setting, reader)

    def fold(self, record: Record, field_id: str) -> str:
        """The answer in one way of writing; empty for a blank."""
        answer = "、".join(answers_of(record.get(field_id))).casefold()
        if self.setting is None or self.reader is None or not answer:
            return answer
        if field_id in self.setting.names:
            called = self.reader.names.read((answer,))
            return f"{called[0].whole}|{called[0].branch}" if called else answer
        if field_id == self.setting.address:
            spot = self.reader.places.read(answer)
            return f"{spot.road}|{'-'.join(spot.numbers)}" if spot else answer
        return answer

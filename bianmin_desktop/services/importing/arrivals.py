"""Files that began as our templates: for whom they were, what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.names import Names
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.outcome import Problem

sent_kind = "template_sent"
"""Under which the book remembers the last template of a type and community: its id and quarter."""
returned_kind = "template_returned"
"""Under the same key: the id and quarter of the last one that came back, and the day."""

other_template, other_community = "import.other_template", "import.other_community"
turned_away_codes = (other_template, other_community)
"""Codes of the problems for which no sheet of a file is read."""

_community = "community"
_most_named = 5


def sent_key(facts: TemplateFacts) -> str:
    """The key under which the last template of a type and community is remembered."""
    return f"{facts.type}/{facts.community}"


def turned_away(
    file: str, sheet: Sheet, record_type: RecordType, edition: Edition, names: Names
) -> Problem | None:
    """Why no sheet of a template is read: it asks for other records, or is not of our unit."""
    facts = TemplateFacts.of(sheet.facts)
    if facts is None:
        return None
    if facts.type and facts.type != record_type.id:
        other = edition.record_types.get(facts.type)
        name = f"“{other.name}”" if other else "别的记录"
        message = f"这是{name}的模板，不是“{record_type.name}”的，没有导入。请按{name}导入。"
        return Problem(file, message, other_template)
    if facts.community and not names.meant_by(_community, facts.community):
        message = (
            f"这份模板是发给“{facts.community_name}”的，本机台账里没有这个社区，没有导入。"
            "请核对是不是别的街道的文件；要导入，请先登记这个社区。"
        )
        return Problem(file, message, other_community)
    return None


def called(facts: TemplateFacts) -> str:
    """What a template is called when its file is told of: 金家岭社区2024年第一季度模板."""
    try:
        period = Quarter.parse(facts.period).label if facts.period else ""
    except Unreadable:
        period = ""
    return f"{facts.community_name}{period}模板"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The templates among the files of one import, by the name of the file."""

    facts: Mapping[str, TemplateFacts]
    edition: str
    own: frozenset[str]
    """The ids of those that this very book sent out: its history tells what changed since."""
    last_sent: Mapping[str, Mapping[str, Any]]
    """What the book remembers of the last template of each type and community."""

    def sent(self) -> dict[str, TemplateFacts]:
        """Those that this very book sent out, by file."""
        return {file: facts for file, facts in self.facts.items() if facts.id in self.own}

    def problems(self) -> Iterator[Problem]:
        """What is odd about the files, a sentence a thing."""
        by_community: dict[str, list[str]] = {}
        for file, facts in self.facts.items():
            yield from self._of_file(file, facts)
            if facts.community:
                by_community.setdefault(sent_key(facts), []).append(file)
        for files in by_community.values():
            for file in files[1:]:
                others = "、".join(f"“{other}”" for other in files if other != file)
                message = (
                    f"{self.facts[file].community_name}交回了 {len(files)} 份（另有{others}），"
                    "已按每一项合并；两份里改得不一样的项列为存疑，采用先读的那份。"
                )
                yield Problem(file, message, "import.returned_twice")

    def missing(self, met: frozenset[str], names: Mapping[str, str]) -> Iterator[Problem]:
        """Rows that went out and did not come back; `names` tells the living records by id."""
        for file, facts in self.sent().items():
            gone = [names[r] for r in facts.records if r not in met and r in names]
            if gone:
                more = " 等" if len(gone) > _most_named else ""
                message = (
                    f"上次发出的 {len(gone)} 行没有交回：{'、'.join(gone[:_most_named])}{more}。"
                    "台账里的这些记录没有改动，也没有删除。"
                )
                yield Problem(file, message, "import.not_returned")

    def _of_file(self, file: str, facts: TemplateFacts) -> Iterator[Problem]:
        if facts.edition and facts.edition != self.edition:
            message = f"这份模板按口径“{facts.edition}”制作，现行口径是“{self.edition}”，请核对。"
            yield Problem(file, message, "import.other_edition")
        last = self.last_sent.get(sent_key(facts), {})
        if facts.id and facts.id not in self.own:
            message = (
                "这份模板不是由现在这份台账发出的（可能是别的电脑，或后来恢复过备份），"
                "不知道发出时的内容，按普通表格导入。"
            )
            yield Problem(file, message, "import.foreign_template")
        elif facts.id and last and last.get("id") != facts.id:
            yield Problem(file, _older(facts, last), "import.older_template")


def _older(facts: TemplateFacts, last: Mapping[str, Any]) -> str:
    when = _moment(facts.made_at)
    newest = f"{_moment(str(last.get('made_at', '')))}又发过{last.get('period', '')}的新模板"
    return (
        f"这是{when}发出的旧模板（{facts.period}），{newest}。已按发出时的内容比对："
        "没有改过的格子不会盖掉台账里较新的内容，请核对交回的是不是最新的一份。"
    )


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return "以前"
    return f"{moment.year}年{moment.month}月{moment.day}日"

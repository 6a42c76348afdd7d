"""What one edition says otherwise than another, in words: counts and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.catalogue.edition import Edition, business_dictionary

_longest = 40
"""Characters of a name that are shown; suggested reasons are called by their whole text."""


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """Of one kind of entries: the names of those added, gone and said otherwise."""

    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def counted(self) -> str:
        """新增 2，减少 1，改动 3."""
        parts = (("新增", self.added), ("减少", self.removed), ("改动", self.changed))
        return "，".join(f"{word} {len(names)}" for word, names in parts if names)

    def told(self, most: int = 12) -> tuple[str, ...]:
        """Lines to read: the counts, then the names, no more of each than `most`."""
        parts = (("新增", self.added), ("减少", self.removed), ("改动", self.changed))
        named = (f"    {word}：{_names(names, most)}" for word, names in parts if names)
        return (f"  {self.kind}：{self.counted}", *named)


def edition_differences(now: Edition, before: Edition) -> tuple[EditionDifference, ...]:
    """Kind by kind what `now` says otherwise than `before`; kinds without a difference are left."""
    found = (_compared(kind, held(now), held(before)) for kind, held in _kinds)
    return tuple(one for one in found if one.added or one.removed or one.changed)


def _names(names: tuple[str, ...], most: int) -> str:
    shown = (name if len(name) <= _longest else f"{name[:_longest]}…" for name in names[:most])
    more = f" 等 {len(names)} 项" if len(names) > most else ""
    return "、".join(shown) + more


Named = Mapping[str, tuple[str, object]]
"""Entries by id: what people call each, and what it says."""


def _compared(kind: str, now: Named, before: Named) -> EditionDifference:
    both = [key for key in now if key in before]
    return EditionDifference(
        kind,
        tuple(now[key][0] for key in now if key not in before),
        tuple(before[key][0] for key in before if key not in now),
        tuple(now[key][0] for key in both if now[key][1] != before[key][1]),
    )


def _cover(edition: Edition) -> Named:
    title = edition.title
    document = title.document
    return {
        "name": ("口径名称", title.name),
        "number": ("依据文号", document.number),
        "title": ("依据文件", document.title),
        "issued": ("印发日期", document.issued),
        "issuers": ("印发单位", document.issuers),
        "addressed_to": ("文件主送", document.addressed_to),
        "region": ("地区", title.region),
        "scheme": ("业态口径", title.scheme),
        "counted": ("算作现有网点的营业状态", title.counted_statuses),
        "office": ("汇总办公室", title.joint_office),
        "addressees": ("总结主送", title.addressees),
    }


def _record_types(edition: Edition) -> Named:
    types = edition.record_types.values()
    return {held.id: (held.name, _without_fields(held)) for held in types}


def _without_fields(held: RecordType) -> tuple[object, ...]:
    return tuple(getattr(held, name) for name in held.__struct_fields__ if name != "fields")


def _fields(edition: Edition) -> Named:
    return {
        f"{held.id}.{field.id}": (f"{held.name}·{field.label}", field)
        for held in edition.record_types.values()
        for field in held.fields
    }


def _choices(edition: Edition) -> Named:
    return {
        f"{held.id}.{choice.id}": (f"{held.name}·{choice.label}", choice)
        for held in edition.choice_lists.values()
        if held.id != business_dictionary
        for choice in held.choices
    }


def _rules(edition: Edition) -> Named:
    types = edition.record_types
    return {rule.id: (f"{types[rule.record].name}·{rule.name}", rule) for rule in edition.rules}


def _figures(edition: Edition) -> Named:
    return {held.id: (f"{held.section}·{held.label}", held) for held in edition.figures}


def _deadlines(edition: Edition) -> Named:
    reports = edition.reports
    rows = {
        f"{row.report} {row.period}": (f"{reports[row.report].name} {row.period}", row)
        for row in edition.deadlines
    }
    usual = {
        row.report: (f"{reports[row.report].name}（没有另行通知时）", row)
        for row in edition.default_deadlines.values()
    }
    return {**rows, **usual}


def _targets(edition: Edition) -> Named:
    return {f"{row.year} {row.unit}": (f"{row.year}年 {row.unit}", row) for row in edition.targets}


def _others(edition: Edition) -> Named:
    """What is no list of entries a clerk would know by name."""
    return {
        "likenesses": ("怎样算疑似重复", edition.likenesses),
        "schemes": ("业态口径的名称", edition.schemes),
        "holidays": ("法定节假日", edition.holidays),
        "roles": ("联席会议席位", edition.roles),
        "tallies": ("起草用的计数", edition.tallies),
        "target_measure": ("目标进度按哪个数算", edition.target_measure),
        "speech": ("文字里的数字怎样认", edition.speech),
    }


def _labelled(attribute: str, name: str = "label") -> Callable[[Edition], Named]:
    """Entries that the edition holds by id or in a row, called by one of their attributes."""

    def held(edition: Edition) -> Named:
        entries = getattr(edition, attribute)
        rows = entries.values() if isinstance(entries, Mapping) else entries
        return dict(_named(rows, name))

    return held


def _named(rows: Iterable[Any], name: str) -> Iterator[tuple[str, tuple[str, object]]]:
    for row in rows:
        yield row.id, (str(getattr(row, name)), row)


_kinds: tuple[tuple[str, Callable[[Edition], Named]], ...] = (
    ("封面", _cover),
    ("记录类型和台账", _record_types),
    ("填报项目", _fields),
    ("填报选项", _choices),
    ("业态", _labelled("business_types")),
    ("业态清单", _labelled("business_lists")),
    ("审核规则", _rules),
    ("限值", _labelled("thresholds")),
    ("季度数字", _figures),
    ("报送时限", _deadlines),
    ("年度目标", _targets),
    ("报表", _labelled("reports", "name")),
    ("主要任务和保障措施", _labelled("tasks")),
    ("责任单位", _labelled("units", "name")),
    ("条款", _labelled("clauses", "heading")),
    ("起草用的段落", _labelled("drafts", "field")),
    ("年度总结起草用的段落", _labelled("annual_drafts", "field")),
    ("建议的原因", _labelled("reasons", "text")),
    ("要再看一遍的记录", _labelled("rechecks", "name")),
    ("验收清单", _labelled("checklists", "name")),
    ("建设阶段的步骤", _labelled("stage_steps")),
    ("打印文书", _labelled("printed", "name")),
    ("其他设置", _others),
)

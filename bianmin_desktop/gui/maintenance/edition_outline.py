"""The policy edition in force as an outline to read: what is asked, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bianmin_desktop.catalogue.definitions import BusinessList, Target, Task, Threshold
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.rules.telling import RuleLine, rule_lines

_point_words = {
    "same_code": "信用代码相同",
    "near_code": "信用代码相近",
    "lost_code": "信用代码末几位丢失、其余相同",
    "other_code": "信用代码不同",
    "same_name": "名称相同",
    "same_address": "地址相同",
    "near_address": "地址相近",
    "other_address": "地址不同",
    "same_phone": "电话相同",
    "same_place": "社区相同",
    "same_type": "业态相同",
    "other_type": "业态不同",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its name, what it says, the paragraph it comes from, a note."""

    name: str
    says: str
    source: str = ""
    is_template: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its lines."""

    title: str
    entries: tuple[Entry, ...]


def outline(edition: Edition, unit_name: Callable[[str], str]) -> tuple[Chapter, ...]:
    """Everything of the edition a clerk may look up; `unit_name` says what a code is called."""
    clause = _Clauses(edition)
    return (
        Chapter("文件与口径", tuple(_cover(edition))),
        Chapter("主要任务", _tasks(edition, clause, "task")),
        Chapter("保障措施", _tasks(edition, clause, "safeguard")),
        Chapter("业态清单", tuple(_list(held, clause) for held in edition.business_lists.values())),
        Chapter("年度目标", tuple(_target(held, clause, unit_name) for held in edition.targets)),
        Chapter("限值", tuple(_threshold(held, clause) for held in edition.thresholds.values())),
        Chapter("报送时限", tuple(_deadlines(edition, clause))),
        Chapter("审核规则", tuple(_rule(held) for held in rule_lines(edition))),
        Chapter("验收清单", tuple(_checklists(edition, clause))),
        Chapter("填报选项", tuple(_choices(edition, clause))),
        Chapter("疑似重复", tuple(_likenesses(edition))),
    )


@dataclass(frozen=True, slots=True)
class _Clauses:
    edition: Edition

    def __call__(self, clause_id: str) -> str:
        found = self.edition.clauses.get(clause_id)
        return found.heading if found else ""


def _cover(edition: Edition) -> Iterable[Entry]:
    document = edition.title.document
    yield Entry("口径", edition.title.name, note=edition.title.note)
    yield Entry("依据文件", f"{document.title}（{document.number}）", document.number)
    yield Entry("印发日期", f"{document.issued:%Y年%m月%d日}", document.number)
    yield Entry("印发单位", "、".join(document.issuers), document.number)
    yield Entry("主送", document.addressed_to, document.number)
    yield Entry("汇总办公室", edition.title.joint_office, document.number)


def _tasks(edition: Edition, clause: _Clauses, group: str) -> tuple[Entry, ...]:
    return tuple(_task(task, edition, clause) for task in edition.tasks if task.group == group)


def _task(task: Task, edition: Edition, clause: _Clauses) -> Entry:
    named = [*task.units, *(unit for part in task.paragraphs for unit in part.units)]
    units = "、".join(edition.units[unit].name for unit in dict.fromkeys(named))
    return Entry(task.label, f"责任单位：{units}", clause(task.clause))


def _list(held: BusinessList, clause: _Clauses) -> Entry:
    items = "、".join(item.label for item in held.items)
    says = f"{len(held.items)} 项：{items}"
    return Entry(held.label, says, held.source or clause(held.clause), note=held.help)


def _target(held: Target, clause: _Clauses, unit_name: Callable[[str], str]) -> Entry:
    least = "不少于 " if held.at_least else ""
    total = f"，累计{least}{held.cumulative} 个" if held.cumulative is not None else ""
    says = f"新增{least}{held.added} 个{total}"
    name = f"{held.year} 年 {unit_name(held.unit)}"
    return Entry(name, says, clause(held.clause), held.template, held.note)


def _threshold(held: Threshold, clause: _Clauses) -> Entry:
    source = held.source or clause(held.clause)
    return Entry(held.label, f"{held.value:f} {held.unit}", source, held.template, held.note)


def _deadlines(edition: Edition, clause: _Clauses) -> Iterable[Entry]:
    for row in edition.deadlines:
        name = f"{edition.reports[row.report].name} {row.period}"
        yield Entry(name, f"{row.due:%Y-%m-%d} 前", clause(row.clause), row.template, row.note)
    for usual in edition.default_deadlines.values():
        name = edition.reports[usual.report].name
        says = f"期末后 {usual.days_after} 天内"
        yield Entry(name, says, clause(usual.clause), usual.template, usual.note)
    for held in edition.holidays:
        until = f" 至 {held.last:%Y-%m-%d}" if held.last > held.first else ""
        says = f"{held.first:%Y-%m-%d}{until}，默认时限落在其中的顺延"
        yield Entry(held.name, says, "", held.template, held.note)


def _rule(held: RuleLine) -> Entry:
    says = f"{held.level.label}：{held.says}"
    return Entry(f"{held.group}：{held.name}", says, held.source, held.is_template)


def _checklists(edition: Edition, clause: _Clauses) -> Iterable[Entry]:
    for checklist in edition.checklists.values():
        for section, line in checklist.lines():
            name = f"{checklist.name}·{section.label} {line.id} {line.label}"
            says = f"{line.points:f}分。{line.standard}"
            yield Entry(name, says, clause(line.clause), line.template)


def _choices(edition: Edition, clause: _Clauses) -> Iterable[Entry]:
    for held in edition.choice_lists.values():
        labels = "、".join(choice.label for choice in held.choices)
        yield Entry(held.name, labels, clause(held.clause), held.template)


def _likenesses(edition: Edition) -> Iterable[Entry]:
    """How doubles are recognised; what each agreement adds or takes is said in points."""
    for held in edition.likenesses.values():
        name = edition.record_type(held.record).name
        limit = f"合计满 {held.doubtful} 分的两条记录请人核对，程序从不自动合并"
        yield Entry(f"{name}：请人核对", limit, "", held.template, held.note)
        points = "、".join(
            f"{words} {getattr(held.points, point):+d}" for point, words in _point_words.items()
        )
        yield Entry(f"{name}：各项得分", points, "", held.template, held.note)

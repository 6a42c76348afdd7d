"""The quarterly summary as an official letter: its headings, paragraphs and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from bianmin_desktop.catalogue.definitions import Field, Kind, Task
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import FigureLine, Reporter, Snapshot
from bianmin_desktop.domain.values import number_of
from bianmin_desktop.exchange.submission.derived import number_fields
from bianmin_desktop.exchange.submission.parts import Letter, Number, Passage

_numerals = "一二三四五六七八九十"
_subject = "一刻钟便民生活圈建设工作情况的总结"
_headline = ("circles", "communities_covered", "residents_covered", "outlets")
_share = "chain_rate"
_moving = "outlets"
_chapters: Mapping[str, str] = {"task": "主要任务进展", "safeguard": "保障措施"}
_signers = (
    ("filler", "填表人"),
    ("reviewer", "审核人"),
    ("head", "单位负责人"),
    ("phone", "联系电话"),
)


def letter_of(snapshot: Snapshot, edition: Edition) -> Letter:
    """The summary of a snapshot, ready for the page."""
    summary, reporter = snapshot.summary, snapshot.reporter
    return Letter(
        title=f"{reporter.name}关于{snapshot.quarter.label}\n{_subject}",
        addressee=f"{addressee(reporter, edition)}：",
        opening=opening(snapshot, edition),
        passages=tuple(_passages(summary, edition)),
        signer=reporter.name,
        sign_off=tuple((label, summary.text(field_id)) for field_id, label in _signers),
    )


def addressee(reporter: Reporter, edition: Edition) -> str:
    """Whom the unit reports to, as the edition says for its level; else the joint office."""
    pattern = edition.title.addressees.get(reporter.level, "")
    if not pattern or len(reporter.path) < 2:
        return edition.title.joint_office
    return pattern.replace("{above}", reporter.path[-2])


def opening(snapshot: Snapshot, edition: Edition) -> str:
    """The first paragraph: the headline figures, all of them from the snapshot."""
    known = {figure.id: figure for figure in snapshot.figures}
    end = snapshot.quarter.end
    counts = [_counted(known[f]) for f in _headline if f in known and known[f].closing is not None]
    said = f"截至{end.year}年{end.month}月{end.day}日，{snapshot.reporter.name}共有" + "、".join(
        counts
    )
    sentences = [said + _movement(known) + _rate(known)] if counts else []
    typed = list(_typed(snapshot.summary, edition))
    if typed:
        sentences.append("本季度" + "，".join(typed))
    return "".join(f"{sentence}。" for sentence in sentences)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _counted(figure: FigureLine) -> str:
    return f"{figure.label.removesuffix('数')}{_shown(figure, 'closing')}{figure.unit}"


def _shown(figure: FigureLine, which: str) -> str:
    value = getattr(figure, which)
    return Number(value, figure.places).shown if value is not None else "—"


def _movement(known: Mapping[str, FigureLine]) -> str:
    figure = known.get(_moving)
    if figure is None or figure.added is None or figure.removed is None:
        return ""
    added, removed = _shown(figure, "added"), _shown(figure, "removed")
    name = figure.label.removesuffix("数")
    return f"；本季度{name}新增{added}{figure.unit}、减少{removed}{figure.unit}"


def _rate(known: Mapping[str, FigureLine]) -> str:
    figure = known.get(_share)
    if figure is None or figure.closing is None:
        return ""
    return f"，{figure.label}{_shown(figure, 'closing')}%"


def _typed(summary: Record, edition: Edition) -> Iterator[str]:
    for field in number_fields(edition):
        number = number_of(summary.get(field.id))
        if number is not None:
            yield f"{field.label}{Number(number, field.places).shown}{field.unit}"


def _passages(summary: Record, edition: Edition) -> Iterator[Passage]:
    """Filled texts only; those of the main tasks and the safeguards stand under one heading."""
    fields = text_fields(edition)
    filled = [field for field in fields if summary.text(field.id).strip()]
    chapters = groupby(filled, key=lambda field: chapter_of(field, edition))
    for number, (chapter, members) in enumerate(chapters, start=1):
        heading = f"{_numerals[number - 1]}、{chapter}"
        named = [(task_of(field, edition), field) for field in members]
        if named[0][0] is None:
            yield Passage(heading, 1, _paragraphs(summary, named[0][1]))
            continue
        yield Passage(heading, 1)
        for place, (task, field) in enumerate(named):
            label = task.label if task else field.label
            yield Passage(f"（{_numerals[place]}）{label}", 2, _paragraphs(summary, field))


def text_fields(edition: Edition) -> tuple[Field, ...]:
    """The texts of a summary, in their order."""
    fields = edition.record_type("summary").fields
    return tuple(field for field in fields if field.kind is Kind.LINES)


def task_of(field: Field, edition: Edition) -> Task | None:
    """The main task or safeguard a text reports on: that of its clause, first come first served."""
    same = (f for f in text_fields(edition) if f.clause == field.clause)
    if next(same, field).id != field.id:
        return None
    return next((task for task in edition.tasks if task.clause == field.clause), None)


def chapter_of(field: Field, edition: Edition) -> str:
    """The chapter a text stands in: that of its task or safeguard, else one of its own."""
    task = task_of(field, edition)
    return _chapters[task.group] if task else field.label


def _paragraphs(summary: Record, field: Field) -> tuple[str, ...]:
    lines = (line.strip() for line in summary.text(field.id).splitlines())
    return tuple(line for line in lines if line)

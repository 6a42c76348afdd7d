"""The quarterly summary as an official letter: its headings, paragraphs and who signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from bianmin_desktop.catalogue.definitions import Field, Task
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import opening
from bianmin_desktop.domain.drafting.facts import Basis
from bianmin_desktop.domain.drafting.rendering import printed_texts, text_fields
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.numerals import numeral
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshots import Reporter, Snapshot
from bianmin_desktop.exchange.submission.parts import Letter, Passage

subject = "一刻钟便民生活圈建设工作情况的总结"
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
        title=f"{reporter.name}关于{snapshot.quarter.label}\n{subject}",
        addressee=f"{addressee(reporter, edition)}：",
        opening=opening_of(snapshot, edition),
        passages=tuple(passages_of(text_fields(edition), snapshot.said, edition)),
        signer=reporter.name,
        sign_off=signers_of(summary),
    )


def addressee(reporter: Reporter, edition: Edition) -> str:
    """Whom the unit reports to, as the edition says for its level; else the joint office."""
    pattern = edition.title.addressees.get(reporter.level, "")
    if not pattern or len(reporter.path) < 2:
        return edition.title.joint_office
    return pattern.replace("{above}", reporter.path[-2])


def opening_of(snapshot: Snapshot, edition: Edition) -> str:
    """The first paragraph: the headline figures, all of them from the snapshot.

    It was frozen with the others; a version from before that is drafted from its own figures.
    """
    if opening in snapshot.texts:
        return snapshot.texts[opening]
    ledger = Ledger(snapshot.records)
    basis = Basis(edition, snapshot.quarter, ledger, snapshot.figures, None, snapshot.reporter.name)
    return printed_texts(basis)[opening]


def passages_of(
    fields: Sequence[Field], said: Callable[[str], str], edition: Edition
) -> Iterator[Passage]:
    """Filled texts only; those of the main tasks and the safeguards stand under one heading."""
    filled = [field for field in fields if said(field.id).strip()]
    tasks = {field.id: _task_of(field, fields, edition) for field in fields}
    chapters = groupby(filled, key=lambda field: _chapter_of(field, tasks[field.id]))
    for number, (chapter, members) in enumerate(chapters, start=1):
        heading = f"{numeral(number - 1)}、{chapter}"
        named = [(tasks[field.id], field) for field in members]
        if named[0][0] is None:
            yield Passage(heading, 1, paragraphs(said(named[0][1].id)))
            continue
        yield Passage(heading, 1)
        for place, (task, field) in enumerate(named):
            label = task.label if task else field.label
            yield Passage(f"（{numeral(place)}）{label}", 2, paragraphs(said(field.id)))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without blank lines."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def signers_of(summary: Record) -> tuple[tuple[str, str], ...]:
    """Who signs a summary; a name that is not filled in leaves a line to write on."""
    return tuple((label, summary.text(field_id)) for field_id, label in _signers)


def _task_of(field: Field, fields: Sequence[Field], edition: Edition) -> Task | None:
    """The main task or safeguard a text reports on: that of its clause, first come first served."""
    same = (f for f in fields if f.clause == field.clause)
    if next(same, field).id != field.id:
        return None
    return next((task for task in edition.tasks if task.clause == field.clause), None)


def _chapter_of(field: Field, task: Task | None) -> str:
    """The chapter a text stands in: that of its task or safeguard, else one of its own."""
    return _chapters[task.group] if task else field.label

"""A submission put together: the one list of what its files contain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.snapshots import Snapshot
from bianmin_desktop.exchange.submission.carried import (
    corrected_table,
    correction_table,
    with_earlier,
)
from bianmin_desktop.exchange.submission.changes import change_table, marked
from bianmin_desktop.exchange.submission.derived import (
    explanation_table,
    figure_table,
    gap_table,
)
from bianmin_desktop.exchange.submission.ledgers import Extra, Sheet, Words, ledger_table
from bianmin_desktop.exchange.submission.letter import letter_of
from bianmin_desktop.exchange.submission.parts import (
    Cell,
    Column,
    Identity,
    Line,
    Look,
    Submission,
    Table,
    Tone,
)

_moves: Mapping[str, str] = {"added": "新增", "removed": "减少"}
_move_tones = ((_moves["added"], Tone.FRESH), (_moves["removed"], Tone.GONE))
_which_outlets = "列出期末在册和本季减少的网点，期末状态和业态以外的内容以导出时的台账为准"
_whole_register = "列出台账登记的全部记录，内容以导出时的台账为准"
_kept_empty = frozenset(("circle", "community", "outlet", "gaps", "figures"))
"""These stand in the files even when there is nothing in them: the reader then knows."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a frozen version adds to its content."""

    number: int
    fingerprint: str
    digest: str
    frozen_at: datetime


def submission_of(snapshot: Snapshot, edition: Edition, version: Version) -> Submission:
    """The submission of a snapshot, frozen as that version."""
    identity = _identity(snapshot, edition, version)
    words = Words.of(snapshot, edition)
    tables = tuple(
        table for table in _tables(snapshot, words) if table.lines or table.id in _kept_empty
    )
    letter = letter_of(snapshot, edition)
    return Submission(identity, tuple(_cover(snapshot, edition, identity)), letter, tables)


def _identity(snapshot: Snapshot, edition: Edition, version: Version) -> Identity:
    return Identity(
        unit=snapshot.reporter.name,
        code=snapshot.reporter.code,
        period=str(snapshot.quarter),
        period_label=snapshot.quarter.label,
        version=version.number,
        fingerprint=version.fingerprint,
        digest=version.digest,
        edition=edition.title.name,
        edition_id=snapshot.edition,
        frozen_at=version.frozen_at,
    )


def _tables(snapshot: Snapshot, words: Words) -> Iterator[Table]:
    moved: Mapping[str, Cell] = {i: _moves[move] for i, move in snapshot.moves.items()}
    move = Extra(Column("move", "本季变动", width=9, tones=_move_tones), moved)
    for sheet in (
        Sheet("circle", "生活圈", "生活圈情况表"),
        Sheet("community", "社区", "社区情况表"),
        Sheet(
            *("outlet", "网点明细", "商业网点明细表", (move,), "community", _which_outlets),
            at_end=frozenset(("status", "business_type")),
        ),
        Sheet("event", "网点变动", "网点变动情况表"),
    ):
        yield ledger_table(snapshot, words, sheet)
    for register in words.edition.registers:
        name = register.name
        yield ledger_table(
            snapshot, words, Sheet(register.id, name, f"{name}台账", remark=_whole_register)
        )
    yield gap_table(snapshot)
    figures = with_earlier(figure_table(snapshot, words.edition), snapshot, words.edition)
    yield marked(figures, snapshot)
    yield correction_table(snapshot)
    yield corrected_table(snapshot)
    yield change_table(snapshot)
    yield _text_table(snapshot, words.edition)
    yield explanation_table(snapshot)


def _text_table(snapshot: Snapshot, edition: Edition) -> Table:
    """The texts of the letter as a sheet: a workbook alone can then be received."""
    columns = (Column("label", "项目", width=34), Column("text", "内容", Look.LINES, 100))
    lines = tuple(
        Line((field.label, snapshot.said(field.id) or None), record=field.id)
        for field in text_fields(edition)
        if snapshot.said(field.id).strip()
    )
    return Table("texts", "总结文字", "季度总结文字", columns, lines, is_printed=False)


def _cover(snapshot: Snapshot, edition: Edition, identity: Identity) -> Iterator[tuple[str, str]]:
    document = edition.title.document
    yield "填报单位", " ".join(snapshot.reporter.path) or identity.unit
    yield "单位代码", identity.code
    yield "报告期", identity.period_label
    yield "版本", f"第 {identity.version} 版"
    yield "一致码", identity.fingerprint
    yield "成文日期", identity.day
    yield "口径版本", identity.edition
    yield "依据", f"{document.number} {document.title}"

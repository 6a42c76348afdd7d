"""The annual summary put together: its letter and its tables, before any file format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary, opening
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.domain.numerals import numeral
from bianmin_desktop.domain.snapshots import Occasion, Snapshot
from bianmin_desktop.domain.year_snapshots import YearSnapshot
from bianmin_desktop.exchange.submission.annual_tables import (
    entered_since_table,
    quarter_table,
    reason_table,
    source_table,
    target_table,
    text_table,
    year_table,
)
from bianmin_desktop.exchange.submission.ledgers import Sheet, Words, ledger_table
from bianmin_desktop.exchange.submission.letter import (
    addressee,
    paragraphs,
    passages_of,
    signers_of,
    subject,
)
from bianmin_desktop.exchange.submission.parts import (
    Identity,
    Letter,
    Passage,
    Submission,
    Table,
)
from bianmin_desktop.exchange.submission.whole import Version

_kept_empty = frozenset(("year_figures", "year_targets", "completed"))
"""These stand in the files even when there is nothing in them: the reader then knows."""
_completed = "circle"
_what_is_completed = "按登记的建成日期列出当年建成的生活圈，内容以导出时的台账为准"


def submission_of_year(snapshot: YearSnapshot, edition: Edition, version: Version) -> Submission:
    """The submission of an annual summary, frozen as that version."""
    identity = _identity(snapshot, edition, version)
    tables = tuple(
        table for table in _tables(snapshot, edition) if table.lines or table.id in _kept_empty
    )
    cover = tuple(_cover(snapshot, edition, identity))
    return Submission(identity, cover, letter_of_year(snapshot, edition), tables)


def letter_of_year(snapshot: YearSnapshot, edition: Edition) -> Letter:
    """The annual summary ready for the page; the 经验案例 of the year stand at its end."""
    reporter, fields = snapshot.reporter, text_fields(edition, annual_summary)
    passages = list(passages_of(fields, snapshot.said, edition))
    passages += _cases(snapshot, edition, sum(p.level == 1 for p in passages))
    return Letter(
        title=f"{reporter.name}关于{snapshot.year.label}度\n{subject}",
        addressee=f"{addressee(reporter, edition)}：",
        opening=snapshot.said(opening),
        passages=tuple(passages),
        signer=reporter.name,
        sign_off=signers_of(snapshot.summary),
    )


def _cases(snapshot: YearSnapshot, edition: Edition, before: int) -> Iterator[Passage]:
    """Each register enclosed, one chapter; each of its records under its own name."""
    report = edition.reports.get("annual")
    for enclosed in report.encloses if report is not None else ():
        record_type = edition.record_types[enclosed.record]
        told = [
            (record, tuple(p for name in enclosed.told for p in paragraphs(record.text(name))))
            for record in snapshot.of(enclosed.record)
        ]
        told = [(record, lines) for record, lines in told if lines]
        if told:
            yield Passage(f"{numeral(before)}、{record_type.name}", 1)
            before += 1
        for place, (record, lines) in enumerate(told):
            yield Passage(f"（{numeral(place)}）{record.name(record_type)}", 2, lines)


def _tables(snapshot: YearSnapshot, edition: Edition) -> Iterator[Table]:
    yield year_table(snapshot, edition)
    yield quarter_table(snapshot)
    yield target_table(snapshot, edition)
    held = _as_ledgers(snapshot)
    words = Words.of(held, edition)
    sheet = Sheet(_completed, "当年建成生活圈", "当年建成生活圈情况表", remark=_what_is_completed)
    yield replace(ledger_table(held, words, sheet), id="completed")
    for type_id in snapshot.records:
        if type_id not in (_completed, annual_summary):
            name = edition.record_type(type_id).name
            yield ledger_table(held, words, Sheet(type_id, name, f"{name}一览表"))
    yield entered_since_table(snapshot)
    yield source_table(snapshot)
    yield text_table(snapshot, edition)
    yield reason_table(snapshot)


def _as_ledgers(snapshot: YearSnapshot) -> Snapshot:
    """The records as a quarter's would be, for the tables that list them."""
    return Snapshot(
        edition=snapshot.edition,
        occasion=Occasion(snapshot.reporter, snapshot.year.quarters[-1]),
        records=snapshot.records,
        moves={},
        figures=(),
        gap_columns=(),
        gap_lines=(),
        names=snapshot.names,
    )


def _identity(snapshot: YearSnapshot, edition: Edition, version: Version) -> Identity:
    return Identity(
        unit=snapshot.reporter.name,
        code=snapshot.reporter.code,
        period=str(snapshot.year),
        period_label=f"{snapshot.year.label}度",
        version=version.number,
        fingerprint=version.fingerprint,
        digest=version.digest,
        edition=edition.title.name,
        edition_id=snapshot.edition,
        frozen_at=version.frozen_at,
    )


def _cover(
    snapshot: YearSnapshot, edition: Edition, identity: Identity
) -> Iterator[tuple[str, str]]:
    document = edition.title.document
    yield "填报单位", " ".join(snapshot.reporter.path) or identity.unit
    yield "单位代码", identity.code
    yield "报告期", identity.period_label
    yield "版本", f"第 {identity.version} 版"
    yield "一致码", identity.fingerprint
    yield "成文日期", identity.day
    yield "口径版本", identity.edition
    yield "依据", f"{document.number} {document.title}"

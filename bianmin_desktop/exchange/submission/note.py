"""工作信息 put together: one piece of news as a short official letter."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import separators
from bianmin_desktop.domain.note_snapshots import NoteSnapshot, note_type
from bianmin_desktop.domain.numerals import numeral
from bianmin_desktop.domain.records import Record
from bianmin_desktop.exchange.submission.letter import addressee, paragraphs
from bianmin_desktop.exchange.submission.parts import Identity, Letter, Passage, Submission
from bianmin_desktop.exchange.submission.whole import Version

_chapters = ("problem", "request")
_signers = (("author", "撰稿人"), ("approver", "签发人"), ("phone", "联系电话"))


def submission_of_note(snapshot: NoteSnapshot, edition: Edition, version: Version) -> Submission:
    """The submission of a 工作信息, frozen as that version: a letter without tables."""
    reporter = snapshot.reporter
    identity = Identity(
        unit=reporter.name,
        code=reporter.code,
        period=snapshot.number,
        period_label=f"工作信息{snapshot.number}",
        version=version.number,
        fingerprint=version.fingerprint,
        digest=version.digest,
        edition=edition.title.name,
        edition_id=snapshot.edition,
        frozen_at=version.frozen_at,
    )
    return Submission(identity, (), _letter(snapshot, edition), ())


def _letter(snapshot: NoteSnapshot, edition: Edition) -> Letter:
    record, reporter = snapshot.record, snapshot.reporter
    enclosures = separators.split(record.text("enclosures"))
    return Letter(
        title=record.name(edition.record_type(note_type)),
        addressee=f"{addressee(reporter, edition)}：",
        opening="",
        passages=tuple(_passages(record, edition)),
        signer=reporter.name,
        sign_off=tuple((label, record.text(field_id)) for field_id, label in _signers),
        attachments=tuple(name.strip() for name in enclosures if name.strip()),
    )


def _passages(record: Record, edition: Edition) -> Iterator[Passage]:
    """The news itself without a heading; what is wrong and what is asked for under their own."""
    yield Passage("", 1, paragraphs(record.text("text")))
    filled = [name for name in _chapters if record.text(name).strip()]
    for place, name in enumerate(filled):
        label = edition.field(note_type, name).label
        yield Passage(f"{numeral(place)}、{label}", 1, paragraphs(record.text(name)))

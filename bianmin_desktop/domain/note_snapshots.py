"""The content of one 工作信息, frozen as plain JSON; see `snapshots`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.snapshot_records import read_record, written_record
from bianmin_desktop.domain.snapshots import (
    Reporter,
    content_format,
)

note_type = "work_note"
kind = "work_note"
"""What the content calls itself."""


@dataclass(frozen=True, slots=True)
class NoteSnapshot:
    """One 工作信息: `number` is its own in the office (2024-001), `names` what it refers to."""

    edition: str
    reporter: Reporter
    number: str
    record: Record
    names: Mapping[str, str] = field(default_factory=dict)


def content_of_note(snapshot: NoteSnapshot) -> bytes:
    """The canonical bytes of a 工作信息."""
    reporter = snapshot.reporter
    whole = {
        "kind": kind,
        "format": content_format,
        "edition": snapshot.edition,
        "reporter": {
            "code": reporter.code,
            "name": reporter.name,
            "level": reporter.level,
            "path": list(reporter.path),
        },
        "number": snapshot.number,
        "record": written_record(snapshot.record),
        "names": snapshot.names,
    }
    return msgspec.json.encode(whole, order="sorted")


def note_snapshot_of(content: bytes, edition: Edition) -> NoteSnapshot:
    """The snapshot that `content_of_note` wrote, read by the edition it was made under."""
    whole = msgspec.json.decode(content)
    return NoteSnapshot(
        whole["edition"],
        msgspec.convert(whole["reporter"], Reporter),
        whole["number"],
        read_record(note_type, whole["record"], edition),
        whole["names"],
    )

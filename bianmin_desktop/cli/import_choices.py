"""What a clerk decides of an import on the command line: columns, texts, doubtful rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.cli.words import field_of
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.services.importing import Corrections, Fate, Proposal, Trial
from bianmin_desktop.services.importing.headers import folded
from bianmin_desktop.services.importing.outcome import RowKey

doubtful_answers = ("new", "same", "skip")
"""What is done with every row that may be a record there is already."""


def corrections(
    proposal: Proposal, record_type: RecordType, columns: Iterable[str], values: Iterable[str]
) -> Corrections:
    """`HEADING=FIELD` and `FIELD:TEXT=MEANING` read. Raises `WrongUse` for what is not there."""
    return Corrections(
        dict(_columns(proposal, record_type, columns)), dict(_values(record_type, values))
    )


def check_meanings(proposal: Proposal, chosen: Corrections, record_type: RecordType) -> None:
    """Raises `WrongUse` when a text is not in the files, or its meaning is no answer."""
    found = {(value.field, value.text): value.meaning for value in proposal.values}
    for (name, text), meaning in chosen.values.items():
        label = record_type.field(name).label
        if (name, text) not in found:
            raise WrongUse(f"文件的“{label}”里没有认不出的“{text[:30]}”。", code="BM-302")
        if found[name, text] != meaning:
            raise WrongUse(f"“{meaning[:30]}”不是“{label}”的可选项。", code="BM-302")


def decisions(trial: Trial, answer: str) -> dict[RowKey, str]:
    """The same answer for every row that is like a record there is."""
    if answer not in doubtful_answers:
        listed = "、".join(doubtful_answers)
        raise WrongUse(f"--doubtful 后面要写 {listed} 之一。", code="BM-300")
    decided: dict[RowKey, str] = {}
    for row in trial.rows.of(Fate.DOUBTFUL):
        if any(problem.code == "import.alike" for problem in row.problems):
            first = row.rivals[0][0] if row.rivals else ""
            decided[row.key] = first if answer == "same" else answer
    return decided


def _columns(
    proposal: Proposal, record_type: RecordType, pairs: Iterable[str]
) -> Iterator[tuple[tuple[str, int], str]]:
    held = [(table.layout_key, column) for table in proposal.tables for column in table.columns]
    for pair in pairs:
        heading, sign, word = pair.partition("=")
        if not sign:
            raise WrongUse(f"“{pair[:40]}”不是“表头=项目”的写法。", code="BM-300")
        name = field_of(record_type, word).id if word.strip() else ""
        meant = [(key, c.position) for key, c in held if folded(c.heading) == folded(heading)]
        if not heading.strip() or not meant:
            listed = "、".join(dict.fromkeys(c.heading for _, c in held if c.heading))
            raise WrongUse(
                f"文件里没有“{heading[:30]}”这一列，读到的表头有：{listed}。", code="BM-301"
            )
        yield from ((place, name) for place in meant)


def _values(record_type: RecordType, pairs: Iterable[str]) -> Iterator[tuple[tuple[str, str], str]]:
    for pair in pairs:
        place, sign, meaning = pair.partition("=")
        word, colon, text = place.replace("：", ":", 1).partition(":")
        if not (sign and colon and meaning.strip()):
            raise WrongUse(f"“{pair[:40]}”不是“项目:文字=含义”的写法。", code="BM-300")
        yield (field_of(record_type, word).id, text.strip()), meaning.strip()

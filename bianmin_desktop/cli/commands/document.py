"""`document`: printed documents made from the ledgers (打印文书), listed and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions import Printed
from bianmin_desktop.cli.answer import Answer, has_problems, table
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser
from bianmin_desktop.cli.words import period_of
from bianmin_desktop.domain.documents.content import Choice
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.services.documents import Drafted, Wanted, letter_forms, table_forms

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application

summary = (
    "表格存成 .pdf 或 .xlsx，文稿存成 .pdf 或 .txt（可粘贴到 WPS 里改）。\n"
    "一个单位（一个案例）一份的文稿，用 --for 写明是哪一份；不写就每份存一个文件。"
)


def arguments(parser: UsageParser) -> None:
    """`[KIND] [--list] [--circle ID] [--period QUARTER|YEAR] [--for SUBJECT] [--out FILE]`."""
    parser.takes("kind", nargs="?", metavar="文书", help="文书的编号或名称，见 --list")
    parser.takes("--list", action="store_true", help="列出全部文书")
    parser.takes("--circle", metavar="生活圈", help="只要这个生活圈的（记录编号或名称）")
    parser.takes("--period", metavar="报告期", help="如 2024Q1 或 2024")
    parser.takes("--for", dest="subject", metavar="单位", help="只要给这个单位（这个案例）的一份")
    parser.takes("--out", metavar="文件", help="存成 .pdf、.xlsx 或 .txt 文件")


def run(call: Call) -> Answer:
    """The documents there are, or the files that were written."""
    with call.application() as application:
        if call.has("list") or not call.text("kind"):
            return _listed(application)
        wanted = _wanted(application, call)
        first = application.documents.draft(wanted)
        target = call.path("out")
        if target is None:
            raise WrongUse("请用 --out 写明存成哪个文件。", code="BM-300")
        if first.table is None and first.letter is None:
            raise Refused("".join(first.remarks), code="BM-373")
        drafts = [first]
        if not wanted.subject and len(first.subjects) > 1:
            drafts = list(_each(application, first))
        files = [
            application.documents.save(drafted, path, call.progress)
            for drafted, path in zip(drafts, _places(drafts, target), strict=True)
        ]
    value = {"files": [str(path) for path in files], "remarks": list(first.remarks)}
    lines = [*first.remarks, *(f"已存入 {path}" for path in files)]
    return Answer(value, lines, has_problems if first.remarks else 0)


def _wanted(application: Application, call: Call) -> Wanted:
    document = application.documents.document(call.text("kind"))
    circle, period = call.text("circle"), call.text("period")
    return Wanted(
        document.id,
        Choice(
            _circle(application, circle) if circle else "",
            period_of(period) if period else None,
        ),
        call.text("subject"),
    )


def _circle(application: Application, text: str) -> str:
    """The id of a circle by id or name. Raises `WrongUse`."""
    listing = application.ledgers.listing("circle")
    circles = {record.id: record.text("name") for record in application.ledgers.records(listing)}
    found = [one for one, name in circles.items() if text.strip() in (one, name)]
    if len(found) != 1:
        known = "、".join(circles.values()) or "还没有登记"
        raise WrongUse(f"没有叫“{text[:30]}”的生活圈。台账里有：{known}。", code="BM-371")
    return found[0]


def _each(application: Application, first: Drafted) -> Iterator[Drafted]:
    wanted = first.wanted
    for subject in first.subjects:
        yield application.documents.draft(Wanted(wanted.document, wanted.choice, subject))


def _places(drafts: Sequence[Drafted], target: Path) -> Iterator[Path]:
    """One file, or one for each letter with its subject behind the name."""
    for drafted in drafts:
        if len(drafts) == 1:
            yield target
        else:
            name = file_name(target.stem, drafted.wanted.subject, suffix=target.suffix)
            yield target.with_name(name)


def _listed(application: Application) -> Answer:
    documents = application.documents
    held = documents.documents()
    value = [
        {
            "id": one.id,
            "name": one.name,
            "made_from": one.help,
            "forms": list(_forms(one)),
            "circle": documents.takes_circle(one),
            "period": one.period,
            "clause": one.clause,
            "template": one.template,
        }
        for one in held
    ]
    rows = [(one.id, one.name, " ".join(_forms(one)), one.help) for one in held]
    return Answer(value, table(("编号", "名称", "格式", "由什么得出"), rows))


def _forms(document: Printed) -> tuple[str, ...]:
    return letter_forms if document.letter is not None else table_forms

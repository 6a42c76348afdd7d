"""Checks of suggested reasons: they name only what a change of their kinds can tell."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.checking.findings import Finding, missing
from bianmin_desktop.catalogue.checking.messages import misnamed
from bianmin_desktop.catalogue.definitions.reasons import Reason, placeholders
from bianmin_desktop.catalogue.edition import Edition


def reasons(edition: Edition) -> Iterator[Finding]:
    """Placeholders, figures, fields and record types the suggested reasons name in vain."""
    for reason in edition.reasons:
        for inner, what in (*_text(reason), *_limits(reason, edition)):
            if what:
                yield Finding("reason", reason.id, inner, what)


def _text(reason: Reason) -> Iterator[tuple[str, str]]:
    if not reason.kinds:
        yield "kinds", "至少要写一种变动"
    if not reason.text.strip():
        yield "text", "没有写内容"
    for kind in reason.kinds:
        for what in misnamed(reason.text, placeholders[kind], f"内容（{kind.label}）"):
            yield "text", what


def _limits(reason: Reason, edition: Edition) -> Iterator[tuple[str, str]]:
    figures = {figure.id for figure in edition.figures}
    summary = "summary" in edition.record_types
    fields = edition.field_ids("summary") if summary else frozenset()
    for inner, known, what in (
        ("figures", figures, "指标"),
        ("fields", fields, "字段"),
        ("counts", frozenset(edition.record_types), "记录类型"),
    ):
        for wanted in getattr(reason, inner):
            yield inner, missing(wanted, known, what)

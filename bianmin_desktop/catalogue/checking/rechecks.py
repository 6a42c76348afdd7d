"""Checks of what must be looked at again: days of records, limits in days."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.checking.counting import conditions_of
from bianmin_desktop.catalogue.checking.findings import Finding, missing, required
from bianmin_desktop.catalogue.checking.messages import misnamed
from bianmin_desktop.catalogue.definitions import Kind, Recheck, RecheckKind
from bianmin_desktop.catalogue.definitions.rechecks import recheck_words
from bianmin_desktop.catalogue.edition import Edition


def rechecks(edition: Edition) -> Iterator[Finding]:
    """Record types, fields, limits and conditions that are named in vain."""
    for recheck in edition.rechecks:
        for inner, what in _recheck(recheck, edition):
            if what:
                yield Finding("recheck", recheck.id, inner, what)


def _recheck(recheck: Recheck, edition: Edition) -> Iterator[tuple[str, str]]:
    if what := required(recheck.record, edition.record_types, "记录类型"):
        yield "record", what
        return
    yield from _fields(recheck, edition)
    yield "clause", missing(recheck.clause, edition.clauses, "条款")
    yield from _limit(recheck, edition)
    for what in conditions_of(recheck.when, recheck.record, edition):
        yield "when", what
    for what in misnamed(recheck.message, recheck_words, "说法"):
        yield "message", what
    for what in misnamed(recheck.blank, recheck_words - {"day"}, "空白时的说法"):
        yield "blank", what
    if recheck.kind is RecheckKind.NOT_SINCE and not recheck.blank:
        yield "blank", "没有写空白时怎么说"


def _fields(recheck: Recheck, edition: Edition) -> Iterator[tuple[str, str]]:
    days = [f.id for f in edition.record_type(recheck.record).fields if f.kind is Kind.DATE]
    yield "field", required(recheck.field, days, "日期字段")
    yield "settles", missing(recheck.settles, days, "日期字段")


def _limit(recheck: Recheck, edition: Edition) -> Iterator[tuple[str, str]]:
    yield "threshold", missing(recheck.threshold, edition.thresholds, "限值")
    limit = edition.thresholds.get(recheck.threshold)
    if limit is not None and (limit.unit != "天" or limit.value < 0):
        yield "threshold", f"限值“{limit.id}”应以天为单位，不能是负数"
    if recheck.threshold and recheck.kind is not RecheckKind.RUN_OUT:
        yield "threshold", "只有 run_out 才用限值"

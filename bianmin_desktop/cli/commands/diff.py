"""`diff`: what differs between two versions of a quarter, or from the quarter before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.cli.call import Call
from bianmin_desktop.cli.usage import UsageParser, whole_number
from bianmin_desktop.cli.words import quarter_of
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.version_differences import Difference
from bianmin_desktop.errors import WrongUse

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.services.versions import Comparison, End

summary = (
    "不写 --from、--to 时，对比最新一版和它前面的一版；只有一版时，与现在的台账和总结对比。\n"
    "--with-last-quarter 与上季度最新一版对比：数字和文字逐项列出，台账只列增减条数，\n"
    "加 --records 逐条列出。"
)

_now_words = ("now", "现在")


def arguments(parser: UsageParser) -> None:
    """`QUARTER [--from N] [--to M|now] [--with-last-quarter [--records]] [--out FILE]`."""
    parser.takes("quarter", metavar="季度", help="如 2024Q1")
    parser.takes("--from", dest="earlier", type=whole_number, metavar="N", help="从第几版")
    parser.takes("--to", dest="later", metavar="M", help="到第几版；now 表示现在的台账和总结")
    parser.takes("--with-last-quarter", action="store_true", help="与上季度的最新一版对比")
    parser.takes("--records", action="store_true", help="与上季度对比时，台账记录也逐条列出")
    parser.takes("--out", metavar="文件", help="存成 .xlsx 或 .pdf")


def run(call: Call) -> Answer:
    """The differences; raises `WrongUse` when there is no such version."""
    quarter = quarter_of(call.text("quarter"))
    with call.application() as application:
        comparison = _compared(application, call, quarter)
        target = call.path("out")
        if target is not None:
            application.comparisons.save(comparison, target, call.progress)
        title = application.comparisons.title(comparison)
    value: dict[str, object] = {
        "from": _end_value(comparison.earlier),
        "to": _end_value(comparison.later),
        "differs": [_value(found) for found in comparison.found],
    }
    lines = [title, comparison.told, comparison.outcome]
    if target is not None:
        value["file"] = str(target)
        return Answer(value, [*lines, f"已存为：{target}"])
    return Answer(value, [*lines, *_lines(comparison)])


def _compared(application: Application, call: Call, quarter: Quarter) -> Comparison:
    earlier, later = call.number("earlier"), _later(call.text("later"))
    if not call.has("with_last_quarter"):
        if call.has("records"):
            raise WrongUse("--records 要和 --with-last-quarter 一起用。", code="BM-300")
        return application.versions.compare(quarter, (earlier, later), call.progress)
    if earlier is not None:
        raise WrongUse(
            "--with-last-quarter 总是对比上季度的最新一版，不能再写 --from。", code="BM-300"
        )
    return application.versions.against_last_quarter(
        quarter, later, call.progress, with_records=call.has("records")
    )


def _later(text: str) -> int | None:
    """The number after `--to`; `now` is what the book holds."""
    from bianmin_desktop.services.versions import now

    if not text:
        return None
    return now if text.strip().lower() in _now_words else whole_number(text)


def _lines(comparison: Comparison) -> Iterator[str]:
    for label, members in groupby(comparison.found, key=lambda found: found.table_label):
        yield f"{label}："
        for found in members:
            step = f"（{found.step}）" if found.step else ""
            place = f"{found.row_label} {found.field_label}".strip()
            yield f"  {place}：{_flat(found.before)} → {_flat(found.after)}{step}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _end_value(end: End) -> dict[str, object]:
    return {
        "quarter": str(end.quarter),
        "version": end.number or None,
        "fingerprint": end.fingerprint,
        "made_at": end.made_at.isoformat(sep=" ") if end.made_at is not None else None,
    }


def _value(found: Difference) -> dict[str, object]:
    return {
        "table": found.table,
        "row": found.row,
        "field": found.field,
        "table_label": found.table_label,
        "row_label": found.row_label,
        "field_label": found.field_label,
        "before": found.before,
        "after": found.after,
        "step": found.step,
    }

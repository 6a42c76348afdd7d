"""What changed in a quarter, as the command line tells it: `summary changes`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from bianmin_desktop.cli.answer import Answer
from bianmin_desktop.domain.periods import Quarter

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap import Application
    from bianmin_desktop.domain.quarter_changes import Change
    from bianmin_desktop.services.changes import Changed


def changes_answer(application: Application, quarter: Quarter) -> Answer:
    """Every change with its reason, and the reasons that may be given for it by `explain`."""
    changed = application.changes.of(quarter)
    suggested = {c.id: application.changes.suggestions(c) for c in changed.changes}
    value = [_value(c, changed, suggested[c.id]) for c in changed.changes]
    lines: list[str] = []
    for group, members in groupby(changed.changes, key=lambda change: change.group):
        held = list(members)
        lines.append(f"{group.label}（{len(held):,} {group.unit}）")
        for change in held:
            lines += _lines(change, changed, suggested[change.id])
    lines.append(_verdict(changed))
    return Answer(value, lines)


def _value(change: Change, changed: Changed, suggested: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": f"{changed.quarter}:{change.id}",
        "group": change.group.value,
        "kind": change.kind.value,
        "subject": change.subject,
        "name": change.name,
        "on": change.on.isoformat() if change.on else None,
        "before": change.before,
        "after": change.after,
        "message": change.message,
        "code": change.rule,
        "asked": change.is_asked,
        "records": list(change.behind),
        "reason": changed.reasons.get(change.id, ""),
        "suggested": list(suggested),
    }


def _lines(change: Change, changed: Changed, suggested: tuple[str, ...]) -> Iterator[str]:
    yield f"  {change.message}"
    reason = changed.reasons.get(change.id, "")
    if reason:
        yield f"      原因：{reason}"
        return
    wanted = "，要写明原因" if change.is_asked else ""
    yield f"      编号 {changed.quarter}:{change.id}{wanted}"
    if change.is_asked:
        yield from (f"      可以写：{text}" for text in suggested)


def _verdict(changed: Changed) -> str:
    if not changed.changes:
        return f"{changed.quarter.label}和上季度相比没有变动。"
    left = len(changed.unexplained)
    if left:
        return f"还有 {left:,} 项要写明原因才能报送，用 explain 编号 “原因” 写明。"
    is_asked = any(change.is_asked for change in changed.changes)
    return "要说明的都已写明原因。" if is_asked else "没有必须说明的，原因可以不写。"

"""Checklists as JSON values and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bianmin_desktop.catalogue.definitions.checklists import scorers
from bianmin_desktop.cli.answer import Answer, table
from bianmin_desktop.cli.plain import issue_lines, issue_value
from bianmin_desktop.domain.acceptance.scores import totals
from bianmin_desktop.domain.acceptance.sheet import Sheet, SheetLine
from bianmin_desktop.domain.acceptance.stages import Step
from bianmin_desktop.domain.encoding import all_plain

if TYPE_CHECKING:
    from bianmin_desktop.services.accepting import Advanced
    from bianmin_desktop.services.entry import Saved


def sheet_answer(sheet: Sheet, steps: Sequence[Step], line_id: str = "") -> Answer:
    """The whole checklist, or one line of it."""
    lines = [line for line in sheet.lines if line_id in ("", line.id)]
    subject = sheet.subject
    value = {
        "circle": subject.id,
        "name": subject.name,
        "template": sheet.template,
        "stage": subject.stage,
        "totals": _totals(sheet),
        "lines": [_line_value(line) for line in lines],
        "lacking": [{"line": line.id, "material": name} for line, name in sheet.lacking()],
        "steps": [
            {"id": s.setting.id, "label": s.setting.label, "obstacles": list(s.obstacles)}
            for s in steps
        ],
    }
    return Answer(value, [*_head(sheet), *_listed(lines), *_ways(sheet, steps, line_id)])


def overview_answer(sheets: Iterable[Sheet]) -> Answer:
    """Every circle on a line."""
    held = list(sheets)
    value = [
        {
            "circle": sheet.subject.id,
            "name": sheet.subject.name,
            "stage": sheet.subject.stage,
            "totals": _totals(sheet),
            "lacking": len(sheet.lacking()),
            "repairs": sum(not line.is_repaired for line in sheet.to_repair()),
        }
        for sheet in held
    ]
    rows = [_overview_row(sheet) for sheet in held]
    headers = ("生活圈", "阶段", *scorers.values(), "缺材料", "整改未完", "编号")
    return Answer(value, table(headers, rows))


def saved_answer(saved: Saved) -> Answer:
    """A line, or the head, as it was kept."""
    value = {
        "id": saved.record.id,
        **all_plain(saved.record.values),
        "typed": dict(saved.record.typed),
        "issues": [issue_value(issue) for issue in saved.issues],
    }
    return Answer(value, ["已保存。", *issue_lines(saved.issues)])


def step_answer(advanced: Advanced) -> Answer:
    """A step that was taken, and what it froze."""
    version = advanced.version
    value = {
        "step": advanced.step.id,
        "stage": advanced.step.end,
        "version": version.version if version else None,
        "fingerprint": version.fingerprint if version else None,
    }
    told = f"已走“{advanced.step.label}”。"
    if version is not None:
        told += f"清单已存档，第 {version.version} 次，一致码 {version.fingerprint}。"
    return Answer(value, [told])


def _totals(sheet: Sheet) -> dict[str, object]:
    return {
        t.scorer: {
            "marks": f"{t.marks:f}",
            "missing": t.missing,
            "failing": [line.id for line in t.failing],
            "verdict": t.verdict,
        }
        for t in totals(sheet)
    }


def _line_value(line: SheetLine) -> dict[str, object]:
    found = line.derived
    return {
        "id": line.id,
        "number": line.number,
        "code": line.code,
        "label": line.label,
        "points": f"{line.points:f}",
        "veto": line.is_veto,
        "standing": found.standing.value if found else None,
        "derived": _shown(found.score) if found else None,
        "derivation": found.words if found else "",
        "self": _shown(line.score("self")),
        "district": _shown(line.district_score),
        "city": _shown(line.city_score),
        "verdict": line.verdict,
        "evidence": list(line.evidence),
        "lacking": list(line.lacking),
        "note": line.note,
    }


def _shown(score: Decimal | None) -> str | None:
    return None if score is None else f"{score:f}"


def _head(sheet: Sheet) -> list[str]:
    told = [f"{sheet.subject.name}　{sheet.title}　阶段：{sheet.subject.stage_label or '未登记'}"]
    for t in totals(sheet):
        if t.is_begun:
            verdict = f"，总评 {sheet.grading.label(t.verdict)}" if t.verdict else ""
            rest = f"，还有 {t.missing} 项没有打分" if t.missing else ""
            told.append(f"{scorers[t.scorer]} {t.marks:f} 分{rest}{verdict}")
    return [*told, ""]


def _listed(lines: Sequence[SheetLine]) -> list[str]:
    rows = [
        (
            line.id,
            f"{'★' if line.is_veto else ''}{line.label}",
            f"{line.points:f}",
            *(_shown(line.score(scorer)) or "" for scorer in scorers),
            "、".join(line.evidence),
            line.derived.words if line.derived else "",
            line.code,
        )
        for line in lines
    ]
    return table(("项", "验收项目", "分值", *scorers.values(), "佐证", "台账情况", "行代码"), rows)


def _ways(sheet: Sheet, steps: Sequence[Step], line_id: str) -> list[str]:
    if line_id:
        return []
    told = [""]
    if lacking := sheet.lacking():
        told.append(f"还缺佐证材料 {len(lacking)} 份：")
        told += [f"  {line.number} {name}" for line, name in lacking]
    for step in steps:
        way = "可以走" if step.may_be_taken else f"还不能走：{'；'.join(step.obstacles)}"
        told.append(f"{step.setting.label}（{step.setting.id}）：{way}")
    return told


def _overview_row(sheet: Sheet) -> tuple[str, ...]:
    marks = [f"{t.marks:f}" if t.is_begun else "" for t in totals(sheet)]
    waiting = sum(not line.is_repaired for line in sheet.to_repair())
    return (
        sheet.subject.name,
        sheet.subject.stage_label,
        *marks,
        str(len(sheet.lacking())),
        str(waiting),
        sheet.subject.id,
    )

"""Where the report of a period stands against its deadline, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bianmin_desktop.domain.deadlines import Standing
    from bianmin_desktop.services.periods import PeriodLine
    from bianmin_desktop.services.receipts import Amendment


def standing_cells(standing: Standing) -> tuple[str, ...]:
    """Period, first day, due, handed in, whether in time, and where the due day comes from."""
    due = standing.due
    template = "（参考模板）" if due and due.is_template else ""
    days = (standing.opens, standing.closes, standing.handed_in)
    told = tuple(day.isoformat() if day else "—" for day in days)
    basis = f"{due.basis}{template}" if due else "没有设定"
    return (standing.period.label, *told, standing.timeliness.label, basis)


def standing_value(line: PeriodLine) -> dict[str, object]:
    """The same for `--json`, and the state of the summary."""
    standing, due = line.standing, line.standing.due
    return {
        "period": str(standing.period),
        "opens": standing.opens.isoformat(),
        "due": due.on.isoformat() if due else None,
        "basis": due.basis if due else "",
        "template": bool(due and due.is_template),
        "handed_in": standing.handed_in.isoformat() if standing.handed_in else None,
        "timeliness": standing.timeliness.value,
        "state": line.state,
    }


def amendment_value(amendment: Amendment) -> dict[str, object]:
    """Why a report that was taken was opened again."""
    on = amendment.on.isoformat() if amendment.on else None
    return {"on": on, "reason": amendment.reason, "agreed_by": amendment.agreed_by}

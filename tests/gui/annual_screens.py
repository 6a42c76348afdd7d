"""Pictures of 年度总结 and 工作信息, taken from a window whose example book is open."""

from __future__ import annotations

from typing import Any

from bianmin_desktop.domain.drafts import Draft


def shoot_annual(window: Any) -> None:  # noqa: ANN401 - the main window, with what its pages hold
    """Every part of the annual summary, and a note in its form."""
    from tests.gui.screenshots import settle, shoot

    application = window._context.application
    year = application.annual.years()[0]
    goal = {"added": "3", "cumulative": "5", "note": "区分解表"}
    application.annual.set_target(year.number, goal)
    for tab in ("figures", "targets", "writing", "check", "export"):
        window.go("annual_summary", "", tab)
        settle(3000)
        shoot(window, f"annual_{tab}")
    texts = {
        "name": "金家岭社区新开两处早餐点",
        "text": "11月18日，社区引进的两处早餐点开业，方便周边居民就近吃早餐。",
    }
    blank = application.entry.blank("work_note")
    note = application.entry.save(Draft("work_note", texts, blank.id), blank).record
    window.go("work_note")
    settle(1000)
    shoot(window, "work_notes")
    window.go("work_note", note.id)
    settle(1500)
    shoot(window, "work_note_form")
    window.go("dashboard")
    settle(3000)
    shoot(window, "dashboard_targets")

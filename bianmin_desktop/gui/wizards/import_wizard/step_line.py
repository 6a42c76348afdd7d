"""Where the clerk is on the way: every step by number and name, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.wizards.import_wizard.journey import Step

_numbers = "①②③④⑤"


class StepLine(FlowRow):
    """One label a step; in a narrow window they go on in the next line."""

    def __init__(self, steps: Sequence[Step]) -> None:
        """For the steps of this import."""
        super().__init__(gap=6)
        self._steps = tuple(steps)
        self._labels = {
            step: label(f"{_numbers[place]} {step.label}", "step")
            for place, step in enumerate(self._steps)
        }
        self.add(*self._labels.values())

    def mark(self, present: Step) -> None:
        """Show which step is at hand, and which are behind."""
        for step, shown in self._labels.items():
            state = "now" if step == present else "done" if step < present else ""
            restyle(shown, "state", state)
        self.setAccessibleDescription(f"现在是第 {self._steps.index(present) + 1} 步")

"""Example summaries: every past quarter written, the running one still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bianmin_desktop.domain.periods import Quarter, quarters_between
from bianmin_desktop.services.demo.material import Reports

Texts = dict[str, str]


@dataclass(frozen=True)
class SummaryMaker:
    """Makes summaries whose numbers move a little from quarter to quarter."""

    random: Random
    reports: Reports

    def every_quarter(self, first: Quarter, last: Quarter) -> Iterator[tuple[Quarter, Texts]]:
        """The answers of each quarter; none for the last, which is still running."""
        usual = {
            "investment_government": self.random.uniform(60, 220),
            "investment_social": self.random.uniform(150, 600),
            "jobs": self.random.uniform(60, 140),
            "activities": self.random.uniform(8, 18),
        }
        for quarter in quarters_between(first, last):
            yield quarter, {} if quarter == last else self._answers(usual)

    def _answers(self, usual: dict[str, float]) -> Texts:
        amounts = {name: value * self.random.uniform(0.9, 1.12) for name, value in usual.items()}
        sent = self.random.randint(300, 900)
        returned = int(sent * self.random.uniform(0.85, 0.97))
        satisfied = int(returned * self.random.uniform(0.91, 0.97)) + 1
        return self.reports.texts | {
            "investment_government": f"{amounts['investment_government']:.2f}",
            "investment_social": f"{amounts['investment_social']:.2f}",
            "jobs": str(int(amounts["jobs"])),
            "activities": str(int(amounts["activities"])),
            "survey_sent": str(sent),
            "survey_returned": str(returned),
            "survey_satisfied": str(satisfied),
            "filler": "经济发展办公室填报岗",
            "reviewer": "经济发展办公室审核岗",
            "head": "街道办事处分管负责人",
            "phone": "0532-88990000",
        }

"""Example data (示例数据): a realistic book of invented shops, for learning and for tests.

Same unit and day, same data. A street or community is filled whole; of a district or city only a
handful of streets (`extent`), the rest stays as the division table has it.
"""

from __future__ import annotations

from pathlib import Path

from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.checks import CheckService
from bianmin_desktop.services.demo.filling import Filling, average_outlets
from bianmin_desktop.services.naming import BookNames
from bianmin_desktop.services.office import Founding
from bianmin_desktop.store.book import Book

complete_quarter = Quarter(2024, 1)


def fill(
    book: Book,
    founding: Founding,
    folder: Path,
    progress: Progress = silent,
    per_community: int = average_outlets,
) -> None:
    """Fill a new book from the material in `folder`; 2024Q1 is complete enough to hand in."""
    filling = Filling(book, founding, folder, progress, per_community)
    filling.run()
    checks = CheckService(book, founding.gate, BookNames(book, founding.divisions), founding.clock)
    checked = checks.check(complete_quarter, progress)
    filling.explain(complete_quarter, checked.readiness.unexplained)

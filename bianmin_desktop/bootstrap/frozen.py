"""How the files of a frozen version are made again, by the report it is a version of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bianmin_desktop.domain.periods import Quarter, Year
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.bootstrap.application import Application
    from bianmin_desktop.services.verifying import Again
    from bianmin_desktop.store.keeping import Submission


def frozen_again(application: Application) -> Mapping[str, Again]:
    """For every report whose files follow from what was frozen alone."""

    def quarter(version: Submission, folder: Path, progress: Progress) -> tuple[Path, ...]:
        period = Quarter.parse(version.period)
        return application.exporting.reexport(period, version.version, folder, progress).files

    def year(version: Submission, folder: Path, progress: Progress) -> tuple[Path, ...]:
        period, exporting = Year.parse(version.period), application.annual_exporting
        return exporting.reexport(period, version.version, folder, progress).files

    def note(version: Submission, folder: Path, progress: Progress) -> tuple[Path, ...]:
        return application.work_notes.write_again(version, folder, progress)

    def checklist(version: Submission, folder: Path, progress: Progress) -> tuple[Path, ...]:
        return application.acceptance.papers.write_again(version, folder, progress)

    return {"quarterly": quarter, "annual": year, "work_note": note, "checklist": checklist}

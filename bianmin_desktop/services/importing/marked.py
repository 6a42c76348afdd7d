"""Error workbooks: the clerk's own files, with what is to be corrected coloured and commented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import environment_fault
from bianmin_desktop.exchange.excel.marking import Mark, mark_workbook
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.importing.outcome import Fate, Problem
from bianmin_desktop.services.importing.trial import Trial

_suffix = "_需修改"


def marked_files(trial: Trial, folder: Path, moment: datetime, progress: Progress) -> list[Path]:
    """The marked copies that were written, one for each file with something to correct."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, "建立文件夹", folder) from error
    made: list[Path] = []
    for name, path in _files(trial).items():
        marks = list(_marks(trial, name))
        if marks:
            content = mark_workbook(path, marks, moment, progress)
            target = _free(folder, path.stem, made)
            write_bytes(target, content)
            made.append(target)
    return made


def _files(trial: Trial) -> dict[str, Path]:
    """The files whose rows are looked at; a pasted block is none."""
    tables = trial.proposal.taken
    return {table.file: table.path for table in tables if table.path is not None}


def _marks(trial: Trial, file: str) -> Iterator[Mark]:
    for problem in trial.proposal.problems:
        if problem.file == file and problem.row:
            yield _mark(problem, Level.HINT)
    for line in trial.lines:
        if line.table.file == file:
            is_taken = line.verdict.fate not in (Fate.DOUBTFUL, Fate.REFUSED)
            for problem in line.verdict.problems:
                yield _mark(problem, Level.VERIFY if is_taken else Level.BLOCKING)


def _mark(problem: Problem, level: Level) -> Mark:
    return Mark(problem.sheet, problem.row, problem.column, level, problem.message)


def _free(folder: Path, stem: str, made: list[Path]) -> Path:
    """A name that no other file of this import has taken; an older one is written anew."""
    target, number = folder / f"{stem}{_suffix}.xlsx", 1
    while target in made:
        number += 1
        target = folder / f"{stem}{_suffix}({number}).xlsx"
    return target

"""What an import came to, in lines for people: as few as tell it, whatever the size of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bianmin_desktop.services.importing import Fate, FileOutcome, Imported, Problem, Trial

_most_lines = 200
_most_of_a_kind = 5
_most_places = 6


def outcome_lines(
    imported: Imported, files: Sequence[FileOutcome], problems: Sequence[Problem]
) -> list[str]:
    """The counts, a line for each file where there are several, and what is to be looked at."""
    trial = "（试导入，没有写入）" if imported.is_trial else ""
    lines = [f"共读 {imported.total} 行{trial}：{_counted(imported)}。"]
    left = list(problems)
    if len(files) > 1:
        lines += [f"{file.name}：{_counted(file)}。{file.explanation}" for file in files]
        left = [problem for problem in problems if problem.row]
    told = list(_told(left))
    lines += told[:_most_lines]
    if len(told) > _most_lines:
        lines.append(f"……还有 {len(told) - _most_lines} 类问题，用 --report 存成表格查看全部。")
    return lines


def skipped_lines(trial: Trial) -> Iterator[str]:
    """Which rows hold no record, a line a sheet; blank rows are only counted."""
    sheets: dict[tuple[str, str], list[str]] = {}
    blanks: dict[tuple[str, str], int] = {}
    for line in trial.lines:
        verdict = line.verdict
        if verdict.fate is not Fate.SKIPPED or verdict.problems:
            continue
        place = (line.table.file, line.table.sheet.name)
        told = sheets.setdefault(place, [])
        if verdict.said == "空行":
            blanks[place] = blanks.get(place, 0) + 1
        else:
            told.append(f"第 {line.number} 行（{verdict.said}）")
    for place, told in sheets.items():
        more = f" 等 {len(told)} 行" if len(told) > _most_places else ""
        rows = f"{'、'.join(told[:_most_places])}{more}"
        empty = f"空行 {blanks[place]} 行" if place in blanks else ""
        yield f"{' '.join(filter(None, place))} 跳过：{'，'.join(filter(None, (rows, empty)))}。"


def undo_line(batch: str) -> str:
    """How the import is taken back."""
    return f"要撤销这次导入：bianmin-desktop history --undo-batch {batch}"


def _told(problems: Iterable[Problem]) -> Iterator[str]:
    """Problems of one kind in one column together, the same sentence only once."""
    kinds: dict[tuple[str, ...], dict[str, list[Problem]]] = {}
    for problem in problems:
        kind = (problem.file, problem.sheet, problem.column, problem.field, problem.code)
        kinds.setdefault(kind, {}).setdefault(problem.message, []).append(problem)
    for sentences in kinds.values():
        same = list(sentences.values())
        yield from (_sentence(places) for places in same[:_most_of_a_kind])
        if rest := sum(map(len, same[_most_of_a_kind:])):
            first = same[0][0]
            where = f"{first.column} 列" if first.column else ""
            place = " ".join(filter(None, (first.file, first.sheet, where)))
            yield f"{place}：……同类的问题还有 {rest} 处，用 --report 存成表格查看全部。"


def _sentence(places: Sequence[Problem]) -> str:
    """One sentence, and all the places it is said of."""
    first, more = places[0], [_short(place) for place in places[1:_most_places]]
    count = f" 等 {len(places)} 处" if len(places) > _most_places else ""
    return f"{'、'.join((first.place, *more))}{count}：{first.message}"


def _short(problem: Problem) -> str:
    return f"{problem.column}{problem.row}" if problem.column else f"第 {problem.row} 行"


def _counted(outcome: Imported | FileOutcome) -> str:
    return "、".join(f"{fate.label} {outcome.count(fate)}" for fate in Fate)

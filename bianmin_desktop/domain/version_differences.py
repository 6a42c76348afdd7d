"""What differs between two frozen snapshots, by table, row and field, in the clerk's words.

Pure: what was handed in is all that is looked at, never the ledger of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher

from bianmin_desktop.domain.rounding import rounded
from bianmin_desktop.domain.snapshot_cells import Cell, Row, Sheet, number_cell
from bianmin_desktop.domain.snapshot_tables import Side
from bianmin_desktop.domain.snapshot_words import blank
from bianmin_desktop.domain.snapshots import FigureLine

came, went = "多出一条", "少了一条"
none = "（没有）"
_whole = "整条"
_everything = "全部记录"
_alike = "（看上去相同，写法或所指不同）"
_own_of_quarter = "event"
"""Records of one quarter only: those of the quarter before are no news."""
_carried = "上期（上季度上报的期末）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer before and after; ids first, then what people read.

    `field` is empty for a row that came or went as a whole, `row` for what is said of a whole
    table. `step` says by how much a number rose or fell.
    """

    table: str
    row: str
    field: str
    table_label: str
    row_label: str
    field_label: str
    before: str
    after: str
    step: str = ""


def differences(earlier: Side, later: Side) -> tuple[Difference, ...]:
    """Everything that differs between two versions; none when they are the same."""
    return tuple(_between(earlier.sheets(), later.sheets()))


def since_last_quarter(
    earlier: Side, later: Side, *, with_records: bool = False
) -> tuple[Difference, ...]:
    """What is another than in the quarter before: figures, typed numbers and texts.

    Of the ledgers only how many records came and went, unless `with_records` asks for them one
    by one. Where 上期 is not what was handed in as 期末, that is told as well.
    """
    old = _held_against(earlier.figures(), earlier.snapshot.figures, "closing")
    new = _held_against(later.figures(), later.snapshot.figures, "opening")
    found = list(_between([old, earlier.texts()], [new, later.texts()]))
    for type_id in dict.fromkeys((*later.record_types(), *earlier.record_types())):
        pair = _records(earlier, type_id), _records(later, type_id)
        found += _counted(*pair)
        if with_records and type_id != _own_of_quarter:
            found += _between(pair[:1], pair[1:])
    return tuple(found)


def _between(earlier: Sequence[Sheet], later: Sequence[Sheet]) -> Iterator[Difference]:
    """The differences of sheets with the same ids, in the order of the later ones."""
    known = {sheet.id: sheet for sheet in earlier}
    wanted = {sheet.id: sheet for sheet in later}
    for sheet_id in dict.fromkeys((*wanted, *known)):
        old, new = known.get(sheet_id), wanted.get(sheet_id)
        if old is not None and new is not None:
            yield from _of_sheets(old, new)
        elif new is not None:
            yield from _of_sheets(replace(new, rows=()), new)
        elif old is not None:
            yield from _of_sheets(old, replace(old, rows=()))


def _of_sheets(old: Sheet, new: Sheet) -> Iterator[Difference]:
    before = {row.id: row for row in old.rows}
    after = {row.id for row in new.rows}
    for row in new.rows:
        earlier = before.get(row.id)
        if earlier is None:
            yield from _moved(new, row, (none, f"{came}：{_gist(row)}"))
        elif earlier.content != row.content:
            yield from _of_rows(new, earlier, row)
    for row in old.rows:
        if row.id not in after:
            yield from _moved(old, row, (f"{went}：{_gist(row)}", none))


def _moved(sheet: Sheet, row: Row, said: tuple[str, str]) -> Iterator[Difference]:
    """A row that only one side has."""
    if sheet.tells_rows:
        yield Difference(sheet.id, row.id, "", sheet.label, row.label, _whole, *said)


def _gist(row: Row) -> str:
    """A row in one line: its main answers, as far as they were given."""
    main = [cell for cell in row.cells().values() if cell.is_main and cell.said != blank]
    if len(main) == 1:
        return main[0].said
    return "；".join(f"{cell.label} {cell.said}" for cell in main) or row.label


def _of_rows(sheet: Sheet, old: Row, new: Row) -> Iterator[Difference]:
    before, after = old.cells(), new.cells()
    for name in dict.fromkeys((*after, *before)):
        pair = before.get(name), after.get(name)
        known = next(cell for cell in reversed(pair) if cell is not None)
        earlier, later = (cell or _blank_like(known) for cell in pair)
        if earlier.content == later.content:
            continue
        place = Difference(sheet.id, new.id, name, sheet.label, new.label, known.label, "", "")
        yield from _of_cells(place, earlier, later)


def _blank_like(cell: Cell) -> Cell:
    """The same cell where it was not asked for."""
    return replace(cell, content=None, said=blank, number=None)


def _of_cells(place: Difference, old: Cell, new: Cell) -> Iterator[Difference]:
    if old.is_text and new.is_text:
        parts = list(_paragraphs(old.said, new.said))
        if parts:
            yield from (replace(place, before=b, after=a) for b, a in parts)
            return
    after = new.said if old.said != new.said else f"{new.said}{_alike}"
    yield replace(place, before=old.said, after=after, step=_step(old, new))


def _paragraphs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The paragraphs that differ, those that stayed left out."""
    before, after = (_lines(text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            gone = "\n".join(before[start:end])
            fresh = "\n".join(after[new_start:new_end])
            yield gone or none, fresh or none


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _step(old: Cell, new: Cell) -> str:
    """By how much the number rose or fell, as many places as it is printed with."""
    if old.number is None or new.number is None:
        return ""
    rise = new.number - old.number
    if new.places is not None:
        rise = rounded(rise, new.places)
    return f"{rise:+,f}" if rise else ""


def _held_against(sheet: Sheet, figures: Sequence[FigureLine], opening: str) -> Sheet:
    """Of a quarter's figures what can be held against another quarter's: the closing number.

    With it what the quarter in between opened with: `opening` names the number that says so.
    """

    def cells(figure: FigureLine) -> dict[str, Cell]:
        held = {"closing": number_cell(figure, "closing", "期末")}
        if figure.opening is None:
            return held
        return held | {"opening": number_cell(figure, opening, _carried)}

    known = {figure.id: cells(figure) for figure in figures}
    rows = (_with_cells(row, known[row.id]) if row.id in known else row for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _with_cells(row: Row, cells: Mapping[str, Cell]) -> Row:
    content = tuple(cell.content for cell in cells.values())
    return replace(row, content=content, cells=lambda: cells)


def _records(side: Side, type_id: str) -> Sheet:
    """The records of a type; an empty sheet where the edition knows no such type."""
    if type_id in side.edition.record_types:
        return side.records(type_id)
    return Sheet(type_id, type_id, ())


def _counted(old: Sheet, new: Sheet) -> Iterator[Difference]:
    """How many records a table has, and how many of them came and went."""
    before, after = ({row.id for row in sheet.rows} for sheet in (old, new))
    if before == after:
        return
    moves = f"（多出 {len(after - before):,} 条，少了 {len(before - after):,} 条）"
    if new.id == _own_of_quarter:
        moves = ""
    step = Decimal(len(after) - len(before))
    yield Difference(
        table=new.id,
        row="",
        field="",
        table_label=new.label if new.rows else old.label,
        row_label=_everything,
        field_label="条数",
        before=f"{len(before):,} 条",
        after=f"{len(after):,} 条{moves}",
        step=f"{step:+,f}" if step else "",
    )

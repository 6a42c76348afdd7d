"""What is said of files, sheets and columns before their rows: one sentence a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bianmin_desktop.catalogue.definitions import RecordType
from bianmin_desktop.exchange.tables import Sheet, facts_sheet
from bianmin_desktop.exchange.template_facts import TemplateFacts
from bianmin_desktop.services.importing.arrivals import turned_away_codes
from bianmin_desktop.services.importing.headers import (
    Vocabulary,
    column_name,
    folded,
    ignored,
    record_id_field,
)
from bianmin_desktop.services.importing.layouts import searched_rows
from bianmin_desktop.services.importing.outcome import Problem
from bianmin_desktop.services.importing.proposals import Column, How, TableProposal
from bianmin_desktop.services.importing.skipping import short

no_header, hidden_sheet, other_ledger = (
    "import.no_header",
    "import.hidden_sheet",
    "import.other_ledger",
)
no_title, empty_sheet = "import.no_title", "import.empty_sheet"

_most_places = 8
_told_sheets = frozenset((hidden_sheet, no_title, *turned_away_codes))
explanations = "填写说明"
"""The sheet of our templates that tells how they are filled in."""
_own_sheets = frozenset((facts_sheet, "_lists"))
"""Hidden sheets of our own workbooks: what they are, and what their drop-downs offer."""
_beside_ledgers = ("说明", "封面", "目录", "字典", "下拉", "选项", "示例", "_")


def without_header(file: str, record_type: RecordType, sheet: str = "") -> Problem:
    """No row names two of the fields."""
    wanted = "、".join(asked.label for asked in record_type.fields if asked.required)
    where = f"工作表“{sheet}”里" if sheet else ""
    message = (
        f"{where}没有找到{record_type.name}表的表头（前 {searched_rows} 行里至少要有“{wanted}”"
        "中的几列），没有导入。可以先导出模板，把数据粘贴进去再导入。"
    )
    return Problem(file, message, no_header, sheet)


def without_title(file: str, record_type: RecordType, sheet: str) -> Problem:
    """No column says what each record is called."""
    label = record_type.field(record_type.title).label
    message = (
        f"工作表“{sheet}”里看不出哪一列是“{label}”，没有导入。"
        f"请把那一列的表头改成“{label}”，或在导入向导里指定。"
    )
    return Problem(file, message, no_title, sheet)


def of_other_ledger(file: str, other: RecordType, sheet: str) -> Problem:
    """Another record type knows more of the columns."""
    message = f"工作表“{sheet}”像是{other.name}的表，没有导入。"
    return Problem(file, message, other_ledger, sheet)


def hidden(file: str, sheet: str) -> Problem:
    """A hidden sheet is left out."""
    message = f"工作表“{sheet}”是隐藏的，没有导入。需要的话请取消隐藏后再导入。"
    return Problem(file, message, hidden_sheet, sheet)


def explaining(file: str, sheet: str) -> Problem:
    """The sheet tells how a template of ours is filled in: its 项目 would pass for a heading."""
    return Problem(file, f"工作表“{sheet}”是填写说明，没有导入。", "import.explanations", sheet)


def empty(file: str, sheet: str) -> Problem:
    """There is nothing in the sheet."""
    return Problem(file, f"工作表“{sheet}”是空的。", empty_sheet, sheet)


def of_file(
    file: str, tables: Sequence[TableProposal], record_type: RecordType
) -> Iterator[Problem]:
    """What is told of a file: everything of the sheets that are taken, and what is left out.

    Sheets that are hardly meant (other ledgers, explanations) are told of only by themselves.
    """
    is_taken = any(table.left_out is None for table in tables)
    left = [table for table in tables if table.left_out is not None]
    told = [
        table.left_out for table in left if table.left_out and _is_told(table, is_taken=is_taken)
    ]
    yield from dict.fromkeys(told)
    for table in tables:
        if table.left_out is None:
            yield from table.problems
    if not is_taken and not told:
        blank = [table.left_out for table in left if table.left_out and _is_empty(table)]
        yield blank[0] if blank and len(blank) == len(left) else without_header(file, record_type)


def _is_told(table: TableProposal, *, is_taken: bool) -> bool:
    problem = table.left_out
    if table.sheet.is_hidden and table.sheet.name in _own_sheets:
        return False
    if problem is None or problem.code in _told_sheets:
        return problem is not None
    if problem.code == other_ledger:
        return not is_taken
    is_ledger = not table.sheet.facts and not table.sheet.is_hidden
    is_named = not any(word in table.sheet.name for word in _beside_ledgers)
    return is_taken and problem.code == no_header and is_ledger and is_named


def _is_empty(table: TableProposal) -> bool:
    return table.left_out is not None and table.left_out.code == empty_sheet


def of_columns(table: TableProposal, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Columns that are left out though there is something in them, or taken by likeness."""
    fields = table.fields
    for column in table.columns:
        if column.how == How.LIKENESS:
            label = _label(table, column.field)
            message = f"“{column.heading or column.letters}”这一列当作“{label}”导入，请核对。"
            yield _of_column(table, column, "import.column_likely", message)
        elif column.how == How.NONE and column.samples:
            yield from _left_out(table, column, vocabulary, fields)


def _left_out(
    table: TableProposal, column: Column, vocabulary: Vocabulary, fields: dict[str, Column]
) -> Iterator[Problem]:
    word = folded(column.heading)
    if word in ignored:
        return
    meant = vocabulary.words.get(word)
    if meant is not None and meant.field in fields:
        same = column.heading == fields[meant.field].heading
        message = (
            f"“{column.heading}”这一列出现了两次，只采用了前面那一列。"
            if same
            else f"“{fields[meant.field].heading}”和“{column.heading}”都是"
            f"“{_label(table, meant.field)}”，只采用了前一个。"
        )
        yield _of_column(table, column, "import.column_twice", message)
        return
    named = f"不认识“{column.heading}”这一列" if column.heading else "这一列没有表头"
    rivals = [_label(table, name) for name in column.rivals if name not in fields][:2]
    perhaps = f"可能是“{'”或“'.join(rivals)}”。" if rivals else ""
    message = f"{named}，其中的内容没有导入。{perhaps}"
    yield _of_column(table, column, "import.unknown_column", message)


def of_template(table: TableProposal) -> Iterator[Problem]:
    """Columns that somebody took out of a template of ours."""
    if TemplateFacts.of(table.sheet.facts) is None:
        return
    asked = (field for field in table.record_type.fields if field.entered)
    gone = [field.label for field in asked if field.id not in table.fields]
    if gone:
        more = f" 等 {len(gone)} 列" if len(gone) > _most_places else ""
        message = (
            f"模板里的这些列不见了或改了表头：{'、'.join(gone[:_most_places])}{more}。"
            "台账里这些项的内容没有改动。"
        )
        yield Problem(table.file, message, "import.columns_gone", table.sheet.name)


def of_rows(table: TableProposal, given: Iterable[tuple[str, str, str]]) -> Iterator[Problem]:
    """What answers for all rows, hidden rows, and comments: (field, text, where) are `given`."""
    file, sheet = table.file, table.sheet
    for name, text, where in given:
        label = _label(table, name)
        message = f"没有“{label}”这一列，按{where}都填成“{text}”，请核对。"
        yield Problem(file, message, "import.given", sheet.name, field=name)
    if table.sections:
        first = min(table.sections)
        name, text = table.sections[first]
        message = (
            f"没有“{_label(table, name)}”这一列，按 {len(table.sections)} 个小标题行填写"
            f"（如第 {first + 1} 行“{text}”），请核对。"
        )
        yield Problem(file, message, "import.sections", sheet.name, first + 1, field=name)
    if all(number in table.skips for number in range(table.first_row, len(sheet.rows))):
        message = f"工作表“{sheet.name}”的表头下面没有填写内容。"
        yield Problem(file, message, "import.no_rows", sheet.name)
    hidden_rows = sorted(
        number
        for number in sheet.hidden_rows
        if table.first_row <= number < len(sheet.rows) and number not in table.skips
    )
    if hidden_rows:
        places = _ranges(hidden_rows)
        message = f"有 {len(hidden_rows)} 行是隐藏的（常见于筛选之后），也一起导入：{places}。"
        yield Problem(file, message, "import.hidden_rows", sheet.name, hidden_rows[0] + 1)
    yield from _of_notes(table)


def _of_notes(table: TableProposal) -> Iterator[Problem]:
    held = {c.position for c in table.columns if c.field not in ("", record_id_field)}
    kept, left = 0, []
    for place, text in table.sheet.notes.items():
        number, column = (int(part) for part in place.split(","))
        if number < table.first_row:
            continue
        if column in held and number not in table.skips:
            kept += 1
        else:
            left.append(f"{column_name(column)}{number + 1}“{short(text)}”")
    if kept:
        message = f"有 {kept} 个单元格带批注，作为该项的说明一起导入。"
        yield Problem(table.file, message, "import.notes", table.sheet.name)
    if left:
        more = f" 等 {len(left)} 处" if len(left) > _most_places else ""
        message = f"这些批注不在导入的内容里，没有导入：{'、'.join(left[:_most_places])}{more}。"
        yield Problem(table.file, message, "import.notes_left", table.sheet.name)


def _ranges(numbers: Sequence[int]) -> str:
    """Rows from 0 as a clerk counts them: 第 5、8—12 行."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [f"{a + 1}" if a == b else f"{a + 1}—{b + 1}" for a, b in ranges[:_most_places]]
    more = "……" if len(ranges) > _most_places else ""
    return f"第 {'、'.join(shown)}{more} 行"


def _label(table: TableProposal, name: str) -> str:
    return table.record_type.field(name).label if name != record_id_field else "记录编号"


def _of_column(table: TableProposal, column: Column, code: str, message: str) -> Problem:
    row = table.header_rows[1] + 1
    held = column.field
    return Problem(table.file, message, code, table.sheet.name, row, column.letters, held)


def is_blank(sheet: Sheet) -> bool:
    """Whether nothing stands in the sheet."""
    return not any(text.strip() for row in sheet.rows for text in row)

"""Rows and cells that snapshots are compared by, and what figures and reasons say in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bianmin_desktop.domain.snapshot_words import blank, figure_words
from bianmin_desktop.domain.snapshots import ChangeLine, Explained, FigureLine

_flows = (("opening", "上期"), ("added", "新增"), ("removed", "减少"), ("closing", "期末"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: two with the same `content` are the same; `said` is it in words.

    `is_text` cells are compared paragraph by paragraph; `is_main` ones describe a row that came
    or went.
    """

    label: str
    content: object
    said: str
    number: Decimal | None = None
    places: int | None = None
    is_text: bool = False
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the same `content` means the same cells, which are made only when asked for."""

    id: str
    label: str
    content: object = field(repr=False)
    cells: Callable[[], Mapping[str, Cell]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `tells_rows` when a row that came or went is news of its own."""

    id: str
    label: str
    rows: tuple[Row, ...] = field(repr=False)
    tells_rows: bool = True


def figure_label(figure: FigureLine, labels: list[str]) -> str:
    """The figure's name and unit; where several are called so, with its section."""
    name = figure.label if figure.unit in ("", "%") else f"{figure.label}（{figure.unit}）"
    return name if labels.count(figure.label) == 1 else f"{figure.section}：{name}"


def figure_cells(figure: FigureLine) -> dict[str, Cell]:
    """Everything of a figure as handed in."""
    words = (("label", "名称"), ("section", "分组"), ("unit", "单位"), ("clause", "依据"))
    cells = {name: plain_cell(label, getattr(figure, name)) for name, label in words}
    return cells | {name: number_cell(figure, name, label) for name, label in _flows}


def number_cell(figure: FigureLine, name: str, label: str) -> Cell:
    """One of a figure's numbers; a share stands with the two numbers it was made from."""
    value: Decimal | None = getattr(figure, name)
    said = figure_words(value, figure)
    content: object = str(value)
    if name == "closing" and figure.numerator is not None and figure.denominator is not None:
        said = f"{said}（{figure.numerator:,f}÷{figure.denominator:,f}）"
        content = (content, str(figure.numerator), str(figure.denominator))
    return Cell(label, content, said, value, figure.places)


def exact(figure: FigureLine) -> tuple[str, ...]:
    """Everything of a figure to the last digit: 1.0 is written otherwise than 1.00."""
    return tuple(str(getattr(figure, name)) for name in FigureLine.__dataclass_fields__)


def reason_cells(reason: Explained) -> dict[str, Cell]:
    """What the check asked about, and the office's reason."""
    return {
        "place": plain_cell("位置", reason.place),
        "message": plain_cell("审核提出的问题", reason.message),
        "text": Cell("情况说明", reason.text, reason.text or blank, is_text=True, is_main=True),
    }


def change_cells(line: ChangeLine) -> dict[str, Cell]:
    """A change of the quarter, with its reason."""
    cells = {
        "message": Cell("变动情况", line.message, line.message, is_main=True),
        "reason": Cell("原因", line.reason, line.reason or blank, is_text=True, is_main=True),
    }
    words = (("name", "对象"), ("on", "日期"), ("before", "变动前"), ("after", "变动后"))
    return cells | {name: plain_cell(label, getattr(line, name)) for name, label in words}


def name_cell(name: str) -> dict[str, Cell]:
    """The name of a thing that is only referred to."""
    return {"name": plain_cell("名称", name)}


def plain_cell(label: str, text: str) -> Cell:
    """A cell of text that says itself."""
    return Cell(label, text, text or blank)

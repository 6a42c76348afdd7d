"""③ 核对内容: texts that no code list knows, each once, and what they are to mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Field, RecordType
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.quiet_box import QuietBox
from bianmin_desktop.gui.wizards.import_wizard.choosing_table import ChoosingTable
from bianmin_desktop.services.importing.proposals import How, ValueMeaning

_headings = ("项目", "表里写的", "出现", "按什么导入", "把握")
_widths = (8, 0, 5, 16, 10)
_most_shown = 300
_as_typed, _others = "", "\0other"
_explained = (
    "下面这些写法不在选项里，每种只问一次，选好后用于所有的行，下次导入也记得。"
    "不选就保留原样：文字不会丢，导入后在审核里列出来，以后再改。"
)


class ValuesPage(QWidget):
    """Asks what each text is to mean; the answer is used for all rows that have it."""

    def __init__(
        self, record_type: RecordType, answers: Callable[[Field], Sequence[tuple[str, str]]]
    ) -> None:
        """For records of a type; `answers` gives what a field can be answered with."""
        super().__init__()
        self._type = record_type
        self._answers = answers
        self._values: tuple[ValueMeaning, ...] = ()
        self._chosen: dict[tuple[str, str], str] = {}
        self._build()
        self._lay_out()
        self._suggested.clicked.connect(self._take_suggestions)

    @property
    def chosen(self) -> dict[tuple[str, str], str]:
        """The meanings chosen by the clerk, by field and text; empty for as it is typed."""
        return dict(self._chosen)

    def show_values(
        self, values: Sequence[ValueMeaning], chosen: Mapping[tuple[str, str], str]
    ) -> None:
        """Ask about these texts, the most frequent first."""
        self._values = tuple(sorted(values, key=lambda value: -value.count)[:_most_shown])
        self._chosen = dict(chosen)
        more = len(values) - len(self._values)
        words = f"另外还有 {more:,} 种写法出现较少，保留原样导入。" if more else ""
        self._words.setText(f"{_explained}{words}")
        self._table.start(len(self._values))
        for row, value in enumerate(self._values):
            self._fill(row, value)
        self._judge()

    def _build(self) -> None:
        self._words = label(_explained, "muted", wraps=True)
        self._suggested = QPushButton("全部采用建议(&S)")
        self._suggested.setObjectName("take_suggestions")
        self._table = ChoosingTable("没认出的内容和按什么导入", _headings, _widths)
        self._table.setObjectName("values")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._suggested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self._table, 1)
        layout.addLayout(below)

    def _fill(self, row: int, value: ValueMeaning) -> None:
        name = self._type.field(value.field).label
        box = QuietBox(f"{name}“{value.text}”按什么导入")
        box.setObjectName(f"meaning_{row}")
        offered = [text for text in (value.meaning, *value.offered) if text]
        likely = [(text, text) for text in dict.fromkeys(offered)]
        box.offer([(_as_typed, "保留原样"), *likely], [(_others, "选其他的…")])
        self._show_meaning(box, self._meaning(value))
        box.activated.connect(lambda: self._take(value, box))
        self._table.put(row, (name, value.text, f"{value.count:,} 处"), box)

    def _meaning(self, value: ValueMeaning) -> str:
        return self._chosen.get((value.field, value.text), value.meaning)

    def _take(self, value: ValueMeaning, box: QuietBox) -> None:
        if box.value == _others:
            answers = self._answers(self._type.field(value.field))
            box.offer([(_as_typed, "保留原样")], answers)
            self._show_meaning(box, self._meaning(value))
            box.showPopup()
            return
        self._chosen[value.field, value.text] = box.value
        self._judge()

    def _take_suggestions(self) -> None:
        for value, box in zip(self._values, self._table.boxes, strict=True):
            if value.offered and not self._meaning(value):
                self._chosen[value.field, value.text] = value.offered[0]
                self._show_meaning(box, value.offered[0])
        self._judge()

    def _show_meaning(self, box: QuietBox, meaning: str) -> None:
        if box.findData(meaning) < 0:
            box.insertItem(1, meaning, meaning)
        box.choose(meaning)

    def _judge(self) -> None:
        waiting = 0
        for row, value in enumerate(self._values):
            words, colour = self._sureness(value)
            waiting += bool(value.offered and not self._meaning(value))
            self._table.say(row, words, colour)
        self._suggested.setText(f"全部采用建议（{waiting}）(&S)" if waiting else "全部采用建议(&S)")
        self._suggested.setEnabled(waiting > 0)

    def _sureness(self, value: ValueMeaning) -> tuple[str, str]:
        meaning = self._meaning(value)
        if (value.field, value.text) in self._chosen:
            return ("您选的" if meaning else "保留原样"), "ink"
        if value.how == How.REMEMBERED:
            return "沿用上次", "ink"
        if meaning:
            return "可能，请核对", "verify"
        return (f"建议“{value.offered[0]}”", "verify") if value.offered else ("没认出", "muted")

"""One line of a checklist: what is asked, what the ledgers say, and what is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bianmin_desktop.catalogue.definitions.checklists import scorers
from bianmin_desktop.domain.acceptance.sheet import SheetLine
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.acceptance.showing import marks, standing_words, verdict_words
from bianmin_desktop.gui.fitting import scrolled
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.theme import restyle

_note_lines = 2
_score = "{}_score"


class LinePanel(QWidget):
    """What is typed is kept when its field is left; `next_wanted` goes on to another line.

    `attach_wanted` names a line and the material that is to be attached to it.
    """

    next_wanted = Signal(int)
    attach_wanted = Signal(str, str)
    evidence_wanted = Signal(str)

    def __init__(self, keeper: Keeper) -> None:
        """Empty until `show_line`."""
        super().__init__()
        self._keeper = keeper
        self._line: SheetLine | None = None
        self._texts: dict[str, str] = {}
        self._build()
        self._lay_out()
        self._connect()
        self.setEnabled(False)

    def show_line(self, line: SheetLine) -> None:
        """Show a line; what was typed into the one before is kept."""
        is_other = self._line is None or self._line.code != line.code
        if is_other:
            self.keep()
            self._texts = {}
        pending = {} if is_other else self._pending()
        self._line = line
        self._show_question(line)
        self._show_derivation(line)
        self._show_materials(line)
        self._fill(self._keeper.line_texts(line.id), pending)
        if is_other:
            self._say(())
        self.setEnabled(True)

    def keep(self) -> None:
        """Keep what was typed and not kept yet."""
        if self._line is not None:
            self._keep_changed(self._line.id)

    def forget(self) -> None:
        """Another circle comes: nothing is being typed."""
        self._line, self._texts = None, {}

    def keep_verdict(self, verdict: str) -> None:
        """Conclude the line, or take the conclusion back if it was that already."""
        if self._line is None:
            return
        text = (
            "" if self._texts.get("verdict") == verdict_words[verdict] else verdict_words[verdict]
        )
        self._texts["verdict"] = text
        self._mark_verdict()
        self._say(self._keeper.answer(self._line.id, {"verdict": text}))

    def focus(self) -> None:
        """Ready to type marks."""
        self._scores["self"].setFocus()
        self._scores["self"].selectAll()

    def _build(self) -> None:
        self._asked = label("", "heading", wraps=True)
        self._asked.setObjectName("asked")
        self._standard = label("", "muted", wraps=True)
        self._chip = label("", "chip")
        self._chip.setObjectName("standing")
        self._derivation = label("", wraps=True)
        self._derivation.setObjectName("derivation")
        self._scores = {scorer: _score_line(scorer, word) for scorer, word in scorers.items()}
        self._verdicts = {name: QPushButton(word) for name, word in verdict_words.items()}
        for place, (name, button) in enumerate(self._verdicts.items(), start=1):
            button.setObjectName(f"verdict_{name}")
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setToolTip(tip(f"在左边的列表里按 {place}"))
        self._note = QPlainTextEdit()
        self._note.setObjectName("note")
        self._note.setAccessibleName("备注")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(self.fontMetrics().lineSpacing() * _note_lines + 14)
        self._issues = label("", wraps=True)
        self._issues.setObjectName("line_issues")
        self._materials = QVBoxLayout()
        self._before, self._after = QPushButton("上一项"), QPushButton("下一项")
        self._after.setObjectName("next_line")
        self._other = QPushButton("加入其他材料…")
        self._other.setProperty("role", "link")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(8)
        column.addWidget(self._asked)
        column.addWidget(self._standard)
        column.addWidget(self._card())
        column.addLayout(self._score_grid())
        verdicts = QHBoxLayout()
        for button in self._verdicts.values():
            verdicts.addWidget(button)
        verdicts.addStretch(1)
        column.addLayout(verdicts)
        column.addWidget(self._issues)
        column.addWidget(label("备注", "muted"))
        column.addWidget(self._note)
        column.addWidget(label("佐证材料", "muted"))
        column.addLayout(self._materials)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(self._before)
        ways.addWidget(self._after)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside), 1)
        layout.addLayout(ways)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._derivation)
        self._found = card
        return card

    def _score_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        for place, (scorer, word) in enumerate(scorers.items()):
            title = label(f"{word}分", "muted")
            title.setBuddy(self._scores[scorer])
            grid.addWidget(title, 0, place)
            grid.addWidget(self._scores[scorer], 1, place)
        return grid

    def _connect(self) -> None:
        for line in self._scores.values():
            line.editingFinished.connect(self.keep)
            line.returnPressed.connect(self._go_on)
        for name, button in self._verdicts.items():
            button.clicked.connect(lambda _=False, name=name: self.keep_verdict(name))
        self._before.clicked.connect(lambda: self.next_wanted.emit(-1))
        self._after.clicked.connect(self._go_on)
        self._other.clicked.connect(lambda: self._attach(""))

    def _go_on(self) -> None:
        self.next_wanted.emit(1)

    def _show_question(self, line: SheetLine) -> None:
        star = "★ " if line.is_veto else ""
        self._asked.setText(f"{star}{line.number}　{line.label}")
        how = f"检查办法：{line.method}。行代码 {line.code}"
        self._standard.setText(f"{marks(line.points)} 分。{line.standard}{how}")

    def _show_derivation(self, line: SheetLine) -> None:
        self._found.setVisible(line.derived is not None)
        if line.derived is None:
            return
        words, level = standing_words[line.derived.standing]
        score = line.derived.score
        self._chip.setText(words if score is None else f"{words}，{marks(score)} 分")
        restyle(self._chip, "level", level)
        self._derivation.setText(line.derived.words)

    def _show_materials(self, line: SheetLine) -> None:
        while (item := self._materials.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for material in line.materials:
            self._materials.addWidget(self._material(material, is_missing=material in line.lacking))
        if line.evidence:
            button = QPushButton(f"已附：{'、'.join(line.evidence)}")
            button.setProperty("role", "link")
            button.clicked.connect(lambda: self.evidence_wanted.emit(line.id))
            self._materials.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _material(self, material: str, *, is_missing: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        state = label("缺" if is_missing else "有", "chip")
        restyle(state, "level", "verify" if is_missing else "good")
        button = QPushButton("加入文件…")
        button.setProperty("role", "link")
        button.setAccessibleName(f"加入{material}")
        button.clicked.connect(lambda: self._attach(material))
        line.addWidget(state)
        line.addWidget(label(material, wraps=True), 1)
        line.addWidget(button)
        return row

    def _attach(self, material: str) -> None:
        if self._line is not None:
            self.attach_wanted.emit(self._line.id, material)

    def _fill(self, texts: Mapping[str, str], pending: Mapping[str, str]) -> None:
        """Show what is kept; what is being typed and not kept yet stays as it is."""
        self._texts = dict(texts)
        shown = {**texts, **pending}
        found = self._line.derived if self._line is not None else None
        for scorer, line in self._scores.items():
            held = shown.get(_score.format(scorer), "")
            if line.text().strip() != held:
                line.setText(held)
        by_data = marks(found.score) if found is not None else ""
        self._scores["self"].setPlaceholderText(f"台账 {by_data}" if by_data else "")
        if self._note.toPlainText() != shown.get("note", ""):
            self._note.setPlainText(shown.get("note", ""))
        self._mark_verdict()

    def _mark_verdict(self) -> None:
        for name, button in self._verdicts.items():
            button.setChecked(self._texts.get("verdict") == verdict_words[name])

    def _pending(self) -> dict[str, str]:
        """What was typed and not kept yet, by field."""
        now = {_score.format(scorer): line.text().strip() for scorer, line in self._scores.items()}
        now["note"] = self._note.toPlainText()
        return {name: text for name, text in now.items() if text != self._texts.get(name, "")}

    def _keep_changed(self, line_id: str) -> None:
        if changed := self._pending():
            self._texts |= changed
            self._say(self._keeper.answer(line_id, changed))

    def _say(self, issues: tuple[str, ...]) -> None:
        self._issues.setText("\n".join(issues))
        self._issues.setVisible(bool(issues))
        restyle(self._issues, "level", "blocking" if issues else "")


def _score_line(scorer: str, word: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(_score.format(scorer))
    line.setAccessibleName(f"{word}分")
    line.setMaxLength(10)
    return line

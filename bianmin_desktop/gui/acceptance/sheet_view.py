"""One circle's checklist: its marks at the top, its parts below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions.checklists import scorers
from bianmin_desktop.domain.acceptance.scores import totals
from bianmin_desktop.domain.acceptance.sheet import Sheet
from bianmin_desktop.domain.acceptance.stages import Step
from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.acceptance.code_box import CodeBox
from bianmin_desktop.gui.acceptance.evidence_tab import EvidenceTab
from bianmin_desktop.gui.acceptance.keeper import Keeper
from bianmin_desktop.gui.acceptance.lines_tab import LinesTab
from bianmin_desktop.gui.acceptance.printing import ChecklistPrinting
from bianmin_desktop.gui.acceptance.repairs_tab import RepairsTab
from bianmin_desktop.gui.acceptance.showing import total_words, waiting
from bianmin_desktop.gui.acceptance.stage_tab import StageTab
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.labels import label, tip
from bianmin_desktop.gui.page_tabs import PageTabs
from bianmin_desktop.gui.tables.flow_row import FlowRow
from bianmin_desktop.gui.theme import restyle
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.services.checklist_papers import Wanted

tab_names = ("lines", "evidence", "repairs", "stage")
_words = ("1 逐项填写", "2 佐证材料", "3 整改清单", "4 阶段与存档")


class SheetView(QWidget):
    """`back_wanted` leads to the overview, `found` gives a code that was typed."""

    back_wanted = Signal()
    found = Signal(str)
    step_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        """Empty until `show_sheet`."""
        super().__init__()
        self._context = context
        self._keeper = Keeper(context)
        self._sheet: Sheet | None = None
        self._build()
        self._lay_out()
        self._connect()

    @property
    def lines(self) -> LinesTab:
        """逐项填写."""
        return self._lines

    @property
    def evidence(self) -> EvidenceTab:
        """佐证材料."""
        return self._evidence

    @property
    def tab(self) -> str:
        """The id of the part in front."""
        return tab_names[self._parts.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a part to the front."""
        if name in tab_names:
            self._parts.setCurrentIndex(tab_names.index(name))

    def show_sheet(self, sheet: Sheet, steps: Sequence[Step], records: Sequence[Record]) -> None:
        """Show a checklist, the steps of its circle and its earlier acceptances."""
        old = self._sheet
        if old is None or (old.subject.id, old.template) != (sheet.subject.id, sheet.template):
            self.keep()
            for part in (self._lines.panel, self._repairs, self._stages):
                part.forget()
        self._keeper.turn_to(sheet.subject.id, sheet.template)
        self._sheet = sheet
        self._show_head(sheet)
        self._lines.show_sheet(sheet)
        self._evidence.show_sheet(sheet)
        self._repairs.show_sheet(sheet, self._context.application.clock.today())
        self._stages.show_sheet(sheet, steps, records)

    def show_line(self, line_id: str) -> None:
        """Bring a line to the front, ready to type its marks."""
        self.show_tab("lines")
        self._lines.show_line(line_id)

    def keep(self) -> None:
        """Keep what is typed and not kept yet."""
        if self._sheet is not None:
            self._lines.keep()
            self._repairs.keep()
            self._stages.keep()

    def _build(self) -> None:
        self._back = QPushButton("← 全部生活圈")
        self._back.setObjectName("overview")
        self._back.setProperty("role", "link")
        self._back.setToolTip("Alt+←")
        self._title = label("", "title")
        self._title.setObjectName("sheet_title")
        self._chips = {name: label("", "chip") for name in ("stage", *scorers, "veto", "repairs")}
        for name, chip in self._chips.items():
            chip.setObjectName(f"chip_{name}")
        self._code = CodeBox()
        self._print = QPushButton("打印和导出")
        self._print.setObjectName("print")
        self._work = UnderWay(self._context)
        self._printing = ChecklistPrinting(self._context, self, self._work)
        self._lines = LinesTab(self._keeper)
        self._evidence = EvidenceTab(self._context, self._keeper)
        self._repairs = RepairsTab(self._keeper)
        self._stages = StageTab(self._keeper)
        self._parts = PageTabs()
        parts = (self._lines, self._evidence, self._repairs, self._stages)
        for part, words in zip(parts, _words, strict=True):
            self._parts.addTab(part, words)
        self._print.setMenu(self._print_menu())

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("打印这份清单…", self._print_filled)
        menu.addAction("打印空白表…", self._print_blank)
        menu.addSeparator()
        menu.addAction("存为 PDF…", self._save_pdf)
        menu.addAction("存为 Excel…", self._save_xlsx)
        menu.addAction("空白表存为 Excel…", self._save_blank)
        return menu

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._code)
        top.addWidget(self._print)
        chips = FlowRow()
        chips.add(*self._chips.values())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(chips)
        layout.addWidget(self._work)
        layout.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_wanted)
        self._code.entered.connect(self.found)
        self._parts.currentChanged.connect(self.keep)
        self._lines.attach_wanted.connect(self._evidence.attach)
        self._lines.evidence_wanted.connect(self._show_evidence)
        self._evidence.line_wanted.connect(self.show_line)
        self._repairs.line_wanted.connect(self.show_line)
        self._stages.step_wanted.connect(self.step_wanted)
        self._stages.frozen_wanted.connect(self._print_frozen)

    def _show_head(self, sheet: Sheet) -> None:
        self._title.setText(sheet.subject.name)
        self._title.setToolTip(tip(sheet.title))
        counted = totals(sheet)
        self._say("stage", f"阶段：{sheet.subject.stage_label or '未登记'}")
        for total in counted:
            word = scorers[total.scorer]
            self._say(total.scorer, f"{word} {total_words(total, sheet)}" if total.is_begun else "")
        failing = counted[0].failing
        self._say("veto", f"否决项缺 {len(failing)} 项" if failing else "", "blocking")
        left = waiting(sheet)
        self._say("repairs", f"整改未完 {left} 项" if left else "", "verify")
        lacking = len(sheet.lacking())
        self._parts.setTabText(1, f"{_words[1]}（缺 {lacking}）" if lacking else _words[1])
        self._parts.setTabText(2, f"{_words[2]}（{left}）" if left else _words[2])

    def _say(self, name: str, words: str, level: str = "") -> None:
        chip = self._chips[name]
        chip.setText(words)
        chip.setVisible(bool(words))
        restyle(chip, "level", level)

    def _show_evidence(self, _: str) -> None:
        self.show_tab("evidence")

    def _wanted(self, *, is_blank: bool = False) -> Wanted:
        self.keep()
        return Wanted((self._keeper.circle,), self._keeper.template, is_blank)

    def _name(self, suffix: str, *, is_blank: bool = False) -> str:
        assert self._sheet is not None
        papers = self._context.application.acceptance.papers
        return papers.file_name(self._sheet, suffix, is_blank=is_blank)

    def _print_filled(self) -> None:
        self._printing.preview(self._name(""), self._wanted())

    def _print_blank(self) -> None:
        self._printing.preview(self._name("", is_blank=True), self._wanted(is_blank=True))

    def _save_pdf(self) -> None:
        self._printing.ask_and_save(self._name(".pdf"), self._wanted(), ".pdf")

    def _save_xlsx(self) -> None:
        self._printing.ask_and_save(self._name(".xlsx"), self._wanted(), ".xlsx")

    def _save_blank(self) -> None:
        name = self._name(".xlsx", is_blank=True)
        self._printing.ask_and_save(name, self._wanted(is_blank=True), ".xlsx")

    def _print_frozen(self, number: int) -> None:
        assert self._sheet is not None
        papers = self._context.application.acceptance.papers
        name = papers.file_name(self._sheet, "", number=number)
        self._printing.preview_frozen(name, self._keeper.circle, self._keeper.template, number)

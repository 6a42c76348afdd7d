"""One document: what it is made from, the choices for it, what it says, and the way onto paper."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bianmin_desktop.catalogue.definitions import Printed
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.documents.choices import DocumentChoices
from bianmin_desktop.gui.documents.document_view import DocumentView, most_rows
from bianmin_desktop.gui.documents.rewriting import Rewriting
from bianmin_desktop.gui.labels import label
from bianmin_desktop.gui.tasks import Task
from bianmin_desktop.gui.under_way import UnderWay
from bianmin_desktop.progress import Progress
from bianmin_desktop.services.documents import Drafted, Wanted
from bianmin_desktop.services.paper import PdfPages, opened

_kinds = {
    ".pdf": "PDF 文件 (*.pdf)",
    ".xlsx": "Excel 工作簿 (*.xlsx)",
    ".txt": "文字稿 (*.txt)",
}
_template = "参考模板，没有查到官方表式"
_outdated = "台账在改写以后有变动：这里还是改写过的文字，按“恢复原稿”可换成按现在数据起草的。"
_editable = "文字可以直接在上面改，改过的会留着。"
_rewritten = "这份文稿已经改写，打印和保存的是改写后的文字。"


class DocumentPanel(QWidget):
    """Drafts the document when it is asked to; what is shown is what is printed and saved."""

    def __init__(self, context: Context) -> None:
        """Without a document yet."""
        super().__init__()
        self._context = context
        self._documents = context.application.documents
        self._document: Printed | None = None
        self._drafted: Drafted | None = None
        self._reading: Task[Drafted] | None = None
        self.rewriting = Rewriting(context, self)
        self._build()
        self._lay_out()
        self._connect()

    def suit(self, document: Printed) -> None:
        """Another document: its name, where it comes from, and the choices it takes."""
        self._document = document
        self._name.setText(document.name)
        self._help.setText(document.help)
        self._source.setText(self._source_of(document))
        self._chip.setVisible(document.template)
        self._other.setText("存为文字稿…" if document.letter is not None else "存为 Excel…")
        takes_circle = self._documents.takes_circle(document)
        self._choices.suit(document, self._context.quarter, takes_circle=takes_circle)

    def show_quarter(self, quarter: Quarter) -> None:
        """Another quarter is looked at."""
        self._choices.show_quarter(quarter)

    def read(self) -> None:
        """Draft what is chosen; an answer still under way is dropped."""
        document = self._document
        if document is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._choices.show_circles(self._documents.circles())
        wanted = Wanted(document.id, self._choices.choice, self._choices.subject)
        self._reading = self._context.tasks.look_up(
            lambda: self._documents.draft(wanted), self._show, self._fail
        )

    def save_to(self, target: Path) -> None:
        """Write the document as it stands, beside the window."""
        drafted = self._drafted
        if drafted is not None:
            self._under_way.run(
                "正在生成文件",
                lambda progress: self._documents.save(drafted, target, progress),
                lambda path: self._context.say(f"已存为：{path}"),
            )

    def print_shown(self) -> None:
        """Open the print preview of the document as it stands."""
        drafted = self._drafted
        if drafted is None:
            return

        def make(progress: Progress) -> PdfPages:
            return opened(self._documents.printed(drafted, progress))

        self._under_way.run("正在生成打印页", make, partial(self._preview, drafted.title))

    def _source_of(self, document: Printed) -> str:
        """Which paragraph of which document asks for it."""
        edition = self._context.application.edition
        clause = edition.clauses.get(document.clause)
        if clause is None:
            return ""
        return f"依据：{clause.document or edition.title.document.number} {clause.heading}"

    def _build(self) -> None:
        self._choices = DocumentChoices(self._context.application.summaries.quarters())
        self._view = DocumentView()
        self._name = label("", "heading")
        self._chip = label(_template, "chip")
        self._help = label("", wraps=True)
        self._source = label("", "hint-line", wraps=True)
        self._told = label("", "hint-line", wraps=True)
        self._told.setObjectName("document_remarks")
        self._under_way = UnderWay(self._context)
        self._restore = _button("恢复原稿", "document_restore")
        self._other = _button("", "document_other")
        self._pdf = _button("存为 PDF…", "document_pdf")
        self._print = _button("预览打印…", "document_print")
        self._print.setProperty("role", "primary")

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._chip)
        head.addStretch(1)
        foot.addWidget(self._restore)
        foot.addStretch(1)
        for button in (self._other, self._pdf, self._print):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in (self._help, self._source, self._choices):
            layout.addWidget(part)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._told)
        layout.addWidget(self._under_way)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._choices.changed.connect(self.read)
        self._view.rewritten.connect(self._note_typing)
        self._restore.clicked.connect(self._give_up_wording)
        self._other.clicked.connect(self._ask_for_other)
        self._pdf.clicked.connect(partial(self._ask_where, ".pdf"))
        self._print.clicked.connect(self.print_shown)
        self._under_way.began.connect(self._show_state)
        self._under_way.ended.connect(self._show_state)

    def _show(self, drafted: Drafted) -> None:
        self._reading = None
        self._drafted = self.rewriting.newest(drafted)
        self._choices.show_subjects(drafted.subjects, drafted.wanted.subject)
        self._view.show_drafted(self._drafted)
        self._show_state()

    def _show_state(self) -> None:
        drafted = self._drafted
        is_ready = drafted is not None and bool(drafted.table or drafted.letter)
        for button in (self._print, self._pdf, self._other):
            button.setEnabled(is_ready and not self._under_way.is_busy)
        self._restore.setVisible(drafted is not None and drafted.letter is not None)
        self._restore.setEnabled(drafted is not None and drafted.is_rewritten)
        remarks = _remarks(drafted) if drafted is not None else []
        self._told.setText(" ".join(remarks))
        self._told.setVisible(bool(remarks))

    def _note_typing(self) -> None:
        if self._drafted is not None and self._drafted.letter is not None:
            self._drafted = replace(self._drafted, text=self._view.text)
            self.rewriting.note(self._drafted)
            self._show_state()

    def _give_up_wording(self) -> None:
        if self._drafted is not None:
            self._drafted = replace(self._drafted, text=self._drafted.draft, is_outdated=False)
            self._view.show_drafted(self._drafted)
            self.rewriting.note(self._drafted)
            self._show_state()

    def _ask_for_other(self) -> None:
        """Beside PDF: a workbook for tables, plain text for letters."""
        is_letter = self._drafted is not None and self._drafted.letter is not None
        self._ask_where(".txt" if is_letter else ".xlsx")

    def _ask_where(self, suffix: str) -> None:
        if self._drafted is None:
            return
        folder = self._context.application.folder.exports
        start = folder / self._documents.file_name(self._drafted, suffix)
        chosen, _ = QFileDialog.getSaveFileName(self, "保存到", str(start), _kinds[suffix])
        if chosen:
            # A name with another ending would be a file of another kind.
            self.save_to(Path(chosen).with_suffix(suffix))

    def _preview(self, title: str, pages: PdfPages) -> None:
        from bianmin_desktop.gui.printing.preview import PrintPreview

        PrintPreview(self._context, (title, pages), self).open()

    def _fail(self, error: BaseException) -> None:
        self._reading = None
        self._context.tell(error)


def _remarks(drafted: Drafted) -> list[str]:
    letter = drafted.letter
    found = [*drafted.remarks] if letter is not None else []
    if letter is not None and letter.table is not None:
        found.append(f"后附“{letter.table.title}”，共 {len(letter.table.items)} 行。")
    if drafted.is_outdated:
        found.append(_outdated)
    elif letter is not None:
        found.append(_rewritten if drafted.is_rewritten else _editable)
    if drafted.table is not None:
        found += drafted.table.notes
        if len(drafted.table.items) > most_rows:
            found.append(f"这里只列前 {most_rows} 行，打印和保存的是全部。")
    return found


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    return button

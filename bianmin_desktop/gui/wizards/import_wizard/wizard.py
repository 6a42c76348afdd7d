"""The import wizard: from files or pasted rows to records; nothing is written before the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from bianmin_desktop.errors import Refused
from bianmin_desktop.gui.context import Context
from bianmin_desktop.gui.helping import give_help
from bianmin_desktop.gui.labels import question
from bianmin_desktop.gui.wizards.import_wizard import travelling
from bianmin_desktop.gui.wizards.import_wizard.columns_page import ColumnsPage
from bianmin_desktop.gui.wizards.import_wizard.done_page import DonePage
from bianmin_desktop.gui.wizards.import_wizard.files_page import FilesPage
from bianmin_desktop.gui.wizards.import_wizard.frame import WizardFrame
from bianmin_desktop.gui.wizards.import_wizard.journey import Journey, Read, Step
from bianmin_desktop.gui.wizards.import_wizard.travelling import Ticket, TriedOut
from bianmin_desktop.gui.wizards.import_wizard.trial_page import TrialPage
from bianmin_desktop.gui.wizards.import_wizard.values_page import ValuesPage
from bianmin_desktop.progress import Progress

if TYPE_CHECKING:
    from bianmin_desktop.services.batches import Undone
    from bianmin_desktop.services.importing import Imported
    from bianmin_desktop.services.importing.proposals import Proposal

_onward = {
    Step.FILES: "下一步(&N)",
    Step.COLUMNS: "下一步(&N)",
    Step.VALUES: "试导入(&N)",
    Step.DONE: "关闭(&N)",
}


class ImportWizard(WizardFrame):
    """Going back keeps what was chosen; what went wrong is said on the page."""

    def __init__(self, context: Context, journey: Journey, parent: QWidget | None = None) -> None:
        """For the records of `journey`; `begin` or `add_files` sets it going."""
        steps = tuple(Step)[1:] if journey.is_pasted else tuple(Step)
        super().__init__(context, steps, parent)
        self._journey = journey
        self._steps = steps
        self._verb = "粘贴" if journey.is_pasted else "导入"
        self._type = context.application.edition.record_type(journey.type_id)
        self._imported: Imported | None = None
        self._is_stale = False
        self.setWindowTitle(f"{self._verb}{self._type.name}")
        give_help(context, "paste" if journey.is_pasted else "import", self)
        self._build()
        self._connect_pages()
        self.bring(steps[0])

    @property
    def journey(self) -> Journey:
        """What was chosen so far."""
        return self._journey

    def add_files(self, paths: Iterable[Path]) -> None:
        """Add files and folders to the first step."""
        self._files.add(paths)

    def begin(self, read: Callable[[Progress], Read], words: str) -> None:
        """Read what is to be imported, said to be `words`, and show what its columns are."""
        self.work.run(words, read, self._take_read, self.tell_fault)

    def go_on(self) -> None:
        """The next step, as by its button."""
        steps = {
            Step.FILES: self._read_files,
            Step.COLUMNS: self._check_columns,
            Step.VALUES: self._try_out,
            Step.TRIAL: self._try_out if self._must_retry() else self._apply,
            Step.DONE: self.accept,
        }
        steps[self.step]()

    def go_back(self) -> None:
        """The step before; one that had nothing to ask is passed by."""
        self._keep_choices()
        before = Step(self.step - 1)
        if before is Step.VALUES and not self._journey.has_values:
            before = Step.COLUMNS
        self.bring(before)

    def judge(self) -> None:
        """Buttons say what they would do now."""
        super().judge()
        is_last = self.step is Step.DONE
        self.back.setVisible(self.step is not self._steps[0] and not is_last)
        words = _onward.get(self.step, f"{self._verb} {self._journey.to_write:,} 条(&N)")
        if self.step is Step.TRIAL and self._must_retry():
            words = "重新试导入(&N)" if self._is_stale else "按决定再试一次(&N)"
        self.next.setText(words)
        self.next.setEnabled(not self.work.is_busy and self._may_go_on())

    def may_close(self) -> bool:
        """Corrections and decisions are not thrown away without a word."""
        self._keep_choices()
        if self.step is Step.DONE or not self._journey.has_choices:
            return True
        buttons = QMessageBox.StandardButton
        words = f"还没有{self._verb}，关闭后刚才的选择不保留。要关闭吗？"
        answer = question(self, f"关闭{self._verb}", words, buttons.Yes | buttons.No)
        return answer == buttons.Yes

    def _build(self) -> None:
        name = self._type.name
        self._files = FilesPage(name)
        self._columns = ColumnsPage(self._type)
        self._values = ValuesPage(self._type, self._context.application.entry.answers)
        self._trial = TrialPage()
        self._done = DonePage(name, self._verb)
        pages = (self._files, self._columns, self._values, self._trial, self._done)
        for step, page in zip(Step, pages, strict=True):
            self.add_page(step, page)

    def _connect_pages(self) -> None:
        self.next_wanted.connect(self.go_on)
        self.back_wanted.connect(self.go_back)
        self._files.changed.connect(self.judge)
        self._trial.decided.connect(self.judge)
        self._trial.marked_wanted.connect(self._save_marked)
        self._done.undo_wanted.connect(self._take_back)
        self._done.list_wanted.connect(self._go_to_list)

    def _may_go_on(self) -> bool:
        if self.step is Step.FILES:
            return bool(self._files.paths)
        if self.step is Step.COLUMNS:
            return self._columns.has_table
        if self.step is Step.TRIAL:
            return self._must_retry() or self._journey.to_write > 0
        return True

    def _must_retry(self) -> bool:
        return self._is_stale or self._trial.decisions != self._journey.decisions

    def _keep_choices(self) -> None:
        if self.step is Step.COLUMNS:
            self._journey.columns.update(self._columns.chosen)
        elif self.step is Step.VALUES:
            self._journey.values.update(self._values.chosen)
        elif self.step is Step.TRIAL:
            self._is_stale = self._must_retry()
            self._journey.decisions = self._trial.decisions

    def _ticket(self) -> Ticket:
        self._keep_choices()
        held = self._journey
        return Ticket(held.type_id, held.sources, held.corrections, dict(held.decisions))

    def _read_files(self) -> None:
        paths, held = self._files.paths, self._journey
        if held.proposal is not None and paths == held.files:
            self._show_columns()
            return
        held.files = paths
        held.forget_sources()
        service = self._context.application.importing
        work = partial(travelling.read_files, service, held.type_id, paths)
        self.begin(work, "正在读取文件")

    def _take_read(self, read: Read) -> None:
        self._journey.take(read)
        self._show_columns()
        if self._journey.is_pasted and self._journey.needs_no_look:
            self._try_out()

    def _show_columns(self) -> None:
        held = self._journey
        if held.proposal is not None:
            problems = (*held.unreadable, *held.proposal.problems)
            self._columns.show_proposal(held.proposal, problems, held.columns)
        self.bring(Step.COLUMNS)

    def _check_columns(self) -> None:
        work = partial(travelling.propose, self._context.application.importing, self._ticket())
        self.work.run("正在核对内容", work, self._take_proposal, self.tell_fault)

    def _take_proposal(self, proposal: Proposal) -> None:
        self._journey.proposal = proposal
        if self._journey.has_open_values:
            self._values.show_values(proposal.values, self._journey.values)
            self.bring(Step.VALUES)
        else:
            self._try_out()

    def _try_out(self) -> None:
        work = partial(travelling.try_out, self._context.application.importing, self._ticket())
        self.work.run("正在试导入", work, self._take_trial, self.tell_fault)

    def _take_trial(self, tried: TriedOut) -> None:
        self._journey.proposal, self._journey.trial = tried.proposal, tried.trial
        self._is_stale = False
        self._values.show_values(tried.proposal.values, self._journey.values)
        self._trial.show_trial(tried.trial, self._journey.decisions)
        self.bring(Step.TRIAL)

    def _apply(self) -> None:
        if self._journey.trial is not None:
            work = partial(self._context.application.importing.apply, self._journey.trial)
            self.work.run(f"正在{self._verb}", work, self._take_imported, self._fail_to_apply)

    def _fail_to_apply(self, error: BaseException) -> None:
        self._is_stale = isinstance(error, Refused)
        self.tell_fault(error)
        self.judge()

    def _take_imported(self, imported: Imported) -> None:
        self._imported = imported
        self._context.hub.announce(imported.changes)
        self._done.show_imported(imported)
        self.bring(Step.DONE)

    def _take_back(self) -> None:
        if self._imported is not None:
            work = partial(self._context.application.batches.undo, self._imported.batch)
            self.work.run("正在撤销", work, self._tell_taken_back, self.tell_fault)

    def _tell_taken_back(self, undone: Undone) -> None:
        self._context.hub.announce(undone.changes)
        self._done.show_undone(undone)

    def _save_marked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "需修改的表格放在哪个文件夹")
        if chosen and self._journey.trial is not None:
            marked = self._context.application.importing.marked
            work = partial(marked, self._journey.trial, Path(chosen))
            self.work.run("正在导出需修改的表格", work, self._tell_marked, self.tell_fault)

    def _tell_marked(self, made: list[Path]) -> None:
        names = "、".join(path.name for path in made)
        words = f"已导出到 {made[0].parent}：{names}。改好涂色的格子，可以再导入。" if made else ""
        self.tell(words or "没有需要修改的格子。", "good")

    def _go_to_list(self) -> None:
        self.accept()
        self._context.go(self._type.id)

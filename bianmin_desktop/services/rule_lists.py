"""审核规则 as files: every rule in force, for Excel, for PDF and for the printer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.rules.telling import RuleLine, rule_lines
from bianmin_desktop.environment.files import file_name
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, Table
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.listings import Letterhead
from bianmin_desktop.services.printing import printed_list, save_list

_columns = (
    Column("group", "核对什么", width=16),
    Column("level", "级别", width=6),
    Column("name", "规则", width=20),
    Column("fields", "看哪些项目", Look.LINES, 24),
    Column("says", "发现问题时怎么说", Look.LINES, 44),
    Column("limits", "限值和适用范围", Look.LINES, 24),
    Column("blanks", "空白怎么算", Look.LINES, 20),
    Column("source", "依据", Look.LINES, 20),
    Column("id", "规则编号", Look.TEXT, 26),
)


class RuleListService:
    """The rules of the edition in force, listed and written."""

    def __init__(self, edition: Edition, letterhead: Letterhead) -> None:
        """For an office and the edition in force."""
        self._edition = edition
        self._letterhead = letterhead

    @property
    def title(self) -> str:
        """What stands above the list: the unit and what it is."""
        return f"{self._letterhead.office.name}审核规则"

    @property
    def basis(self) -> str:
        """By which edition: its name and document."""
        cover = self._edition.title
        return f"口径：{cover.name}（{cover.document.number}）"

    def lines(self, words: str = "") -> tuple[RuleLine, ...]:
        """Every rule in force; those alone in which `words` stand, if any are given."""
        return tuple(line for line in rule_lines(self._edition) if line.holds(words))

    def file_name(self, suffix: str) -> str:
        """A name for the file: unit, what it is, day."""
        day = f"{self._letterhead.clock.today():%Y%m%d}"
        return file_name(self._letterhead.office.name, "审核规则", day, suffix=suffix)

    def save(self, lines: Sequence[RuleLine], target: Path, progress: Progress = silent) -> None:
        """Write the rules; the file's suffix (.xlsx, .pdf) decides what it is.

        Raises `WrongUse` for another suffix, `EnvironmentFault` when it cannot be written, and
        what `progress` raises; what lay there is untouched then.
        """
        save_list(self._listed(lines), target, self._letterhead.fonts, progress)

    def printed(self, lines: Sequence[RuleLine], progress: Progress = silent) -> bytes:
        """The rules as a PDF file, ready to be shown and printed; raises as `save` does."""
        return printed_list(self._listed(lines), self._letterhead.fonts, progress)

    def _listed(self, lines: Sequence[RuleLine]) -> ListSheet:
        rows = tuple(_row(line) for line in lines)
        whole = len(rule_lines(self._edition))
        some = f"；共 {whole} 条，这里是其中一部分" if len(rows) < whole else ""
        return ListSheet(
            Table("rules", "审核规则", "审核规则", _columns, rows),
            self._letterhead.office.name,
            f"{self.basis}；没有写文号的依据都出自这份文件{some}",
            self._letterhead.clock.now(),
            naming="name",
            has_ids=False,
        )


def _row(line: RuleLine) -> Line:
    told = (line.group, line.level.label, line.name, line.fields, line.says)
    return Line((*told, line.limits, line.blanks, line.source, line.id), record=line.id)

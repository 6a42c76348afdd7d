"""A checklist on its way to paper or into a workbook: its words, the same in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bianmin_desktop.catalogue.definitions.checklists import Scorer, scorers
from bianmin_desktop.domain.acceptance.contents import Accepted
from bianmin_desktop.domain.acceptance.scores import section_marks, total, totals
from bianmin_desktop.domain.acceptance.sheet import (
    Sheet,
    SheetLine,
    SheetSection,
    failed,
    not_applicable,
    ok,
)
from bianmin_desktop.domain.answers import separators
from bianmin_desktop.domain.numerals import numeral
from bianmin_desktop.exchange.submission.whole import Version

verdict_words: Mapping[str, str] = {ok: "合格", failed: "不合格", not_applicable: "不适用"}
result_words: Mapping[str, str] = {"passed": "复验合格", "failed": "仍不合格"}
_box = "□"
_most_opinion = 600


@dataclass(frozen=True, slots=True)
class ChecklistPaper:
    """A checklist to be printed: as it stands, blank, or as a version froze it.

    `made_at` is when it is printed; of a frozen one when it was frozen.
    """

    sheet: Sheet
    made_at: datetime
    is_blank: bool = False
    accepted: Accepted | None = None
    version: Version | None = None

    @property
    def title(self) -> str:
        """What stands above it."""
        return f"{self.sheet.subject.name}\n{self.sheet.title}"

    @property
    def name(self) -> str:
        """The title on one line."""
        return self.title.replace("\n", "")

    @property
    def footer(self) -> str:
        """What stands at the foot of every page; only what is frozen has a 一致码."""
        unit, subject = self.sheet.reporter.name, self.sheet.subject.name
        if self.version is not None:
            told = f"第{self.version.number}次存档 · 一致码 {self.version.fingerprint}"
        elif self.is_blank:
            told = "空白表"
        else:
            told = f"{day_words(self.made_at.date())}打印，尚未存档"
        return f"{unit} · {subject}{self.sheet.title.removeprefix('一刻钟便民生活圈')} · {told}"

    @property
    def symbol(self) -> str:
        """What the QR symbol at the foot says; nothing before it is frozen."""
        if self.version is None:
            return ""
        unit, code = self.sheet.reporter.code, self.sheet.lines[0].code[:5]
        return f"{unit} {code} V{self.version.number} {self.version.fingerprint}"

    @property
    def about(self) -> str:
        """Which circle and stage, who reports, and what the data were taken from."""
        subject = self.sheet.subject
        covers = f"（{'、'.join(subject.communities)}）" if subject.communities else ""
        parts = [f"填报单位：{self.sheet.reporter.name}", f"生活圈：{subject.name}{covers}"]
        if not self.is_blank:
            parts.append(f"阶段：{subject.stage_label or '未登记'}")
            parts.append(f"台账截至{day_words(self.sheet.day)}")
        return "　".join(parts)

    @property
    def verdict(self) -> str:
        """总评: boxes to tick while nothing is decided."""
        if self.accepted is not None:
            label = self.sheet.grading.label(self.accepted.verdict)
            return f"{label}（{self.accepted.marks:f}分）"
        if not self.is_blank and self.sheet.panel.verdict:
            return self.sheet.grading.label(self.sheet.panel.verdict)
        return "　".join(f"{_box}{band.label}" for band in self.sheet.grading.bands)

    def signers(self) -> Iterator[tuple[str, str]]:
        """Who signs, with a line to write on where nobody is named."""
        panel = self.sheet.panel
        yield "验收组组长", panel.leader
        named = [part.strip() for part in separators.split(panel.members) if part.strip()]
        for place in range(max(self.sheet.seats, len(named))):
            yield "验收组成员", named[place] if place < len(named) else ""
        yield "被验收单位（盖章）", ""
        yield "验收日期", day_words(panel.on) if panel.on else ""
        yield "总评", self.verdict

    def notes(self) -> Iterator[str]:
        """What stands under the table."""
        sheet = self.sheet
        if not self.is_blank:
            yield from _told(self)
        if sheet.panel.opinion:
            yield f"验收意见：{sheet.panel.opinion[:_most_opinion]}"
        yield "★为否决项，不合格的总评为“整改后复验”。" + _grading(sheet)
        yield "行代码：在程序“验收清单”里输入或用扫码枪扫，就到这一项。"
        yield f"依据：{sheet.basis}。{sheet.note}"


def heading(section: SheetSection, place: int, sheet: Sheet, *, is_blank: bool) -> str:
    """A section's heading: 一、组织保障（10分）, and one's own marks so far."""
    given, possible = section_marks(sheet, section.id, "self")
    points = sum((line.points for line in sheet.of_section(section)), Decimal(0))
    whole = f"最多加{plain(section.cap)}分" if section.is_bonus else f"{plain(points)}分"
    told = "" if is_blank else f"　自评 {plain(given)} / {plain(possible)}"
    return f"{numeral(place)}、{section.label}（{whole}）{told}"


def label_of(line: SheetLine) -> str:
    """What a line asks; veto lines are starred."""
    return f"★{line.label}" if line.is_veto else line.label


def standard_of(line: SheetLine) -> str:
    """How it is marked, how it is looked at, and what has to be at hand."""
    materials = f"材料：{'、'.join(line.materials)}" if line.materials else ""
    return "\n".join(filter(None, (f"{line.standard}（{line.method}）", materials)))


def score_of(line: SheetLine, scorer: Scorer) -> str:
    """Marks as printed."""
    score = line.score(scorer)
    return "" if score is None or line.is_out else plain(score)


def verdict_of_line(line: SheetLine) -> str:
    """The conclusion as printed; what follows from the ledgers alone where nothing was said."""
    if line.verdict:
        return verdict_words.get(line.verdict, line.verdict)
    return verdict_words[not_applicable] if line.is_out else ""


def derivation_of(line: SheetLine) -> str:
    """What the ledgers say."""
    return line.derived.words if line.derived is not None else ""


def total_cells(sheet: Sheet) -> dict[Scorer, str]:
    """The marks of every scorer that has begun, as printed."""
    return {t.scorer: plain(t.marks) if t.is_begun else "" for t in totals(sheet)}


def plain(number: Decimal) -> str:
    """A number without zeros at its end: 8, 8.5."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def day_words(day: date) -> str:
    """2024年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def size_words(size: int) -> str:
    """A file's size as people say it."""
    if size < 1 << 20:
        return f"{max(size / 1024, 0.1):.1f} KB"
    return f"{size / (1 << 20):.1f} MB"


def numbers_of(lines: Sequence[str], sheet: Sheet) -> str:
    """The numbers of lines by their ids."""
    found = (sheet.line(line_id) for line_id in lines)
    return "、".join(line.number for line in found if line is not None)


def _told(paper: ChecklistPaper) -> Iterator[str]:
    sheet = paper.sheet
    told = [
        f"{scorers[t.scorer]} {plain(t.marks)} 分"
        + (f"（还有 {t.missing} 项没有打分）" if t.missing else "")
        for t in totals(sheet)
        if t.is_begun
    ]
    if told:
        yield f"得分：{'；'.join(told)}。没有填写自评分的，按台账情况计分。"
    failing = total(sheet, "self").failing
    if failing:
        yield f"否决项不合格：{'、'.join(line.label for line in failing)}。"


def _grading(sheet: Sheet) -> str:
    *bands, last = sheet.grading.bands
    told = [f"{plain(band.at_least)}分以上为{band.label}" for band in bands]
    return f"{'，'.join(told)}，其余为{last.label}。" if told else ""

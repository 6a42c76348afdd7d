"""上级加了一列: columns an office adds to its ledgers by itself, with no file to edit by hand.

What is added is in force when the book is opened the next time. Nothing is ever taken out: a
column that is not asked any more is retired, and what was filled in stays in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import msgspec

from bianmin_desktop.catalogue.additions import Addition, Additions, merged, prefix
from bianmin_desktop.catalogue.additions_file import additions_text, read_additions
from bianmin_desktop.catalogue.definitions import Choice, ChoiceList, Kind, RecordType
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import Loaded
from bianmin_desktop.domain.parsing import numbers
from bianmin_desktop.domain.parsing.text import clean, half_width
from bianmin_desktop.domain.parsing.unreadable import Unreadable
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import EnvironmentFault, Refused

chosen = (Kind.CHOICE, Kind.CHOICES)
counted = (Kind.INTEGER, Kind.DECIMAL)
longest: dict[str, int] = {"label": 30, "unit": 10, "help": 200, "source": 200, "option": 60}
"""The most characters each text of a column may have."""

most_options = 200
_places = 2
_longest_text, _longest_lines = 200, 2000
_narrowest, _widest = 8, 30
_letters = 12
_widths = {Kind.TEXT: 20, Kind.LINES: 30, Kind.DATE: 12, Kind.CHOICES: 20, Kind.CHOICE: 14}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column as a clerk asks for it, every answer as typed; `options` are what is chosen from."""

    record: str
    label: str
    kind: Kind
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    listed: bool = True
    help: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A column that could be added, and the list it is chosen from if it is chosen from one."""

    column: Addition
    choice_list: ChoiceList | None


class AdditionService:
    """Reads and writes the additions of one data folder."""

    def __init__(self, loaded: Loaded, path: Path, initials: Initials, clock: Clock) -> None:
        """Over the edition in force and the file of its additions."""
        self._loaded = loaded
        self._path = path
        self._initials = initials
        self._clock = clock

    @property
    def path(self) -> Path:
        """The file the additions are kept in."""
        return self._path

    @property
    def fault(self) -> EnvironmentFault | None:
        """What kept the additions from being in force, if something did."""
        return self._loaded.fault

    @property
    def is_pending(self) -> bool:
        """Whether something was added or changed that is not in force before the next opening."""
        return self.fault is None and self._read() != self._loaded.additions

    def ledgers(self) -> tuple[RecordType, ...]:
        """The record types that take a column, the registers last."""
        edition = self._loaded.shipped
        ledgers = (t for t in edition.record_types.values() if t.in_ledger and not t.register)
        return (*ledgers, *edition.registers)

    def all(self) -> tuple[Addition, ...]:
        """Every column that was added, retired ones too."""
        return self._read().columns if self.fault is None else ()

    def options_of(self, column: Addition) -> tuple[str, ...]:
        """What a column may be chosen from, as shown."""
        lists = {held.id: held for held in self._read().choice_lists}
        held = lists.get(column.choices) or self._loaded.shipped.choice_lists.get(column.choices)
        return tuple(choice.label for choice in held.choices) if held else ()

    def draft(self, wanted: Wanted) -> Drafted:
        """The column that would be added; nothing is written.

        Raises `Refused` with a sentence for what is missing or cannot be.
        """
        held = self._read()
        label = _said(wanted.label, "label", "列名")
        if not label:
            raise Refused("请写上列名，照上级表上的表头写。", code="BM-481")
        self._refuse_known(wanted.record, label, held)
        low, high = _limits(wanted)
        column_id = self._new_id(label, held)
        choice_list = _options(column_id, label, wanted) if wanted.kind in chosen else None
        column = Addition(
            record=wanted.record,
            id=column_id,
            label=label,
            kind=wanted.kind,
            required=wanted.required,
            unit=_said(wanted.unit, "unit", "单位") if wanted.kind in counted else "",
            minimum=low,
            maximum=high,
            places=_places if wanted.kind is Kind.DECIMAL else 0,
            length=_longest_lines if wanted.kind is Kind.LINES else _longest_text,
            choices=choice_list.id if choice_list else "",
            help=_sentence(wanted.help),
            source=_said(wanted.source, "source", "依据"),
            listed=wanted.listed,
            width=min(max(_widths.get(wanted.kind, 10), len(label) * 2, _narrowest), _widest),
            added=self._clock.today(),
        )
        self._checked(_with(held, column, choice_list))
        return Drafted(column, choice_list)

    def add(self, wanted: Wanted) -> Addition:
        """Add a column. Raises `Refused`, and `EnvironmentFault` when it cannot be written."""
        drafted = self.draft(wanted)
        self._write(_with(self._read(), drafted.column, drafted.choice_list))
        return drafted.column

    def redraft(self, column: Addition, wanted: Wanted) -> Drafted:
        """What a column would be with another name, other words around it and more options.

        What it holds stays what it is. Raises `Refused` as `draft` does.
        """
        held = self._read()
        _refuse_gone(column, held)
        label = _said(wanted.label, "label", "列名") or column.label
        others = replace(held, columns=tuple(c for c in held.columns if c != column))
        self._refuse_known(column.record, label, others)
        changed = msgspec.structs.replace(
            column,
            label=label,
            help=_sentence(wanted.help),
            source=_said(wanted.source, "source", "依据"),
            required=wanted.required,
            listed=wanted.listed,
        )
        chosen_from = next((c for c in held.choice_lists if c.id == column.choices), None)
        longer = _lengthened(chosen_from, wanted.options) if chosen_from else None
        self._checked(_exchanged(held, column, Drafted(changed, longer)))
        return Drafted(changed, longer)

    def change(self, column: Addition, wanted: Wanted) -> Addition:
        """Change a column as `redraft` says. Raises as `add` does."""
        drafted = self.redraft(column, wanted)
        self._write(_exchanged(self._read(), column, drafted))
        return drafted.column

    def retire(self, column: Addition, *, retired: bool = True) -> Addition:
        """Ask for a column no longer, or again; what was filled in stays in any case."""
        changed = msgspec.structs.replace(column, retired=retired)
        self._write(_exchanged(self._read(), column, Drafted(changed, None)))
        return changed

    def _read(self) -> Additions:
        if self.fault is not None:
            raise Refused(self.fault.message, code=self.fault.code)
        return read_additions(self._path)

    def _write(self, additions: Additions) -> None:
        self._checked(additions)
        write_bytes(self._path, additions_text(additions).encode())

    def _checked(self, additions: Additions) -> None:
        try:
            merged(self._loaded.shipped, additions)
        except PolicyFault as fault:
            raise Refused(f"这一列加不上：{fault.message}", code="BM-482") from fault

    def _refuse_known(self, record: str, label: str, held: Additions) -> None:
        record_type = self._loaded.shipped.record_type(record)
        for field in record_type.fields:
            if _folded(label) in map(_folded, (field.label, *field.aliases)):
                also = "" if field.label == label else f"（就是“{field.label}”）"
                raise Refused(
                    f"{record_type.name}里已经有“{label}”这一列{also}，不用再加。", code="BM-483"
                )
        for column in held.columns:
            if column.record == record and _folded(column.label) == _folded(label):
                way_out = "已经停用，可以直接恢复" if column.retired else "不用再加"
                raise Refused(f"“{label}”以前已经加过，{way_out}。", code="BM-483")

    def _new_id(self, label: str, held: Additions) -> str:
        """`x_` with initials and a number, as no column has or ever had."""
        spoken = "".join(s for s in self._initials.of(half_width(label)) if s.isascii())
        taken = {column.id for column in held.columns}
        numbered = (f"{prefix}{spoken[:_letters]}{n}" for n in range(1, len(taken) + 2))
        return next(name for name in numbered if name not in taken)


def _with(held: Additions, column: Addition, choice_list: ChoiceList | None) -> Additions:
    lists = (choice_list,) if choice_list else ()
    return Additions((*held.columns, column), (*held.choice_lists, *lists))


def _exchanged(held: Additions, column: Addition, by: Drafted) -> Additions:
    """With one column, and its list, in the place of another; raises `Refused` if it is gone."""
    _refuse_gone(column, held)
    longer = by.choice_list
    return Additions(
        tuple(by.column if one == column else one for one in held.columns),
        tuple(longer if longer and one.id == longer.id else one for one in held.choice_lists),
    )


def _refuse_gone(column: Addition, held: Additions) -> None:
    if column not in held.columns:
        raise Refused("这一列刚才被改过，请重新打开这一页再改。", code="BM-485")


def _said(text: str, name: str, label: str) -> str:
    said = clean(text).text
    if len(said) > longest[name]:
        raise Refused(
            f"“{label}”共 {len(said)} 个字，最多 {longest[name]} 个字，请写短一些。", code="BM-481"
        )
    return said


def _sentence(text: str) -> str:
    said = _said(text, "help", "说明")
    return said if not said or said.endswith(("。", "！", "？")) else f"{said}。"


def _limits(wanted: Wanted) -> tuple[Decimal | None, Decimal | None]:
    if wanted.kind not in counted:
        return None, None
    low, high = _limit(wanted.minimum, "最小值"), _limit(wanted.maximum, "最大值")
    if low is not None and high is not None and low > high:
        raise Refused(f"最小值 {low:f} 比最大值 {high:f} 还大，请核对。", code="BM-481")
    return low, high


def _limit(text: str, label: str) -> Decimal | None:
    said = clean(text).text
    if not said:
        return None
    try:
        return numbers.decimal_number(said)
    except Unreadable as refusal:
        raise Refused(f"{label}：{refusal.message}", code="BM-481") from refusal


def _options(column_id: str, label: str, wanted: Wanted) -> ChoiceList:
    empty = ChoiceList(id=column_id, name=label, choices=(), template=True)
    made = _lengthened(empty, wanted.options)
    if len(made.choices) < 2:
        raise Refused("从列表中选的列，至少要写两个可选项，一行一个。", code="BM-481")
    return made


def _lengthened(held: ChoiceList, options: Iterable[str]) -> ChoiceList:
    """The list with the options that it does not have yet; an option's id never changes."""
    choices = [*held.choices]
    known = {_folded(choice.label) for choice in choices}
    for option in _told(options):
        if _folded(option) not in known:
            known.add(_folded(option))
            choices.append(Choice(id=f"c{len(choices) + 1}", label=option))
    if len(choices) > most_options:
        raise Refused(f"可选项最多 {most_options} 个，请精简。", code="BM-481")
    return msgspec.structs.replace(held, choices=tuple(choices))


def _told(options: Iterable[str]) -> Sequence[str]:
    return [said for option in options if (said := _said(option, "option", "可选项"))]


def _folded(text: str) -> str:
    return half_width(text).replace(" ", "").lower()

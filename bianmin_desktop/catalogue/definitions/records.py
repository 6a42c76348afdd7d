"""Record types, their fields and the code lists fields are answered from."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from bianmin_desktop.catalogue.definitions.definition import Definition


class Kind(StrEnum):
    """What a field holds; parsing, editor, column type and cell format all follow from it."""

    TEXT = "text"
    LINES = "lines"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    USCC = "uscc"
    PHONE = "phone"
    DIVISION = "division"
    QUARTER = "quarter"


class Field(Definition, frozen=True):
    """One question of a record type, described once for form, table, Excel, PDF and checks.

    A `default` is an answer as typed; of a date it may be `today`.
    """

    id: str
    label: str
    kind: Kind
    section: str
    required: bool = False
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    places: int = 0
    length: int = 200
    choices: str = ""
    target: str = ""
    help: str = ""
    clause: str = ""
    template: bool = False
    aliases: tuple[str, ...] = ()
    default: str = ""
    listed: bool = False
    searched: bool = False
    personal: bool = False
    month_allowed: bool = False
    carried: bool = False
    entered: bool = True
    width: int = 12


class Section(Definition, frozen=True):
    """A heading of a form, holding the fields that name it."""

    id: str
    label: str
    clause: str = ""
    help: str = ""


class RecordType(Definition, frozen=True):
    """A kind of record: its sections, fields and what makes two of them the same thing.

    `register` marks the registers (其他台账), which no code knows by their ids.
    """

    id: str
    name: str
    title: str
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    order: str = ""
    in_ledger: bool = True
    register: bool = False
    help: str = ""

    @property
    def clause(self) -> str:
        """The paragraph its first section comes from; empty when that names none."""
        return self.sections[0].clause if self.sections else ""

    def field(self, field_id: str) -> Field:
        """The field with that id; `KeyError` if the record type has none."""
        for candidate in self.fields:
            if candidate.id == field_id:
                return candidate
        raise KeyError(f"{self.id}.{field_id}")

    def has_field(self, field_id: str) -> bool:
        """Whether the record type asks for that field."""
        return any(candidate.id == field_id for candidate in self.fields)


class Choice(Definition, frozen=True):
    """One entry of a code list."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False
    help: str = ""


class ChoiceList(Definition, frozen=True):
    """A code list: the answers a `choice` field allows."""

    id: str
    name: str
    choices: tuple[Choice, ...]
    clause: str = ""
    template: bool = False

    def choice(self, choice_id: str) -> Choice | None:
        """The entry with that id, or nothing."""
        return next((entry for entry in self.choices if entry.id == choice_id), None)

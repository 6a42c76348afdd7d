"""Templates: workbooks in which clerks collect records before they are imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.catalogue.divisions import Division, Divisions
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.answers import Answers
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import WrongUse
from bianmin_desktop.exchange.excel.template import Asked, Template, template_workbook
from bianmin_desktop.exchange.submission.ledgers import Words
from bianmin_desktop.exchange.template_facts import TemplateFacts

Choices = Mapping[str, tuple[str, ...]]
"""Names of records to choose from, by record type."""

_several = (Kind.CHOICES, Kind.REFERENCES)


class TemplateService:
    """Makes templates; needs an edition, and no book."""

    def __init__(self, edition: Edition, divisions: Divisions, clock: Clock) -> None:
        """For an edition; the division table gives the names of a unit's communities."""
        self._edition = edition
        self._divisions = divisions
        self._clock = clock

    def save(
        self, type_id: str, target: Path, unit: str = "", known: Choices | None = None
    ) -> None:
        """Write the template of a record type; `known` names what references are chosen from.

        A `unit` (6, 9 or 12 digits) leaves only its own communities to choose from. Raises
        `WrongUse` for an unknown unit and `EnvironmentFault` when the file cannot be written.
        """
        choices = {**(known or {})}
        if unit:
            choices["community"] = self._communities(unit)
        record_type = self._edition.record_type(type_id)
        asked = self.asked(type_id, choices)
        facts = TemplateFacts(self._edition.id, type_id)
        template = Template(record_type.name, asked, facts, naming=record_type.title)
        write_bytes(target, template_workbook(template, self._clock.now()))

    def asked(self, type_id: str, known: Choices) -> list[Asked]:
        """The columns of a record type; `known` names what references are chosen from."""
        words = Words(self._edition, Answers.of(self._edition), {})
        fields = self._edition.record_type(type_id).fields
        return [self._asked(words, field, known) for field in fields if field.entered]

    def division(self, unit: str) -> Division:
        """The unit with that code of 6, 9 or 12 digits. Raises `WrongUse` when there is none."""
        division = self._divisions.get(unit)
        if division is None:
            raise WrongUse(f"区划表里没有代码 {unit[:20]}，请用 units 查一查。", code="BM-310")
        return division

    def _communities(self, unit: str) -> tuple[str, ...]:
        division = self.division(unit)
        below = self._divisions.descendants(division.code, "community")
        return tuple(community.name for community in below or (division,))

    def _asked(self, words: Words, field: Field, choices: Choices) -> Asked:
        column = words.column(field)
        answers = column.choices
        if field.kind is Kind.CHOICES:
            listed = self._edition.choice_list(field.choices).choices
            answers = tuple(choice.label for choice in listed)
        elif field.target:
            answers = choices.get(field.target, ())
        offered = () if field.kind in _several else answers
        return Asked(field, replace(column, choices=offered), answers)

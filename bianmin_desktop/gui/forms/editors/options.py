"""What a field offers to choose from, and how a clerk finds an entry of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.catalogue.definitions import Field, Kind


@dataclass(frozen=True, slots=True)
class Option:
    """One entry: `text` is what is typed for it, `label` what is shown, `words` find it."""

    text: str
    label: str
    words: str


def options_of(application: Application, field: Field) -> tuple[Option, ...]:
    """The entries of a field, to be found by label, alias or pinyin initials."""
    aliases = _aliases(application, field)
    initials = application.program.keys.initials
    offered = []
    for text, label in application.entry.answers(field):
        # Two records of one name are typed by their ids, and must not look the same either.
        shown = label if label in (text, "") else f"{label}（编号 {text[-6:]}）"
        spoken = (label, initials.of(label), *aliases.get(label, ()))
        offered.append(Option(text, shown, " ".join(spoken).lower()))
    return tuple(offered)


def named(options: Sequence[Option], typed: str) -> Option | None:
    """The entry called exactly so, by its text or its label."""
    return next((option for option in options if typed in (option.text, option.label)), None)


def found(options: Sequence[Option], typed: str) -> list[Option]:
    """The entries a piece of a label, an alias or initials leads to."""
    wanted = typed.strip().lower()
    return [option for option in options if wanted in option.words] if wanted else []


def _aliases(application: Application, field: Field) -> dict[str, tuple[str, ...]]:
    if field.kind not in (Kind.CHOICE, Kind.CHOICES):
        return {}
    choices = application.edition.choice_list(field.choices).choices
    return {choice.label: choice.aliases for choice in choices}

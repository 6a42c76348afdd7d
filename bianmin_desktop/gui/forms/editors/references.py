"""What the texts of one form may refer to: names at once, words as soon as they were derived."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import names_of
from bianmin_desktop.domain.drafting.facts import Facts
from bianmin_desktop.domain.drafting.mentions import Ear, Mention

_pending = "…"


class Writing(Protocol):
    """A text that is being written, and takes references where its cursor stands."""

    def type_reference(self, key: str) -> None:
        """Put a reference where the cursor stands."""
        ...


class References(QObject):
    """Shared by all text boxes of a form; `changed` tells them that other words are known."""

    changed = Signal()

    def __init__(
        self, edition: Edition, parent: QObject | None = None, type_id: str = "summary"
    ) -> None:
        """For summaries of a type: names are known, words not yet."""
        super().__init__(parent)
        self.names: Mapping[str, str] = names_of(edition, type_id)
        self.facts: Facts = {}
        self.drafts: Mapping[str, str] = {}
        self.last: Writing | None = None
        """The text the cursor was in last."""
        self._ear = Ear(edition)

    def show(self, facts: Facts, drafts: Mapping[str, str], ear: Ear) -> None:
        """From now on references mean these facts."""
        is_other = facts != self.facts
        self.facts, self.drafts, self._ear = facts, drafts, ear
        if is_other:
            self.changed.emit()

    def words(self, key: str) -> str:
        """What a reference is printed as; dots as long as that is being derived."""
        fact = self.facts.get(key)
        return fact.words if fact is not None else _pending

    def tip(self, key: str) -> str:
        """What a reference is, in a sentence."""
        return f"{self.names.get(key, key)}：{self.words(key)}\n由数据得出，数据变了会跟着变。"

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The numbers typed by hand in a text, where there is a fact for them."""
        return self._ear.mentions(text, self.facts)

"""Keeps what is filled in of one circle's checklist, at once, and tells every view."""

from __future__ import annotations

from collections.abc import Mapping

from bianmin_desktop.domain.records import Record
from bianmin_desktop.gui.context import Context
from bianmin_desktop.services.entry import Saved


class Keeper:
    """For the circle and template named last by `turn_to`."""

    def __init__(self, context: Context) -> None:
        """For no circle yet."""
        self._context = context
        self.circle = ""
        self.template = ""

    def turn_to(self, circle: str, template: str) -> None:
        """What is kept from now on is this circle's."""
        self.circle, self.template = circle, template

    def answer(self, line_id: str, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Keep fields of a line; returns what the gate says of them."""
        checklists = self._context.application.acceptance.checklists
        try:
            saved = checklists.answer(self.circle, self.template, line_id, texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return ()
        return self._told(saved, texts)

    def describe(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Keep who looks at it when, and the verdict; returns what the gate says of them."""
        checklists = self._context.application.acceptance.checklists
        try:
            saved = checklists.describe(self.circle, self.template, texts)
        except Exception as error:  # noqa: BLE001 - told to the clerk in words
            self._context.tell(error)
            return ()
        return self._told(saved, texts)

    def line_texts(self, line_id: str) -> dict[str, str]:
        """What was filled in of a line, as it was typed."""
        checklists = self._context.application.acceptance.checklists
        return self._texts(checklists.row(self.circle, self.template, line_id))

    def panel_texts(self) -> dict[str, str]:
        """What was filled in of this acceptance, as it was typed."""
        checklists = self._context.application.acceptance.checklists
        return self._texts(checklists.head(self.circle, self.template))

    def _texts(self, record: Record) -> dict[str, str]:
        entry = self._context.application.entry
        fields = self._context.application.edition.record_type(record.type).fields
        return {field.id: entry.text(field, record) for field in fields if field.entered}

    def _told(self, saved: Saved, texts: Mapping[str, str]) -> tuple[str, ...]:
        self._context.hub.announce(saved.changes)
        return tuple(i.message for i in saved.issues if i.place.field in ("", *texts))

"""Which editor a field gets: by its kind, and by how many entries there are to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.gui.forms.editors.choice import ChoiceEditor
from bianmin_desktop.gui.forms.editors.editor import Editor
from bianmin_desktop.gui.forms.editors.line import LineEditor
from bianmin_desktop.gui.forms.editors.lines import LinesEditor
from bianmin_desktop.gui.forms.editors.options import Option
from bianmin_desktop.gui.forms.editors.several import ListedEditor, TicksEditor

chosen_kinds = frozenset((Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE, Kind.REFERENCES, Kind.YES_NO))
"""Kinds whose editors offer entries; their forms renew the entries when records change."""

_few = 12


def editor_for(field: Field, options: Sequence[Option]) -> Editor:
    """A new editor for the field; `options` are its entries, empty for free answers."""
    if field.kind is Kind.LINES:
        return LinesEditor(field)
    if field.kind is Kind.CHOICES and len(options) <= _few:
        return TicksEditor(field, options)
    if field.kind in (Kind.CHOICES, Kind.REFERENCES):
        return ListedEditor(field, options)
    if field.kind in chosen_kinds:
        return ChoiceEditor(field, options)
    return LineEditor(field)

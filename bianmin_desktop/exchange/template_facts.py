"""What a template says of itself on its hidden sheet, so that a returned one is known again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

template_format = "bianmin-template"
format_version = 2
"""1 said nothing but its edition."""

_ids_in_cell = 800
"""A cell holds 32,767 characters, an id has 36."""
_texts = ("edition", "type", "unit", "community", "community_name", "period", "id", "chain")


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """The edition and record type it asks for; and of one that was sent out, to whom and when.

    `community` is the record the rows belong to, `period` the quarter they are asked for, `id` the
    template's own; `counter` and `chain` name the state of the book its `records` were taken from.
    `made_at` is in ISO form.
    """

    edition: str
    type: str
    unit: str = ""
    community: str = ""
    community_name: str = ""
    period: str = ""
    id: str = ""
    counter: int = 0
    chain: str = ""
    made_at: str = ""
    records: tuple[str, ...] = ()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The names and texts of the hidden sheet; what is blank is left out."""
        yield "format", template_format
        yield "format_version", str(format_version)
        for name in _texts:
            if text := str(getattr(self, name)):
                yield name, text
        if self.id:
            yield "counter", str(self.counter)
            yield "made_at", self.made_at
        for number, start in enumerate(range(0, len(self.records), _ids_in_cell), start=1):
            yield f"records_{number}", " ".join(self.records[start : start + _ids_in_cell])

    @classmethod
    def of(cls, said: Mapping[str, str]) -> TemplateFacts | None:
        """Read from what a hidden sheet says; nothing when it is none of a template."""
        if said.get("format") != template_format:
            return None
        counter = said.get("counter", "")
        lists = (said.get(f"records_{number}", "") for number in range(1, len(said) + 1))
        return cls(
            **{name: said.get(name, "") for name in _texts},
            counter=int(counter) if counter.isascii() and counter.isdigit() else 0,
            made_at=said.get("made_at", ""),
            records=tuple(record for held in lists for record in held.split()),
        )

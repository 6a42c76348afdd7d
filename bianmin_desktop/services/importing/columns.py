"""Which column holds which field: by its heading, by what is like it, by what its cells tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bianmin_desktop.catalogue.definitions import Field, Kind
from bianmin_desktop.domain.parsing.units import known_units, suffix_factors
from bianmin_desktop.services.importing.evidence import Evidence, samples_of, telling
from bianmin_desktop.services.importing.headers import (
    Vocabulary,
    column_name,
    ignored,
    record_id_field,
    units_named,
)
from bianmin_desktop.services.importing.layouts import Layout
from bianmin_desktop.services.importing.proposals import Column, How

accepted = 0.76
"""The least confidence with which a column is taken for a field without being asked."""

_shown = 3
_most_rivals = 4
_rival = 0.45
_title_rival = 0.5
_told = 0.8
_doubted = 0.77
_surest_likeness = 0.92
_numeric = frozenset((Kind.INTEGER, Kind.DECIMAL))

Decided = Mapping[int, tuple[str, How]]
"""The field (or an empty text: left out) that was chosen or remembered, by column from 0."""


@dataclass(frozen=True, slots=True)
class _Guess:
    place: int
    field: str
    confidence: float
    how: How


@dataclass
class Reader:
    """Takes the columns of one table for fields, no two for the same."""

    layout: Layout
    rows: Sequence[Sequence[str]]
    vocabulary: Vocabulary
    evidence: Evidence
    _samples: dict[int, list[str]] = field(init=False, default_factory=dict)
    _guesses: dict[int, dict[str, _Guess]] = field(init=False, default_factory=dict)

    def columns(self, decided: Decided) -> tuple[Column, ...]:
        """Every column with a heading or anything in it."""
        width = max(len(self.layout.words), max(map(len, self.rows), default=0))
        for place in range(width):
            self._samples[place] = samples_of(self.rows, place)
        for place in range(width):
            self._guesses[place] = {guess.field: guess for guess in self._by_heading(place)}
        self._ask_cells()
        settled = self._with_title(self._settled(self._fitting(decided)), decided)
        return tuple(
            self._column(place, settled.get(place))
            for place in range(width)
            if self._samples[place] or self._words(place)
        )

    def _words(self, place: int) -> tuple[str, ...]:
        return self.layout.words[place] if place < len(self.layout.words) else ()

    def _by_heading(self, place: int) -> Iterator[_Guess]:
        words = self._words(place)
        if not words or (words[0] in ignored and words[0] not in self.vocabulary.words):
            return
        best: dict[str, _Guess] = {}
        for rank, word in enumerate(words):
            meaning = self.vocabulary.words.get(word)
            if meaning is not None and meaning.field not in best:
                sure = (1.0 if meaning.how is How.EXACT else 0.95) - 0.05 * rank
                best[meaning.field] = _Guess(place, meaning.field, sure, meaning.how)
        yield from (self._doubting(guess) for guess in best.values())
        most = accepted - 0.02 if best else _surest_likeness
        for name, score in self.vocabulary.likely(words[0], _rival):
            if name not in best:
                yield self._weighed(_Guess(place, name, min(score, most), How.LIKENESS), most)

    def _weighed(self, guess: _Guess, most: float) -> _Guess:
        """A likely field, more or less so for what the cells tell."""
        asked = self._asked(guess.field)
        samples = self._samples[guess.place]
        if asked is None or asked.kind not in telling or not samples:
            return guess
        share = self.evidence.share(asked, samples)
        weight = 0.12 if share >= 0.7 else -0.25 if share <= 0.2 else 0.0
        return replace(guess, confidence=min(max(guess.confidence + weight, 0.0), most))

    def _doubting(self, guess: _Guess) -> _Guess:
        """A heading's other name stands back when none of the cells is an answer to the field."""
        asked = self._asked(guess.field)
        samples = self._samples[guess.place]
        if guess.how is not How.ALIAS or asked is None or asked.kind not in telling:
            return guess
        if len(samples) < 3 or self.evidence.share(asked, samples) > 0:
            return guess
        return replace(guess, confidence=_doubted)

    def _ask_cells(self) -> None:
        """What cells tell of columns whose headings do not, for fields that no heading names."""
        named = {
            guess.field
            for guesses in self._guesses.values()
            for guess in guesses.values()
            if guess.confidence > _told
        }
        for place, guesses in self._guesses.items():
            if max((g.confidence for g in guesses.values()), default=0.0) > _told:
                continue
            if any(word in ignored for word in self._words(place)):
                continue
            for asked in self.evidence.told_by(self._samples[place]):
                if asked.id not in named:
                    guesses[asked.id] = _Guess(place, asked.id, _told, How.LIKENESS)

    def _asked(self, name: str) -> Field | None:
        record_type = self.vocabulary.record_type
        return record_type.field(name) if record_type.has_field(name) else None

    def _fitting(self, decided: Decided) -> Decided:
        known = {record_id_field, "", *(asked.id for asked in self.vocabulary.record_type.fields)}
        return {place: held for place, held in decided.items() if held[0] in known}

    def _settled(self, decided: Decided) -> dict[int, _Guess]:
        """The surest guesses first; of equally sure ones the column further left."""
        chosen = [
            _Guess(place, name, 2.0 if how is How.CHOSEN else 1.5, how)
            for place, (name, how) in decided.items()
        ]
        guesses = (guess for held in self._guesses.values() for guess in held.values())
        free = [g for g in guesses if g.confidence >= accepted and g.place not in decided]
        settled: dict[int, _Guess] = {}
        taken: set[str] = {""}
        for guess in sorted([*chosen, *free], key=lambda g: (-g.confidence, g.place)):
            if guess.place not in settled and (guess.field not in taken or not guess.field):
                settled[guess.place] = replace(guess, confidence=min(guess.confidence, 1.0))
                taken.add(guess.field)
        return settled

    def _with_title(self, settled: dict[int, _Guess], decided: Decided) -> dict[int, _Guess]:
        """Where no column is named for the title, the one most like it that can be spared."""
        title = self.vocabulary.record_type.title
        if any(guess.field == title for guess in settled.values()):
            return settled
        likely = [
            guesses[title]
            for place, guesses in self._guesses.items()
            if title in guesses and place not in decided and self._is_spare(settled.get(place))
        ]
        best = max(likely, key=lambda guess: (guess.confidence, -guess.place), default=None)
        if best is None or best.confidence < _title_rival:
            return settled
        return {**settled, best.place: best}

    def _is_spare(self, guess: _Guess | None) -> bool:
        asked = self._asked(guess.field) if guess else None
        return guess is None or (
            asked is not None and asked.kind is Kind.TEXT and not asked.required
        )

    def _column(self, place: int, guess: _Guess | None) -> Column:
        headings = self.layout.headings
        heading = headings[place] if place < len(headings) else ""
        held = guess.field if guess else ""
        others = sorted(self._guesses[place].values(), key=lambda g: -g.confidence)
        rivals = [g.field for g in others if g.confidence >= _rival and g.field != held]
        return Column(
            position=place,
            letters=column_name(place),
            heading=heading,
            samples=tuple(self._samples[place][:_shown]),
            field=held,
            confidence=round(guess.confidence, 2) if guess else 0.0,
            how=guess.how if guess else How.NONE,
            rivals=tuple(rivals[:_most_rivals]),
            unit=self._unit(heading, held),
        )

    def _unit(self, heading: str, held: str) -> str:
        """The unit in the heading, when numbers below it are not in the field's own."""
        asked = self._asked(held)
        if asked is None or asked.kind not in _numeric or not asked.unit:
            return ""
        factors = suffix_factors(asked.unit)
        for unit in units_named(heading):
            if unit in factors:
                return "" if factors[unit] == 1 else unit
            if unit in known_units():
                return unit
        return ""

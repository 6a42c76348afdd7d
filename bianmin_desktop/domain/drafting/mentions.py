"""Numbers typed by hand where the ledgers give them: found, and compared with what they give.

Only what plainly speaks of a figure counts as a mention: its name, at most a verb or a filler, a
number and the figure's unit, at the beginning of a part of a sentence or behind a filler word, in
a sentence that speaks of no other place or time. Better to miss one than to accuse a clerk wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bianmin_desktop.catalogue.definitions import Speech
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import entered_numbers, pieces_of
from bianmin_desktop.domain.drafting.facts import Fact, Facts
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.rounding import rounded

_number = r"(?P<number{n}>[0-9０-９]{{1,3}}(?:[,，][0-9０-９]{{3}})+(?![0-9０-９])|[0-9０-９]+)"
_decimals = r"(?P<decimals{n}>[.．][0-9０-９]+)?(?P<wan{n}>万)?"
_plain = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_endings = re.compile("(?:社区)?(?:居民委员会|居委会|村民委员会|村委会)$")
_stops = re.compile(r"[。；;！!？?\n]")
_han = re.compile(r"[\u3400-\u9fff0-9A-Za-z]")
_beyond = 3
_closing = "closing"
_longest_sentence = 400
_wan = 10_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A number typed by hand for something there is a fact for.

    `start` and `end` are where the digits stand in the text; `said` is the whole expression.
    """

    start: int
    end: int
    said: str
    fact: Fact
    is_right: bool

    @property
    def right(self) -> str:
        """The words and the unit that would be right."""
        is_percent = self.fact.words.endswith("%")
        return self.fact.words if is_percent else f"{self.fact.words}{self.fact.unit}"


@dataclass(frozen=True)
class Ear:
    """Hears mentions under one edition; everything it needs is prepared once.

    `places` are names of communities and circles: a sentence that names one speaks of it alone.
    """

    edition: Edition
    places: tuple[str, ...] = ()

    def mentions(self, text: str, facts: Facts) -> tuple[Mention, ...]:
        """What is typed by hand in a text, in its order; live references are none of it."""
        speech = self.edition.speech
        if speech is None or not self._names:
            return ()
        found: list[Mention] = []
        start = 0
        for piece in pieces_of(text, facts):
            if not piece.key:
                found += self._heard(text, (start, start + len(piece.text)), facts, speech)
            start += len(piece.text)
        return tuple(found)

    def _heard(
        self, text: str, span: tuple[int, int], facts: Facts, speech: Speech
    ) -> Iterator[Mention]:
        taken: list[tuple[int, int]] = []
        for pattern in self._patterns:
            at = span[0]
            while found := pattern.search(text, at, span[1]):
                at = found.start() + 1
                if any(found.start() < end and start < found.end() for start, end in taken):
                    continue
                if not self._is_plain(text, found, speech):
                    continue
                at = found.end()
                taken.append(found.span())
                yield from self._judged(text, found, span[1], facts)

    def _judged(
        self, text: str, found: re.Match[str], limit: int, facts: Facts
    ) -> Iterator[Mention]:
        """The number of a match, and those that follow with a verb alone (、减少1个)."""
        name = found["name"]
        verb = found["verb"] or found.groupdict().get("after") or ""
        spots = [(found, verb)]
        while more := self._following.match(text, spots[-1][0].end(), limit):
            spots.append((more, more["verb"]))
        for spot, said in spots:
            mention = self._compared(spot, self._part(said), name, facts)
            if mention is not None:
                yield mention

    def _compared(self, spot: re.Match[str], part: str, name: str, facts: Facts) -> Mention | None:
        keys = [f"{base}.{part}" for base, is_figure in self._names[name] if is_figure]
        if part == _closing:
            keys += [base for base, is_figure in self._names[name] if not is_figure]
        known = [
            facts[key]
            for key in keys
            if key in facts
            and facts[key].number is not None
            and self._is_same_unit(facts[key].unit, spot["unit"])
        ]
        if not known:
            return None
        right = next((fact for fact in known if _is_equal(spot, fact)), None)
        end = spot.end("unit") if spot["unit"] in "%％" else spot.end("number")
        end = max(end, spot.end("decimals"), spot.end("wan"))
        return Mention(
            spot.start("number"), end, spot[0].strip("、，,"), right or known[0], right is not None
        )

    def _is_plain(self, text: str, found: re.Match[str], speech: Speech) -> bool:
        """Whether the match stands free, in a sentence about the whole unit and this quarter."""
        before = text[max(found.start() - _longest_sentence, 0) : found.start()]
        if before and _han.match(before[-1]) and not before.endswith(speech.leads):
            return False
        if found.re is self._patterns[1] and _han.match(text[found.end() : found.end() + 1]):
            return text[found.end()] in "和及与"
        begin = max((m.end() for m in _stops.finditer(before)), default=0)
        sentence = before[begin:] + text[found.start() : found.end() + _beyond]
        return not any(word in sentence for word in (*speech.elsewhere, *self.places))

    def _part(self, verb: str) -> str:
        speech = self.edition.speech
        if speech is None or not verb:
            return _closing
        return "added" if verb in speech.added else "removed"

    def _is_same_unit(self, unit: str, typed: str) -> bool:
        groups = self.edition.speech.units if self.edition.speech else ()
        return unit == typed or any(unit in group and typed in group for group in groups)

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[str, bool]]]:
        """What each name may stand for: a key, or the base of a figure's keys."""
        speech = self.edition.speech
        general = frozenset(speech.too_general if speech else ())
        names: dict[str, list[tuple[str, bool]]] = {}
        for word, base, is_figure in self._spoken():
            if word not in general and (base, is_figure) not in names.setdefault(word, []):
                names[word].append((base, is_figure))
        return {word: bases for word, bases in names.items() if bases}

    def _spoken(self) -> Iterator[tuple[str, str, bool]]:
        for figure in self.edition.figures:
            label = figure.label.removeprefix("其中：")
            for word in _forms(label):
                yield word, f"figure:{figure.id}", True
        for field_id, label in entered_numbers(self.edition).items():
            for word in (label, *self.edition.field("summary", field_id).aliases):
                yield word, f"entered:{field_id}", False
        for name in self.edition.speech.names if self.edition.speech else ():
            base, is_figure = name.reference, name.reference.startswith("figure:")
            for word in name.words:
                yield word, base.rsplit(".", 1)[0] if is_figure else base, is_figure

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Name before number (商业网点共118个) and number before name (共有118个商业网点)."""
        speech = self.edition.speech
        verbs = _any_of((*speech.added, *speech.removed)) if speech else "(?!)"
        links = _any_of(speech.links) if speech else "(?!)"
        names = f"(?P<name>{_any_of(self._names)})"
        amount = _amount(self._units)
        first = (
            rf"(?:(?P<verb>{verbs})了?)?{names} ?(?:{links}){{0,3}}"
            rf"(?:(?P<after>{verbs})了?)? ?{amount}"
        )
        second = rf"(?:(?P<verb>{verbs})了?|{links})? ?{amount}的?{names}"
        return re.compile(first), re.compile(second)

    @cached_property
    def _following(self) -> re.Pattern[str]:
        speech = self.edition.speech
        verbs = _any_of((*speech.added, *speech.removed)) if speech else "(?!)"
        return re.compile(rf"[、，,]?(?P<verb>{verbs})了?{_amount(self._units)}")

    @property
    def _units(self) -> Collection[str]:
        groups = self.edition.speech.units if self.edition.speech else ()
        return [unit for group in groups for unit in group]


def places_of(ledger: Ledger, edition: Edition) -> tuple[str, ...]:
    """Names of communities and circles, long and short; none where there is only one of a kind."""
    found: list[str] = []
    for type_id in ("community", "circle"):
        names = [record.name(edition.record_type(type_id)) for record in ledger.of(type_id)]
        if len(names) > 1:
            found += names + [_endings.sub("", name) for name in names]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def _amount(units: Collection[str]) -> str:
    number = _number.format(n="") + _decimals.format(n="")
    return rf"(?<![0-9０-９.．,，]){number} ?(?P<unit>{_any_of(units)})"


def _any_of(words: Collection[str]) -> str:
    """The longest first: 商业网点总数 is not 商业网点 with something behind it."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _forms(label: str) -> tuple[str, ...]:
    short = label.removesuffix("数")
    return (label, short) if len(short) > 1 else (label,)


def _is_equal(spot: re.Match[str], fact: Fact) -> bool:
    """Whether the typed number is the derived one, as precisely as it was typed or is printed."""
    if fact.number is None:
        return False
    decimals = (spot["decimals"] or "").translate(_plain)
    typed = Decimal(spot["number"].translate(_plain) + decimals)
    scale = _wan if spot["wan"] else 1
    printed = len(fact.words.rstrip("%").partition(".")[2])
    places = {max(len(decimals) - 1, 0), printed}
    return any(rounded(fact.number / scale, count) == typed for count in places)

"""Line codes: the few characters by which a printed line of a checklist is found again.

`KD7M4-101-X`: five characters for the circle and the template, the line's id, and a check
character that no single slip and no two characters changed about get past.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from bianmin_desktop.domain.parsing.text import half_width
from bianmin_desktop.domain.snapshots import alphabet

_tag, _number = 5, 10
_form = re.compile(r"([0-9A-Z]{5})([0-9OIL]{3})([0-9A-Z])")
_separators = re.compile(r"[\s\-—–－_·.]+")
_digits = str.maketrans("OIL", "011")
_values = {character: place for place, character in enumerate(alphabet)}


def checklist_number(circle_id: str, template_id: str) -> str:
    """What a circle's checklist is kept under, the same in every office: ten characters."""
    digest = hashlib.sha256(f"checklist:{template_id}:{circle_id}".encode()).digest()
    number = int.from_bytes(digest)
    characters = []
    for _ in range(_number):
        number, place = divmod(number, len(alphabet))
        characters.append(alphabet[place])
    return "".join(characters)


def line_code(circle_id: str, template_id: str, line_id: str) -> str:
    """The code of a line as it is printed."""
    tag = checklist_number(circle_id, template_id)[:_tag]
    return f"{tag}-{line_id}-{_check(tag, line_id)}"


def read_code(text: str) -> tuple[str, str] | None:
    """The tag and the line's id of a code typed or scanned; nothing when it is none.

    Case, full-width letters, spaces and dashes do not matter; O and I among digits are 0 and 1.
    """
    found = _form.fullmatch(_separators.sub("", half_width(text).upper()))
    if found is None:
        return None
    tag, line_id, check = found[1], found[2].translate(_digits), found[3]
    is_known = all(character in _values for character in tag)
    return (tag, line_id) if is_known and _check(tag, line_id) == check else None


def meant_by(tag: str, known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The circles and templates (their ids) among `known` that a tag stands for."""
    return [pair for pair in known if checklist_number(*pair)[:_tag] == tag]


def _check(tag: str, line_id: str) -> str:
    """Weighted by place modulo 31, a prime: every single slip and every swap changes it."""
    values = (*(_values[character] for character in tag), *map(int, line_id))
    return alphabet[sum(place * value for place, value in enumerate(values, 1)) % len(alphabet)]

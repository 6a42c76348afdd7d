"""Text as typed or pasted, made safe to keep without changing what it says.

Everything here is linear in the length of the text: ten megabytes may be pasted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# The Unicode stream-safe limit (UAX #15): no writing system stacks more marks on one
# letter, and putting longer stacks in canonical order takes quadratic time.
MOST_STACKED_MARKS = 30

_SURROGATE_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_DIRECTION_MARKS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_ZERO_WIDTH = re.compile(
    r"[\u00ad\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]+"
)
_PLANE_ENDS = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
_UNSTORABLE = re.compile(rf"[\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]+")
_JOINER = "\u200d"
_PICTURE = r"[\u203c-\u2bff\ufe0f\U0001f000-\U0001faff]"
_STRAY_JOINER = re.compile(rf"\u200d(?!{_PICTURE})|(?<!{_PICTURE})\u200d")
# Everything that might be a combining mark; the exact question is asked only inside a run.
_POSSIBLE_MARKS = re.compile(
    r"[^\w\s!-~\u2010-\u2027\u3001-\u3029\ue000-\uf8ff\uff01-\uff65\U0001f000-\U0001faff]"
    rf"{{{MOST_STACKED_MARKS + 1},}}"
)
# Named one by one, because breaks and controls are dealt with before, and one class is fast.
_BLANKS = re.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]+")
# Words of visible ASCII, common Chinese characters and their punctuation, one space between
# them: most of what is typed, and as it should be already.
_SEEN = "[!-~\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]+"
_ORDINARY = re.compile(f"(?:{_SEEN}(?: {_SEEN})*)?")
_LINE_EDGE = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")

_HALF_WIDTH = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-"),
    0x3000: " ",
    0x3002: ".",
    0xFF61: ".",
}
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text that can be kept, and in Chinese what had to be taken out of it."""

    text: str
    notes: tuple[str, ...] = ()


def is_ordinary(text: str) -> bool:
    """Whether the text is as ``clean`` and ``clean_lines`` make it already: most texts are."""
    return _ORDINARY.fullmatch(text) is not None


def clean(text: str) -> Cleaned:
    """Return one line of text, trimmed, each run of white space one space, in form NFC.

    Characters that cannot be seen or stored are removed and counted in the notes. Names keep
    their characters (no compatibility folding); emoji and rare characters stay. Idempotent.
    """
    if _ORDINARY.fullmatch(text):
        return Cleaned(text)
    visible = _visible(_LINE_BREAK.sub(" ", text))
    return Cleaned(_BLANKS.sub(" ", visible.text).strip(" "), visible.notes)


def clean_lines(text: str) -> Cleaned:
    r"""Return long text as ``clean`` makes it, keeping its lines, separated by ``\n``.

    Lines are trimmed at both ends (the printed layout indents paragraphs itself), and of
    several empty lines in a row one stays. Idempotent.
    """
    visible = _visible(_LINE_BREAK.sub("\n", text))
    spaced = _BLANKS.sub(" ", visible.text)
    lines = _EMPTY_LINES.sub("\n\n", _LINE_EDGE.sub("\n", spaced))
    return Cleaned(lines.strip(" \n"), visible.notes)


def storable(text: str) -> str:
    """Return the text as it is, but for halves of surrogate pairs, which nothing can store."""
    return _UNSTORABLE.sub("", _SURROGATE_PAIR.sub(_joined_pair, text))


def half_width(text: str) -> str:
    """Return text with full-width letters, digits and punctuation as ASCII, for codes and such."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def _visible(text: str) -> Cleaned:
    text = _SURROGATE_PAIR.sub(_joined_pair, text)
    notes = []
    for pattern, what in (
        (_UNSTORABLE, "无法保存的字符"),
        (_CONTROLS, "看不见的控制字符"),
        (_DIRECTION_MARKS, "改变文字方向的符号"),
    ):
        text, removed = _without(pattern, text)
        notes += _note(removed, what)
    text, zero_width = _without(_ZERO_WIDTH, text)
    if _JOINER in text:
        text, joiners = _without(_STRAY_JOINER, text)
        zero_width += joiners
    notes += _note(zero_width, "零宽字符")
    text, stacked = _composed(text)
    notes += _note(stacked, "重叠过多的附加符号")
    return Cleaned(text, tuple(notes))


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    kept = pattern.sub("", text)
    return kept, len(text) - len(kept)


def _note(removed: int, what: str) -> list[str]:
    return [f"已去掉 {removed} 个{what}"] if removed else []


def _joined_pair(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _composed(text: str) -> tuple[str, int]:
    # Cut before, so that composing is linear; and after, because a few single characters
    # are decomposed into two marks.
    cut = _POSSIBLE_MARKS.sub(_bounded_stack, text)
    composed = unicodedata.normalize("NFC", cut)
    bounded = _POSSIBLE_MARKS.sub(_bounded_stack, composed)
    return bounded, len(text) - len(cut) + len(composed) - len(bounded)


def _bounded_stack(run: re.Match[str]) -> str:
    kept = []
    height = 0
    for character in run[0]:
        height = height + 1 if unicodedata.combining(character) else 0
        if height <= MOST_STACKED_MARKS:
            kept.append(character)
    return "".join(kept)

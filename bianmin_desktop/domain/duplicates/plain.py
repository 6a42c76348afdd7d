"""Words as they are compared: half-width, lower case, no blanks, every sign between them a dash."""

from __future__ import annotations

import re

from bianmin_desktop.domain.parsing.text import half_width

_plain = re.compile(r"[\u4e00-\u9fff0-9a-z]+")
_signs = (
    "－‐‑‒–—―−·•・.,，。、;:：；'\"‘’“”!！?？*＊&＆|｜~～_＿=＝+＋"
    "<>《》〈〉「」『』/／\\＼@＠$￥%％^`"
)
_blanks = " \t\n\r\u3000\xa0\u200b"
_table: dict[int, str | None] = {
    **{code: half_width(chr(code)) for code in range(0xFF01, 0xFF5F)},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    **{code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)},
    **dict.fromkeys(map(ord, _signs), "-"),
    **dict.fromkeys(map(ord, _blanks), None),
    **dict.fromkeys(map(ord, "(（[【［〔{｛"), "("),
    **dict.fromkeys(map(ord, ")）]】］〕}｝"), ")"),
}
_only_words = str.maketrans("", "", "()-")
_no_brackets = str.maketrans("", "", "()")


def is_plain(text: str) -> bool:
    """Whether the text is one plain word already, as most are."""
    return _plain.fullmatch(text) is not None


def plain_text(text: str) -> str:
    """The text in one way of writing; every kind of bracket is a round one."""
    return text.translate(_table)


def plain_word(text: str) -> str:
    """The same without brackets and dashes."""
    return word_of(plain_text(text))


def word_of(plain: str) -> str:
    """Plain text without brackets and dashes."""
    return plain.translate(_only_words)


def unbracketed(plain: str) -> str:
    """Plain text without its brackets, what is inside them kept."""
    return plain.translate(_no_brackets)

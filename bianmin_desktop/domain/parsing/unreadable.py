"""The one refusal of this room, and the entry every reader starts from."""

from __future__ import annotations

from bianmin_desktop.domain.parsing.text import clean, half_width

LONGEST_QUOTE = 20
LONGEST_ENTRY = 60
# Pasted text beyond this is no number or code whatever it holds: not worth cleaning.
LONGEST_WORTH_CLEANING = 10_000


class Unreadable(ValueError):
    """What was typed cannot be read as what the field asks for.

    ``message`` is one Chinese sentence for the clerk: what was typed (at most 20 characters
    of it), why it cannot be read, and an example of what can.
    """

    def __init__(self, message: str) -> None:
        """With the whole sentence."""
        self.message = message
        super().__init__(message)


def unreadable(typed: str, reason: str, example: str) -> Unreadable:
    """Return the refusal of what was typed, in the one form all of them have."""
    return Unreadable(f"“{quoted(typed)}”{reason}，可以这样写：{example}。")


def quoted(text: str) -> str:
    """Return what was typed, on one line, shortened to 20 characters."""
    seen = clean(text[: LONGEST_QUOTE * 10]).text
    return seen if len(seen) <= LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1] + "…"


def short_entry(text: str, example: str) -> str:
    """Return a number, date or code as typed, cleaned and half-width, at most 60 long.

    Raises ``Unreadable`` for a blank or a longer text.
    """
    entry = entry_or_blank(text)
    if len(entry) > LONGEST_ENTRY or len(text) > LONGEST_WORTH_CLEANING:
        raise unreadable(text, f"太长，这里最多 {LONGEST_ENTRY} 个字", example)
    if not entry:
        raise unreadable(text, "没有可读的内容", example)
    return entry


def entry_or_blank(text: str) -> str:
    """Return what was typed, cleaned and half-width; empty if far too long for an entry."""
    return half_width(clean(text).text) if len(text) <= LONGEST_WORTH_CLEANING else ""

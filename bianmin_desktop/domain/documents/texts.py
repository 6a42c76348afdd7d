"""A letter as plain text that a clerk may go on writing in, and the text as a letter again.

Title and subtitle stand first, an empty line behind them; the addressee ends with a colon; lines
that begin with 一、 or （一） are headings; signer and day stand behind the last empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bianmin_desktop.domain.documents.letters import DocumentLetter, Part

_chapter = re.compile(r"[一二三四五六七八九十]{1,3}、")
_section = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_longest_heading = 40
_subtitle = re.compile(r"（.+）")


def text_of(letter: DocumentLetter) -> str:
    """The letter as text."""
    head = [*letter.title.split("\n"), *filter(None, (letter.subtitle,))]
    body = [letter.addressee] if letter.addressee else []
    for part in letter.parts:
        body += [part.heading] if part.heading else []
        body += part.paragraphs
    foot = [letter.signer, letter.day] if letter.signer else []
    return "\n\n".join("\n".join(lines) for lines in (head, body, foot) if lines)


def letter_with(letter: DocumentLetter, text: str) -> DocumentLetter:
    """The letter as a clerk rewrote it; its table and its seal stay."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    head = _lines(blocks[0]) if blocks else []
    is_signed = len(blocks) > 2 and 1 <= len(_lines(blocks[-1])) <= 2
    foot = _lines(blocks[-1]) if is_signed and letter.signer else []
    body = [line for block in blocks[1 : -1 if foot else None] for line in _lines(block)]
    subtitle = head.pop() if len(head) > 1 and _subtitle.fullmatch(head[-1]) else ""
    addressee = body.pop(0) if body and body[0].endswith(("：", ":")) else ""
    return replace(
        letter,
        title="\n".join(head) or letter.title,
        subtitle=subtitle,
        addressee=addressee,
        parts=tuple(_parts(body)),
        signer=foot[0] if foot else "",
        day=foot[1] if len(foot) > 1 else "",
    )


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


def _parts(lines: list[str]) -> Iterator[Part]:
    """Headings with the paragraphs below them."""
    heading, level = "", 1
    held: list[str] = []
    for line in lines:
        found = _level_of(line)
        if not found:
            held.append(line)
            continue
        if heading or held:
            yield Part(heading, level, tuple(held))
        heading, level, held = line, found, []
    if heading or held:
        yield Part(heading, level, tuple(held))


def _level_of(line: str) -> int:
    """1 or 2 for a heading, 0 for a paragraph: what ends a sentence is one."""
    if len(line) > _longest_heading or line.endswith(("。", "；", "！", "？")):
        return 0
    if _chapter.match(line):
        return 1
    return 2 if _section.match(line) else 0

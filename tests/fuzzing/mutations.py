"""Files damaged by chance: the same seed and number give the same damage, always."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.fuzzing.corpus import seeds

_words = (
    *(b"<", b">", b"&", b'"', b"'", b"/>", b"\0", b"\xff\xfe", b"&#0;", b"&amp;", b"<!DOCTYPE x>"),
    *(b"-1", b"0", b"65535", b"99999999999", b"1E308", b"nan", b"XFD1048576", b"A0", b"ZZZZ9"),
    *(b' t="e"', b' t="s"', b' r="7"', b' hidden="1"', b' s="9"', b"<f>", b"</c>", b"<row>"),
    *(b"\x09\x08\x10\x00", b"\x0a\x00\x00\x00", b"\xff\xff\xff\x7f", b"PK\3\4", b"PK\1\2"),
)
_numbers = re.compile(rb"\d+")
_most = 6


def made(seed: int, number: int) -> bytes:
    """The file of that number in the sequence of that seed."""
    chance = random.Random(f"{seed}/{number}")
    content = chance.choice(seeds())
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _in_a_member(chance, content)
    return _damaged(chance, content)


def _in_a_member(chance: random.Random, content: bytes) -> bytes:
    """The damage lies within a member, and the zip around it is sound."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        victim = chance.choice(source.namelist())
        for name in source.namelist():
            member = source.read(name)
            if name != victim:
                archive.writestr(name, member)
            elif chance.random() > 0.1:
                archive.writestr(name, _damaged(chance, member))
    return target.getvalue()


def _damaged(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.randint(1, _most)):
        content = chance.choice(_ways)(chance, content) if content else content
    return content


def _flip(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _drop(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + content[place + chance.randint(1, 40) :]


def _cut_off(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))] if chance.random() < 0.2 else content


def _insert(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(_words) * chance.choice((1, 1, 1, 50)) + content[place:]


def _swap(chance: random.Random, content: bytes) -> bytes:
    one, two, three = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    return content[:one] + content[two:three] + content[one:two] + content[three:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    end = min(start + chance.randint(1, 200), len(content))
    return content[:end] + content[start:end] * chance.choice((1, 2, 100)) + content[end:]


def _other_number(chance: random.Random, content: bytes) -> bytes:
    found = list(_numbers.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    size = chance.choice((b"0", b"-5", b"2147483648", b"1048577", b"4294967295", b"99999999999999"))
    return content[: one.start()] + size + content[one.end() :]


_ways: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_flip, _drop, _cut_off, _insert, _swap, _repeat, _other_number),
)

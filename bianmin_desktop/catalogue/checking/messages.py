"""Placeholders in sentences that are filled later: plain names in braces and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter

from bianmin_desktop.catalogue.checking.findings import missing


def misnamed(text: str, known: Collection[str], what: str) -> Iterator[str]:
    """What is wrong with the placeholders of a sentence; `what` is what they name."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield "花括号没有成对"
        return
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if spec or conversion:
            # `{name:>999999999}` would fill the memory, `{name!r}` speak of the program's insides.
            yield f"花括号里只能写名称，不能写“{name}{'!' if conversion else ':'}…”"
        yield missing(name, known, what) if name else "花括号里是空的"

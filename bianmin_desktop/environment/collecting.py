"""Python's search for circles of forgotten objects, put off while millions of others are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No such search inside the block: it would look through everything again and again.

    Only for work that makes many objects that last and leaves no circles behind.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

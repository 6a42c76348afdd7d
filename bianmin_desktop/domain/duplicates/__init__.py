"""The same shop twice: which records may be one thing, how likely, and why."""

from __future__ import annotations

from bianmin_desktop.domain.duplicates.folding import Folding
from bianmin_desktop.domain.duplicates.index import Index, Yardstick, find
from bianmin_desktop.domain.duplicates.scoring import Pair

__all__ = ["Folding", "Index", "Pair", "Yardstick", "find"]

"""What all definitions have in common, and how much an issue weighs."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Level(StrEnum):
    """How much an issue weighs: 强制 blocks submission, 核实 needs a reason, 提示 only tells."""

    BLOCKING = "blocking"
    VERIFY = "verify"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The level in the clerk's words."""
        return {"blocking": "强制", "verify": "核实", "hint": "提示"}[self.value]


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything read from a policy file: immutable, and strict about unknown keys."""

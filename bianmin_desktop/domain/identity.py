"""Identities that every office derives alike, so that the same community merges with itself."""

from __future__ import annotations

import uuid

_shipped = uuid.UUID("6f7a4a0e-5c1d-5b7e-9d62-2d3b1d0f9a11")


def shipped_id(type_id: str, code: str) -> str:
    """The id of a unit or community that stands in the shipped division table."""
    return str(uuid.uuid5(_shipped, f"{type_id}:{code}"))

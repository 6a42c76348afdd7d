"""Where an entry of an edition stands: the file and the key in it, as a fault names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """File inside the edition's folder, and key: `rule[outlet.open]`, or `target[3]` without id."""

    file: str
    key: str
    place: int

    def __str__(self) -> str:
        """In a clerk's words, counting from one."""
        return f"{self.file} 的第 {self.place + 1} 段"

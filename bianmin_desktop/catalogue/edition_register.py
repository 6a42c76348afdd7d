"""The file that says which edition packs a person accepted, and which edition is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bianmin_desktop.catalogue.definitions import Definition
from bianmin_desktop.catalogue.toml_files import typed_entries

file_name = "editions.toml"
_head = "# 载入过的口径包，和历次选用的口径（最后一条是现用的）。由程序写入。"


class Acceptance(Definition, frozen=True):
    """A pack that a person accepted, by its fingerprint."""

    edition: str
    fingerprint: str
    at: datetime


class Choice(Definition, frozen=True):
    """An edition that a person chose for new work."""

    edition: str
    at: datetime


_definitions: Mapping[str, type[Definition]] = {"accepted": Acceptance, "choice": Choice}


@dataclass(frozen=True, slots=True)
class EditionRegister:
    """Everything accepted and chosen, the oldest first."""

    accepted: tuple[Acceptance, ...] = ()
    choices: tuple[Choice, ...] = ()

    def acceptance(self, edition: str) -> Acceptance | None:
        """How an edition was accepted; nothing when it never was."""
        return next((one for one in self.accepted if one.edition == edition), None)


def read_register(folder: Path) -> EditionRegister:
    """The register of a folder of editions; an empty one when there is no file.

    Raises `PolicyFault` for what is wrong inside, `EnvironmentFault` when it can't be read.
    """
    path = folder / file_name
    if not path.is_file():
        return EditionRegister()
    found = [entry for _, entry, _ in typed_entries(path, file_name, _definitions)]
    return EditionRegister(
        tuple(entry for entry in found if isinstance(entry, Acceptance)),
        tuple(entry for entry in found if isinstance(entry, Choice)),
    )


def register_text(register: EditionRegister) -> str:
    """The register as the file it is read from."""
    return "\n".join([_head, *_lines(register)]) + "\n"


def _lines(register: EditionRegister) -> Iterator[str]:
    for one in register.accepted:
        yield from ("", "[[accepted]]", f'edition = "{one.edition}"')
        yield from (f'fingerprint = "{one.fingerprint}"', f"at = {one.at.isoformat()}")
    for chosen in register.choices:
        yield from ("", "[[choice]]", f'edition = "{chosen.edition}"')
        yield f"at = {chosen.at.isoformat()}"

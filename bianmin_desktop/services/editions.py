"""Policy editions (口径版本): those shipped, those loaded from packs, and the one in force.

A pack is read, checked as a shipped edition is, and shown with its fingerprint; nothing is kept
before a person says that the fingerprint is the one they were told. A signature (Ed25519, of the
office that made the edition, over the canonical content) would be judged in `examine`, and stand
beside the fingerprint in what the person is shown; until packages are signed there is none.

An edition is never exchanged for another of the same id: versions handed in name theirs by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bianmin_desktop.catalogue.continuity import check_continuity
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.edition_register import (
    Acceptance,
    Choice,
    EditionRegister,
    file_name,
    read_register,
    register_text,
)
from bianmin_desktop.catalogue.loading import (
    Loaded,
    edition_id,
    load_edition,
    load_whole,
    read_edition,
)
from bianmin_desktop.domain.edition_differences import EditionDifference, edition_differences
from bianmin_desktop.domain.rules.forms import rule_forms
from bianmin_desktop.environment.clock import Clock
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import EnvironmentFault, Fault, Refused, environment_fault
from bianmin_desktop.services.edition_folders import checked_pack, cover, mark_of, put_edition


@dataclass(frozen=True, slots=True)
class EditionPlaces:
    """Where editions lie, the office's additions, and the id of the usual one."""

    shipped: Path
    loaded: Path
    additions: Path
    usual: str


@dataclass(frozen=True, slots=True)
class HeldEdition:
    """An edition at hand; `fault` says in words why it can't be used, if it can't."""

    id: str
    name: str = ""
    number: str = ""
    rules: int = 0
    fingerprint: str = ""
    is_shipped: bool = False
    is_in_force: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and found right, and what it says otherwise than the one in force."""

    edition: Edition
    files: Mapping[str, bytes]
    fingerprint: str
    differences: tuple[EditionDifference, ...]
    is_held: bool
    """Whether the very same edition is at hand already."""


class EditionService:
    """Reads, accepts and chooses editions of one data folder."""

    def __init__(self, places: EditionPlaces, clock: Clock) -> None:
        """Nothing is read yet."""
        self._places = places
        self._clock = clock
        self._read: dict[str, Edition] = {}

    @property
    def in_force(self) -> str:
        """The id of the edition for new work."""
        choices = self._register().choices
        return choices[-1].edition if choices else self._places.usual

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Which editions were chosen and when, the oldest first."""
        return self._register().choices

    def loaded(self) -> Loaded:
        """The edition in force, with the office's additions.

        Raises `EnvironmentFault` when it is not there, or not as it was accepted: nothing may be
        asked by another edition without anybody knowing.
        """
        wanted = self.in_force
        try:
            return load_whole(self._folder(wanted), rule_forms, self._places.additions)
        except Refused as refusal:
            raise EnvironmentFault(
                f"{refusal.message}没有打开数据，也没有改动它。请把这个口径的文件夹放回"
                f"（{self._places.loaded}），或改用随程序的口径："
                f"运行 bianmin-desktop editions use {self._places.usual}。",
                code="BM-494",
            ) from refusal

    def edition(self, wanted: str) -> Edition:
        """An edition at hand, with the office's additions. Raises `Refused` when there is none."""
        if wanted not in self._read:
            whole = load_whole(self._folder(wanted), rule_forms, self._places.additions)
            self._read[wanted] = whole.edition
        return self._read[wanted]

    def all(self) -> tuple[HeldEdition, ...]:
        """Every edition at hand, those shipped first."""
        shipped = [p.name for p in sorted(self._places.shipped.iterdir()) if (p / cover).is_file()]
        accepted = [one.edition for one in self._register().accepted]
        return tuple(self._held(name) for name in dict.fromkeys([*shipped, *accepted]))

    def differences(self, wanted: str) -> tuple[EditionDifference, ...]:
        """What an edition says otherwise than the one in force. Raises as `use` does."""
        now = load_edition(self._folder(wanted), rule_forms)
        return edition_differences(now, self._in_force())

    def examine(self, path: Path) -> Pack:
        """Read and check a pack (a zip, or a folder); nothing is kept.

        Raises `PolicyFault` naming file and key of what is wrong, `Refused` for what is no pack,
        is too large, or has the id of another edition, `EnvironmentFault` when it can't be read.
        """
        from bianmin_desktop.exchange.edition_packs import read_pack

        files = read_pack(path)
        read, mark = checked_pack(files, self._places.shipped / self._places.usual)
        held = next((one for one in self.all() if one.id == read.edition.id), None)
        if held is not None and held.fingerprint != mark:
            raise Refused(
                f"口径“{held.id}”已经有了，内容不同（现有的指纹 {held.fingerprint}，"
                f"这一份 {mark}）。以前上报的季度要按原来的口径打开，不能替换；"
                "请让制作口径的人换一个编号。",
                code="BM-495",
            )
        different = edition_differences(read.edition, self._in_force())
        return Pack(read.edition, files, mark, different, held is not None)

    def accept(self, pack: Pack, confirmed: str) -> None:
        """Keep a pack whose fingerprint a person has confirmed; it is not in force by that.

        Raises `Refused` when what was confirmed is another fingerprint, `EnvironmentFault` when
        it can't be written; nothing is kept then.
        """
        if _plain(confirmed) != _plain(pack.fingerprint):
            raise Refused(
                f"确认的指纹“{confirmed[:20]}”与这份口径包的指纹 {pack.fingerprint} 不一致，"
                "没有载入。请与发来的人核对。",
                code="BM-496",
            )
        if pack.is_held:
            return
        put_edition(self._places.loaded, pack.edition.id, pack.files)
        register = self._register()
        accepted = Acceptance(
            edition=pack.edition.id,
            fingerprint=pack.fingerprint,
            at=self._clock.now().replace(microsecond=0),
        )
        self._write(replace(register, accepted=(*register.accepted, accepted)))

    def use(self, wanted: str) -> None:
        """Put an edition in force for new work, from the next opening of the book on.

        Raises `Refused` when it is not at hand or not as it was accepted, `PolicyFault` when the
        program can't work by it.
        """
        read = read_edition(self._folder(wanted), rule_forms)
        check_continuity(read, read_edition(self._places.shipped / self._places.usual))
        if wanted == self.in_force:
            raise Refused(f"现在用的就是口径“{read.edition.title.name}”。", code="BM-497")
        register = self._register()
        chosen = Choice(edition=wanted, at=self._clock.now().replace(microsecond=0))
        self._write(replace(register, choices=(*register.choices, chosen)))

    def _in_force(self) -> Edition:
        """The edition others are compared with; the usual one while that in force is missing."""
        try:
            folder = self._folder(self.in_force)
        except Refused:
            folder = self._places.shipped / self._places.usual
        return load_edition(folder, rule_forms)

    def _folder(self, wanted: str) -> Path:
        """Where an edition lies. Raises `Refused` when it is not at hand or was changed."""
        if not edition_id.fullmatch(wanted):
            raise Refused(f"“{wanted[:40]}”不是口径的编号。", code="BM-333")
        shipped, folder = self._places.shipped / wanted, self._places.loaded / wanted
        if (shipped / cover).is_file():
            return shipped
        accepted = self._register().acceptance(wanted)
        if accepted is None or not (folder / cover).is_file():
            raise Refused(
                f"本机没有口径“{wanted}”，要先载入它的口径包（数据维护—口径与单位）。",
                code="BM-333",
            )
        if (mark := mark_of(folder)) != accepted.fingerprint:
            raise Refused(
                f"口径“{wanted}”载入以后被改动过（载入时指纹 {accepted.fingerprint}，"
                f"现在 {mark or '读不出来'}）。",
                code="BM-498",
            )
        return folder

    def _held(self, name: str) -> HeldEdition:
        held = HeldEdition(
            name,
            is_shipped=(self._places.shipped / name).is_dir(),
            is_in_force=name == self.in_force,
        )
        try:
            folder = self._folder(name)
            edition = load_edition(folder, rule_forms)
        except Fault as fault:
            return replace(held, fault=fault.message)
        return replace(
            held,
            name=edition.title.name,
            number=edition.title.document.number,
            rules=len(edition.rules),
            fingerprint=mark_of(folder),
        )

    def _register(self) -> EditionRegister:
        return read_register(self._places.loaded)

    def _write(self, register: EditionRegister) -> None:
        try:
            self._places.loaded.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise environment_fault(error, "保存口径", self._places.loaded) from error
        write_bytes(self._places.loaded / file_name, register_text(register).encode())


def _plain(mark: str) -> str:
    return mark.replace("-", "").replace(" ", "").upper()

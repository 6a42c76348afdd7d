"""The program before any book is open, and how a book is made and opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bianmin_desktop.bootstrap.application import Application
from bianmin_desktop.catalogue.divisions import Divisions
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import Loaded
from bianmin_desktop.domain.gate import Gate
from bianmin_desktop.domain.pinyin import Initials
from bianmin_desktop.domain.searching import SearchKeys
from bianmin_desktop.environment.clock import Clock, SystemClock
from bianmin_desktop.environment.files import put_in_place
from bianmin_desktop.environment.paths import DataFolder, resources
from bianmin_desktop.errors import EnvironmentFault
from bianmin_desktop.progress import Progress, silent
from bianmin_desktop.services.editions import EditionPlaces, EditionService
from bianmin_desktop.services.office import Founding, found_book
from bianmin_desktop.store.book import open_book

default_edition = "qingdao-2022"


@dataclass(frozen=True)
class Program:
    """The program before any book is open: the edition, the divisions, the data folder."""

    folder: DataFolder
    resources: Path
    clock: Clock

    @cached_property
    def loaded(self) -> Loaded:
        """The policy edition in force by itself, and as the office's additions make it."""
        return self.editions.loaded()

    @cached_property
    def editions(self) -> EditionService:
        """The policy editions at hand: shipped, and loaded from packs (口径包)."""
        folder = self.folder
        shipped = self.resources / "policy"
        places = EditionPlaces(shipped, folder.editions, folder.additions, default_edition)
        return EditionService(places, self.clock)

    @cached_property
    def edition(self) -> Edition:
        """The policy edition in force."""
        return self.loaded.edition

    @cached_property
    def divisions(self) -> Divisions:
        """The division table, read when first asked for."""
        return Divisions(self.resources / "divisions" / "qingdao-2023-06.csv")

    @cached_property
    def gate(self) -> Gate:
        """The gate of the edition."""
        return Gate.of(self.edition)

    @cached_property
    def keys(self) -> SearchKeys:
        """Search keys, by the shipped table of pinyin initials."""
        table = (self.resources / "pinyin" / "initials.tsv").read_text(encoding="utf-8")
        return SearchKeys(Initials(table))

    @property
    def book_path(self) -> Path:
        """Where the book lies or will lie."""
        return self.folder.path / "bianmin.db"

    @property
    def has_book(self) -> bool:
        """Whether the data folder holds a book already."""
        return self.book_path.is_file()

    def make_book(
        self, unit_code: str, *, is_demo: bool = False, progress: Progress = silent
    ) -> None:
        """A new book for that unit; `is_demo` fills it with example data.

        It is made beside its place and moved there when it is whole: an interruption leaves none.
        """
        if self.has_book:
            raise EnvironmentFault(
                f"这里已经有数据了：{self.book_path}。请换一个文件夹。", code="BM-120"
            )
        making = self.book_path.with_name("bianmin.making.db")
        for stale in (making, _journal(making), _journal(self.book_path)):
            # A journal left by a program that was killed would be played back into the new book.
            stale.unlink(missing_ok=True)
        founding = Founding(self.edition, self.gate, self.keys, self.divisions, self.clock)
        try:
            book = found_book(making, unit_code, founding, is_demo=is_demo)
            try:
                if is_demo:
                    from bianmin_desktop.services.demo import fill

                    fill(book, founding, self.resources / "demo", progress)
            finally:
                book.close()
            put_in_place(making, self.book_path)
        finally:
            for left in (making, _journal(making)):
                left.unlink(missing_ok=True)

    def open(self) -> Application:
        """Open the book of the data folder."""
        return Application(self, open_book(self.book_path, self.edition, self.keys))


def _journal(book: Path) -> Path:
    return book.with_name(f"{book.name}-journal")


def start(data: Path | None = None, clock: Clock | None = None) -> Program:
    """The program over a data folder (`--data`, environment, portable or per-user folder)."""
    return Program(DataFolder.chosen(data), resources(), clock or SystemClock())

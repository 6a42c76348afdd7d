"""Edition packs come from anywhere: what is no edition's plain text is refused, and in words."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from bianmin_desktop.errors import EnvironmentFault, Refused
from bianmin_desktop.exchange import edition_packs
from bianmin_desktop.exchange.edition_packs import read_pack

cover = b'[edition]\nid = "city-2025"\n'


def _zip(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def _code(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_pack(path)
    assert caught.value.message.endswith("。")
    return caught.value.code


@pytest.mark.parametrize("top", ["", "city-2025/", "青岛市/2025年口径/"])
def test_that_a_pack_is_read_wherever_its_cover_stands(tmp_path: Path, top: str) -> None:
    members = ((f"{top}edition.toml", cover), (f"{top}records/outlet.toml", b"# x\n"))
    notes = ((f"{top}README.md", b"x"), ("__MACOSX/._edition.toml", b"x"), (f"{top}.DS_Store", b""))
    found = read_pack(_zip(tmp_path / "a.zip", *members, *notes))
    assert found == {"edition.toml": cover, "records/outlet.toml": b"# x\n"}


def test_that_a_folder_is_a_pack_too(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "edition.toml").write_bytes(cover)
    (tmp_path / "records" / "outlet.toml").write_bytes(b"# x\n")
    assert set(read_pack(tmp_path)) == {"edition.toml", "records/outlet.toml"}


@pytest.mark.parametrize(
    "name",
    [
        "../edition2.toml",
        "records/../../evil.toml",
        "..\\evil.toml",
        "/etc/evil.toml",
        "C:/evil.toml",
        "C:\\evil.toml",
        "run.exe",
        "records/outlet.toml.exe",
        "Records/outlet.toml",
        "con.toml",
        "records/nul.toml",
        "口径.toml",
        "a/b/c/d/e.toml",
        ".hidden.toml",
        "EDITION.TOML",
    ],
)
def test_that_a_name_no_edition_has_is_refused(tmp_path: Path, name: str) -> None:
    assert _code(_zip(tmp_path / "a.zip", ("edition.toml", cover), (name, b"x"))) == "BM-492"


def test_that_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("records/outlet.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("edition.toml", cover)
        archive.writestr(link, "/etc/passwd")
    assert _code(path) == "BM-492"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "edition.toml").write_bytes(cover)
    (folder / "more.toml").symlink_to(path)
    assert _code(folder) == "BM-492"


def test_that_a_bomb_is_given_up_after_the_largest_file(tmp_path: Path) -> None:
    bomb = ("records/outlet.toml", b"#" * (64 << 20))
    path = _zip(tmp_path / "a.zip", ("edition.toml", cover), bomb)
    assert path.stat().st_size < 100_000
    assert _code(path) == "BM-493"


def test_that_many_files_just_small_enough_are_too_much_together(tmp_path: Path) -> None:
    piece = b"#" * edition_packs.largest_file
    many = [(f"r{n}.toml", piece) for n in range(9)]
    assert _code(_zip(tmp_path / "a.zip", ("edition.toml", cover), *many)) == "BM-493"


def test_that_too_many_files_are_refused(tmp_path: Path) -> None:
    many = [(f"r{n}.toml", b"") for n in range(edition_packs.most_files)]
    assert _code(_zip(tmp_path / "a.zip", ("edition.toml", cover), *many)) == "BM-493"


def test_that_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.truncate(edition_packs.largest_zip + 1)
    assert _code(path) == "BM-493"


def test_that_a_pack_has_exactly_one_cover(tmp_path: Path) -> None:
    assert _code(_zip(tmp_path / "a.zip", ("rules.toml", b""))) == "BM-491"
    two = (("edition.toml", cover), ("old/edition.toml", cover))
    assert _code(_zip(tmp_path / "b.zip", *two)) == "BM-491"


def test_that_what_is_no_whole_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 not a zip")
    assert _code(path) == "BM-490"
    whole = _zip(tmp_path / "b.zip", ("edition.toml", cover * 50)).read_bytes()
    place = whole.index(b"edition.toml") + 20
    path.write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
    assert _code(path) == "BM-490"


def test_that_a_pack_with_a_password_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", ("edition.toml", cover))
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(bytes(content))
    assert _code(path) == "BM-490"


def test_that_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="没有成功"):
        read_pack(tmp_path / "none.zip")

"""Settings: every value checked, damage told and survived, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bianmin_desktop.environment.settings import (
    Settings,
    file_name,
    read_settings,
    write_settings,
)


def test_that_a_folder_without_settings_gives_the_defaults_and_says_nothing(tmp_path: Path) -> None:
    read = read_settings(tmp_path)
    assert read.settings == Settings()
    assert read.notices == ()


def test_that_what_was_set_is_read_back(tmp_path: Path) -> None:
    wanted = Settings().with_changes(text_percent=125, columns={"outlet": ("name", "address")})
    write_settings(tmp_path, wanted)
    assert read_settings(tmp_path).settings == wanted
    assert [path.name for path in tmp_path.iterdir()] == [file_name]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 40, b"{", b"[1]", b'{"text_percent": 100}}', b"\xff\xfe", b"[" * 100_000],
)
def test_that_a_damaged_file_gives_the_defaults_and_a_notice(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / file_name).write_bytes(content)
    read = read_settings(tmp_path)
    assert read.settings == Settings()
    assert len(read.notices) == 1
    assert "默认" in read.notices[0]


@pytest.mark.parametrize("percent", ["9999", "-1", '"大"', "null", "100.5"])
def test_that_one_senseless_value_costs_only_itself(tmp_path: Path, percent: str) -> None:
    text = f'{{"text_percent": {percent}, "export_folder": "报送", "from_the_future": 1}}'
    (tmp_path / file_name).write_text(text, encoding="utf-8")
    read = read_settings(tmp_path)
    assert read.settings == Settings(export_folder="报送")
    assert len(read.notices) == 1
    assert "text_percent" in read.notices[0]


def test_that_a_value_out_of_its_limits_cannot_be_set() -> None:
    with pytest.raises(msgspec.ValidationError):
        Settings().with_changes(text_percent=20)

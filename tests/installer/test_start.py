"""The README's first command, with a stand-in for everything it would install."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source_code import root

_program = '#!/bin/bash\necho "$@" >>calls\nexit {code}\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout where everything is installed already."""
    folder = tmp_path / "便民圈 填报"
    shutil.copytree(root / "installer", folder / "installer")
    shutil.copy(root / "pyproject.toml", folder)
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    mark = hashlib.sha256((folder / "pyproject.toml").read_bytes()).hexdigest()
    (folder / ".venv" / "installed").write_text(f"{mark} \n", encoding="utf-8")
    _write(binaries / "python", "#!/bin/bash\nexit 0\n")
    _write(binaries / "bianmin-desktop", _program.format(code=1))
    _write(folder / "machine" / "dpkg-query", "#!/bin/bash\nprintf installed\n")
    return folder


def _write(path: Path, script: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def _start(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'machine'}:/usr/bin:/bin"
    return subprocess.run(
        ["bash", checkout / "installer" / "start", *arguments],
        env={"PATH": path, "HOME": str(checkout / "home"), "LC_ALL": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        text=True,
    )


def _calls(checkout: Path) -> list[str]:
    calls = checkout / "calls"
    return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def test_that_with_a_display_the_window_is_opened_with_what_was_asked(checkout: Path) -> None:
    _write(checkout / ".venv" / "bin" / "bianmin-desktop", _program.format(code=0))
    ended = _start(checkout, "--demo", "--data", "我的 数据", DISPLAY=":0")
    assert ended.returncode == 0
    assert _calls(checkout) == ["--demo --data 我的 数据"]


def test_that_without_a_display_it_says_so_and_does_the_main_job(checkout: Path) -> None:
    ended = _start(checkout, "--demo", "--data", str(checkout / "data"))
    assert ended.returncode == 0
    assert "没有显示器" in ended.stderr
    folder = checkout / "data" / "示例数据"
    assert _calls(checkout) == [
        f"init --unit 370212005 --demo --data {folder}",
        f"check 2024Q1 --data {folder}",
        f"export 2024Q1 --out {folder}/exports --data {folder}",
    ]
    for call in _calls(checkout):
        assert call in ended.stderr


def test_that_the_example_data_is_made_only_once(checkout: Path) -> None:
    folder = checkout / "home" / ".local" / "share" / "bianmin-desktop" / "示例数据"
    folder.mkdir(parents=True)
    (folder / "bianmin.db").touch()
    assert _start(checkout, "--demo").returncode == 0
    assert [call.split()[0] for call in _calls(checkout)] == ["check", "export"]


def test_that_a_command_that_fails_ends_it_with_its_code(checkout: Path) -> None:
    _write(checkout / ".venv" / "bin" / "bianmin-desktop", _program.format(code=3))
    assert _start(checkout, "--demo").returncode == 3
    assert len(_calls(checkout)) == 1


def test_that_without_a_display_nothing_is_written_unless_asked(checkout: Path) -> None:
    ended = _start(checkout)
    assert ended.returncode == 0
    assert "bianmin-desktop init --unit" in ended.stderr
    assert _calls(checkout) == []


def test_that_who_may_not_install_is_told_the_administrators_command(checkout: Path) -> None:
    _write(
        checkout / "machine" / "dpkg-query",
        "#!/bin/bash\n[[ $* == *libegl1* ]] || printf installed\n",
    )
    _write(checkout / "machine" / "id", "#!/bin/bash\necho 1000\n")
    _write(checkout / "machine" / "sudo", "#!/bin/bash\nexit 1\n")
    ended = _start(checkout, "--demo")
    assert ended.returncode == 3
    assert "apt-get install -y libegl1\n" in ended.stderr
    assert _calls(checkout) == []

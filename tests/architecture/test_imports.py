"""Imports go one way: the contracts of pyproject.toml hold, and they would notice a breach."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.source_code import modules, root

_linter = Path(sys.executable).with_name("lint-imports")


def test_that_every_import_contract_is_kept() -> None:
    ended = subprocess.run(
        [_linter, "--no-cache"], cwd=root, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout
    assert "0 broken" in ended.stdout


def test_that_a_breach_of_the_layers_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "bianmin_desktop"
    for layer in ("domain", "store"):
        (package / layer).mkdir(parents=True)
        (package / layer / "__init__.py").write_text("", encoding="utf-8")
    (package / "__init__.py").write_text("", encoding="utf-8")
    breach = "import bianmin_desktop.store\n"
    (package / "domain" / "gate.py").write_text(breach, encoding="utf-8")
    contract = (
        '[tool.importlinter]\nroot_package = "bianmin_desktop"\n'
        '[[tool.importlinter.contracts]]\nname = "one way"\ntype = "layers"\n'
        'containers = ["bianmin_desktop"]\nlayers = ["store", "domain"]\n'
    )
    (tmp_path / "pyproject.toml").write_text(contract, encoding="utf-8")
    ended = subprocess.run(
        [_linter, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 broken" in ended.stdout


def test_that_every_package_has_its_place_in_the_layers() -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    found = {module.path.split("/")[1].removesuffix(".py") for module in modules("bianmin_desktop")}
    assert found - {"__init__"} <= placed

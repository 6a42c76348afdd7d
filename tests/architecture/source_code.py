"""The program's own source as trees: what the tests of the architecture look at."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

root = Path(__file__).resolve().parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the top folder, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """The Python files below a folder of the repository."""
    found = []
    for path in sorted((root / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(root).as_posix(), text, ast.parse(text)))
    return tuple(found)


@cache
def everything() -> tuple[Module, ...]:
    """Every Python file of the repository."""
    return (*modules("bianmin_desktop"), *modules("tests"), *modules("installer"))


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is or is about to be in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(root / name for name in listed.split("\0") if name and (root / name).is_file())


def length_of(node: ast.AST) -> int:
    """Lines from the first to the last, both counted; decorators are not."""
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def called(call: ast.Call) -> str:
    """What is called, as it is written: `path.open`, `sqlite3.connect`."""
    return ast.unparse(call.func)

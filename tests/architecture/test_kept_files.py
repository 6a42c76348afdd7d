"""What is in the repository: nothing of anybody's machine, and tests that read as sentences."""

from __future__ import annotations

import ast
import re

from tests.architecture.source_code import kept_files, modules, root

_text = {
    *(".py", ".toml", ".md", ".sh", ".csv", ".tsv", ".txt", ".qss", ".svg", ".yml", ".json"),
    "",
}
_home = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|opt/venv)/[\w.-]+/")
_windows = re.compile(r"[A-Z]:\\(?:Users|Documents)", re.IGNORECASE)
_host = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)")
_mirror = re.compile(r"(?:--index-url|--extra-index-url|--trusted-host|index_url\s*=)")
_sentence = re.compile(r"test_that_[a-z0-9_]+")
_forbidden_names = re.compile(
    r"(Manager|Helper|Utils|Common|Handler|Controller|Processor|Mixin|Info)$|^Base[A-Z]|Base$"
)


def test_that_no_file_names_somebodys_machine() -> None:
    found = []
    for path in kept_files():
        if path.suffix not in _text or path.name == "test_kept_files.py":
            continue
        text = path.read_text(encoding="utf-8")
        for pattern in (_home, _windows, _host, _mirror):
            found += [f"{path.relative_to(root)}: {m.group()}" for m in pattern.finditer(text)]
    assert found == []


def test_that_every_test_is_a_sentence() -> None:
    found = [
        f"{module.at(node)} {node.name}"
        for module in modules("tests")
        for node in module.functions()
        if node.name.startswith("test") and not _sentence.fullmatch(node.name)
    ]
    assert found == []


def test_that_no_class_has_a_name_that_says_nothing() -> None:
    found = [
        f"{module.at(node)} {node.name}"
        for module in modules("bianmin_desktop")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and _forbidden_names.search(node.name)
    ]
    assert found == []


def test_that_every_link_of_the_readme_leads_somewhere() -> None:
    found = []
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (root / name).read_text(encoding="utf-8")
        targets = re.findall(r"\]\((?!http)([^)#\s]+)\)", text)
        found += [f"{name}: {target}" for target in targets if not (root / target).exists()]
    assert found == []


def test_that_no_kept_file_is_larger_than_a_font() -> None:
    assert [path.name for path in kept_files() if path.stat().st_size > 26_000_000] == []

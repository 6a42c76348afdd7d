"""Every word on the screen is plain text: no shop's name is ever read as HTML."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source_code import Module, called, modules

_factory = "bianmin_desktop/gui/labels.py"
_boxes = ("information", "warning", "critical", "question", "about")
_plain = "Qt.TextFormat.PlainText"


def _gui() -> Iterator[Module]:
    return (m for m in modules("bianmin_desktop/gui") if m.path != _factory)


def _made_plain(function: ast.AST) -> set[str]:
    """What is set to plain text in a function, as it is written there."""
    return {
        ast.unparse(call.func.value)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "setTextFormat"
        and [ast.unparse(argument) for argument in call.args] == [_plain]
    }


def _labels(function: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every `QLabel(…)` or `QMessageBox(…)` in a function, and the name it is given."""
    named = {
        id(node.value): ast.unparse(node.targets[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
    }
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and called(call) in ("QLabel", "QMessageBox"):
            yield call, named.get(id(call), "")


def test_that_every_label_and_box_is_made_plain_where_it_is_made() -> None:
    found = [
        f"{module.at(call)} {ast.unparse(call)[:60]}"
        for module in _gui()
        for function in module.functions()
        for call, name in _labels(function)
        if name not in _made_plain(function)
    ]
    assert found == []


def test_that_no_ready_made_box_shows_text_that_may_be_read_as_html() -> None:
    found = [
        module.at(call)
        for module in _gui()
        for call in module.calls()
        if called(call) in {f"QMessageBox.{name}" for name in _boxes}
    ]
    assert found == []


def test_that_every_tool_tip_with_somebodys_words_is_escaped() -> None:
    found = [
        f"{module.at(call)} {ast.unparse(call)[:60]}"
        for module in _gui()
        for call in module.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("setToolTip", "setWhatsThis")
        and not _is_safe(call.args[-1])
    ]
    assert found == []


def _is_safe(text: ast.expr) -> bool:
    if isinstance(text, ast.IfExp):
        return _is_safe(text.body) and _is_safe(text.orelse)
    return isinstance(text, ast.Constant) or (isinstance(text, ast.Call) and called(text) == "tip")

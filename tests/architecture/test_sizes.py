"""Files, classes and functions that can be read at a glance; nobody is exempt."""

from __future__ import annotations

import ast

from tests.architecture.source_code import everything, length_of, modules

longest_file = 300
longest_class = 250
longest_function = 40
usual_function = 30
usual_share = 0.95


def test_that_no_file_is_too_long_to_read_in_one_go() -> None:
    too_long = [
        f"{module.path}: {lines} lines"
        for module in everything()
        if (lines := module.text.count("\n")) > longest_file
    ]
    assert too_long == []


def test_that_no_class_is_too_long() -> None:
    too_long = [
        f"{module.at(node)} {node.name}: {length_of(node)} lines"
        for module in everything()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and length_of(node) > longest_class
    ]
    assert too_long == []


def test_that_no_function_is_too_long() -> None:
    too_long = [
        f"{module.at(node)} {node.name}: {length_of(node)} lines"
        for module in everything()
        for node in module.functions()
        if length_of(node) > longest_function
    ]
    assert too_long == []


def test_that_nearly_all_functions_of_the_program_are_short() -> None:
    lengths = sorted(
        length_of(node) for module in modules("bianmin_desktop") for node in module.functions()
    )
    usual = sum(1 for length in lengths if length <= usual_function)
    assert usual / len(lengths) >= usual_share


def test_that_half_of_the_functions_of_the_program_fit_in_ten_lines() -> None:
    lengths = sorted(
        length_of(node) for module in modules("bianmin_desktop") for node in module.functions()
    )
    assert lengths[len(lengths) // 2] <= 10

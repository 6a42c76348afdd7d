"""References in texts: what is one, what is ordinary text, and that no text is ever damaged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import keys_in, names_of, pieces_of, source
from bianmin_desktop.domain.drafting.facts import Fact
from bianmin_desktop.domain.drafting.rendering import rendered
from bianmin_desktop.domain.parsing.text import clean_lines

outlets = Fact("figure:outlets.closing", "商业网点数", "3,695", Decimal(3695), "个")
jobs = Fact("entered:jobs", "带动就业", "129", Decimal(129), "人")
facts = {fact.key: fact for fact in (outlets, jobs)}
braces = st.text("{}:.ab网点figure outlets closing_\n|", max_size=60)
typed = st.lists(st.one_of(braces, st.text(max_size=20), st.sampled_from(sorted(facts))))


def test_that_a_reference_is_printed_as_the_words_of_its_figure() -> None:
    text = "共有商业网点{figure:outlets.closing}个，带动就业{entered:jobs}人。"
    assert rendered(text, facts) == "共有商业网点3,695个，带动就业129人。"


@pytest.mark.parametrize(
    "text",
    [
        "{figure:nothing.closing}",
        "{figure:outlets.closing",
        "{ figure:outlets.closing }",
        "{FIGURE:outlets.closing}",
        "{figure:outlets}",
        "{}{{}}",
        "集合 {1, 2, 3}、模板 {items}、{0}、%s",
        "figure:outlets.closing",
    ],
)
def test_that_what_only_looks_like_a_reference_stays_as_it_was_typed(text: str) -> None:
    assert rendered(text, facts) == text


def test_that_a_reference_inside_other_braces_is_still_one() -> None:
    assert rendered("{{figure:outlets.closing}}", facts) == "{3,695}"


@given(st.text())
def test_that_a_text_nobody_put_a_reference_in_is_never_changed(text: str) -> None:
    assert rendered(text, facts) == text or any(source(key) in text for key in facts)


@given(typed)
def test_that_pieces_put_together_are_the_text(parts: list[str]) -> None:
    text = "".join(source(part) if part in facts else part for part in parts)
    pieces = pieces_of(text, facts)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text == source(piece.key) for piece in pieces if piece.key)
    assert all(piece.text for piece in pieces)


@given(typed)
def test_that_print_differs_from_the_text_only_where_a_figure_is_known(parts: list[str]) -> None:
    text = "".join(source(part) if part in facts else part for part in parts)
    expected = text
    for key, fact in facts.items():
        expected = expected.replace(source(key), fact.words)
    assert rendered(text, facts) == expected


@given(typed)
def test_that_the_gate_keeps_every_reference_as_it_is(parts: list[str]) -> None:
    text = "".join(source(part) if part in facts else part for part in parts)
    before = [key for key in keys_in(text) if key in facts]
    assert [key for key in keys_in(clean_lines(text).text) if key in facts] == before


def test_that_every_figure_and_every_number_of_the_summary_can_be_named(edition: Edition) -> None:
    names = names_of(edition)
    for figure in edition.figures:
        assert f"figure:{figure.id}.closing" in names
        assert (f"figure:{figure.id}.added" in names) is figure.flow
    assert names["entered:jobs"] == "填报数字·带动就业"
    assert names["figure:chain_rate.numerator"].endswith("连锁化率·分子")
    assert len(set(names.values())) > len(names) * 0.99


def test_that_every_name_of_a_reference_can_be_read_back(edition: Edition) -> None:
    for key in names_of(edition):
        assert keys_in(f"共有{source(key)}个") == (key,)

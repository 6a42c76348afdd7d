"""Printed figures are rounded once, in one of two ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.domain.rounding import percent_text, rounded


@pytest.mark.parametrize(
    ("value", "places", "ordinary", "even"),
    [
        ("0.35", 1, "0.4", "0.4"),
        ("0.45", 1, "0.5", "0.4"),
        ("1.050", 1, "1.1", "1.0"),
        ("10.5002", 0, "11", "11"),
        ("10.5", 0, "11", "10"),
        ("-2.5", 0, "-3", "-2"),
        ("9.96", 1, "10.0", "10.0"),
        ("12", 2, "12.00", "12.00"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13", None),
    ],
)
def test_that_a_half_is_rounded_as_chosen(
    value: str, places: int, ordinary: str, even: str | None
) -> None:
    assert str(rounded(Decimal(value), places)) == ordinary
    if even is not None:
        assert str(rounded(Decimal(value), places, half_even=True)) == even


def test_that_nothing_is_printed_as_minus_zero() -> None:
    assert str(rounded(Decimal("-0.001"), 2)) == "0.00"
    assert percent_text(-1, 100_000) == "0.0%"


def test_that_only_finite_numbers_are_rounded() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        rounded(Decimal("NaN"), 2)


@pytest.mark.parametrize(
    ("part", "whole", "places", "printed"),
    [
        (1, 3, 1, "33.3%"),
        (Decimal("996"), Decimal(10000), 1, "10.0%"),
        (Decimal("99.5"), 1000, 2, "9.95%"),
        (1, 8, 0, "13%"),
        (0, 5, 1, "0.0%"),
        (7, 7, 1, "100.0%"),
        (3, 0, 1, "—"),
    ],
)
def test_that_a_share_is_printed(
    part: Decimal | int, whole: Decimal | int, places: int, printed: str
) -> None:
    assert percent_text(part, whole, places) == printed


def test_that_a_share_can_be_rounded_to_even() -> None:
    assert percent_text(1, 8, 0, half_even=True) == "12%"


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 5))
def test_that_rounding_moves_by_at_most_half_a_unit_and_only_once(
    value: Decimal, places: int
) -> None:
    result = rounded(value, places)
    assert abs(result - value) * 2 <= Decimal(1).scaleb(-places)
    assert rounded(result, places) == result

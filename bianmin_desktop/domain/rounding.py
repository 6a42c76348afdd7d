"""Figures as printed.

A rounded value is only ever shown. Limits are compared on the unrounded value (GB/T 8170,
全数值比较法): 9.96 % fails "at least 10 %" although it prints as 10.0 %. Values are rounded
once, never in steps.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

NO_RATIO = "—"


def rounded(value: Decimal, places: int, *, half_even: bool = False) -> Decimal:
    """Return the value with so many decimal places, by ordinary 四舍五入 as spreadsheets do.

    ``half_even`` rounds a half to the even digit (GB/T 8170 四舍六入五成双). A negative half is
    rounded away from zero. Raises ``ValueError`` if the value is not finite.
    """
    if not value.is_finite():
        msg = f"not a finite number: {value}"
        raise ValueError(msg)
    mode = ROUND_HALF_EVEN if half_even else ROUND_HALF_UP
    wide_enough = Context(prec=max(value.adjusted(), 0) + places + 2, rounding=mode)
    result = value.quantize(Decimal(1).scaleb(-places), context=wide_enough)
    return abs(result) if result.is_zero() else result


def percent_text(
    part: Decimal | int, whole: Decimal | int, places: int = 1, *, half_even: bool = False
) -> str:
    """Return the share of ``part`` in ``whole`` as printed: ``33.3%``; ``—`` if the whole is 0.

    Rounded once from the exact ratio.
    """
    if whole == 0:
        return NO_RATIO
    units = Fraction(part) * 100 * 10**places / Fraction(whole)
    shown = Decimal(_nearest(units, half_even=half_even)).scaleb(-places)
    return f"{shown:f}%"


def _nearest(value: Fraction, *, half_even: bool) -> int:
    if half_even:
        return round(value)
    magnitude = int(abs(value) + Fraction(1, 2))
    return magnitude if value >= 0 else -magnitude

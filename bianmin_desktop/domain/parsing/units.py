"""Words that may follow a number in a field of a known unit, and what they multiply by."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

_ONE = Decimal(1)
_SCALES = {
    "": _ONE,
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
}
_WORDS: dict[str, dict[str, Decimal]] = {
    "㎡": dict.fromkeys(("㎡", "平方米", "平米", "平方", "平", "m2", "m²"), _ONE),
    "km²": dict.fromkeys(("km²", "km2", "平方公里", "平方千米"), _ONE),
    "米": {
        **dict.fromkeys(("米", "m"), _ONE),
        **dict.fromkeys(("公里", "千米", "km"), Decimal(1000)),
    },
    "人": dict.fromkeys(("人", "名", "位", "口"), _ONE),
    "户": dict.fromkeys(("户", "家"), _ONE),
    "个": dict.fromkeys(("个", "家", "处", "座", "只"), _ONE),
    "分钟": dict.fromkeys(("分钟", "分", "min"), _ONE),
    "元": dict.fromkeys(("元", "块", "人民币"), _ONE),
    "分": dict.fromkeys(("分",), _ONE),
}
_FOREIGN = ("亩", "公顷", "里")
_SAME_UNIT = {"平方米": "㎡", "m²": "㎡", "平方公里": "km²", "家": "个", "处": "个"}


@cache
def suffix_factors(unit: str | None) -> dict[str, Decimal]:
    """Return what may follow a number (lower case) in this unit, with its exact factor.

    A unit not known here allows its own name only; no unit allows scales (万, 亿) only.
    """
    words = {"": _ONE, **_unit_words(unit)}
    plain = {
        scale + word.lower(): size * factor
        for scale, size in reversed(_SCALES.items())
        for word, factor in words.items()
    }
    if not unit or unit[0] not in "万亿":
        return plain
    # A clerk who writes 35万 in a column headed 万元 means 350,000 yuan, not 350,000 万元.
    whole = _SCALES[unit[0]]
    return {**{suffix: factor / whole for suffix, factor in plain.items()}, "": _ONE}


@cache
def known_units() -> frozenset[str]:
    """Every word that names a unit (lower case), with or without a scale before it."""
    words = {word.lower() for factors in _WORDS.values() for word in factors}
    return frozenset(scale + word for scale in _SCALES for word in (*words, *_FOREIGN)) - {""}


def _unit_words(unit: str | None) -> dict[str, Decimal]:
    if not unit:
        return {}
    counted = unit[1:] if unit[:1] in {"万", "亿"} else unit
    return _WORDS.get(_SAME_UNIT.get(counted, counted), {counted: _ONE})

"""Names and telephone numbers of persons as they may leave the office."""

from __future__ import annotations

import re

_long_number = re.compile(r"[0-9]{7,}")


def masked_name(name: str) -> str:
    """The name with all but its first character starred: 王**, whatever its length."""
    return f"{name[:1]}**" if len(name) > 1 else name


def masked_phone(phone: str) -> str:
    """The number with four of its digits starred: 138****1234, 0532-****1234-101.

    Service numbers such as 95588 are nobody's and stay.
    """
    return _long_number.sub(_starred, phone, count=1)


def _starred(match: re.Match[str]) -> str:
    digits = match[0]
    return f"{digits[:-8]}{'*' * min(4, len(digits) - 4)}{digits[-4:]}"

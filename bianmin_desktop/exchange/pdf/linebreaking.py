"""Where a Chinese text is broken into lines (避头尾, GB/T 15834-2011 clause 5.1.10).

Numbers stay whole and with the word that says what they count: 「1,250.50万元」, 「第1季度」.

Works on widths alone, so that it knows nothing of fonts.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEVER_FIRST = frozenset(
    "、，。；：？！）》〉」』】〕〗〞”’…—～·•％‰℃℉㎡㎥々‐–－／＼．］｝〙〛〟＞﹚﹜﹞′″°,.;:?!)]}%>/"
)
"""Characters that may not open a line."""
NEVER_LAST = frozenset("（《〈「『【〔〖〝“‘￥＄［｛〘〚＜﹙﹛﹝／＃([{<¥$£€№#/")
"""Characters that may not close a line."""

_UNITS = (
    *("个百分点", "百分点", "平方公里", "平方千米", "平方米", "立方米"),
    *("万亿元", "亿元", "千万元", "百万元", "万元", "千元", "元"),
    *("万人次", "万人", "万户", "万个"),
    *(
        "个月",
        "年度",
        "季度",
        "年",
        "月份",
        "月",
        "日",
        "号",
        "时",
        "分钟",
        "分",
        "秒",
        "小时",
        "天",
        "周",
    ),
    *("公里", "千米", "厘米", "毫米", "米", "公顷", "亩", "公斤", "千克", "吨", "升"),
    *("人次", "个", "家", "处", "户", "人", "名", "条", "项", "件", "次", "场", "批", "类", "种"),
    *("座", "栋", "台", "套", "间", "岁", "倍", "版", "页", "期", "轮", "级", "届", "层", "张"),
    *("份", "辆", "所", "组", "队", "片", "路", "款", "章", "点", "位", "成", "折", "亿", "万"),
)
_TOKEN = re.compile(
    rf"(?:第|附件)?[!-~¡-ɏ０-９]+(?:[余多]?(?:{'|'.join(_UNITS)}))?|关于|.", re.DOTALL
)
_TOLERANCE = 1e-6

Range = tuple[int, int]


def break_lines(text: str, advances: Sequence[float], width: float, indent: float) -> list[Range]:
    """Return the lines of one paragraph as ranges of indexes into ``text``.

    ``advances`` are the widths of the single characters, ``width`` that of a line, and
    ``indent`` what the first line has less. Blanks at a break belong to no line. A word
    wider than a line is cut, after each character if not even one fits. Cost is linear in
    the length of the text. An empty text has one empty line.
    """
    edges = [0.0, *accumulate(advances)]
    lines: list[Range] = []
    start = 0
    room = width - indent
    for first, last in _clusters(text):
        if edges[last] - edges[start] <= room + _TOLERANCE:
            continue
        if first > start:
            lines.append((start, first))
            start, room = _after_blanks(text, first), width
        while start < last and edges[last] - edges[start] > room + _TOLERANCE:
            cut = _cut(text, edges, start, room)
            lines.append((start, cut))
            start, room = cut, width
    lines.append((start, len(text)))
    if len(lines) > 1 and not text[start:].strip(" "):
        lines.pop()
    return [(first, _before_blanks(text, first, last)) for first, last in lines]


def _clusters(text: str) -> Iterator[Range]:
    """Yield the ranges that stay on one line: a character or word with its punctuation."""
    bounds = [match.start() for match in _TOKEN.finditer(text)]
    breaks = [at for at in bounds if at and _may_break(text, at)]
    yield from pairwise([0, *breaks, len(text)])


def _may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before the character at this index."""
    return text[at] not in NEVER_FIRST and text[at] != " " and text[at - 1] not in NEVER_LAST


def _cut(text: str, edges: Sequence[float], start: int, room: float) -> int:
    """Return where a cluster wider than the line is cut, after one character at least."""
    end = start + 1
    while end < len(text) and edges[end + 1] - edges[start] <= room + _TOLERANCE:
        end += 1
    for at in range(end, max(start, end - 4), -1):
        if at < len(text) and text[at] not in NEVER_FIRST and text[at - 1] not in NEVER_LAST:
            return at
    return end


def _after_blanks(text: str, start: int) -> int:
    """Return the index of the first character at or after ``start`` that is no blank."""
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _before_blanks(text: str, start: int, end: int) -> int:
    """Return ``end`` moved back over blanks."""
    while end > start and text[end - 1] == " ":
        end -= 1
    return end

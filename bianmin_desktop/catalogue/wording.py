"""What the TOML and type readers complain about, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

_types: Mapping[str, str] = {
    "str": "带引号的文字",
    "int": "整数",
    "float": "小数",
    "decimal": "数字",
    "bool": " true 或 false",
    "date": "日期（如 2022-02-15）",
    "array": "列表（方括号）",
    "object": "一段（键 = 值）",
    "null": "空",
}
_sentences: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(r"Object contains unknown field `(\w+)`"), "不认识的键“{0}”", True),
    (re.compile(r"Object missing required field `(\w+)`"), "缺少“{0}”", True),
    (re.compile(r"Invalid enum value '?(.*?)'?$"), "不认识的取值“{0}”", False),
    (re.compile(r"Invalid date"), "不是正确的日期", False),
)
_expected = re.compile(r"Expected `(?P<wanted>[^`]+)`(?:, got `(?P<got>[^`]+)`)?")
_spot = re.compile(r"\(at line (\d+), column (\d+)\)")


def of_type(message: str) -> tuple[str, str]:
    """The key inside an entry (`items[2].covers`) and what is wrong with it."""
    said, _, path = message.partition(" - at `$")
    inner = path.rstrip("`").lstrip(".")
    for pattern, sentence, names_key in _sentences:
        if found := pattern.search(said):
            key = f"{inner}.{found[1]}".lstrip(".") if names_key else inner
            return key, sentence.format(*found.groups())
    if found := _expected.search(said):
        got = f"，现在是{_words(found['got'])}" if found["got"] else ""
        return inner, f"应填{_words(found['wanted'])}{got}"
    return inner, f"不符合要求（{said}）"


def of_toml(error: Exception) -> str:
    """Where a file stops being TOML or UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码，请用 UTF-8 保存"
    if found := _spot.search(str(error)):
        return f"第 {found[1]} 行第 {found[2]} 个字符附近写得不对（{error}）"
    return f"写得不完整（{error}）"


def _words(types: str) -> str:
    return "或".join(
        _types.get(name, name) for name in types.split(" | ") if name != "null" or types == name
    )

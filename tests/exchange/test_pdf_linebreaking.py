"""Lines of Chinese text: nothing lost, nothing too wide, no stop at a line's start."""

from hypothesis import given
from hypothesis import strategies as st

from bianmin_desktop.exchange.pdf.linebreaking import NEVER_FIRST, NEVER_LAST, break_lines

CHINESE = st.text(alphabet="一二三四五六七八九十便民生活圈", min_size=1, max_size=9)
ENDS = st.sampled_from(["，", "。", "》", "”", "）。", "；", "％、", "”。"])
OPENS = st.sampled_from(["", "《", "（", "“", "〔"])
WORDS = st.sampled_from(["", "2024", "12.5%", "APP", "1,250.50"])
CLAUSES = st.lists(st.tuples(OPENS, WORDS, CHINESE, ENDS).map("".join), max_size=30).map("".join)


def lines_of(text: str, width: float, indent: float = 0.0) -> list[str]:
    ranges = break_lines(text, advances_of(text), width, indent)
    return [text[first:last] for first, last in ranges]


def advances_of(text: str) -> list[float]:
    return [0.5 if c.isascii() else 1.0 for c in text]


@given(CLAUSES, st.integers(12, 40))
def test_that_no_line_starts_with_a_stop_or_ends_with_an_opening_bracket(
    text: str, width: int
) -> None:
    lines = lines_of(text, width, 2.0)
    assert not [line for line in lines[1:] if line[:1] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1:] in NEVER_LAST]


@given(st.text(max_size=300), st.integers(4, 40))
def test_that_any_text_keeps_its_characters_and_fits(text: str, width: int) -> None:
    lines = lines_of(text, width, 2.0)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert sum(advances_of(lines[0])) <= width - 2
    assert all(sum(advances_of(line)) <= width for line in lines[1:])


def test_that_numbers_and_words_are_not_torn() -> None:
    assert lines_of("面积一千二百平方米投资1,250.50万元", 12) == [
        "面积一千二百平方米投资",
        "1,250.50万元",
    ]


def test_that_a_word_wider_than_the_line_is_cut() -> None:
    assert lines_of("A" * 50, 10) == ["A" * 20, "A" * 20, "A" * 10]


def test_that_a_line_of_stops_ends() -> None:
    assert "".join(lines_of("。" * 100, 10)) == "。" * 100


def test_that_blanks_at_a_break_are_dropped() -> None:
    assert lines_of("one two three", 4) == ["one two", "three"]


def test_that_a_measure_too_narrow_for_any_character_still_ends() -> None:
    assert lines_of("一二三", 0.5) == ["一", "二", "三"]
    assert lines_of("一二三", -1) == ["一", "二", "三"]

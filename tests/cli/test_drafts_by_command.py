"""`summary draft`: what the data say, then last quarter's words, and never over what stands."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

texts = ("task_layout", "task_gaps", "problems")


@pytest.fixture(scope="module")
def drafted(demo: Run) -> dict[str, object]:
    """The answer of drafting the running quarter, of which nothing was written."""
    value: dict[str, object] = demo("summary", "draft", "2024Q2", "--json").value
    return value


def test_that_blank_texts_are_drafted_from_the_data(demo: Run, drafted: dict[str, object]) -> None:
    assert set(texts) <= set(drafted["written"])  # type: ignore[call-overload]
    shown = demo("summary", "show", "2024Q2", "--json").value
    closing = {row["id"]: row["shown"] for row in shown["figures"]}["outlets"]
    assert "{figure:outlets.closing}" in shown["task_layout"]
    assert f"底数摸排登记商业网点{closing}个" in shown["printed"]["task_layout"]
    assert "{" not in "".join(shown["printed"].values())


def test_that_what_the_data_do_not_say_comes_from_last_quarter(
    demo: Run, drafted: dict[str, object]
) -> None:
    carried = drafted["drafted"]
    assert isinstance(carried, list)
    assert not {*carried} & {*texts}
    assert "guard_leadership" in carried
    before = demo("summary", "show", "2024Q1", "--json").value
    now = demo("summary", "show", "2024Q2", "--json").value
    assert now["guard_leadership"] == before["guard_leadership"]
    assert now["jobs"] is None


def test_that_drafting_again_changes_nothing(demo: Run, drafted: dict[str, object]) -> None:
    again = demo("summary", "draft", "2024Q2", "--json").value
    assert (again["written"], again["drafted"]) == ([], [])
    assert "没有可以如实带入的内容" in demo("summary", "draft", "2024Q2").out


def test_that_the_words_and_not_the_references_are_printed(
    demo: Run, drafted: dict[str, object]
) -> None:
    assert "{figure:" not in demo("summary", "show", "2024Q2").out

"""Whether a quarter may be handed in."""

from __future__ import annotations

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.domain.issues import Issue, Place
from bianmin_desktop.domain.readiness import readiness


def _issue(level: Level, record_id: str) -> Issue:
    return Issue("some.rule", level, Place("outlet", record_id), "有问题。")


def test_that_hints_and_explained_questions_do_not_stand_in_the_way() -> None:
    asked, hint = _issue(Level.VERIFY, "a"), _issue(Level.HINT, "b")
    ready = readiness([asked, hint], {asked.id: "情况属实"})
    assert ready.may_be_submitted
    assert ready.explained == (asked,)
    assert ready.hints == (hint,)


def test_that_an_open_question_stands_in_the_way() -> None:
    asked = _issue(Level.VERIFY, "a")
    for given in ({}, {asked.id: "  "}, {"some.rule:z:": "别的"}):
        assert not readiness([asked], given).may_be_submitted


def test_that_an_error_stands_in_the_way_even_if_it_is_explained() -> None:
    error = _issue(Level.BLOCKING, "a")
    assert readiness([error], {error.id: "就是这样"}).blocking == (error,)
    assert not readiness([error], {error.id: "就是这样"}).may_be_submitted


def test_that_nothing_found_may_be_handed_in() -> None:
    assert readiness([], {}).may_be_submitted

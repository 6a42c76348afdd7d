"""Texts of a submission: frozen as they were written and as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.domain.snapshots import content_of, snapshot_of
from bianmin_desktop.exchange.submission.whole import submission_of
from tests.exchange.test_submission import policy, snapshot_with, version

written = "全街道共有商业网点{figure:outlets.closing}个，{braces}照旧。"
printed = "全街道共有商业网点1个，{braces}照旧。"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(policy)


@pytest.fixture(scope="module")
def texts() -> dict[str, object]:
    return {"task_layout": written, "problems": "用房不足。"}


def test_that_the_letter_and_the_sheet_print_the_words(
    edition: Edition, texts: dict[str, object]
) -> None:
    submission = submission_of(snapshot_with(edition, texts), edition, version)
    paragraphs = [p for passage in submission.letter.passages for p in passage.paragraphs]
    assert printed in paragraphs
    assert "用房不足。" in paragraphs
    (table,) = [table for table in submission.tables if table.id == "texts"]
    assert [line.cells[1] for line in table.lines] == [printed, "用房不足。"]


def test_that_both_the_source_and_the_words_are_frozen(
    edition: Edition, texts: dict[str, object]
) -> None:
    snapshot = snapshot_of(content_of(snapshot_with(edition, texts)), edition)
    assert snapshot.summary.text("task_layout") == written
    assert snapshot.said("task_layout") == printed
    assert snapshot.texts["opening"].startswith("截至2024年3月31日，金家岭街道共有")


def test_that_a_frozen_text_is_printed_as_it_was_whatever_the_templates_say_now(
    edition: Edition, texts: dict[str, object]
) -> None:
    content = content_of(snapshot_with(edition, texts))
    other = replace(edition, drafts=(), figures=edition.figures[:1])
    before = submission_of(snapshot_of(content, edition), edition, version).letter
    after = submission_of(snapshot_of(content, other), other, version).letter
    assert after == before


def test_that_a_version_from_before_drafting_opens_with_its_own_figures(
    edition: Edition, texts: dict[str, object]
) -> None:
    frozen = snapshot_with(edition, texts)
    older = replace(frozen, texts={})
    assert b'"texts"' not in content_of(older)
    letter = submission_of(older, edition, version).letter
    assert letter.opening == frozen.texts["opening"]

"""What the edition says of years: drafts, targets, and what is handed in with the summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import annual_summary, keys_in, names_of, opening
from bianmin_desktop.domain.drafting.rendering import text_fields
from tests.unit.policy_slips import Slip, broken, copied


def test_that_every_text_of_the_year_but_the_corrections_has_a_draft(edition: Edition) -> None:
    drafted = {paragraph.field for paragraph in edition.annual_drafts}
    fields = {field.id for field in text_fields(edition, annual_summary)}
    assert {task.id for task in edition.tasks} <= drafted
    assert drafted == (fields - {"corrections"}) | {opening}
    assert all(paragraph.template for paragraph in edition.annual_drafts)


def test_that_no_annual_sentence_speaks_of_a_quarter_or_holds_a_number(edition: Edition) -> None:
    names = names_of(edition, annual_summary)
    for paragraph in edition.annual_drafts:
        for sentence in paragraph.sentences:
            for text in (sentence.say, *sentence.items):
                assert set(keys_in(text)) <= set(names)
                assert "季度" not in text
                assert keys_in(text) or sentence.items


def test_that_only_the_annual_summary_may_refer_to_targets(edition: Edition) -> None:
    quarterly = names_of(edition)
    assert not any(key.startswith("target:") for key in quarterly)
    assert names_of(edition, annual_summary)["target:added.done"] == "目标任务·当年完成"


def test_that_the_summaries_of_quarter_and_year_ask_for_the_same_tasks(edition: Edition) -> None:
    quarterly = {field.id: field.label for field in text_fields(edition)}
    yearly = {field.id: field.label for field in text_fields(edition, annual_summary)}
    for task in edition.tasks:
        assert yearly[task.id] == quarterly[task.id]


@pytest.mark.parametrize(
    "slip",
    [
        Slip("annual_drafts.toml", "{target:added.done}", "{target:added.x}", "annual_draft[goal]"),
        Slip("annual_drafts.toml", 'field = "goal"', 'field = "unit"', "annual_draft[goal].field"),
        Slip("drafts.toml", "{about:unit}共有", "{target:added.done}共有", "draft[opening]"),
        Slip("targets.toml", '"circles_completed"', '"chain_rate"', "target_measure.figure"),
        Slip("targets.toml", '"circles_completed"', '"x"', "target_measure.figure"),
        Slip("reports.toml", 'record = "case"', 'record = "x"', "report[annual].encloses[0]"),
        Slip("reports.toml", 'within = "on"', 'within = "when"', "encloses[0].within"),
        Slip("reports.toml", '"effects"', '"effect"', "encloses[0].told"),
    ],
)
def test_that_a_slip_is_refused_with_its_place(slip: Slip, tmp_path: Path) -> None:
    fault = broken(copied(tmp_path), slip)
    assert slip.key in fault.message

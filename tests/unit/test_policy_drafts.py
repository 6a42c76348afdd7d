"""What is drafted is data: typed, complete, and resting on the data alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.references import keys_in, names_of, opening
from bianmin_desktop.domain.drafting.rendering import text_fields
from bianmin_desktop.environment.paths import resources
from tests.unit.policy_slips import Slip, broken

layout = "{figure:communities.closing}个社区中"


def test_that_every_task_and_safeguard_has_a_draft(edition: Edition) -> None:
    drafted = {paragraph.field for paragraph in edition.drafts}
    fields = {field.id for field in text_fields(edition)}
    assert {task.id for task in edition.tasks} <= drafted
    assert drafted == fields | {opening}


def test_that_everything_drafted_is_marked_as_a_template_or_names_its_clause(
    edition: Edition,
) -> None:
    assert edition.speech is not None
    assert edition.speech.template
    assert all(paragraph.template for paragraph in edition.drafts)
    assert all(tally.clause or tally.template for tally in edition.tallies.values())


def test_that_no_sentence_holds_a_number_of_its_own(edition: Edition) -> None:
    names = names_of(edition)
    for paragraph in edition.drafts:
        for sentence in paragraph.sentences:
            for text in (sentence.say, *sentence.items):
                assert keys_in(text) or sentence.items
                assert set(keys_in(text)) <= set(names)


@pytest.mark.parametrize(
    "slip",
    [
        Slip("drafts.toml", "{figure:communities.closing}", "{figure:villages.closing}", "layout"),
        Slip("drafts.toml", "{figure:communities.closing}", "{figure:communities.added}", "layout"),
        Slip("drafts.toml", layout, "{communities}个社区中", "layout"),
        Slip("drafts.toml", 'field = "task_layout"', 'field = "jobs"', "layout].field"),
        Slip(
            "drafts.toml", 'say = "本季度商业网点{items}。"', 'say = "本季度商业网点。"', "opening"
        ),
        Slip(
            "drafts.toml",
            'say = "商业网点连锁化率{figure:chain_rate.closing}。"',
            'say = "连锁化率稳步提高。"',
            "opening",
        ),
        Slip("drafts.toml", 'when = ["figure:circles.closing"]', 'when = ["figure:x.y"]', "when"),
        Slip(
            "drafts.toml",
            'unless = ["figure:outlets.added", "figure:outlets.removed"]',
            'unless = ["figure:shops.added"]',
            "unless",
        ),
        Slip("drafts.toml", 'record = "project"', 'record = "projects"', "tally["),
        Slip("drafts.toml", 'any_of = ["done"]', 'any_of = ["finished"]', "where"),
        Slip("drafts.toml", 'within = "completed"', 'within = "ended"', "within"),
        Slip("drafts.toml", 'within = "completed"\n', "", "within"),
        Slip("drafts.toml", 'total_of = "arrived"', 'total_of = "amount"', "total_of"),
        Slip(
            "drafts.toml", 'reference = "figure:circles.closing"', 'reference = "circles"', "names"
        ),
        Slip("drafts.toml", "[speech]", "[[speech]]", "speech"),
    ],
)
def test_that_a_slip_in_the_drafts_is_refused_with_its_place(slip: Slip, tmp_path: Path) -> None:
    folder = tmp_path / "qingdao-2022"
    shutil.copytree(resources() / "policy" / "qingdao-2022", folder)
    fault = broken(folder, slip)
    assert "drafts.toml" in fault.message
    assert slip.key in fault.message

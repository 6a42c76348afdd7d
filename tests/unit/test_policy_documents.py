"""Printed documents are data: complete, marked as templates, and checked where they name things."""

from __future__ import annotations

from pathlib import Path

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.environment.paths import resources
from tests.unit.policy_slips import Slip, broken, copied

_file = "documents.toml"


def test_that_everything_the_issue_names_can_be_printed(edition: Edition) -> None:
    wanted = {"business_items", "gap_list", "satisfaction", "targets", "duty_matrix"}
    wanted |= {"inspection_report", "rectification", "template_reminder", "case"}
    assert wanted <= set(edition.printed)
    schemes = {
        edition.business_list(name).scheme
        for document in edition.printed.values()
        for name in document.lists
    }
    assert schemes == set(edition.schemes)


def test_that_every_document_is_a_template_and_names_no_number_of_its_own(
    edition: Edition,
) -> None:
    for document in edition.printed.values():
        assert document.template
        assert document.clause in edition.clauses
    text = (resources() / "policy" / edition.id / _file).read_text("utf-8")
    assert "〔" not in text, "no document number is invented"


@pytest.mark.parametrize(
    "slip",
    [
        Slip(_file, 'record = "survey"', 'record = "surveys"', "satisfaction].record"),
        Slip(_file, 'source = "gaps"', 'source = "holes"', "gap_list].source"),
        Slip(_file, 'lists = ["essential", "basic", "public_service"]', "lists = []", "lists"),
        Slip(_file, '{ id = "stand_ins", label', '{ id = "helpers", label', "columns[3].id"),
        Slip(_file, 'share = ["returned"], of = "sent"', 'share = ["name"], of = "sent"', "share"),
        Slip(_file, 'threshold = "satisfaction"', 'threshold = "joy"', "threshold"),
        Slip(_file, 'grouped_by = "group"', 'grouped_by = "unit"', "grouped_by"),
        Slip(_file, 'any_of = ["done", "verified"]', 'any_of = ["finished"]', "where"),
        Slip(_file, "{due.last}", "{due.latest}", "chapters[3].says"),
        Slip(_file, 'told = ["{background}"]', 'told = ["{story}"]', "chapters[0].told"),
        Slip(_file, 'each = "community"', 'each = "village"', "letter.each"),
        Slip(_file, 'street = "各社区居民委员会"', 'hamlet = "各社区"', "addressees"),
        Slip(_file, "{limit.satisfaction}", "{limit.joy}", "notes"),
        Slip(_file, "{unit}补短板清单", "{unit补短板清单", "title"),
        Slip(_file, 'before = "due"', 'before = "name"', "before"),
        Slip(
            _file, 'period = "required"', 'period = "required"\nwithins = ""', "inspection_report"
        ),
    ],
)
def test_that_a_slip_is_named_with_its_place(tmp_path: Path, slip: Slip) -> None:
    fault = broken(copied(tmp_path), slip)
    assert _file in fault.message
    assert slip.key in fault.message

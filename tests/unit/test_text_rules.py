"""Rules on texts: references that lead nowhere, figures that are blank, numbers typed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bianmin_desktop.catalogue.definitions import Level
from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.indicators import derive
from bianmin_desktop.domain.issues import Issue
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.records import Record
from bianmin_desktop.domain.rules import judge_quarter

quarter = Quarter(2024, 1)


def found(edition: Edition, text: str, field: str = "problems", **more: object) -> list[Issue]:
    """What the rules on texts say of a quarter with three outlets."""
    shop = {"status": "open", "opened": date(2020, 5, 1), "business_type": "convenience"}
    values = {"period": "2024Q1", field: text, **more}
    ledger = Ledger(
        {
            "outlet": [Record("outlet", str(n), {**shop, "name": f"{n}号店"}) for n in range(3)],
            "summary": [Record("summary", "s1", values)],  # type: ignore[arg-type]
        }
    )
    figures = derive(ledger, edition, quarter)
    issues = judge_quarter(ledger, edition, quarter, figures, date(2024, 4, 2))
    kinds = ("summary.references_", "summary.typed_")
    return [issue for issue in issues if issue.rule.startswith(kinds)]


def test_that_a_contradicting_number_must_be_verified_and_the_right_one_is_named(
    edition: Edition,
) -> None:
    (issue,) = found(edition, "全街道共有商业网点5个。")
    assert (issue.rule, issue.level) == ("summary.typed_contradicts", Level.VERIFY)
    assert "“商业网点5个”应为3个" in issue.message
    assert issue.place.field == "problems"


def test_that_the_same_number_typed_by_hand_is_only_hinted_at(edition: Edition) -> None:
    (issue,) = found(edition, "全街道共有商业网点3个。")
    assert (issue.rule, issue.level) == ("summary.typed_repeats", Level.HINT)
    assert "“商业网点3个”" in issue.message


def test_that_a_live_reference_is_no_finding(edition: Edition) -> None:
    assert found(edition, "全街道共有商业网点{figure:outlets.closing}个。") == []


def test_that_a_reference_to_nothing_blocks_the_submission(edition: Edition) -> None:
    (issue,) = found(edition, "共有{figure:stalls.closing}个摊位。")
    assert (issue.rule, issue.level) == ("summary.references_known", Level.BLOCKING)
    assert "{figure:stalls.closing}" in issue.message


def test_that_a_reference_without_a_number_must_be_verified(edition: Edition) -> None:
    (issue,) = found(edition, "带动就业{entered:jobs}人。")
    assert (issue.rule, issue.level) == ("summary.references_said", Level.VERIFY)
    assert "带动就业" in issue.message
    assert found(edition, "带动就业{entered:jobs}人。", jobs=0) == []


def test_that_the_name_of_the_unit_is_never_missing(edition: Edition) -> None:
    assert found(edition, "{about:unit}{about:quarter}的工作。") == []


def test_that_plans_may_name_any_number(edition: Edition) -> None:
    assert found(edition, "商业网点5个。", field="next_steps") == []


def test_that_one_issue_names_everything_in_its_text(edition: Edition) -> None:
    (issue,) = found(edition, "商业网点5个。\n连锁网点2个。")
    assert issue.message.count("应为") == 2


@pytest.mark.parametrize("text", ["", "本季度未开展。", "{}{items}{0}"])
def test_that_ordinary_texts_are_no_finding(text: str, edition: Edition) -> None:
    assert found(edition, text) == []


def test_that_an_edition_that_says_nothing_of_speech_hears_nothing(edition: Edition) -> None:
    assert found(replace(edition, speech=None), "商业网点5个。") == []

"""Answers marked in the workbook: seen at a glance, in colour and in black and white."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import Rule

from bianmin_desktop.exchange.excel.styles import marking
from bianmin_desktop.exchange.submission.parts import Column, Line, Look, Number, Table, Tone
from tests.exchange.workbook_samples import a_submission, saved


def rules(path: Path) -> dict[str, list[Rule]]:
    held = load_workbook(path)["表"].conditional_formatting
    return {str(one.sqref): list(one.rules) for one in held}


def light(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2)."""
    parts = [int(colour[-6:][n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_that_a_marked_answer_stays_marked_when_somebody_types_it(tmp_path: Path) -> None:
    columns = (Column("status", "状态", tones=(("停业", Tone.GONE), ("歇业", Tone.QUIET))),)
    found = rules(
        saved(a_submission(Table("t", "表", "表", columns, (Line(("停业",)),))), tmp_path)
    )
    [(place, (gone, quiet))] = found.items()
    assert place == "A4:A1004"
    assert [rule.formula for rule in (gone, quiet)] == [['"停业"'], ['"歇业"']]
    assert {rule.operator for rule in (gone, quiet)} == {"equal"}


def test_that_a_number_is_marked_where_there_should_be_some_and_a_blank_row_is_not(
    tmp_path: Path,
) -> None:
    columns = (Column("n", "菜市场", Look.NUMBER, tones=(("无", Tone.MISSING),)),)
    lines = tuple(Line((Number(Decimal(n), zero="无"),)) for n in (0, 3))
    found = rules(saved(a_submission(Table("t", "表", "表", columns, lines)), tmp_path))
    [(place, [rule])] = found.items()
    assert (place, rule.formula) == ("A4:A5", ["0"])


@pytest.mark.parametrize("tone", Tone)
def test_that_black_letters_are_read_on_every_colour(tone: Tone) -> None:
    colour = marking(tone, "字").dxf.fill.bgColor.rgb
    assert (light(colour) + 0.05) / 0.05 > 10


def test_that_letters_alone_tell_the_marks_apart() -> None:
    fonts = [marking(tone, "字").dxf.font for tone in Tone]
    told = {(font.b, font.i, font.u) for font in fonts}
    assert len(told) == len(list(Tone))
    assert (None, None, None) not in told

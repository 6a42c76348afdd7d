"""The benchmarks run and print their lines; how fast this machine is, is not the question."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.big_book import make_big_book
from tests.benchmarks.harness import Ratio, paired


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("benchmarks")
    make_big_book(made, 3000)
    return made


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("start", ("window usable after start", "memory of the window")),
        ("search", ("search while typing",)),
        ("type", ("longest block while typing", "longest block while writing")),
        ("save", ("save one record", "save one new record")),
        ("import", ("import 3,000 rows", "import ten times the rows", "memory of the import")),
        ("quarter", ("twelve quarters", "the first quarter looked at")),
        ("submit", ("a street's quarter and 30 checklists",)),
        ("export-lists", ("list to Excel", "rows to PDF")),
    ],
)
def test_that_every_benchmark_prints_its_ratios(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, lines: tuple[str, ...]
) -> None:
    assert main([name, "--outlets", "3000", "--rounds", "1", "--folder", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert all(line in printed for line in lines)
    assert printed.count("(goal ") == len(lines)


def test_that_the_paper_benchmark_prints_its_ratios(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["papers", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("× a bare canvas (goal 1.2 ×)") == 2
    assert printed.count("× the same of 1,000 (goal 5.5 ×)") == 1
    assert printed.count("× LibreOffice") == (2 if shutil.which("soffice") else 0)


def test_that_a_ratio_says_what_was_measured_and_what_it_should_be() -> None:
    line = str(Ratio("save one record", 3.24, 2.0, "raw commit", 2))
    assert line.startswith("save one record: 1.62 × raw commit (goal 2 ×)")
    assert "misses" not in line
    assert "misses" in str(Ratio("save one record", 5.0, 2.0, "raw commit", 2))


def test_that_both_sides_run_equally_often() -> None:
    runs: list[str] = []
    paired(lambda: runs.append("ours"), lambda: runs.append("floor"), rounds=4, warm=1)
    assert runs.count("ours") == runs.count("floor") == 5

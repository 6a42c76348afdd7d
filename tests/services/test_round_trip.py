"""Whatever the gate admits goes out as a file and comes back as what it was.

Records are as odd as can be made; many at once are written into one file, read and compared.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bianmin_desktop.bootstrap import Application, start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.services.dispatching import Order
from bianmin_desktop.services.importing import Fate
from tests.services.round_trip_samples import Oddities, keep

_clock = FixedClock(datetime(2024, 4, 9, 10, 30))
_rows = 60
_sent = ("community", "circle", "outlet", "project", "smart_store")
_names = (
    "岭上生活圈",
    "岭上生活圈",
    "东、西生活圈",
    "不适用",
    "=东圈",
    "370212005",
    "“引号”圈",
    "合计",
)
_types = tuple(kind.id for kind in start().edition.record_types.values() if kind.in_ledger)
_few = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    # Which rows went wrong is told at once; to look for smaller books would take minutes.
    phases=(Phase.explicit, Phase.generate),
)
_odd = st.tuples(st.lists(st.text(max_size=40), max_size=30), st.integers(0, 2**32 - 1))
"""Texts to use besides the stock of odd ones, and a seed."""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of a street whose circles and projects have awkward names."""
    folder = tmp_path_factory.mktemp("往返")
    program = start(folder, _clock)
    program.make_book("370212005")
    application = program.open()
    for type_id in ("circle", "project"):
        keep(application, (Draft(type_id, {"name": name}) for name in _names))
    application.close()
    return folder / "bianmin.db"


@contextmanager
def _book(stock: Path) -> Iterator[tuple[Application, Path]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(stock, folder / "bianmin.db")
        application = start(folder, _clock).open()
        try:
            yield application, folder
        finally:
            application.close()


def _check(application: Application, type_id: str, file: Path) -> int:
    """Import the file, expecting nothing new; returns how many rows it has."""
    before = application.history.events(limit=1)
    proposal = application.importing.propose(type_id, application.importing.read([file]))
    trial = application.importing.trial(proposal)
    unlike = [
        (row.row, row.fate.value, row.title, row.changes, [p.message for p in row.problems])
        for row in trial.rows
        if row.fate is not Fate.SAME
    ]
    assert unlike == []
    imported = application.importing.run(type_id, [file])
    assert imported.counts == {Fate.SAME: len(trial.rows)}
    assert application.history.events(limit=1) == before
    return len(trial.rows)


def _fill(
    application: Application, type_id: str, odd: tuple[list[str], int], home: str = ""
) -> None:
    """Records of a type; `home` is the community that most of them are put into."""
    record_type = application.edition.record_type(type_id)
    drafts = list(Oddities(application, *odd).drafts(record_type, _rows))
    for field in record_type.fields:
        if home and field.target == "community":
            drafts[::2] = [replace(d, texts={**d.texts, field.id: home}) for d in drafts[::2]]
    keep(application, drafts)


@pytest.mark.parametrize("type_id", _types)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@_few
@given(odd=_odd, masked=st.booleans())
def test_that_a_list_comes_back_as_it_was(
    stock: Path, suffix: str, type_id: str, *, odd: tuple[list[str], int], masked: bool
) -> None:
    with _book(stock) as (application, folder):
        _fill(application, type_id, odd)
        listing = application.ledgers.listing(type_id)
        target = folder / f"名单{suffix}"
        count = application.listings.save(listing, target, masked=masked)
        assert count >= _rows
        assert _check(application, type_id, target) == count


@pytest.mark.parametrize("type_id", _sent)
@_few
@given(odd=_odd, is_open=st.booleans())
def test_that_a_template_returned_as_it_was_sent_is_the_same(
    stock: Path, type_id: str, *, odd: tuple[list[str], int], is_open: bool
) -> None:
    with _book(stock) as (application, folder):
        _fill(application, type_id, odd, home="金家岭")
        order = Order(unit="370212005007", is_open=is_open)
        sent, *_ = application.dispatching.save_each(type_id, folder / "发出", order)
        assert sent.rows
        assert _check(application, type_id, sent.path) == sent.rows

"""The collector rests while rows are made, and works again when the last block ends."""

from __future__ import annotations

import gc

import pytest

from bianmin_desktop.environment.collecting import collector_at_rest


def test_that_the_collector_rests_until_the_last_block_ends() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_the_collector_works_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="x"), collector_at_rest():
        raise ValueError("x")
    assert gc.isenabled()


def test_that_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()

"""The shipped edition, read once for all tests of the pure domain."""

from __future__ import annotations

import pytest

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.environment.paths import resources


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition(resources() / "policy" / "qingdao-2022")

"""Pages look as they did when somebody looked at them last."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from bianmin_desktop.bootstrap import Application
from tests.exchange.golden_pages import documents, folder, pictures, share_that_differs

_most = 0.02


def test_that_every_page_looks_as_it_was_approved(application: Application, out: Path) -> None:
    found = {
        f"{name}-{number:02}": picture
        for name, content in documents(application, out)
        for number, picture in enumerate(pictures(content), start=1)
    }
    kept = {path.stem: Image.open(path).convert("L") for path in folder.glob("*.png")}
    assert found.keys() == kept.keys()
    differing = {name: share_that_differs(found[name], kept[name]) for name in found}
    assert {name: share for name, share in differing.items() if share > _most} == {}


def test_that_a_page_moved_by_a_line_is_noticed() -> None:
    picture = Image.open(sorted(folder.glob("submission-*.png"))[0]).convert("L")
    moved = Image.new("L", picture.size, 255)
    moved.paste(picture, (0, 5))
    assert share_that_differs(picture, moved) > _most

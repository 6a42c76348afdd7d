"""Records read for lists: the same as ever, without what only writing needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.store.book import open_book


def test_that_a_record_to_show_lacks_nothing_but_its_marks(tmp_path: Path) -> None:
    program = start(tmp_path)
    program.make_book("370212005000")
    application = program.open()
    communities = application.ledgers.records(application.ledgers.listing("community"))
    name = communities[0].text("name")
    texts = {"name": "岭上生活圈", "communities": name, "population": "约两万"}
    saved = application.entry.save(Draft("circle", texts), application.entry.blank("circle"))
    application.close()
    book = open_book(program.book_path, program.edition, program.keys)
    with book.reading() as reading:
        (whole,) = reading.in_order("circle", [saved.record.id, "nobody"])
        (shown,) = reading.to_show("circle", [saved.record.id, "nobody"])
        many = [community.id for community in reversed(communities)]
        assert [record.id for record in reading.to_show("community", many)] == many
    book.close()
    assert whole.marks
    assert shown == replace(whole, marks={}, vector={})

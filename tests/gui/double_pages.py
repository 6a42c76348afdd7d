"""What tests of duplicates share: two records of one shop in the example book."""

from __future__ import annotations

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.drafts import Draft
from bianmin_desktop.domain.records import Record
from bianmin_desktop.store.listing import Listing

address = "试金路63号"


def shop(application: Application, name: str, **more: str) -> Record:
    """A stored shop of the first community."""
    community = application.ledgers.records(Listing("community", limit=1))[0].text("name")
    texts = {"name": name, "address": address, "business_type": "便利店", "community": community}
    blank = application.entry.blank("outlet")
    return application.entry.save(Draft("outlet", texts | more, blank.id), blank).record


def twins(application: Application) -> tuple[Record, Record]:
    """One shop entered twice, by two people."""
    one = shop(application, "试金石便利店", area="40", hours="7:00-22:00", verified="2024-05-01")
    other = shop(application, "试金石便利", area="45", phone="13812345678", staff="3")
    return one, other

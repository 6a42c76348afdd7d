"""What tests of printed documents share: an office, a day, and a document as it comes out."""

from __future__ import annotations

from datetime import date

from bianmin_desktop.catalogue.edition import Edition
from bianmin_desktop.domain.documents.content import Basis, Case, Choice, said
from bianmin_desktop.domain.documents.tables import DocumentTable, content_of, table_of
from bianmin_desktop.domain.ledger import Ledger
from bianmin_desktop.domain.periods import Quarter
from bianmin_desktop.domain.snapshots import Reporter

office = Reporter("370212005000", "金家岭街道", "street", ("青岛市", "崂山区", "金家岭街道"))
today = date(2024, 4, 8)
spring = Choice(period=Quarter(2024, 1))


def case_of(edition: Edition, document: str, ledger: Ledger, choice: Choice = spring) -> Case:
    """A document of the policy under one choice."""
    basis = Basis(edition, ledger, office, today)
    return Case(edition.printed[document], choice, basis)


def printed_table(case: Case) -> DocumentTable:
    """The document as a table."""
    return table_of(case, content_of(case))


def cells_of(table: DocumentTable) -> list[dict[str, str]]:
    """Its rows as words, by column."""
    return [{head.id: said(i.cells.get(head.id)) for head in table.heads} for i in table.items]

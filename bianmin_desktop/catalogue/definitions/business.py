"""Business types (业态), and the lists every scheme (口径) counts them by."""

from __future__ import annotations

from bianmin_desktop.catalogue.definitions.definition import Definition


class BusinessType(Definition, frozen=True):
    """A leaf of the business-type dictionary (业态): fine enough for every scheme to count by."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    facility: bool = False
    industry_codes: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False


class SchemeItem(Definition, frozen=True):
    """A line of a business-type list, and the leaves of the dictionary that count for it.

    `stand_ins` are the 一店多能 services (choices of `extra_service`) by which a shop of another
    type can cover the line where it is missing.
    """

    id: str
    label: str
    covers: tuple[str, ...]
    stand_ins: tuple[str, ...] = ()
    clause: str = ""
    template: bool = False


class BusinessList(Definition, frozen=True):
    """One list of a scheme, e.g. the six 必备业态."""

    id: str
    label: str
    scheme: str
    items: tuple[SchemeItem, ...]
    clause: str = ""
    source: str = ""
    help: str = ""


class Scheme(Definition, frozen=True):
    """A way of counting business types (口径), e.g. 青商字〔2022〕9号 or the national 指南."""

    id: str
    label: str
    source: str

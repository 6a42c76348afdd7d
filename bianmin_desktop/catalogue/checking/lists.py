"""Checks of code lists, the dictionary of business types and the lists made from it."""

from __future__ import annotations

from collections.abc import Iterator

from bianmin_desktop.catalogue.checking.findings import Finding, ambiguous, missing, repeated
from bianmin_desktop.catalogue.definitions import BusinessList, ChoiceList
from bianmin_desktop.catalogue.edition import Edition, business_dictionary

extra_services = "extra_service"


def choice_lists(edition: Edition) -> Iterator[Finding]:
    """Doubles and missing clauses inside the code lists."""
    for listed in edition.choice_lists.values():
        if listed.id == business_dictionary:
            continue
        for inner, what in (*_choices(listed), *_choice_clauses(listed, edition)):
            if what:
                yield Finding("choice_list", listed.id, inner, what)


def business_types(edition: Edition) -> Iterator[Finding]:
    """Business types that are called the same."""
    types = tuple(edition.business_types.values())
    called = ((entry.id, (entry.id, entry.label, *entry.aliases)) for entry in types)
    for place, what in ambiguous(called):
        yield Finding("business_type", types[place].id, "aliases", what)


def business_lists(edition: Edition) -> Iterator[Finding]:
    """Schemes, business types and services the lists refer to in vain."""
    for listed in edition.business_lists.values():
        for inner, what in (
            ("scheme", missing(listed.scheme, edition.schemes, "口径")),
            *_items(listed, edition),
        ):
            if what:
                yield Finding("business_list", listed.id, inner, what)


def _choices(listed: ChoiceList) -> Iterator[tuple[str, str]]:
    for place, what in repeated(choice.id for choice in listed.choices):
        yield f"choices[{place}].id", what
    called = ((c.id, (c.id, c.label, *c.aliases)) for c in listed.choices)
    for place, what in ambiguous(called):
        yield f"choices[{place}].aliases", what


def _choice_clauses(listed: ChoiceList, edition: Edition) -> Iterator[tuple[str, str]]:
    for place, choice in enumerate(listed.choices):
        yield f"choices[{place}].clause", missing(choice.clause, edition.clauses, "条款")


def _items(listed: BusinessList, edition: Edition) -> Iterator[tuple[str, str]]:
    services = edition.choice_ids(extra_services)
    for place, what in repeated(item.id for item in listed.items):
        yield f"items[{place}].id", what
    for place, item in enumerate(listed.items):
        at = f"items[{place}]"
        yield f"{at}.clause", missing(item.clause, edition.clauses, "条款")
        for _, what in repeated(item.covers):
            yield f"{at}.covers", what
        for leaf in item.covers:
            yield f"{at}.covers", missing(leaf, edition.business_types, "业态")
        for service in item.stand_ins:
            yield f"{at}.stand_ins", missing(service, services, "一店多能服务")

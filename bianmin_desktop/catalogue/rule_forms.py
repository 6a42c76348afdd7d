"""What a kind of rule needs to judge and can say; an edition's rules are held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The form of one kind of rule.

    `words` are the placeholders the kind fills itself, each with what it stands for; where
    `names_fields`, a message may name the record's own fields besides. `records` are the only
    record types it judges (none named: any), `fields` how many fields it needs at least, `refers`
    whether they have to be references. Of its options some are `needed`, others `known`; those of
    `counted` are numbers. `blanks` says how blanks count where the rule's own setting does not.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    names_fields: bool = True
    records: tuple[str, ...] = ()
    fields: int = 0
    refers: bool = False
    has_limit: bool = False
    needed: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    blanks: str = ""


RuleForms = Mapping[str, RuleForm]
"""The form of every kind of rule there is code for, by its name."""

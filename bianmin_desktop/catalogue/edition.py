"""One policy edition (口径版本), whole: everything an office is asked, with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bianmin_desktop.catalogue.definitions import (
    BusinessList,
    BusinessType,
    Checklist,
    ChoiceList,
    Clause,
    Deadline,
    DefaultDeadline,
    DraftParagraph,
    EditionTitle,
    Field,
    Figure,
    Holiday,
    Likeness,
    MeetingRole,
    Printed,
    Reason,
    Recheck,
    RecordType,
    Report,
    ResponsibleUnit,
    RuleSetting,
    Scheme,
    Speech,
    StageStep,
    Tally,
    Target,
    TargetMeasure,
    Task,
    Threshold,
)

business_dictionary = "business_type"
"""The id under which the dictionary of business types is a code list, too."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What one edition says; look-ups by id raise `KeyError` for ids it does not have."""

    title: EditionTitle
    record_types: Mapping[str, RecordType]
    choice_lists: Mapping[str, ChoiceList]
    business_types: Mapping[str, BusinessType]
    schemes: Mapping[str, Scheme]
    business_lists: Mapping[str, BusinessList]
    clauses: Mapping[str, Clause]
    units: Mapping[str, ResponsibleUnit]
    tasks: tuple[Task, ...]
    roles: tuple[MeetingRole, ...]
    targets: tuple[Target, ...]
    thresholds: Mapping[str, Threshold]
    likenesses: Mapping[str, Likeness]
    deadlines: tuple[Deadline, ...]
    default_deadlines: Mapping[str, DefaultDeadline]
    reports: Mapping[str, Report]
    figures: tuple[Figure, ...]
    rules: tuple[RuleSetting, ...]
    fields: Mapping[tuple[str, str], Field] = field(repr=False)
    rules_of: Mapping[str, tuple[RuleSetting, ...]] = field(repr=False)
    retired: Mapping[tuple[str, str], Field] = field(repr=False, default_factory=dict)
    """Fields that are not asked any more; the history still says what they were called."""
    tallies: Mapping[str, Tally] = field(repr=False, default_factory=dict)
    drafts: tuple[DraftParagraph, ...] = field(repr=False, default=())
    speech: Speech | None = field(repr=False, default=None)
    reasons: tuple[Reason, ...] = field(repr=False, default=())
    rechecks: tuple[Recheck, ...] = field(repr=False, default=())
    annual_drafts: tuple[DraftParagraph, ...] = field(repr=False, default=())
    target_measure: TargetMeasure | None = None
    checklists: Mapping[str, Checklist] = field(repr=False, default_factory=dict)
    stage_steps: tuple[StageStep, ...] = field(repr=False, default=())
    holidays: tuple[Holiday, ...] = field(repr=False, default=())
    printed: Mapping[str, Printed] = field(repr=False, default_factory=dict)
    """Documents to be printed (打印文书), in the order of the policy file."""

    @property
    def id(self) -> str:
        """The edition's id, e.g. `qingdao-2022`."""
        return self.title.id

    @property
    def registers(self) -> tuple[RecordType, ...]:
        """The registers (其他台账), in the order of the paragraphs they come from."""
        places = {clause: place for place, clause in enumerate(self.clauses)}
        last = len(places)

        def place(register: RecordType) -> int:
            return places.get(register.clause, last)

        return tuple(sorted((t for t in self.record_types.values() if t.register), key=place))

    def record_type(self, type_id: str) -> RecordType:
        """The record type with that id."""
        return self.record_types[type_id]

    def field(self, type_id: str, field_id: str) -> Field:
        """A field of a record type."""
        return self.fields[type_id, field_id]

    def choice_list(self, list_id: str) -> ChoiceList:
        """The code list with that id; `business_type` is the dictionary of business types."""
        return self.choice_lists[list_id]

    def choice_ids(self, list_id: str) -> frozenset[str]:
        """The ids of a code list; none for a list there isn't."""
        listed = self.choice_lists.get(list_id)
        return frozenset(choice.id for choice in listed.choices) if listed else frozenset()

    def field_ids(self, type_id: str) -> frozenset[str]:
        """The ids of a record type's fields."""
        return frozenset(field.id for field in self.record_types[type_id].fields)

    def business_list(self, list_id: str) -> BusinessList:
        """The business-type list with that id, e.g. `essential`."""
        return self.business_lists[list_id]

    def threshold(self, threshold_id: str) -> Threshold:
        """The limit with that id."""
        return self.thresholds[threshold_id]

    def items_covering(self, list_id: str, business_type: str) -> tuple[str, ...]:
        """The items of a list for which a business type counts."""
        items = self.business_lists[list_id].items
        return tuple(item.id for item in items if business_type in item.covers)

    def deadline(self, report: str, period: str) -> Deadline | None:
        """The row for a report of a period; nothing when only the default applies."""
        rows = (row for row in self.deadlines if row.report == report and row.period == period)
        return next(rows, None)

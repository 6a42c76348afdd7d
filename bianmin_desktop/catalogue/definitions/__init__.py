"""The words a policy edition is written in: record types, fields, code lists and rules.

Every definition is a frozen value read from one TOML file under `resources/policy/<edition>/`.
A `clause` names where the entry comes from (an id of `clauses.toml`); `template` marks
what no official text prescribes and is therefore shipped as an editable 参考模板.
"""

from __future__ import annotations

from bianmin_desktop.catalogue.definitions.business import (
    BusinessList,
    BusinessType,
    Scheme,
    SchemeItem,
)
from bianmin_desktop.catalogue.definitions.checklists import (
    Checklist,
    ChecklistLine,
    ChecklistSection,
    Fill,
    FillKind,
    StageStep,
    VerdictBand,
)
from bianmin_desktop.catalogue.definitions.definition import (
    Definition,
    Level,
)
from bianmin_desktop.catalogue.definitions.document import (
    Clause,
    EditionTitle,
    MeetingRole,
    ResponsibleUnit,
    SourceDocument,
    Target,
    TargetMeasure,
    Task,
    TaskParagraph,
)
from bianmin_desktop.catalogue.definitions.drafting import (
    DraftParagraph,
    Sentence,
    Speech,
    SpokenName,
    Tally,
)
from bianmin_desktop.catalogue.definitions.likeness import (
    Likeness,
    LikenessPoints,
    LikenessWords,
)
from bianmin_desktop.catalogue.definitions.printed import (
    Chapter,
    Printed,
    PrintedColumn,
    Source,
    Wording,
)
from bianmin_desktop.catalogue.definitions.reasons import ChangeKind, Reason
from bianmin_desktop.catalogue.definitions.rechecks import Recheck, RecheckKind
from bianmin_desktop.catalogue.definitions.records import (
    Choice,
    ChoiceList,
    Field,
    Kind,
    RecordType,
    Section,
)
from bianmin_desktop.catalogue.definitions.reporting import (
    Condition,
    Deadline,
    DefaultDeadline,
    Enclosed,
    Figure,
    Holiday,
    Report,
    RuleSetting,
    Threshold,
)

__all__ = [
    "BusinessList",
    "BusinessType",
    "ChangeKind",
    "Chapter",
    "Checklist",
    "ChecklistLine",
    "ChecklistSection",
    "Choice",
    "ChoiceList",
    "Clause",
    "Condition",
    "Deadline",
    "DefaultDeadline",
    "Definition",
    "DraftParagraph",
    "EditionTitle",
    "Enclosed",
    "Field",
    "Figure",
    "Fill",
    "FillKind",
    "Holiday",
    "Kind",
    "Level",
    "Likeness",
    "LikenessPoints",
    "LikenessWords",
    "MeetingRole",
    "Printed",
    "PrintedColumn",
    "Reason",
    "Recheck",
    "RecheckKind",
    "RecordType",
    "Report",
    "ResponsibleUnit",
    "RuleSetting",
    "Scheme",
    "SchemeItem",
    "Section",
    "Sentence",
    "Source",
    "SourceDocument",
    "Speech",
    "SpokenName",
    "StageStep",
    "Tally",
    "Target",
    "TargetMeasure",
    "Task",
    "TaskParagraph",
    "Threshold",
    "VerdictBand",
    "Wording",
]

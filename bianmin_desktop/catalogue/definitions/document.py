"""The founding document: its paragraphs, who is responsible for what, and the targets."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from bianmin_desktop.catalogue.definitions.definition import Definition


class Clause(Definition, frozen=True):
    """A paragraph of the founding document, named by its own numbering.

    `document` names another document where the paragraph is not of the founding one.
    """

    id: str
    heading: str
    says: str = ""
    document: str = ""


class ResponsibleUnit(Definition, frozen=True):
    """A department named by the document: as issuer, member of the joint meeting or responsible."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    is_issuer: bool = False
    is_member: bool = False
    is_responsible: bool = False
    is_district: bool = False
    note: str = ""
    clause: str = ""


class Task(Definition, frozen=True):
    """A main task 四(一)–(六) or a safeguard 五(一)–(五), with its responsible units."""

    id: str
    label: str
    clause: str
    group: Literal["task", "safeguard"]
    units: tuple[str, ...]
    paragraphs: tuple[TaskParagraph, ...] = ()


class TaskParagraph(Definition, frozen=True):
    """A paragraph of a safeguard that names responsible units of its own."""

    clause: str
    units: tuple[str, ...]


class MeetingRole(Definition, frozen=True):
    """A seat in the joint meeting (联席会议), as a role and never as a person's name."""

    id: str
    role: str
    holder: str
    clause: str


class Target(Definition, frozen=True):
    """How many circles are to be completed in a year by a unit (division code)."""

    year: int
    unit: str
    added: int
    cumulative: int | None = None
    at_least: bool = True
    clause: str = ""
    template: bool = False
    note: str = ""


class TargetMeasure(Definition, frozen=True):
    """By which figure it is told how many circles are completed: its 新增 and its 期末."""

    figure: str
    clause: str = ""
    template: bool = False
    note: str = ""


class SourceDocument(Definition, frozen=True):
    """The founding document an edition rests on."""

    number: str
    title: str
    issued: date
    issuers: tuple[str, ...]
    addressed_to: str


class EditionTitle(Definition, frozen=True):
    """The cover of an edition: its id, name and document.

    `addressees` says by the reporter's level whom a report is addressed to (主送机关);
    `{above}` stands for the name of the unit above it. A level not named: the joint office.
    """

    id: str
    name: str
    document: SourceDocument
    region: str
    scheme: str
    counted_statuses: tuple[str, ...]
    joint_office: str
    addressees: dict[str, str] = msgspec.field(default_factory=dict)
    note: str = ""

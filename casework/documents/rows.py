"""The rows of documents' tables: options, impacts, themes, risks and what else is listed."""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.facts import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option considered, kept or discarded, with the reason. `status` is in words."""

    reference: str
    title: str
    description: str | None = None
    status: str | None = None
    is_discarded: bool = False
    reasons: str | None = None
    decided_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """The assessed effect of an option on a group, in one chapter of the impact assessment.

    `chapter` is one of `impact_chapters.CHAPTERS`.
    """

    chapter: str
    group: str
    option: str | None = None
    direction: str | None = None
    effect: str | None = None
    evidence: str | None = None
    mitigation: str | None = None
    residual: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A significant issue that consultation raised, and what was done with it."""

    issue: str
    raised_by: str | None = None
    response: str | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk on the register, its rating and its mitigation."""

    risk: str
    rating: str | None = None
    mitigation: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """What must be true before a step that cannot be undone, or a benefit to be measured."""

    step: str
    measure: str | None = None
    owner: str | None = None
    due_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group to be reached by consultation: how, by whom and with what target."""

    group: str
    methods: str | None = None
    target: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeFormat:
    """A format of the consultation material and whether it is ready at launch."""

    name: str
    ready_on: When | None = None
    where: str | None = None

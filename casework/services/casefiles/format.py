"""What a case file is made of. One schema version: ``casefile: 1``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError
from casework.engine.definition import Definition

FORMAT_VERSION = 1
FILE_NAME = "case.yaml"

HEADER_KEYS = (
    "casefile", "reference", "title", "summary", "pathway", "version", "programme", "organisation",
    "opened_on", "opened_judged_on", "opened_by", "source", "stage", "what_went_before", "base",
    "base_judged_on",
    "organisations", "persons", "roles", "sources", "acts",
)  # fmt: skip
ORGANISATION_KEYS = (
    "key", "name", "kind", "code_system", "code", "valid_from", "valid_to", "source",
)  # fmt: skip
PERSON_KEYS = ("key", "job_title", "organisation", "oversight")
ROLE_KEYS = ("person", "role", "since", "until")
SOURCE_KEYS = ("id", "title", "address")
OVERSIGHT = ("governance", "legal")
COMPLIANT = "compliant"
ASSUMED_KEY = "assumed-"
"""How the key of every record begins that a replay assumes."""


def assumed_body(kind: str) -> str:
    """The key of the assumed body of a kind: `assumed-local-authority`."""
    return ASSUMED_KEY + kind.replace("_", "-")


def assumed_person(reference: str, role: str) -> str:
    """The key of the assumed holder of a role: `example-1-assumed-sro`."""
    return f"{reference.lower()}-{ASSUMED_KEY}{role.lower()}"


class CaseFileFaults(CaseworkError):
    """A case file cannot be replayed; ``faults`` lists every fault as `file: path: what`."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults), "Correct these and try again.")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as the file declares it; its code is empty where none is known."""

    key: str
    name: str
    kind: str
    code_system: str = ""
    code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, by job title: never by name. ``oversight`` holds system-wide roles."""

    key: str
    job_title: str
    organisation: str
    oversight: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role on the case; without dates it is held from the opening on."""

    person: str
    role: str
    since: FactDate | None = None
    until: FactDate | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an act is expected to meet. ``blocked_by`` lists what must be among the blockers:
    gates (`GT31`), criteria (`GT31.letter`), holds (`REFERRED`) or what a succession left open
    (`step/delegation`, `role/AO`, `place/healthwatch`); ``flagged_by`` what must be among the
    questions that it raises."""

    accepted: bool
    blocked_by: tuple[str, ...] = ()
    flagged_by: tuple[str, ...] = ()

    def words(self) -> str:
        """The expectation in words, for the report."""
        if self.accepted:
            return "accepted" + (
                f" and flagged by {', '.join(self.flagged_by)}" if self.flagged_by else ""
            )
        return (
            "refused" + (f" by {', '.join(self.blocked_by)}" if self.blocked_by else "")
            + (f", flagged by {', '.join(self.flagged_by)}" if self.flagged_by else "")
        )


@dataclass(frozen=True, slots=True)
class ActLine:
    """One dated act, by its number in the file from 1.

    ``on`` is when it was so, ``judged_on`` the simulated date by which gates judge it. ``fields``
    are what the act itself says, plain; ``source`` is the source in words.
    """

    index: int
    act: str
    fields: Mapping[str, Any]
    judged_on: date
    by: str = ""
    on: FactDate | None = None
    source: str = ""
    assumed: bool = False
    expect: Expectation | None = None
    expect_assuming: Expectation | None = None
    happened_anyway: bool = False

    def text(self, name: str) -> str:
        """One of the act's own fields as text, empty where it is absent."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """One of the act's own fields as texts."""
        value = self.fields.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Base:
    """The file starts from a case that is compliant in ``stage`` on the day ``on``."""

    stage: str
    on: date


@dataclass(frozen=True)
class CaseFile:
    """A case file that was read and found without fault."""

    path: Path
    definition: Definition
    reference: str
    title: str
    opened_judged_on: date
    opened_by: str
    organisation: str
    summary: str = ""
    programme: str = ""
    opened_on: FactDate | None = None
    stage: str = ""
    what_went_before: str = ""
    source: str = ""
    base: Base | None = None
    organisations: tuple[Body, ...] = ()
    persons: tuple[Actor, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    acts: tuple[ActLine, ...] = field(default=())
    versions: Mapping[int, Definition] = field(default_factory=dict)

    def holders_of(self, *roles: str) -> list[str]:
        """Persons who hold any of the roles, in the order of the roles and then of the file."""
        return [h.person for role in roles for h in self.roles if h.role == role]

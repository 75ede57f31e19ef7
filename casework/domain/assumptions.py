"""What a dry run takes to be so: assumptions in the plain values of forms, never records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from casework.domain.canonical import canonical
from casework.domain.errors import Invalid

MOST_ASSUMPTIONS = 30
LONGEST_ASSUMPTION = 15_000


class Sort(StrEnum):
    """What is assumed: each is something that could be recorded, and is not."""

    STATED = "stated"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"
    PAPER = "paper"
    SIGNED = "signed"
    HOLD_ENDED = "hold_ended"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption.

    ``kind`` and ``key`` name the record that is assumed, changed, withdrawn or ended; ``values``
    are its plain fields and ``cites`` the evidence that it would name. ``on`` is when it would be
    true. ``criterion`` and ``subject`` say which check is signed off, and about whom.
    """

    sort: Sort
    kind: str = ""
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    on: str = ""
    cites: tuple[str, ...] = ()
    criterion: str = ""
    subject: str = ""

    def text(self) -> str:
        """Canonical text of the assumption: the same assumption gives the same text."""
        return canonical(as_plain(self))


def as_plain(assumption: Assumption) -> dict[str, Any]:
    """The assumption as plain values, empty ones left out."""
    plain = asdict(assumption) | {"sort": assumption.sort.value, "cites": list(assumption.cites)}
    return {name: value for name, value in plain.items() if value not in ("", [], {})}


def from_plain(plain: Mapping[str, Any]) -> Assumption:
    """The assumption that plain values describe. Raises ValueError or TypeError for any other."""
    return Assumption(**{
        **plain, "sort": Sort(plain["sort"]), "cites": tuple(plain.get("cites", ())),
    })  # fmt: skip


def check_room(assumptions: tuple[Assumption, ...]) -> None:
    """Raise Invalid for more assumptions, or a longer one, than a dry run takes."""
    if len(assumptions) > MOST_ASSUMPTIONS:
        raise Invalid(
            f"There is room for {MOST_ASSUMPTIONS} assumptions.", "Remove one of them first."
        )
    if any(len(assumption.text()) > LONGEST_ASSUMPTION for assumption in assumptions):
        raise Invalid(
            f"An assumption has room for about {LONGEST_ASSUMPTION:,} characters.",
            "Shorten its texts: what gates judge is that there is one.",
        )

"""One thing that a case waits for, and the persons who can do it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.facts import CaseFacts

READY, TO_APPROVE, HELD = "ready", "to be approved", "asked by a hold"
TO_ASSIGN = "to be assigned"
VACANT, ANEW = "vacant", "to be confirmed anew"
LEFT_OPEN = (VACANT, ANEW)
"""How what a succession of bodies left open stands."""
OF_THE_ROLE = ("check/", "move/", "document/")
"""How the name of work begins that falls to whoever holds the role."""


@dataclass(frozen=True, slots=True)
class RequiredAction:
    """One thing that the case waits for. ``persons`` can do it now.

    ``blocks`` names the moves that it bars, or the one move that is ready. Only what a gate asks
    has a ``gate``; else ``criterion`` says what waits: `request/key`, `handover/key`, `hold/key`,
    `document/D05`, `succession/step/delegation` or `ready/3`, the visit of the stage.
    """

    blocks: tuple[str, ...]
    gate: str
    criterion: str
    subject: str
    state: str
    force: str
    reason: str
    roles: tuple[str, ...]
    persons: tuple[str, ...]
    due_on: date | None = None

    @property
    def work_of_the_role(self) -> str:
        """Its name in a handover, where it falls to whoever holds one of ``roles``; else empty."""
        if self.state == READY:
            return f"move/{self.blocks[0]}"
        if self.gate:
            return f"check/{self.criterion}/{self.subject}".rstrip("/")
        return f"{self.criterion}/{self.subject}".rstrip("/") if self.state == TO_APPROVE else ""


def is_blocker(action: RequiredAction) -> bool:
    """True of an unmet check, and of what a succession left open that bars a next step."""
    return bool(action.gate) or (bool(action.blocks) and action.state in LEFT_OPEN)


def holders(facts: CaseFacts, roles: Iterable[str], subject: str = "") -> tuple[str, ...]:
    """Who holds any of the roles now, for a body where ``subject`` names one; once each."""
    return tuple(dict.fromkeys(p for role in roles for p in facts.holders_of(role, subject)))

"""Who signs off: for which council, and never what they put in themselves."""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.permissions.recording import COUNCIL_ROLES
from casework.domain.permissions.seeing import speaks_for
from casework.domain.viewer import Viewer


def can_sign_for(facts: CaseFacts, viewer: Viewer, role: str, subject: str) -> bool:
    """False where a council's clerk or chair would sign for another council."""
    if role not in COUNCIL_ROLES or viewer.has_role("system"):
        return True
    return subject in speaks_for(facts, viewer) | {
        council for council in facts.scrutiny_authorities()
        if viewer.organisation in facts.joint_committees_of(council)
    }  # fmt: skip


def check_can_sign_for(facts: CaseFacts, viewer: Viewer, role: str, subject: str) -> None:
    """Raise NotPermitted where a council's clerk or chair would sign for another council."""
    if not can_sign_for(facts, viewer, role, subject):
        raise NotPermitted(
            "You cannot sign this off: it is about another council than yours.",
            "Its own clerk or chair signs it.",
        )


def check_four_eyes(persons: Iterable[str], suppliers: Iterable[str], what: str) -> None:
    """Raise NotPermitted if any of the persons supplied any of what would be signed off.

    ``persons`` are who signs and those for whom they cover: a delegate is no second person.

    For STATUTE and COMMON_LAW the supplier of the evidence and the attester differ; administrators
    are not exempt.
    """
    if set(persons) & set(suppliers):
        raise NotPermitted(
            f"You cannot sign off {what}: you put in some of what it relies on, or somebody did "
            "for whom you cover or who covered for you.",
            "Ask another person who holds the role to sign it off.",
        )

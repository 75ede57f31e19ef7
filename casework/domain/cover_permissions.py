"""Who may name who covers for somebody, and end it."""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.conflicts import has_conflict
from casework.domain.cover import stands_for
from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import KEPT_BY_GOVERNANCE, is_governance
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.viewer import Viewer


def can_name_cover(facts: CaseFacts, viewer: Viewer, covered: str) -> bool:
    """A person for themselves, while they hold a role inside, and governance for anybody."""
    own = covered == viewer.person and bool(facts.own_roles_of(covered) - OUTSIDE_ROLES)
    return own or is_governance(facts, viewer)


def check_can_name_cover(
    facts: CaseFacts, viewer: Viewer, covered: str, covering: str, roles: Iterable[str]
) -> None:
    """Raise NotPermitted unless the viewer may name who covers for whom in which roles.

    Nobody names themselves, nor, for somebody else, for whom they cover. For roles that only
    governance gives, and for a person with a declared conflict, who would choose who decides in
    their place, governance names the cover.
    """
    if viewer.has_role("system"):
        return
    own = stands_for(facts, viewer.person)
    if covering == viewer.person or (covering in own and covered != viewer.person):
        raise NotPermitted(
            "You cannot name yourself, or whom you cover for, to cover for somebody.",
            "Ask them, or governance, to do it.",
        )
    if not can_name_cover(facts, viewer, covered):
        raise NotPermitted(
            "You cannot name who covers for somebody else.", "Ask them, or governance, to do it."
        )
    if is_governance(facts, viewer) and covered not in own:
        return
    if has_conflict(facts, covered):
        raise NotPermitted(
            "You cannot choose who covers for you: a conflict of interests that touches this "
            "proposal is declared for you.", "Ask somebody else of governance to name a cover.",
        )
    kept = sorted(set(roles) & KEPT_BY_GOVERNANCE)
    if kept and not is_governance(facts, viewer):
        raise NotPermitted(
            f"Only governance can name who covers for the {role_in_words(kept[0])}.",
            "Ask the governance lead to do it.",
        )


def can_end_cover(facts: CaseFacts, viewer: Viewer, cover: RecordVersion) -> bool:
    """The person covered, whoever covers, and governance."""
    return viewer.person in (cover.payload.covered, cover.payload.covering) or can_name_cover(
        facts, viewer, cover.payload.covered
    )


def check_can_end_cover(facts: CaseFacts, viewer: Viewer, cover: RecordVersion) -> None:
    """Raise NotPermitted unless the viewer may end the cover."""
    if not can_end_cover(facts, viewer, cover):
        raise NotPermitted(
            "You cannot end this cover.", "Ask either of the two, or governance, to end it."
        )

"""Who sees a case, who works on it, and for which bodies somebody speaks there."""

from __future__ import annotations

from casework.domain.errors import NotFound, NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer

OVERSIGHT = frozenset({"governance", "legal"})


def roles_on(facts: CaseFacts, viewer: Viewer) -> frozenset[str]:
    """Role codes that the viewer holds on the case on the date judged, also those in which they
    cover for somebody."""
    return frozenset(facts.roles_of(viewer.person)) if viewer.person else frozenset()


def can_work_on(facts: CaseFacts, viewer: Viewer) -> bool:
    """People with an inside role on the case, and governance and legal oversight."""
    if viewer.has_role("system"):
        return True
    if viewer.outside:
        return False
    return bool(roles_on(facts, viewer) - OUTSIDE_ROLES) or bool(viewer.roles & OVERSIGHT)


def can_view_case(facts: CaseFacts, viewer: Viewer) -> bool:
    """Whoever works on the case sees it whole; a replayed one, everybody inside.

    A replay is made of published records only, and exists only in a store marked as demo.
    """
    if can_work_on(facts, viewer):
        return True
    return facts.simulated and not (viewer.outside or viewer.is_anonymous)


def check_can_view_case(facts: CaseFacts, viewer: Viewer) -> None:
    """Raise NotFound: who may not see a case may not learn that it exists."""
    if not can_view_case(facts, viewer):
        raise NotFound(f"There is no case {facts.reference}.")


def check_can_work_on(facts: CaseFacts, viewer: Viewer) -> None:
    """Raise NotPermitted for who sees the case, as everybody inside sees a replayed one, only."""
    if not can_work_on(facts, viewer):
        raise NotPermitted(
            "You cannot change this case: you hold no role on it.",
            "Ask governance to give you a role, or ask somebody on the case to do it.",
        )


def check_knows_case(facts: CaseFacts, viewer: Viewer) -> None:
    """Raise NotFound for who has nothing to do with the case: no role, no share, no request."""
    if not (can_view_case(facts, viewer) or roles_on(facts, viewer) or _is_told(facts, viewer)):
        raise NotFound(f"There is no case {facts.reference}.")


def _is_told(facts: CaseFacts, viewer: Viewer) -> bool:
    asked = any(r.payload.to == viewer.person for r in facts.current("request"))
    bodies = speaks_for(facts, viewer)
    return asked or any(r.payload.organisation in bodies for r in facts.current("share"))


def speaks_for(facts: CaseFacts, viewer: Viewer) -> set[str]:
    """The viewer's organisation, and the joint committees of the case that it is a member of."""
    if not viewer.organisation:
        return set()
    return {viewer.organisation} | facts.joint_committees_of(viewer.organisation)

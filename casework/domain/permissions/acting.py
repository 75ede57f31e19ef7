"""In which roles somebody acts on a case, and in which they let a check pass on their word."""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.conflicts import check_has_no_conflict, has_conflict
from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.permissions.seeing import roles_on
from casework.domain.roles import role_in_words
from casework.domain.viewer import Viewer

DOCUMENT_APPROVERS = ("AO", "SRO", "GOV")


def can_act_as(facts: CaseFacts, viewer: Viewer, roles: Iterable[str]) -> bool:
    """True if the viewer holds any of ``roles`` on the case."""
    return viewer.has_role("system") or bool(roles_on(facts, viewer) & set(roles))


def check_can_act_as(facts: CaseFacts, viewer: Viewer, roles: Iterable[str], what: str) -> None:
    """Raise NotPermitted naming the roles that may do ``what``."""
    wanted = list(roles)
    if not can_act_as(facts, viewer, wanted):
        titles = ", ".join(role_in_words(role) for role in wanted)
        raise NotPermitted(
            f"You cannot {what}: it is for the {titles} of this case.",
            "Ask one of them to do it, or ask governance to give you the role.",
        )


def can_decide_as(facts: CaseFacts, viewer: Viewer, roles: Iterable[str]) -> bool:
    """True if the viewer holds any of ``roles`` and no declared conflict bars them: for whatever
    lets a check pass on one person's word."""
    if viewer.has_role("system"):
        return True
    held = deciding_roles(facts, viewer) & set(roles)
    return bool(held) and not has_conflict(facts, viewer.person)


def deciding_roles(facts: CaseFacts, viewer: Viewer) -> frozenset[str]:
    """Roles in which the viewer lets checks pass: their own, and those in which they cover for
    somebody, except for a person with a declared conflict who chose their cover themselves."""
    free = (
        roles for cover, roles in facts.covers
        if cover.payload.covering == viewer.person and not (
            cover.payload.named_by == cover.payload.covered
            and has_conflict(facts, cover.payload.covered)
        )
    )  # fmt: skip
    return frozenset(facts.own_roles_of(viewer.person).union(*free))


def check_can_decide_as(
    facts: CaseFacts, viewer: Viewer, roles: Iterable[str], what: str
) -> None:
    """Raise NotPermitted by role, as ``check_can_act_as`` does, or by a declared conflict."""
    wanted = list(roles)
    check_can_act_as(facts, viewer, wanted, what)
    check_has_no_conflict(facts, viewer.person, what)
    if not can_decide_as(facts, viewer, wanted):
        raise NotPermitted(
            f"You cannot {what}: a conflict of interests is declared for the person for whom you "
            "cover, and they chose you themselves.",
            "Ask governance to name a cover for them.",
        )

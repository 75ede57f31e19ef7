"""Who gives and ends roles on a case, and to whom a role may be given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casework.domain.cover import stands_for
from casework.domain.errors import Invalid, NotPermitted
from casework.domain.facts import CaseFacts
from casework.domain.organisations import is_outside, suits_role
from casework.domain.permissions.acting import can_act_as
from casework.domain.permissions.privilege import PRIVILEGED_READERS
from casework.domain.roles import OUTSIDE_ROLES, role_in_words, role_title
from casework.domain.viewer import Viewer

PEOPLE_KEEPERS = frozenset({"GOV", "PM"})
KEPT_BY_GOVERNANCE = PRIVILEGED_READERS | {"BRD", "NR", "HC", "HCH", "HW"}
"""Roles that check others, decide, read privileged papers or speak for another body: only
governance gives them."""
MOST_FOR_THE_OPENER = frozenset({"PM"})


def can_keep_people(facts: CaseFacts, viewer: Viewer) -> bool:
    """Governance on the case, and the programme manager, give and end roles."""
    return can_act_as(facts, viewer, PEOPLE_KEEPERS) or viewer.has_role("governance")


def check_can_keep_people(
    facts: CaseFacts, viewer: Viewer, role: str, person: str = ""
) -> None:
    """Raise NotPermitted; a programme manager gives no role of ``KEPT_BY_GOVERNANCE``.

    With ``person``, who is given the role: nobody gives one to themselves, nor to whom they cover
    for.
    """
    if person and person in stands_for(facts, viewer.person) and not viewer.has_role("system"):
        raise NotPermitted(
            f"You cannot give yourself, or whom you cover for, the role of {role_in_words(role)}.",
            "Ask the governance lead, or somebody else who keeps the people of this case.",
        )
    if not can_keep_people(facts, viewer):
        raise NotPermitted(
            "You cannot change who acts on this case.", "Ask the governance lead to do it."
        )
    if role in KEPT_BY_GOVERNANCE and not is_governance(facts, viewer):
        raise NotPermitted(
            f"Only governance can give or end the role of {role_in_words(role)}.",
            "Ask the governance lead to do it.",
        )


def is_governance(facts: CaseFacts, viewer: Viewer) -> bool:
    """The governance lead of the case, and governance oversight."""
    return can_act_as(facts, viewer, {"GOV"}) or viewer.has_role("governance")


def check_role_suits(role: str, kinds: Sequence[str]) -> None:
    """Raise Invalid for a role inside the NHS body given to a person of an outside organisation,
    and for the role of an outside body given to a person of another kind of organisation.

    ``kinds`` are that of the person's organisation, and those of the bodies that it followed;
    without one they are outside too. What replaces a body speaks in its place. The former
    would hold a role whose pages they may never see; the latter would speak for a body that they
    do not belong to.
    """
    if role in OUTSIDE_ROLES and not any(suits_role(kind, role) for kind in kinds):
        raise Invalid(
            f"Only a person of the body itself can be {role_title(role)} of a case.",
            "Choose somebody of that body, or record what it says from its letter or minute.",
            "person",
        )  # fmt: skip
    if role not in OUTSIDE_ROLES and is_outside(kinds[0] if kinds else ""):
        raise Invalid(
            f"A person from outside cannot be {role_in_words(role)} of a case: their "
            "organisation sees only what is shared with it.",
            "Choose somebody of the commissioner, or correct the person's organisation.", "person",
        )  # fmt: skip


def check_can_open_with(viewer: Viewer, people: Iterable[tuple[str, str]]) -> None:
    """Raise NotPermitted if the opener would hold more than the programme manager's role.

    ``people`` pairs persons with roles. Others may be named in any role.
    """
    own = {role for person, role in people if person == viewer.person} - MOST_FOR_THE_OPENER
    if own and not viewer.has_role("system"):
        titles = ", ".join(role_in_words(role) for role in sorted(own))
        raise NotPermitted(
            f"You cannot open a case with yourself as {titles}.",
            "Open it as its programme manager, or let somebody else open it and name you.",
        )

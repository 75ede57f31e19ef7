"""Who may do what on a case: pairs of `can_x`, for pages, and `check_can_x`, for verbs.

Roles on the case are read from its facts, on the date judged. Nothing is permitted by default,
and administrators are not exempt: administering users gives no sight of any case.
"""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.errors import NotFound, NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.roles import OUTSIDE_ROLES, role_title
from casework.domain.viewer import Viewer

OVERSIGHT = frozenset({"governance", "legal"})
PRIVILEGED_READERS = frozenset({"LEG", "GOV", "AO", "SRO"})
PEOPLE_KEEPERS = frozenset({"GOV", "PM"})
KEPT_BY_GOVERNANCE = frozenset({"GOV", "LEG", "AO", "BRD", "NR", "HC", "HCH", "HW"})
"""Roles that check others, decide or speak for another body: only governance gives them."""
MOST_FOR_THE_OPENER = frozenset({"PM"})
CLERK_KINDS = frozenset(
    {"scrutiny_response", "recommendation", "meeting", "authority_view", "referral_statement"}
)


def roles_on(facts: CaseFacts, viewer: Viewer) -> frozenset[str]:
    """Role codes that the viewer holds on the case on the date judged."""
    return frozenset(facts.roles_of(viewer.person)) if viewer.person else frozenset()


def can_view_case(facts: CaseFacts, viewer: Viewer) -> bool:
    """People with an inside role on the case, and governance and legal oversight, see it whole."""
    if viewer.has_role("system"):
        return True
    if viewer.outside:
        return False
    return bool(roles_on(facts, viewer) - OUTSIDE_ROLES) or bool(viewer.roles & OVERSIGHT)


def check_can_view_case(facts: CaseFacts, viewer: Viewer) -> None:
    """Raise NotFound: who may not see a case may not learn that it exists."""
    if not can_view_case(facts, viewer):
        raise NotFound(f"There is no case {facts.reference}.")


def can_act_as(facts: CaseFacts, viewer: Viewer, roles: Iterable[str]) -> bool:
    """True if the viewer holds any of ``roles`` on the case."""
    return viewer.has_role("system") or bool(roles_on(facts, viewer) & set(roles))


def check_can_act_as(facts: CaseFacts, viewer: Viewer, roles: Iterable[str], what: str) -> None:
    """Raise NotPermitted naming the roles that may do ``what``."""
    wanted = list(roles)
    if not can_act_as(facts, viewer, wanted):
        titles = ", ".join(role_title(role).lower() for role in wanted)
        raise NotPermitted(
            f"You cannot {what}: it is for the {titles} of this case.",
            "Ask one of them to do it, or ask governance to give you the role.",
        )


def can_record(
    facts: CaseFacts, viewer: Viewer, kind: str, subject: str, purpose: str = ""
) -> bool:
    """People of the case record any fact; a council's clerk only what their council says.

    Of meetings that is only the scrutiny committee's own.
    """
    if can_view_case(facts, viewer) and (
        viewer.has_role("system") or roles_on(facts, viewer) - OUTSIDE_ROLES
    ):
        return True
    if not viewer.organisation or (kind == "meeting" and purpose != "scrutiny"):
        return False
    speaks_for = {viewer.organisation} | facts.joint_committees_of(viewer.organisation)
    return (
        kind in CLERK_KINDS
        and bool(roles_on(facts, viewer) & {"HC", "HCH"})
        and subject in speaks_for
    )


def check_can_record(
    facts: CaseFacts, viewer: Viewer, kind: str, subject: str, purpose: str = ""
) -> None:
    """Raise NotPermitted unless the viewer may record this."""
    if not can_record(facts, viewer, kind, subject, purpose):
        raise NotPermitted(
            "You cannot record this on the case: you hold no role on it that may.",
            "Ask governance to give you a role, or ask somebody on the case to record it.",
        )


def can_read_privileged(facts: CaseFacts, viewer: Viewer) -> bool:
    """Legally privileged notes and papers are for legal, governance and the accountable."""
    if viewer.outside:
        return False
    return viewer.has_role("legal") or bool(roles_on(facts, viewer) & PRIVILEGED_READERS)


def can_read_record(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """True if the viewer may see this record at all."""
    classification = getattr(record.payload, "classification", "")
    if record.kind == "privileged_note" or classification == "privileged":
        return can_read_privileged(facts, viewer)
    return can_view_case(facts, viewer)


def can_keep_people(facts: CaseFacts, viewer: Viewer) -> bool:
    """Governance on the case, and the programme manager, give and end roles."""
    return can_act_as(facts, viewer, PEOPLE_KEEPERS) or viewer.has_role("governance")


def check_can_keep_people(
    facts: CaseFacts, viewer: Viewer, role: str, person: str = ""
) -> None:
    """Raise NotPermitted; a programme manager gives no role of ``KEPT_BY_GOVERNANCE``.

    With ``person``, who is given the role: nobody gives one to themselves.
    """
    if person and person == viewer.person and not viewer.has_role("system"):
        raise NotPermitted(
            f"You cannot give yourself the role of {role_title(role).lower()}.",
            "Ask the governance lead, or somebody else who keeps the people of this case.",
        )
    if not can_keep_people(facts, viewer):
        raise NotPermitted(
            "You cannot change who acts on this case.", "Ask the governance lead to do it."
        )
    is_governance = can_act_as(facts, viewer, {"GOV"}) or viewer.has_role("governance")
    if role in KEPT_BY_GOVERNANCE and not is_governance:
        raise NotPermitted(
            f"Only governance can give or end the role of {role_title(role).lower()}.",
            "Ask the governance lead to do it.",
        )


def check_can_open_with(viewer: Viewer, people: Iterable[tuple[str, str]]) -> None:
    """Raise NotPermitted if the opener would hold more than the programme manager's role.

    ``people`` pairs persons with roles. Others may be named in any role.
    """
    own = {role for person, role in people if person == viewer.person} - MOST_FOR_THE_OPENER
    if own and not viewer.has_role("system"):
        titles = ", ".join(role_title(role).lower() for role in sorted(own))
        raise NotPermitted(
            f"You cannot open a case with yourself as {titles}.",
            "Open it as its programme manager, or let somebody else open it and name you.",
        )


def check_four_eyes(person: str, suppliers: Iterable[str], what: str) -> None:
    """Raise NotPermitted if the person supplied any of what they would sign off.

    For STATUTE and COMMON_LAW the supplier of the evidence and the attester differ; administrators
    are not exempt.
    """
    if person in set(suppliers):
        raise NotPermitted(
            f"You cannot sign off {what}: you put in some of what it relies on.",
            "Ask another person who holds the role to sign it off.",
        )

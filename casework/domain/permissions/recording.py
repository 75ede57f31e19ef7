"""Who records and replaces what is stated of a case: what a council said stays the council's."""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.after_withdrawal import check_kind_is_left, is_kind_left
from casework.domain.conflicts import person_bound_by
from casework.domain.cover import held_on, stands_for
from casework.domain.errors import NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions.acting import can_act_as
from casework.domain.permissions.seeing import can_view_case, roles_on, speaks_for
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import Viewer

COUNCIL_ROLES = frozenset({"HC", "HCH"})
CLERK_KINDS = frozenset(
    {"scrutiny_response", "recommendation", "meeting", "authority_view", "referral_statement",
     "paper_deadlines"}
)  # fmt: skip
THEIR_WORDS = {"recommendation": ("organisation", "recommendation", "made_on")}
"""Fields that hold a council's words where the rest of the record is the NHS body's answer."""


def can_record(
    facts: CaseFacts, viewer: Viewer, kind: str, subject: str, purpose: str = ""
) -> bool:
    """People of the case record any fact; a council's clerk only what their council says.

    Of meetings that is only the scrutiny committee's own. A withdrawn case takes little more.
    """
    if not _holds_a_role_to_record(facts, viewer, kind, subject, purpose):
        return False
    return viewer.has_role("system") or is_kind_left(facts, kind, purpose)


def _holds_a_role_to_record(
    facts: CaseFacts, viewer: Viewer, kind: str, subject: str, purpose: str
) -> bool:
    if can_view_case(facts, viewer) and (
        viewer.has_role("system") or roles_on(facts, viewer) - OUTSIDE_ROLES
    ):
        return True
    if not viewer.organisation or (kind == "meeting" and purpose != "scrutiny"):
        return False
    return (
        kind in CLERK_KINDS
        and bool(roles_on(facts, viewer) & COUNCIL_ROLES)
        and subject in speaks_for(facts, viewer)
    )


def check_can_record(
    facts: CaseFacts, viewer: Viewer, kind: str, subject: str, purpose: str = ""
) -> None:
    """Raise NotPermitted unless the viewer may record this, Conflict where the case was withdrawn
    and takes nothing of the kind any more."""
    if not _holds_a_role_to_record(facts, viewer, kind, subject, purpose):
        raise NotPermitted(
            "You cannot record this on the case: you hold no role on it that may.",
            "Ask governance to give you a role, or ask somebody on the case to record it.",
        )
    if not viewer.has_role("system"):
        check_kind_is_left(facts, kind, purpose)


def can_replace(
    facts: CaseFacts, viewer: Viewer, record: RecordVersion, recorders: Iterable[str]
) -> bool:
    """True if the viewer may change or withdraw this record; see ``check_can_replace``."""
    if not can_record(facts, viewer, record.kind, record.subject, record.purpose):
        return False
    if not _may_lift(facts, viewer, record):
        return False
    if record.kind not in CLERK_KINDS or viewer.has_role("system"):
        return True
    if bool(roles_on(facts, viewer) & COUNCIL_ROLES) and (
        record.subject in speaks_for(facts, viewer)
    ):
        return True
    return not any(spoke_for_a_council(facts, person) for person in recorders)


def _may_lift(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    bound = person_bound_by(record)
    return not bound or (
        bound not in stands_for(facts, viewer.person) and can_act_as(facts, viewer, ("GOV",))
    )


def check_can_replace(
    facts: CaseFacts, viewer: Viewer, record: RecordVersion, recorders: Iterable[str]
) -> None:
    """Raise NotPermitted unless the viewer may change or withdraw this record.

    What a council's clerk or chair has put on the record is changed only by them, or by another
    clerk or chair who speaks for the same body: the NHS does not speak for the council.
    ``recorders`` recorded any version of it. A declaration that binds a person of this system is
    changed only by governance, and never by that person.
    """
    check_can_record(facts, viewer, record.kind, record.subject, record.purpose)
    if not _may_lift(facts, viewer, record):
        raise NotPermitted(
            "You cannot change or withdraw this: it declares a conflict or a tie of a person on "
            "this case.",
            "Ask the governance lead to do it, or somebody else of governance if it is theirs.",
        )
    if not can_replace(facts, viewer, record, recorders):
        raise NotPermitted(
            "You cannot change this: the council's own clerk or chair recorded it.",
            "Ask them to correct it, or record beside it what you know.",
        )


def spoke_for_its_body(facts: CaseFacts, record: RecordVersion) -> bool:
    """True if a clerk or chair of the very body recorded it, while they were that.

    A role that does not say for which body its holder speaks is taken to be of that one.
    """
    return any(
        r.payload.person == record.recorded_by and r.payload.role in COUNCIL_ROLES
        and held_on(r, record.judged_on)
        and (not r.payload.organisation or record.subject in {
            r.payload.organisation, *facts.joint_committees_of(r.payload.organisation)})
        for r in facts.current("role")
    )  # fmt: skip


def recorder_held(facts: CaseFacts, record: RecordVersion, roles: tuple[str, ...]) -> bool:
    """True if whoever recorded it held one of the roles on the day by which it was judged."""
    return any(
        r.payload.person == record.recorded_by and r.payload.role in roles
        and held_on(r, record.judged_on)
        for r in facts.current("role")
    )  # fmt: skip


def spoke_for_a_council(facts: CaseFacts, person: str) -> bool:
    """True if the person is or was a council's clerk or chair on the case."""
    return any(
        r.payload.person == person and r.payload.role in COUNCIL_ROLES
        for r in facts.current("role")
    )

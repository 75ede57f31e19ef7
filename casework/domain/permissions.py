"""Who may do what on a case: pairs of `can_x`, for pages, and `check_can_x`, for verbs.

Roles on the case are read from its facts, on the date judged. Nothing is permitted by default,
and administrators are not exempt: administering users gives no sight of any case.
"""

from __future__ import annotations

from collections.abc import Iterable

from casework.domain.after_withdrawal import check_kind_is_left, is_kind_left
from casework.domain.conflicts import check_has_no_conflict, has_conflict, person_bound_by
from casework.domain.cover import held_on, stands_for
from casework.domain.errors import NotFound, NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.viewer import Viewer

OVERSIGHT = frozenset({"governance", "legal"})
PRIVILEGED_READERS = frozenset({"LEG", "GOV", "AO", "SRO"})
PEOPLE_KEEPERS = frozenset({"GOV", "PM"})
DOCUMENT_APPROVERS = ("AO", "SRO", "GOV")
KEPT_BY_GOVERNANCE = PRIVILEGED_READERS | {"BRD", "NR", "HC", "HCH", "HW"}
"""Roles that check others, decide, read privileged papers or speak for another body: only
governance gives them."""
COUNCIL_ROLES = frozenset({"HC", "HCH"})
MOST_FOR_THE_OPENER = frozenset({"PM"})
CLERK_KINDS = frozenset(
    {"scrutiny_response", "recommendation", "meeting", "authority_view", "referral_statement",
     "paper_deadlines"}
)  # fmt: skip
THEIR_WORDS = {"recommendation": ("organisation", "recommendation", "made_on")}
"""Fields that hold a council's words where the rest of the record is the NHS body's answer."""


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


def can_read_privileged(facts: CaseFacts, viewer: Viewer) -> bool:
    """Legally privileged notes and papers are for legal, governance and the accountable."""
    if viewer.outside:
        return False
    return viewer.has_role("legal") or bool(roles_on(facts, viewer) & PRIVILEGED_READERS)


def is_privileged(facts: CaseFacts, record: RecordVersion) -> bool:
    """True if this version is legally privileged, or its record is now: what turns out to be
    privileged is protected in its earlier versions too."""
    return "privileged" in classifications_of(facts, record) or any(
        getattr(version.payload, "made_for_legal_advice", False)
        for version in (record, facts.find(record.reference)) if version is not None
    )  # fmt: skip


def classifications_of(facts: CaseFacts, record: RecordVersion) -> set[str]:
    """The classification of a version and that of its record now; empty for kinds without one."""
    versions = (record, facts.find(record.reference))
    found = {getattr(v.payload, "classification", "") for v in versions if v is not None}
    return found - {""}


def can_read_record(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """True if the viewer may see this version. ``facts`` are those of the case as it is now."""
    if record.kind == "privileged_note" or is_privileged(facts, record):
        return can_read_privileged(facts, viewer) or _kept_it(facts, viewer, record)
    return can_view_case(facts, viewer)


def _kept_it(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """True for whoever kept a dry run, while they see the case."""
    author = record.payload.author if record.kind == "dry_run" else ""
    return bool(author) and author == viewer.person and can_view_case(facts, viewer)


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

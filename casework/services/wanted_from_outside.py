"""Sign-offs that wait for people from outside, with what each rests on that they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import can_sign_for, roles_on, speaks_for
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.second_person import SAID_BY_A_COUNCIL
from casework.domain.sent_letters import has_gone
from casework.domain.viewer import Viewer
from casework.engine.agenda import SPOKEN_FOR, next_judgements
from casework.engine.definition import Criterion, Definition
from casework.engine.results import CriterionResult, State
from casework.store.facts import with_texts

SHOWN_TO_ITS_BODY = SAID_BY_A_COUNCIL | {"recommendation"}


@dataclass(frozen=True, slots=True)
class WantedSignOff:
    """A check that waits for the viewer's sign-off in an outside role.

    ``shown`` are the records that it rests on which are about the viewer's own body, or were
    shared with it; ``hidden`` counts those that are neither.
    """

    criterion: Criterion
    subject: str
    role: str
    relied_on: tuple[str, ...]
    shown: tuple[RecordVersion, ...]
    hidden: int


def wanted_from(
    d: Definition, facts: CaseFacts, viewer: Viewer, texts: Mapping[str, str],
    shared: frozenset[str],
) -> tuple[WantedSignOff, ...]:
    """What waits for the viewer before the next moves. ``shared`` are pins shared with them."""
    held = roles_on(facts, viewer) & OUTSIDE_ROLES
    if not held:
        return ()
    found: dict[tuple[str, str], WantedSignOff] = {}
    for judgement in next_judgements(d, facts):
        for result in judgement.blockers:
            role = next((role for role in result.roles if role in held), "")
            if role and _is_theirs(facts, viewer, result, role):
                key = (result.criterion.ref, result.subject)
                found[key] = _wanted(facts, viewer, result, role, texts, shared)
    return tuple(found.values())


def _is_theirs(
    facts: CaseFacts, viewer: Viewer, result: CriterionResult, role: str
) -> bool:
    """True if it waits for a sign-off, and is about the body for which the viewer speaks."""
    if result.state not in (State.TO_CHECK, State.TO_SIGN, State.RECONFIRM):
        return False
    if not can_sign_for(facts, viewer, role, result.subject):
        return False
    return result.criterion.per not in SPOKEN_FOR or bool(
        speaks_for(facts, viewer)
        & {result.subject, *facts.joint_committees_of(result.subject)}
    )


def _wanted(
    facts: CaseFacts, viewer: Viewer, result: CriterionResult, role: str,
    texts: Mapping[str, str], shared: frozenset[str],
) -> WantedSignOff:
    found = (facts.find(pin.partition("@")[0]) for pin in result.relied_on)
    records = [record for record in found if record is not None]
    seen = [r for r in records if r.pin in shared or _is_about(facts, viewer, r)]
    return WantedSignOff(
        result.criterion, result.subject, role, result.relied_on,
        with_texts(seen, texts, privileged=False), len(records) - len(seen),
    )  # fmt: skip


def _is_about(facts: CaseFacts, viewer: Viewer, record: RecordVersion) -> bool:
    """What the viewer's body said, was written to or is a member of: they know it already."""
    bodies = speaks_for(facts, viewer)
    if record.kind == "joint_scrutiny":
        return bool(bodies & {record.payload.organisation, *record.payload.members})
    written_to = record.kind == "letter" and has_gone(facts, record)
    return record.subject in bodies and (record.kind in SHOWN_TO_ITS_BODY or written_to)

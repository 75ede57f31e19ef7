"""Which sign-offs of a criterion count, and whose are still wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from casework.domain.conflicts import conflicts_of
from casework.domain.cover import act_of, covers_behind
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import FOUR_EYES
from casework.engine.definition import Criterion
from casework.engine.results import Signature

ASKED_SINCE = (
    "Since this was recorded what it rests on was put in doubt, or its check asks something else."
)


def attestation_key(ref: str, subject: str, role: str) -> str:
    """The key of the sign-off of a criterion, for a subject, in a role."""
    return ":".join(part for part in (ref, subject, role) if part)


def _key_for(ref: str, role: str, subject: str) -> str:
    return attestation_key(ref, subject, role)


def signatures_for(
    c: Criterion, facts: CaseFacts, subject: str, supplied: Iterable[RecordVersion] = (),
    stale: Collection[str] = (),
) -> tuple[Signature, ...]:
    """Sign-offs recorded for a criterion, each with what changed since among what it relied on.

    ``supplied`` are the records that supply the criterion now: a record that was not there when
    it was signed, a second letter say, counts as a change, since guards read it. ``stale`` are
    pins of evidence that has outlived its shelf life. What a later return to an earlier stage puts
    in doubt counts as changed, and so does a version of the pathway by which the check asks
    something else. A conflict declared for who signed, or for whom they covered where
    that person had chosen them, counts as a change too: somebody else confirms it.
    """
    found = []
    for role in c.attesters.all_of + c.attesters.any_of:
        record = facts.recorded_for(
            "attestation", partial(_key_for, c.ref, role), subject
        )
        if record is None or record.state != STATED:
            continue
        if c.each_visit and record.payload.visit != facts.visit:
            continue
        found.append(_signature(record, facts, supplied, stale))
    return tuple(found)


def _signature(
    record: RecordVersion, facts: CaseFacts, supplied: Iterable[RecordVersion],
    stale: Collection[str],
) -> Signature:
    payload = record.payload
    relied_on = set(payload.relied_on)
    changed = [p for p in payload.relied_on if p in stale or not is_current(p, facts)]
    known = {pin.partition("@")[0] for pin in relied_on}
    changed += [
        r.pin for r in supplied if r.kind != "evidence" and r.reference not in known
    ]
    changed += [pin for pin in doubted_since(record, facts) if pin not in changed]
    changed += asked_otherwise(record, facts)
    if not payload.recorded_from:
        changed += [r.pin for p in (payload.person, *_chosen_by(record, facts))
                    for r in conflicts_of(facts, p)]  # fmt: skip
    return Signature(
        payload.role, payload.person, record.pin, payload.recorded_from, payload.checked_by,
        tuple(changed), payload.acted_for,
    )  # fmt: skip


def _chosen_by(record: RecordVersion, facts: CaseFacts) -> list[str]:
    """For whom it was signed in a cover that this person chose, as governance did not."""
    if not record.payload.acted_for:
        return []
    covers = covers_behind(facts, act_of(record), record.payload.role)
    return [r.payload.covered for r in covers if r.payload.named_by == r.payload.covered]


def doubted_since(record: RecordVersion, facts: CaseFacts) -> list[str]:
    """What a sign-off or waiver relies on that a return, made after it, puts in doubt."""
    later = [r for r in facts.current("stage_return") if r.position > record.position]
    doubted = {pin for r in later for pin in r.payload.in_doubt}
    return [pin for pin in record.payload.relied_on if pin in doubted]


def asked_otherwise(record: RecordVersion, facts: CaseFacts) -> list[str]:
    """The change of the pathway's version since which the check of a sign-off or waiver asks
    something else; empty where it asks the same."""
    change = facts.single("pathway_version")
    return [change.pin] if change is not None and record.pin in change.payload.signed_anew else []


def asked_since(record: RecordVersion, facts: CaseFacts) -> bool:
    """Whether a sign-off or waiver is asked for again, because a return put in doubt what it rests
    on or its check asks something else: to check or confirm it would not answer that."""
    return bool(doubted_since(record, facts) or asked_otherwise(record, facts))


def is_current(pin: str, facts: CaseFacts) -> bool:
    """True if exactly the pinned version is still the current, stated one."""
    reference, _, version = pin.partition("@")
    record = facts.find(reference)
    return record is not None and record.state == STATED and str(record.version) == version


def counts(signature: Signature) -> bool:
    """True if nothing it relied on changed and, where recorded from outside, it was checked."""
    return not signature.changed and bool(not signature.recorded_from or signature.checked_by)


def unsigned_roles(c: Criterion, signatures: tuple[Signature, ...]) -> tuple[str, ...]:
    """Roles whose sign-off is still wanted; empty when the criterion is signed.

    Two named roles are two persons where the force asks for four eyes: a second sign-off by the
    same person, or by whoever covers for them, does not count.
    """
    valid = {s.role: s.persons for s in signatures if counts(s)}
    if c.attesters.any_of and not any(role in valid for role in c.attesters.any_of):
        return c.attesters.any_of
    wanted = [role for role in c.attesters.all_of if role not in valid]
    if wanted or c.force not in FOUR_EYES:
        return tuple(wanted)
    seen: set[str] = set()
    repeated = []
    for role in c.attesters.all_of:
        if valid[role] & seen:
            repeated.append(role)
        seen |= valid[role]
    return tuple(repeated)

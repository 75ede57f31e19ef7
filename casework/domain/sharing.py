"""What may be shown to an outside body, and who speaks for which body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.domain.errors import NotPermitted
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.originals import may_be_privileged_there
from casework.domain.permissions import (
    can_act_as,
    check_can_act_as,
    classifications_of,
    is_privileged,
)
from casework.domain.viewer import Viewer

SHARERS = ("GOV", "PM", "AO")
SHAREABLE = frozenset({"pack", "document", "evidence"})


def can_share(facts: CaseFacts, viewer: Viewer) -> bool:
    """Governance, the programme manager and the accountable officer share and withdraw."""
    return can_act_as(facts, viewer, SHARERS)


def check_can_share(facts: CaseFacts, viewer: Viewer) -> None:
    """Raises NotPermitted naming the roles that share."""
    check_can_act_as(facts, viewer, SHARERS, "share anything of this case")


def why_not_shared(facts: CaseFacts, record: RecordVersion, organisation: str = "") -> str:
    """Why this exact version may not be shown to an outside body, or empty if it may.

    Only what is public leaves the body, by its own classification and by that of its record now:
    nothing privileged, restricted, sealed or in draft. A pack goes to the body it was issued
    to, or to a member of that joint committee.
    """
    payload = record.payload
    if record.kind not in SHAREABLE:
        return "only packs, documents and evidence are shared"
    if record.state != STATED or payload is None:
        return "it has been withdrawn"
    if getattr(payload, "of_case", ""):
        return f"it is a paper of {payload.of_case}, from where it is shared"
    if not payload.sha256:
        return "it has no file here; it is published at an address"
    if record.kind == "pack":
        to = facts.passed_to(record.reference, payload.organisation)
        issued_to = not organisation or bool(
            to & {organisation, *facts.joint_committees_of(organisation)}
        )
        if not issued_to:
            return "it was issued to another body"
        return "what it holds is legally privileged now" if _holds_privileged(facts, record) else ""
    if record.kind == "document" and payload.state != "approved":
        return "it is a draft"
    if getattr(payload, "sealed", False):
        return "it is sealed evidence"
    kept_in = classifications_of(facts, record) - {"public"}
    if kept_in or not payload.classification:
        return f"it is classified as {' and '.join(sorted(kept_in)) or 'not known'}"
    return ""


def _holds_privileged(facts: CaseFacts, pack: RecordVersion) -> bool:
    pins = pack.payload.contents
    held = (facts.find(pin.partition("@")[0]) for pin in pins)
    return any(record is not None and is_privileged(facts, record) for record in held) or any(
        may_be_privileged_there(facts, pin) for pin in pins
    )


def check_can_be_shared(facts: CaseFacts, record: RecordVersion, organisation: str = "") -> None:
    """Raises NotPermitted with the reason."""
    reason = why_not_shared(facts, record, organisation)
    if reason:
        raise NotPermitted(
            f"This cannot be shared: {reason}.",
            "Share an approved, public version of it instead.",
        )


def bodies_of(facts: CaseFacts, organisations: Iterable[str]) -> set[str]:
    """These bodies and the joint committees of the case to which they have appointed members."""
    found = set(organisations)
    for key in list(found):
        found |= facts.joint_committees_of(key)
    return found


def shares_seen_by(facts: CaseFacts, bodies: set[str], today: date) -> list[RecordVersion]:
    """Shares with any of these bodies that are not withdrawn, oldest first."""
    return [
        share for share in facts.current("share")
        if share.payload.organisation in bodies and _is_open(share, today)
    ]  # fmt: skip


def _is_open(share: RecordVersion, today: date) -> bool:
    ended = share.payload.withdrawn_on
    return ended is None or ended.after(today) is True

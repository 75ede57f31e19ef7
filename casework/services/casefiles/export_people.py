"""Who acts on a case, who covers and who takes work on, as the acts that made it so."""

from __future__ import annotations

from collections.abc import Mapping

from casework.domain.facts import RecordVersion
from casework.engine.required_action import OF_THE_ROLE
from casework.services.casefiles.exporting import Act, Exporting

NOT_NAMED = ("request/", *OF_THE_ROLE)
"""Work whose taker no case file names: what was asked of somebody is left out of it, and what falls
to a role goes with the role."""


def written_by_name(group: tuple[RecordVersion, ...]) -> RecordVersion:
    """The record after which the act of a group is named: its first, or the handover of which work
    was assigned, with the covers and requests that followed it."""
    handover = next((v for v in group if v.kind == "handover"), None)
    return handover if handover is not None and group[0].kind != "role" else group[0]


def role_act(exporting: Exporting, record: RecordVersion) -> Act:
    """A role given, or ended."""
    p = record.payload
    before = exporting.before.get(record.reference)
    ended = before is not None and p.until is not None
    return {"act": "end_role" if ended else "give_role", "person": p.person, "role": p.role}


def cover_act(exporting: Exporting, record: RecordVersion) -> Act:
    """A cover named, or ended."""
    p = record.payload
    if p.ended_at is not None:
        return {"act": "end_cover", "key": record.key}
    return {"act": "name_cover", "person": p.covered, "covering": p.covering,
            "until": p.until.text, "roles": list(p.roles)}  # fmt: skip


def handed_over(group: tuple[RecordVersion, ...]) -> Act:
    """What the end of a role says of the work that was left: covers follow it on replay."""
    handover = next((v.payload for v in group if v.kind == "handover"), None)
    if handover is None or group[0].kind != "role":
        return {}
    return {"takes_role": handover.takes_role, "takers": _takers(handover.open_work)}


def assigned_act(exporting: Exporting, record: RecordVersion) -> Act | None:
    """Who takes on what a handover had left to nobody; nothing where that was only requests."""
    before = exporting.before.get(record.reference)
    known = _takers(before.payload.open_work) if before is not None else {}
    named = {work: taker for work, taker in _takers(record.payload.open_work).items()
             if known.get(work) != taker}  # fmt: skip
    return {"act": "assign_work", "key": record.key, "takers": named} if named else None


def _takers(rows: tuple[Mapping[str, str], ...]) -> dict[str, str]:
    return {row["work"]: row["taker"] for row in rows if not row["work"].startswith(NOT_NAMED)}

"""On which ground a change began at once for safety, and which interests were declared."""

from __future__ import annotations

from typing import Any

from casework.documents import temporary as printed
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, RecordVersion
from casework.domain.guards.urgent_decisions import PURPOSE
from casework.domain.permissions import recorder_held
from casework.domain.roles import CLINICAL_EXECUTIVES, role_title
from casework.engine.signatures import attestation_key
from casework.services.case_documents.printing import Source, chosen, role_of, words
from casework.services.case_documents.temporary import meeting_of

ACT = "act_on_safety"
SIGNED, SIGNATORY = "GT05.ground", "AO"
NOTHING, NOT_NEEDED = "Nothing to declare", "none_needed"
STATED_BESIDE = "As stated with the interest"


def safety_grounds(source: Source) -> tuple[printed.SafetyGround, ...]:
    """Every safety ground that was recorded, with who recorded and who signed it."""
    return tuple(_ground(source, record) for record in source.facts.current("safety_ground"))


def _ground(source: Source, record: RecordVersion) -> printed.SafetyGround:
    change = record.payload.change.partition("@")[0]
    found = source.facts.find(change)
    key = change.partition("/")[2]
    return printed.SafetyGround(
        change=str(found.payload.what) if found is not None and found.payload else change,
        ground=words(record.payload.ground), found_on=record.payload.found_on,
        recorded_by=_recorder(source, record), signed_by=_signed_by(source, key),
        acted_on=_acted_on(source, key),
    )  # fmt: skip


def _recorder(source: Source, record: RecordVersion) -> str | None:
    """The clinical office in which it was recorded, else any role of whoever recorded it."""
    for role in CLINICAL_EXECUTIVES:
        if recorder_held(source.facts, record, (role,)):
            return role_title(role)
    return role_of(source, record.recorded_by)


def _signed_by(source: Source, key: str) -> str | None:
    signed = source.facts.find(f"attestation/{attestation_key(SIGNED, key, SIGNATORY)}")
    return role_title(SIGNATORY) if signed is not None and signed.state == STATED else None


def _acted_on(source: Source, key: str) -> FactDate | None:
    done = [
        r for r in source.facts.current("act")
        if r.payload.act == ACT and r.payload.subject == key
    ]  # fmt: skip
    return done[0].effective_on if done else None


def declarations(source: Source) -> tuple[printed.Declaration, ...]:
    """What was declared seat by seat, then at the meetings that decided on temporary changes."""
    by_seat = (_declaration(r.payload) for r in source.facts.current("interest"))
    return (*by_seat, *_at_meetings(source))


def _declaration(p: Any) -> printed.Declaration:
    managed = [chosen("interest", "managed", p.managed), words(p.management)]
    if p.nothing_to_declare and not any(managed):
        managed = [chosen("interest", "managed", NOT_NEEDED)]
    return printed.Declaration(
        seat=p.seat.replace("-", " ").capitalize(),
        interest=words(p.interest) or (NOTHING if p.nothing_to_declare else None),
        management=". ".join(filter(None, managed)) or None,
    )


def _at_meetings(source: Source) -> list[printed.Declaration]:
    decisions = source.facts.current("decision", purpose=PURPOSE)
    held = {m.reference: m for r in decisions if (m := meeting_of(source, r.payload)) is not None}
    return [
        printed.Declaration(
            seat=source.organisation(m.payload.organisation) or "The meeting",
            interest=words(m.payload.interests), management=STATED_BESIDE,
        )
        for m in held.values()
        if m.payload.interests
    ]

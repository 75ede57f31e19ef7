"""Meetings, decisions, assurance, evidence and the checklist, as printed."""

from __future__ import annotations

from typing import Any

from casework.documents import facts as printed
from casework.engine.judgement import judge_gate
from casework.services.both_names import role_and_names
from casework.services.case_documents.duties import is_open
from casework.services.case_documents.printing import (
    Source,
    chosen,
    hash_start,
    latest,
    words,
)
from casework.services.case_documents.set_aside import basis_of
from casework.services.case_documents.temporary import power_of

TRACKER = "conditions_tracker"


def meetings(source: Source) -> tuple[printed.Meeting, ...]:
    """Every meeting recorded."""
    return tuple(_meeting(source, r.payload) for r in source.facts.current("meeting"))


def decision_meeting(source: Source) -> printed.Meeting | None:
    """The meeting that decides: the public decision if recorded, else the decision to consult."""
    for purpose in ("decision", "decision_to_consult"):
        record = latest(source.facts.current("meeting", purpose=purpose))
        if record is not None:
            return _meeting(source, record.payload)
    return None


def _meeting(source: Source, p: Any) -> printed.Meeting:
    return printed.Meeting(
        body=source.names.organisation(p.organisation), on=p.held_on, in_public=p.in_public,
        purpose=chosen("meeting", "purpose", p.purpose), outcome=words(p.resolution),
    )  # fmt: skip


def decision(source: Source) -> printed.Decision:
    """The latest decision on the proposal, else the decision to consult."""
    record = latest(source.facts.current("decision", purpose="final")) or latest(
        source.facts.current("decision", purpose="to_consult")
    )
    if record is None:
        return printed.Decision()
    p = record.payload
    held = source.facts.find(p.meeting.partition("@")[0]) if p.meeting else None
    meeting = held.payload if held else None
    return printed.Decision(
        resolution=words(p.what) or chosen("decision", "outcome", p.outcome),
        reasons=words(p.reasons),
        conditions="\n".join(str(c) for c in p.conditions) or None,
        made_by=source.organisation(p.organisation)
        or (source.organisation(meeting.organisation) if meeting else None),
        made_on=p.decided_on,
        in_public=meeting.in_public if meeting else None,
        minute_reference=words(meeting.minute) if meeting else None,
        changes_after_consultation=section_text(source, "changes_to_proposal"),
        power=power_of(source, p.organisation),
    )


def assurances(source: Source) -> tuple[printed.Assurance, ...]:
    """Letters and reports of assuring bodies."""
    return tuple(
        printed.Assurance(
            step=chosen("assurance_letter", "purpose", r.payload.purpose) or r.payload.purpose,
            body=source.organisation(r.payload.organisation),
            received_on=r.payload.dated,
            outcome=chosen("assurance_letter", "outcome", r.payload.outcome),
        )
        for r in source.facts.current("assurance_letter")
    )


def assurance_conditions(source: Source) -> tuple[printed.AssuranceCondition, ...]:
    """Every condition that an assuring body set, answered in the tracker if one is public."""
    response = _in_tracker(source)
    return tuple(
        printed.AssuranceCondition(
            step=chosen("assurance_letter", "purpose", r.payload.purpose) or r.payload.purpose,
            condition=str(condition),
            response=response,
        )
        for r in source.facts.current("assurance_letter")
        for condition in r.payload.conditions
    )


def _in_tracker(source: Source) -> str | None:
    """Where owner, date and state of every condition are kept, or None."""
    found = [r for r in source.facts.current("evidence") if r.payload.type == TRACKER]
    tracker = latest([r for r in found if is_open(r)])
    if tracker is None:
        return None
    dated = f", dated {tracker.payload.dated.plain()}" if tracker.payload.dated else ""
    return (
        f"Owner, date and state are kept in “{tracker.payload.title}”, version "
        f"{tracker.version}{dated}."
    )


def evidence(source: Source) -> tuple[printed.Evidence, ...]:
    """Evidence that may be named in what is published: public, and not sealed."""
    return tuple(
        printed.Evidence(
            title=str(r.payload.title), reference=r.reference, dated=r.payload.dated,
            version=str(r.version),
            classification=chosen("evidence", "classification", r.payload.classification),
            sha256=hash_start(r.payload.sha256),
        )
        for r in source.facts.current("evidence")
        if is_open(r)
    )  # fmt: skip


def checklist(source: Source) -> tuple[printed.Criterion, ...]:
    """Every criterion of the stages so far and of this one, as it stands."""
    reached = source.definition.position_of(source.judged.stage)
    lines: list[printed.Criterion] = []
    for gate in source.definition.gates:
        if source.definition.position_of(gate.stage) > reached:
            continue
        for result in judge_gate(source.definition, gate, source.judged).results:
            about = source.organisation(result.subject)
            lines.append(
                printed.Criterion(
                    gate=gate.ref, gate_title=gate.title,
                    criterion=result.criterion.asks + (f" ({about})" if about else ""),
                    state=result.state.value, basis=basis_of(source, result),
                    signed_by=", ".join(role_and_names(source.names, s.role, s.person, s.acted_for)
                        for s in result.signatures) or None,
                )
            )  # fmt: skip
    return tuple(lines)


def interests(source: Source) -> tuple[printed.Interest, ...]:
    """Interests declared at meetings."""
    return tuple(
        printed.Interest(
            role=source.names.organisation(r.payload.organisation),
            interest=words(r.payload.interests),
        )
        for r in source.facts.current("meeting")
        if r.payload.interests
    )


def section_text(source: Source, name: str) -> str | None:
    """The text of one section, or None."""
    return sections(source).get(name)


def sections(source: Source) -> dict[str, str]:
    """Texts that officers wrote, by section."""
    return {r.payload.name: str(r.payload.text) for r in source.facts.current("section")}

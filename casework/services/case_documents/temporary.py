"""Urgent temporary changes as documents print them: each change, and who decided on it."""

from __future__ import annotations

import re
from typing import Any

from casework.documents import temporary as printed
from casework.domain.facts import RecordVersion
from casework.domain.guards.urgent_decisions import PURPOSE
from casework.engine.citing import in_force
from casework.services.case_documents.printing import Source, chosen, words

KIND = "temporary_change"
NOTICE_AT_ONCE = "si-2013-218-reg-23-3"
REVIEW_RHYTHM = "casework-temporary-change-reviews"
"""On telling a council at once, and on when a change is reviewed: ids in the register of law."""
TO_BE_VERIFIED = "This is as our register of the law has it, and is to be verified."
OWN_NOTE = re.compile(
    r"\bnot read\b|\bto be verified\b|\bour (default|reading|design|own reading)\b|\bknown to us\b"
    r"|\bis assumed\b"
)
"""By which a sentence of the register is known as a note to ourselves."""
OWN_DELAY = {
    True: "The lack of time comes from our own delay.",
    False: "The lack of time does not come from our own delay.",
}
NOT_EVEN_IN_SHORT_FORM = "People could not be involved, even in short form."


def temporary_changes(source: Source) -> tuple[printed.TemporaryChange, ...]:
    """Every temporary change of the case, in order."""
    records = source.facts.current(KIND)
    return tuple(
        _change(source, record.payload, heading(number, len(records)))
        for number, record in enumerate(records, start=1)
    )


def heading(number: int, of: int) -> str:
    """What tells a change from the others of the case."""
    return "The temporary change" if of == 1 else f"Temporary change {number} of {of}"


def _change(source: Source, p: Any, heading: str) -> printed.TemporaryChange:
    return printed.TemporaryChange(
        what=str(p.what), heading=heading, called=chosen(KIND, "status", p.status),
        services=_services(source, p), reason=words(p.reason),
        risk_evidence=words(p.risk_evidence), risk_evidence_on=p.risk_evidence_on,
        first_mentioned_on=p.first_mentioned_on, urgent_since=p.urgent_since,
        own_delay=None if p.own_delay is None else OWN_DELAY[p.own_delay],
        short_involvement=short_involvement(p), alternatives=words(p.alternatives),
        decided_on=p.decided_on, announced_on=p.announced_on, starts_on=p.starts_on,
        council_told_on=p.council_told_on, review_on=p.review_on, expires_on=p.expires_on,
        exit_plan=words(p.exit_plan), ended_on=p.ended_on,
        ended_as=chosen(KIND, "ended_as", p.ended_as),
    )  # fmt: skip


def _services(source: Source, p: Any) -> str | None:
    found = (source.facts.find(pin.partition("@")[0]) for pin in p.services)
    names = [str(r.payload.name) for r in found if r is not None and r.payload is not None]
    return ", ".join(names) or None


def short_involvement(p: Any) -> str | None:
    """Who was asked in short form, or that nobody could be; None while it is not answered, or
    people could be asked and it is not recorded what came of that."""
    told = words(p.short_involvement)
    if p.short_involvement_possible is False:
        return " ".join(filter(None, (NOT_EVEN_IN_SHORT_FORM, told)))
    return told if p.short_involvement_possible else None


def urgent_decisions(source: Source) -> tuple[printed.UrgentDecision, ...]:
    """The decisions on temporary changes, each with the power of the body that took it."""
    return tuple(
        _decision(source, r.payload) for r in source.facts.current("decision", purpose=PURPOSE)
    )


def _decision(source: Source, p: Any) -> printed.UrgentDecision:
    held = meeting_of(source, p)
    return printed.UrgentDecision(
        made_by=source.organisation(p.organisation), resolution=words(p.what),
        power=power_of(source, p.organisation), made_on=p.decided_on,
        outcome=chosen("decision", "outcome", p.outcome), reasons=words(p.reasons),
        conditions="\n".join(str(c) for c in p.conditions) or None,
        minute_reference=words(held.payload.minute) if held else None,
        published_on=p.published_on, reported_on=p.reported_on,
    )  # fmt: skip


def meeting_of(source: Source, decision: Any) -> RecordVersion | None:
    """The meeting that a decision names, or None."""
    held = source.facts.find(decision.meeting.partition("@")[0]) if decision.meeting else None
    return held if held is not None and held.payload is not None else None


def power_of(source: Source, organisation: str) -> str | None:
    """The power of a body and its delegation, in its own lines; None where neither is recorded."""
    found = [
        r.payload for r in source.facts.current("decision_authority")
        if organisation and r.payload.organisation == organisation
    ]  # fmt: skip
    lines = [text for p in found for text in (words(p.power), words(p.delegation)) if text]
    return "\n".join(dict.fromkeys(lines)) or None


def law_for_a_letter(source: Source, law_id: str) -> printed.CitedLaw | None:
    """An entry as a letter cites it: how sure we are of it is for our own pages, and no part of
    what a council is told. None where nothing else is left of what the entry says."""
    cited = cited_law(source, law_id)
    says = own_notes_left_out(cited.says) if cited else ""
    return printed.CitedLaw(title=cited.title, says=says) if cited and says else None


def own_notes_left_out(says: str) -> str:
    """What the register says of a provision, without the sentences on how we know it."""
    sentences = re.split(r"(?<=[.]) +", says)
    return " ".join(each for each in sentences if not OWN_NOTE.search(each))


def cited_law(source: Source, law_id: str) -> printed.CitedLaw | None:
    """An entry of the register of law, if the pathway cites it and it was in force."""
    entry = source.definition.find_law(law_id)
    judged = source.judged
    if entry is None or not in_force((entry,), judged.as_at, judged.regime):
        return None
    caution = TO_BE_VERIFIED if entry.verify else None
    return printed.CitedLaw(title=entry.title, says=entry.says, caution=caution)

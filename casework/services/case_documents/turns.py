"""Pause, withdrawal and restart of a case as their notices print them."""

from __future__ import annotations

from casework.documents import turns as printed
from casework.domain.dates import FactDate
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.turn_notices import (
    ENDED_SO,
    begun_again_from,
    is_withdrawing,
    latest_pause,
    terms_of,
)
from casework.services.case_documents.printing import Source, chosen, words
from casework.services.case_documents.temporary import meeting_of

ENDED_AS = {"resumed": "Work goes on again", "withdrawn": "The proposal was withdrawn"}
TAKEN_UP = "restarted_as"


def pause(source: Source) -> printed.Pause | None:
    """The pause that is open, else the last one; None where the case was never paused."""
    hold = latest_pause(source.facts)
    if hold is None:
        return None
    found = terms_of(source.facts, hold)
    p = found.payload if found is not None else get_kind("pause").payload()
    return printed.Pause(
        since=hold.payload.started_on, ended_on=hold.payload.ended_on,
        ended_as=_ended_as(hold), cause=chosen("pause", "cause", p.cause),
        note=words(p.note), decided_by=words(p.decided_by),
        decided_on=p.decided_on, resumes_on=p.resumes_on, dates_published_on=p.dates_published_on,
    )  # fmt: skip


def _ended_as(hold: RecordVersion) -> str | None:
    if hold.payload.ended_on is None:
        return None
    return ENDED_AS.get(hold.payload.ended_as) or words(hold.payload.outcome)


def withdrawal(source: Source) -> printed.Withdrawal | None:
    """The withdrawal and the decision that it names; None where there is none."""
    facts = source.facts
    if not is_withdrawing(facts):
        return None
    p = source.single("withdrawal")
    decisions = facts.current("decision", purpose="withdraw")
    named = facts.find(p.decision.partition("@")[0]) if p.decision else None
    found = named or (decisions[-1] if decisions else None)
    decided = found.payload if found is not None and found.payload is not None else (
        get_kind("decision").payload())  # fmt: skip
    held = meeting_of(source, decided)
    return printed.Withdrawal(
        decided_by=source.organisation(decided.organisation), decided_on=decided.decided_on,
        resolution=words(decided.what), reasons=words(p.reasons) or words(decided.reasons),
        minute_reference=words(held.payload.minute) if held else None,
        ended_on=withdrawn_on(source), taken_up_by=_taken_up_by(source),
    )  # fmt: skip


def withdrawn_on(source: Source) -> FactDate | None:
    """The day of the move to withdrawn: as stated, else the day by which it was judged."""
    moves = [r for r in source.facts.current("stage_move") if r.payload.target == ENDED_SO]
    if not moves:
        return None
    return moves[-1].effective_on or FactDate.on(moves[-1].judged_on)


def _taken_up_by(source: Source) -> str | None:
    found = [r.payload.case for r in source.facts.current("linked_case")
             if r.payload.relation == TAKEN_UP]  # fmt: skip
    return ", ".join(found) or None


def restart(source: Source) -> printed.Restart | None:
    """The restart that this case is; None where it begins no other again."""
    earlier = begun_again_from(source.facts)
    if not earlier:
        return None
    p = source.single("restart")
    link = next(r for r in source.facts.current("linked_case") if r.payload.case == earlier)
    return printed.Restart(
        supersedes=earlier, reasons=words(p.reasons) or words(link.payload.reasons),
        decided_by=words(p.decided_by), decided_on=p.decided_on, begins_on=p.begins_on,
        dates_published_on=p.dates_published_on,
    )  # fmt: skip

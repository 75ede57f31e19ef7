"""What was settled with a body before it ceased, as far as it is on record.

Only that is asked anew of whoever takes over: what nobody recorded is not known, and is neither
said to have been settled nor to be open. The checks of the pathway ask the new body for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion

TO_A_COUNCIL = (
    "regulation_23", "regulation_23_dates", "joint_scrutiny_request", "scrutiny_outcome",
    "disagreement", "urgent_change_notice",
)  # fmt: skip
DECIDING_MEETINGS = ("decision_to_consult", "decision")
NOTICE = "secretary_of_state_notification"
NOTICE_FORM = "sos_form"


def was_settled_before(facts: CaseFacts, s: RecordVersion, step: str) -> bool:
    """True if something on record shows that the step was settled with the body that ceased, or
    was confirmed anew after an earlier succession; False if nothing on record shows it."""
    return any(_is_of_before(r, s) for r in _SHOWS[step](facts, s)) or _confirmed_earlier(
        facts, s, step
    )


def _is_of_before(record: RecordVersion, s: RecordVersion) -> bool:
    """True unless the record is certainly of the day in force or later: by its own date, or by the
    day from which it is true where it has none."""
    own = [d for name in _DATED if (d := getattr(record.payload, name, None)) is not None]
    dates: list[FactDate] = own or [d for d in (record.effective_on,) if d is not None]
    return not any(d.on_or_after(s.payload.on) is True for d in dates)


_DATED = ("sent_on", "dated", "received_on", "since", "held_on", "decided_on", "opened_on")


def _confirmed_earlier(facts: CaseFacts, s: RecordVersion, step: str) -> bool:
    steps = facts.current("succession_step", purpose=step)
    return any(
        (r.payload.succession.partition("@")[0] != s.reference)
        and not r.payload.not_needed_because and _is_done_before(r, s)
        and _led_to(facts, r.payload.succession, s.payload.predecessor) for r in steps
    )  # fmt: skip


def _is_done_before(step: RecordVersion, s: RecordVersion) -> bool:
    done = step.payload.done_on
    return done is not None and done.on_or_after(s.payload.on) is not True


def _led_to(facts: CaseFacts, reference: str, body: str) -> bool:
    found = facts.find(reference.partition("@")[0])
    return found is not None and found.state == STATED and body in found.payload.successors


def _of_the_body(payload: Any, body: str) -> bool:
    """True of a record about the body, or about a committee that decides for it."""
    return payload.organisation == body or body in getattr(payload, "members", ())


def _decides(facts: CaseFacts, s: RecordVersion) -> list[RecordVersion]:
    body = s.payload.predecessor
    found = [r for r in facts.current("decision_authority") if _of_the_body(r.payload, body)]
    found += [r for r in facts.current("decision") if r.payload.organisation == body]
    return found + [r for purpose in DECIDING_MEETINGS
                    for r in facts.current("meeting", purpose=purpose)
                    if r.payload.organisation == body]  # fmt: skip


def _delegated(facts: CaseFacts, s: RecordVersion) -> list[RecordVersion]:
    body = s.payload.predecessor
    found = [r for r in facts.current("decision_authority")
             if _of_the_body(r.payload, body) and r.payload.delegation]  # fmt: skip
    return found + [r for r in facts.current("delegated_power") if r.payload.organisation == body]


def _is_from(facts: CaseFacts, record: RecordVersion, body: str) -> bool:
    """True of what the body sent or made; what names no sender is the sponsor's."""
    sender = getattr(record.payload, "sender", "")
    return sender == body or (not sender and _is_the_sponsor(facts, body))


def _is_the_sponsor(facts: CaseFacts, body: str) -> bool:
    """True of the sponsor of the case and of whoever followed it; of any body where no sponsor is
    on record."""
    particulars = facts.single("particulars")
    sponsor = particulars.payload.sponsor if particulars is not None else ""
    owners = {sponsor}
    for s in facts.successions_in_force:
        if s.payload.predecessor in owners:
            owners |= set(s.payload.successors)
    return not sponsor or body in owners


def _letters(facts: CaseFacts, s: RecordVersion) -> list[RecordVersion]:
    """Letters to councils: of a council that ceased those to it, else those of the body."""
    body = s.payload.predecessor
    sent = [r for r in facts.current("letter") if r.purpose in TO_A_COUNCIL]
    return [r for r in (*sent, *facts.current("scrutiny_response"))
            if r.payload.organisation == body or _is_from(facts, r, body)]  # fmt: skip


def _notices(facts: CaseFacts, s: RecordVersion) -> list[RecordVersion]:
    found = [*facts.current("letter", purpose=NOTICE), *facts.evidence_of(NOTICE_FORM)]
    return [r for r in found if _is_from(facts, r, s.payload.predecessor)]


def _pages(facts: CaseFacts, s: RecordVersion) -> list[RecordVersion]:
    found = [r for r in facts.current("consultation") if r.payload.web_address]
    found += [r for r in facts.current("evidence") if r.payload.address]
    found += [r for r in facts.current("letter") if r.payload.published_at]
    return [r for r in found if _is_from(facts, r, s.payload.predecessor)]


_SHOWS: dict[str, Callable[[CaseFacts, RecordVersion], list[RecordVersion]]] = {
    "decision_maker": _decides, "delegation": _delegated, "web_redirects": _pages,
    "scrutiny_letter": _letters, "secretary_of_state_notice": _notices,
}  # fmt: skip

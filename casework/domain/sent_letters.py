"""Whether a letter has gone out, and was answered.

What it says is its addressee's to know only from the day on which it went.
"""

from __future__ import annotations

from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion


def has_gone(facts: CaseFacts, letter: RecordVersion) -> bool:
    """Whether it is certain that a letter was sent by the date judged.

    One that is being prepared, or is dated ahead, has not: nobody outside learns its dates. A
    letter stated as sent on a day not known has.
    """
    return letter.payload.direction == "sent" and has_come(facts, letter.payload.sent_on)


def has_come(facts: CaseFacts, on: FactDate | None) -> bool:
    """Whether it is certain that something dated had happened by the date judged."""
    return on is not None and on.has_come_by(facts.as_at)


def comments_have_come(facts: CaseFacts, letter: RecordVersion) -> bool:
    """Whether the council answered this letter: what came before it went answers an earlier one."""
    sent = letter.payload.sent_on
    return any(
        has_come(facts, r.payload.received_on)
        and (sent is None or r.payload.received_on.on_or_after(sent) is True)
        for r in facts.about("scrutiny_response", letter.payload.organisation)
    )

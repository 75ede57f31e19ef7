"""Whether a letter has gone out: what it says is its addressee's to know only from that day."""

from __future__ import annotations

from casework.domain.facts import CaseFacts, RecordVersion


def has_gone(facts: CaseFacts, letter: RecordVersion) -> bool:
    """Whether it is certain that a letter was sent by the date judged.

    One that is being prepared, or is dated ahead, has not: nobody outside learns its dates. A
    letter stated as sent on a day not known has.
    """
    on = letter.payload.sent_on
    return letter.payload.direction == "sent" and on is not None and on.has_come_by(facts.as_at)

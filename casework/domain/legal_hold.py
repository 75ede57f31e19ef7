"""Legal hold: while a claim is live, nothing of the case is disposed of, whatever else says it may.

Source: domain brief section 8 (a legal hold overrides retention) and NHS Records Management Code.
"""

from __future__ import annotations

from casework.domain.errors import Conflict
from casework.domain.facts import CaseFacts, RecordVersion

IN_LITIGATION = "IN_LITIGATION"


def legal_holds(facts: CaseFacts) -> list[RecordVersion]:
    """The legal holds whose end has not come on the date judged, in the order recorded.

    One that is dated ahead counts already: what it will keep must not go before.
    """
    return [
        r for r in facts.current("hold") if r.payload.hold == IN_LITIGATION
        and (r.payload.ended_on is None or r.payload.ended_on.on_or_before(facts.as_at) is not True)
    ]


def is_under_legal_hold(facts: CaseFacts) -> bool:
    """True while a claim, or a letter before claim, is recorded as live."""
    return bool(legal_holds(facts))


def check_may_dispose(facts: CaseFacts, what: str) -> None:
    """Raise Conflict while a legal hold stands; ``what`` names what would go, such as `this text`.
    """
    holds = legal_holds(facts)
    if not holds:
        return
    since = holds[0].payload.started_on
    when = f" from {since.plain()} on" if since is not None else ""
    raise Conflict(
        f"You cannot dispose of {what}: {facts.reference} is under legal hold{when}, and nothing "
        "of it may be disposed of while the claim is live.",
        "Ask the legal adviser. When the claim has ended, record that the hold has ended.",
    )

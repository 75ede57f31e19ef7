"""From when the record of an ended case is kept, in the sentences that every reader gets."""

from __future__ import annotations

from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.retention import Retention, retention_of


def keeping_in_short(facts: CaseFacts) -> str:
    """The keeping of a case that is closed or withdrawn; empty for any other."""
    found = retention_of(facts)
    if found is None:
        return ""
    days = [kept.on for kept in found.classes if kept.on is not None]
    first = f"Nothing is disposed of before {long_date(min(days))}." if days else ""
    return " ".join(part for part in (counts_from(found), first, held_since(found)) if part)


def counts_from(found: Retention) -> str:
    """From which day retention counts."""
    if found.closed_on is None or not found.closed_on.is_known:
        return "Retention counts from the end of the case, whose day is not recorded."
    return f"Retention counts from the end of the case: {found.closed_on.plain()}."


def held_since(found: Retention) -> str:
    """That a legal hold keeps everything; empty where there is none."""
    if not found.is_held:
        return ""
    since = " and ".join(_since(r) for r in found.holds)
    return (
        f"Under legal hold ({since}): nothing of it is disposed of, whatever day is given, until "
        "each hold has ended."
    )


def _since(hold: RecordVersion) -> str:
    started = hold.payload.started_on
    return f"since {started.plain()}" if started is not None else "since a day not recorded"

"""From when, and until when at the least, the record of an ended case is kept.

The case is anchored on its closure, not on its opening. No date is ever earlier than the last day
of the watch over a decision that may be challenged, and none counts while a legal hold is on. These
are dates before which nothing is disposed of: nothing here disposes of anything.

Source: domain brief section 8 (Retention); NHS Records Management Code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.months import add_months
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import judicial_review_watch_ends
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.legal_hold import IN_LITIGATION, legal_holds
from casework.domain.limitation import arguable_decisions
from casework.domain.retention_register import LITIGATION_ENDS, RETENTION_RULES, RetentionRule

CLOSED_AS = ("CLOSED", "WITHDRAWN")
"""The ends of a case from which its retention counts. One that was upgraded goes on elsewhere."""
NOT_KNOWN_WATCH = "the day of a decision that may be challenged is not recorded"
NOT_KNOWN_CLOSURE = "the day on which the case ended is not recorded"
NOT_KNOWN_LITIGATION = "the day on which a claim or legal hold ended is not recorded"
INFORMATION = ("foi", "eir")


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """One class of record with the first day on which a person may look at its disposal.

    ``on`` is None where no period was read or a day is ``missing``. ``how`` says from what it was
    counted; ``floor`` says why the day is later than the period alone would give.
    """

    rule: RetentionRule
    on: date | None
    start_on: date | None
    how: str
    floor: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """The retention of an ended case. ``holds`` are the legal holds that bar all disposal now, and
    ``used_by`` the cases that use papers of this one by reference."""

    closed_on: FactDate | None
    watched_until: date | None
    watch_missing: str
    holds: tuple[RecordVersion, ...]
    used_by: tuple[str, ...]
    classes: tuple[KeptUntil, ...]

    @property
    def is_held(self) -> bool:
        """True while nothing at all may be disposed of."""
        return bool(self.holds)


def retention_of(facts: CaseFacts) -> Retention | None:
    """The retention of a case that is closed or withdrawn; None for any other."""
    if facts.stage not in CLOSED_AS:
        return None
    closed = closed_on(facts)
    watched, missing = watched_until(facts)
    found = [
        _kept(facts, rule, closed, watched, missing)
        for rule in RETENTION_RULES if _applies(facts, rule)
    ]
    return Retention(
        closed, watched, missing, tuple(legal_holds(facts)),
        tuple(dict.fromkeys(r.payload.case for r in facts.current("paper_used"))), tuple(found),
    )  # fmt: skip


def closed_on(facts: CaseFacts) -> FactDate | None:
    """When the case ended: as stated with the move, else the day by which that was judged."""
    moves = [r for r in facts.current("stage_move") if r.payload.target in CLOSED_AS]
    if not moves:
        return None
    return moves[-1].effective_on or FactDate.on(moves[-1].judged_on)


def watched_until(facts: CaseFacts) -> tuple[date | None, str]:
    """The last day of the watch over any decision, and what is missing to tell it.

    Of a decision whose day is rough, the latest day counts. None and nothing missing where no
    decision may be challenged.
    """
    last: date | None = None
    for each in arguable_decisions(facts):
        day = each.decided_on.latest if each.decided_on is not None else None
        if day is None:
            return None, NOT_KNOWN_WATCH
        ends = judicial_review_watch_ends(day, "").on
        last = ends if last is None else max(last, ends)
    return last, ""


def _applies(facts: CaseFacts, rule: RetentionRule) -> bool:
    if rule.id == "RT5":
        return bool(_litigation(facts)) or bool(facts.current("claim"))
    if rule.id in ("RT1", "RT2"):
        return facts.single("consultation") is not None
    if rule.id == "RT6":
        return any(r.payload.under in INFORMATION for r in facts.current("information_request"))
    return True


def _litigation(facts: CaseFacts) -> list[RecordVersion]:
    return [r for r in facts.current("hold") if r.payload.hold == IN_LITIGATION]


def _kept(
    facts: CaseFacts, rule: RetentionRule, closed: FactDate | None, watched: date | None,
    watch_missing: str,
) -> KeptUntil:
    start, missing = _start(facts, rule, closed)
    if rule.years is None:
        return KeptUntil(rule, None, start, "")
    missing = missing or watch_missing
    if start is None or missing:
        return KeptUntil(rule, None, start, "", missing=missing)
    years = f"{rule.years} years after"
    on = add_months(start, 12 * rule.years)
    how = f"{years} {rule.starts_from} on {long_date(start)}"
    if watched is not None and watched >= on:
        return KeptUntil(
            rule, date.fromordinal(watched.toordinal() + 1), start, how,
            f"that would be {long_date(on)}; the watch over a decision that may be challenged "
            f"lasts until {long_date(watched)}, and nothing goes before it is over",
        )  # fmt: skip
    return KeptUntil(rule, on, start, how)


def _start(
    facts: CaseFacts, rule: RetentionRule, closed: FactDate | None
) -> tuple[date | None, str]:
    """The day from which a class is counted, the latest that it can be, and what is missing."""
    day = closed.latest if closed is not None else None
    if day is None:
        return None, NOT_KNOWN_CLOSURE
    if rule.starts_from != LITIGATION_ENDS:
        return day, ""
    ended = [r.payload.ended_on for r in _litigation(facts)]
    if not ended or any(e is None or e.latest is None for e in ended):
        return None, NOT_KNOWN_LITIGATION
    return max([day, *(e.latest for e in ended)]), ""

"""What stands behind the holds of a case, and what of it is not on record yet.

Nothing is assumed: a period that has run out is said to have run out, and the hold stays open until
somebody records how it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.months import period_beginning_with
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import CALL_IN_MONTHS
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.turns import ADDS

REQUESTED, CALLED_IN = "CALL_IN_REQUESTED", "CALLED_IN"
REFERRED, IN_LITIGATION, PAUSED = "REFERRED", "IN_LITIGATION", "PAUSED"
TOLD = (
    ("notice_on", "that the public notice of the pause was given"),
    ("scrutiny_told_on", "that scrutiny committees were told of the pause"),
    ("healthwatch_told_on", "that Healthwatch was told of the pause"),
    ("department_told_on", "that the Department of Health and Social Care was told of the pause"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a hold asks to be put on record: a record of ``kind``, a new one or, with
    ``key``, the next version of one; ``hold`` itself where its end is asked for."""

    hold: RecordVersion
    what: str
    kind: str
    key: str = ""
    due_on: date | None = None


def wanted_by_holds(facts: CaseFacts) -> list[Wanted]:
    """Everything that the holds of a case ask for, in the order in which they were recorded."""
    still_open = {r.reference for r in facts.open_holds()}
    found: list[Wanted] = []
    for hold in facts.current("hold"):
        asked = _OPEN if hold.reference in still_open else _ENDED
        rule = asked.get(hold.payload.hold)
        if rule is not None and _has_begun(hold, facts):
            found += rule(facts, hold)
    return found


def _has_begun(hold: RecordVersion, facts: CaseFacts) -> bool:
    started = hold.payload.started_on
    return started is None or started.after(facts.as_at) is not True


def records_behind(facts: CaseFacts, hold: RecordVersion) -> list[RecordVersion]:
    """The records that stand behind a hold: those that name it, or are of its kind and time."""
    found = [r for kind in ("pause", "claim") for r in facts.current(kind)
             if r.payload.hold.partition("@")[0] == hold.reference]  # fmt: skip
    for kind in _BY_KIND.get(hold.payload.hold, ()):
        found += facts.current(kind)
    return found


_BY_KIND = {
    REQUESTED: ("call_in_request", "going_on_decision"),
    CALLED_IN: ("call_in_direction", "direction_step"),
    REFERRED: ("referral_statement", "referral_report"),
}


HOLD_OF = {"claim": IN_LITIGATION, "pause": PAUSED}
"""Kinds of record that name the hold behind which they stand, with the only kind of hold it can be.
"""


def fits_hold(kind: str, hold: RecordVersion) -> bool:
    """Whether a record of a kind can stand behind a hold; True for kinds that name none."""
    return kind not in HOLD_OF or bool(hold.payload.hold == HOLD_OF[kind])


def call_in_ends(hold: RecordVersion) -> date | None:
    """The last day of the six months beginning with the direction; None if its day is not exact."""
    started: FactDate | None = hold.payload.started_on
    if started is None or not started.is_exact or started.earliest is None:
        return None
    return period_beginning_with(started.earliest, CALL_IN_MONTHS)


def whole_months(first: FactDate | None, last: FactDate | date | None) -> int | None:
    """Whole months from one day to another, counting from the latest first day to the earliest
    last one, so that they are never too many; None where a day is not known."""
    end = last.earliest if isinstance(last, FactDate) else last
    if first is None or first.latest is None or end is None or end < first.latest:
        return None
    begin = first.latest
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return months - (end.day < begin.day)


def _requested(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    requests = facts.current("call_in_request")
    if not requests:
        yield Wanted(hold, "who asked for the call-in, and on which day", "call_in_request")
    decided = {r.payload.request.partition("@")[0] for r in facts.current("going_on_decision")
               if r.payload.goes_on is not None}  # fmt: skip
    for request in requests:
        if request.payload.outcome == "open" and request.reference not in decided:
            yield Wanted(
                hold, "the decision whether the local process goes on meanwhile, with reasons",
                "going_on_decision",
            )  # fmt: skip


def _called_in(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    if not facts.current("call_in_direction"):
        yield Wanted(hold, "the direction itself, with its date", "call_in_direction")
    last = call_in_ends(hold)
    if last is not None and last < facts.as_at:
        yield Wanted(
            hold, f"how the call-in ended. Its six months ran out on {long_date(last)}; that it is "
            "over, or what was decided, is not taken for granted", "hold", hold.key, last,
        )  # fmt: skip


def _call_in_ended(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    if hold.payload.ended_as == "procedural_steps" and not facts.current("direction_step"):
        yield Wanted(
            hold, "which gates or checks the directed steps replace or remove, and what is to be "
            "done instead or besides", "direction_step",
        )  # fmt: skip
    for step in facts.current("direction_step"):
        p = step.payload
        if p.effect == ADDS and p.done_on is None and hold.payload.ended_as == "procedural_steps":
            yield Wanted(hold, "that what the directed step adds was done", "direction_step",
                         step.key)  # fmt: skip


def _referred(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    reports = facts.current("referral_report")
    if not reports:
        yield Wanted(hold, "the council's report: its grounds, evidence and steps to agree",
                     "referral_report")  # fmt: skip
    for report in reports:
        if not report.payload.grounds:
            yield Wanted(hold, "the grounds of the council's report", "referral_report", report.key)


def _in_litigation(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    if not _naming(facts, "claim", hold):
        yield Wanted(hold, "the claim or letter before claim, and what it challenges", "claim")


def _claim_ended(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    for claim in _naming(facts, "claim", hold):
        if hold.payload.ended_as in ("quashed", "declared_unlawful") and not claim.payload.again:
            yield Wanted(hold, "what has to be done again after the judgment", "claim", claim.key)


def _paused(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    terms = _naming(facts, "pause", hold)
    if not terms:
        yield Wanted(hold, "why work is paused, who decided it, and when it is expected to go on",
                     "pause")  # fmt: skip
    for pause in terms:
        p = pause.payload
        if p.resumes_on is not None and p.resumes_on.before(facts.as_at) is True:
            yield Wanted(
                hold, f"whether work goes on: it was expected to, {p.resumes_on.plain()}", "pause",
                pause.key, p.resumes_on.latest,
            )  # fmt: skip
        for name, what in TOLD:
            if getattr(p, name) is None:
                yield Wanted(hold, what, "pause", pause.key)


def _resumed(facts: CaseFacts, hold: RecordVersion) -> Iterator[Wanted]:
    for pause in _naming(facts, "pause", hold):
        if hold.payload.ended_as == "resumed" and pause.payload.dates_published_on is None:
            yield Wanted(hold, "that the changed dates were published again, now that work goes on",
                         "pause", pause.key)  # fmt: skip


def _naming(facts: CaseFacts, kind: str, hold: RecordVersion) -> list[RecordVersion]:
    return [r for r in facts.current(kind)
            if r.payload.hold.partition("@")[0] == hold.reference]  # fmt: skip


_Rule = Callable[[CaseFacts, RecordVersion], Iterator[Wanted]]
_OPEN: dict[str, _Rule] = {
    REQUESTED: _requested, CALLED_IN: _called_in, REFERRED: _referred,
    IN_LITIGATION: _in_litigation, PAUSED: _paused,
}  # fmt: skip
_ENDED: dict[str, _Rule] = {
    CALLED_IN: _call_in_ended, IN_LITIGATION: _claim_ended, PAUSED: _resumed,
}  # fmt: skip

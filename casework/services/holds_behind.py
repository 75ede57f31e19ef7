"""The hold that a direction or a council's report is: recorded, it bars by itself.

A direction on record whose hold nobody opened would bar nothing. So the record starts the hold in
the same act, unless one of that kind stands for it already: that one is linked, and not doubled.
A hold that began with its record follows it: it begins on the day that the record says now, and is
withdrawn with it. A hold that somebody started by hand keeps its own day.
"""

from __future__ import annotations

from dataclasses import replace

from casework.domain.calendar.months import period_beginning_with
from casework.domain.dates import FactDate
from casework.domain.deadlines import CALL_IN_MONTHS
from casework.domain.errors import Conflict, Invalid
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.hold_dates import check_hold_start
from casework.domain.hold_standing import CALLED_IN, REFERRED
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.text import EMPTY, commit
from casework.services.verb import Verb
from casework.store.records import Draft

IS_A = {"call_in_direction": (CALLED_IN, "dated"), "referral_report": (REFERRED, "sent_on")}
"""Kinds of record that are a hold, and which field says from when."""
UNKNOWN = FactDate.parse("unknown")


def hold_key_of(kind: str, key: str) -> str:
    """The key of the hold that a record starts, so that its end can be recorded by it."""
    return f"{IS_A[kind][0].lower().replace('_', '-')}-{key}"


def start_hold_behind(
    verb: Verb, record: RecordVersion, before: RecordVersion | None = None
) -> None:
    """Start the hold that a record is, or link the one that stands for it already; one that began
    with it follows it. ``before`` is what the record said until now.

    Raises NotPermitted for whoever may not start that hold: the record then has to be made by
    somebody who may. Raises Invalid for a day after the one on which its hold ended.
    """
    if record.kind not in IS_A or verb.definition.find_hold(IS_A[record.kind][0]) is None:
        return
    known = _linked(verb.facts, record)
    was_stated = before is not None and before.state == STATED
    if known is None:
        known = _standing_for(verb.facts, record, was_stated)
    elif not was_stated and _is_over(verb.facts, known, record):
        known = None
    if known is None:
        _start(verb, record)
    else:
        linked = dict.fromkeys((*known.payload.because, record.reference))
        _write_again(verb, known, tuple(linked))


def withdraw_hold_behind(verb: Verb, record: RecordVersion) -> None:
    """Withdraw the hold that began with a record and stands for no other, open or ended; from any
    other hold the record is taken out.

    Raises NotPermitted for whoever may not end that hold.
    """
    going = holds_going_with(verb.facts, record)
    for hold in going:
        _check_may(verb, hold.payload.hold, "withdraw this, since its hold goes with it")
        verb.write(_withdrawn(hold, "The record with which it began was withdrawn."))
    for hold in verb.facts.current("hold"):
        rest = tuple(r for r in hold.payload.because if r != record.reference)
        if rest != hold.payload.because:
            _write_again(verb, hold, rest)


def holds_going_with(facts: CaseFacts, record: RecordVersion) -> list[RecordVersion]:
    """The holds, open or ended, that are withdrawn with a record."""
    return [r for r in facts.current("hold") if r.payload.because == (record.reference,)
            and began_with_a_record(facts, r)]  # fmt: skip


def began_with_a_record(facts: CaseFacts, hold: RecordVersion) -> bool:
    """Whether a hold began with a direction or report on record, and not by hand."""
    return any(
        r.kind in IS_A and hold.key == hold_key_of(r.kind, r.key) for r in facts.records
    )  # fmt: skip


def holds_taken_over(verb: Verb, code: str, on: FactDate) -> list[RecordVersion]:
    """The holds of that day that began with their records, in the place of which the one that is
    started stands: none, but in the replay of a case that was recorded before they began so.

    Raises Conflict where a direction or report on record started this very hold.
    """
    found = [r for r in verb.facts.open_holds() if r.payload.hold == code
             and r.payload.because and r.payload.started_on == on]  # fmt: skip
    if found and not verb.tx.row.replayed:
        raise Conflict(
            "That hold is open already: it began with the record of it.",
            "See the holds of the case.",
        )  # fmt: skip
    return [r for r in found if began_with_a_record(verb.facts, r)]


def off_the_record(taken: list[RecordVersion]) -> list[Draft]:
    """The holds in the place of which another one stands."""
    return [_withdrawn(r, "The hold that was started for it stands in its place.") for r in taken]


def _withdrawn(hold: RecordVersion, why: str) -> Draft:
    return Draft(
        "hold", hold.key, hold.payload, WITHDRAWN, hold.effective_on, source=commit(why),
    )  # fmt: skip


def _start(verb: Verb, record: RecordVersion) -> None:
    code, _ = IS_A[record.kind]
    key = hold_key_of(record.kind, record.key)
    _check_may(verb, code, "record this, since it starts a hold")
    there = verb.facts.find(f"hold/{key}")
    if there is not None and there.state == STATED and there.payload.because != (record.reference,):
        raise Conflict("The hold that began with this record stands for another one now.",
                       "Record this under another key.")  # fmt: skip
    day = _day_of(record)
    check_hold_start(verb.facts, code, day, IS_A[record.kind][1])
    payload = get_kind("hold").payload(hold=code, started_on=day, because=(record.reference,))
    verb.write(Draft(
        "hold", key, payload, effective_on=getattr(record.payload, IS_A[record.kind][1]),
        assumed=record.assumed, source=EMPTY,
    ))  # fmt: skip
    verb.details["hold"] = code


def _write_again(verb: Verb, hold: RecordVersion, because: tuple[str, ...]) -> None:
    """The hold with what it stands for now, and from the day that this gives it."""
    p = hold.payload
    day = p.started_on
    if began_with_a_record(verb.facts, hold):
        day = _first_day(verb.facts, hold.key, because)
    if (day, because) == (p.started_on, p.because):
        return
    if day != p.started_on:
        _check_may(verb, p.hold, "do this, since it moves the start of a hold")
        check_hold_start(verb.facts, p.hold, day, _field_of(because))
        if p.ended_on is not None and p.ended_on.before(day) is True:
            raise Invalid(
                f"The hold that began with this ended before that day, {p.ended_on.plain()}.",
                "Look at the date, or withdraw this and record it anew.", _field_of(because),
            )  # fmt: skip
    verb.write(Draft(
        "hold", hold.key, replace(p, because=because, started_on=day),
        effective_on=hold.effective_on if p.ended_on is not None else day,
        assumed=hold.assumed, source=hold.source or EMPTY,
    ))  # fmt: skip


def _field_of(because: tuple[str, ...]) -> str:
    return IS_A[because[-1].partition("/")[0]][1]


def _first_day(facts: CaseFacts, key: str, because: tuple[str, ...]) -> FactDate:
    """The earliest day of the records that a hold stands for. Where the day of the one with which
    it began is not known, neither is this."""
    found = [r for r in (facts.find(reference) for reference in because) if r is not None]
    own = [_day_of(r) for r in found if hold_key_of(r.kind, r.key) == key]
    days = own + [day for day in map(_day_of, found) if day.is_known]
    first = days[0] if days else UNKNOWN
    for day in days if first.is_known else ():
        first = day if day.before(first) is True else first
    return first


def _day_of(record: RecordVersion) -> FactDate:
    on: FactDate | None = getattr(record.payload, IS_A[record.kind][1])
    return on or UNKNOWN


def _check_may(verb: Verb, code: str, what: str) -> None:
    kind = verb.definition.find_hold(code)
    if kind is not None:
        check_can_act_as(verb.facts, verb.viewer, kind.by, f"{what} (“{kind.title}”)")


def _linked(facts: CaseFacts, record: RecordVersion) -> RecordVersion | None:
    """The hold that stands for a record: an open one first."""
    found = [r for r in facts.current("hold") if record.reference in r.payload.because]
    return next((r for r in found if r.payload.ended_on is None), found[0] if found else None)


def _is_over(facts: CaseFacts, hold: RecordVersion, record: RecordVersion) -> bool:
    """Whether a hold stood for a record alone, before that was withdrawn, and ended."""
    p = hold.payload
    return (
        p.ended_on is not None and p.because == (record.reference,)
        and hold.key == hold_key_of(record.kind, record.key)
    )  # fmt: skip


def _standing_for(
    facts: CaseFacts, record: RecordVersion, was_stated: bool
) -> RecordVersion | None:
    """The hold that stands for a record: an open one, else the first one that ended on its day or
    later or, for a direction, within whose six months it was given.

    Each council's report is a referral of its own: a hold that stands for another's does not
    stand for it. But one that was started by hand stands for every report that was on record
    before reports began holds.
    """
    on, code = _day_of(record), IS_A[record.kind][0]
    holds = [r for r in facts.current("hold") if r.payload.hold == code]
    if record.kind == "referral_report":
        holds = [r for r in holds if not r.payload.because
                 or (was_stated and not began_with_a_record(facts, r))]  # fmt: skip
    still_open = [r for r in holds if r.payload.ended_on is None]
    lasted = [r for r in holds if r.payload.ended_on is not None and on.is_known
              and (r.payload.ended_on.before(on) is False
                   or (code == CALLED_IN and _is_in_time(r.payload.started_on, on)))]  # fmt: skip
    return next(iter([*still_open, *lasted]), None)


def _is_in_time(started: FactDate | None, on: FactDate) -> bool:
    """Whether a direction was given since a call-in began, and not certainly after its six
    months (T08): after those it is the beginning of another."""
    if started is None or started.latest is None or started.on_or_before(on) is not True:
        return False
    return on.after(period_beginning_with(started.latest, CALL_IN_MONTHS)) is not True

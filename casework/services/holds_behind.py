"""The hold that a direction or a council's report is: recorded, it bars by itself.

A direction on record whose hold nobody opened would bar nothing. So the record starts the hold in
the same act, unless one of that kind stands for it already: that one is linked, and not doubled.
"""

from __future__ import annotations

from dataclasses import replace

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.hold_standing import CALLED_IN, REFERRED
from casework.domain.permissions import check_can_act_as
from casework.domain.records import get_kind
from casework.domain.text import EMPTY
from casework.services.verb import Verb
from casework.store.records import Draft

IS_A = {"call_in_direction": (CALLED_IN, "dated"), "referral_report": (REFERRED, "sent_on")}
"""Kinds of record that are a hold, and which field says from when."""
UNKNOWN = FactDate.parse("unknown")


def hold_key_of(kind: str, key: str) -> str:
    """The key of the hold that a record starts, so that its end can be recorded by it."""
    return f"{IS_A[kind][0].lower().replace('_', '-')}-{key}"


def start_hold_behind(verb: Verb, record: RecordVersion) -> None:
    """Start the hold that a record is, or link the one that stands for it already.

    Raises NotPermitted for whoever may not start that hold: the record then has to be made by
    somebody who may.
    """
    if record.kind not in IS_A:
        return
    code, field = IS_A[record.kind]
    kind = verb.definition.find_hold(code)
    if kind is None or _is_linked(verb.facts, record):
        return
    on: FactDate | None = getattr(record.payload, field)
    known = _standing_for(verb.facts, record, code, on)
    if known is not None:
        if known.payload.ended_on is None:
            _link(verb, known, record)
        return
    check_can_act_as(
        verb.facts, verb.viewer, kind.by,
        f"record this, since it starts a hold (“{kind.title}”)",
    )  # fmt: skip
    payload = get_kind("hold").payload(
        hold=code, started_on=on or UNKNOWN, because=(record.reference,)
    )
    verb.write(Draft(
        "hold", hold_key_of(record.kind, record.key), payload, effective_on=on,
        assumed=record.assumed, source=EMPTY,
    ))  # fmt: skip
    verb.details["hold"] = code


def check_not_held_already(facts: CaseFacts, code: str, on: FactDate) -> None:
    """Raise Conflict where a direction or report on record started this very hold."""
    for r in facts.open_holds():
        if r.payload.hold == code and r.payload.because and r.payload.started_on == on:
            raise Conflict(
                "That hold is open already: it began with the record of it.",
                "See the holds of the case.",
            )  # fmt: skip


def _is_linked(facts: CaseFacts, record: RecordVersion) -> bool:
    return any(record.reference in r.payload.because for r in facts.current("hold"))


def _standing_for(
    facts: CaseFacts, record: RecordVersion, code: str, on: FactDate | None
) -> RecordVersion | None:
    """The hold that stands for a record: an open one, else one that ended on its day or later.

    Each council's report is a referral of its own: a hold that stands for another's does not
    stand for it.
    """
    holds = [r for r in facts.current("hold") if r.payload.hold == code]
    if record.kind == "referral_report":
        holds = [r for r in holds if not r.payload.because]
    still_open = [r for r in holds if r.payload.ended_on is None]
    lasted = [r for r in holds if r.payload.ended_on is not None and on is not None
              and r.payload.ended_on.before(on) is False]  # fmt: skip
    return next(iter([*still_open, *lasted]), None)


def _link(verb: Verb, hold: RecordVersion, record: RecordVersion) -> None:
    because = (*hold.payload.because, record.reference)
    verb.write(Draft(
        "hold", hold.key, replace(hold.payload, because=because), effective_on=hold.effective_on,
        assumed=hold.assumed, source=hold.source or EMPTY,
    ))  # fmt: skip

"""Each hold of a case as its page shows it: what stands behind it, and what is not on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import FactDate, long_date
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.hold_dates import is_planned
from casework.domain.hold_names import way_out_in_words
from casework.domain.hold_standing import (
    CALLED_IN,
    HOLD_OF,
    IN_LITIGATION,
    PAUSED,
    REFERRED,
    REQUESTED,
    Wanted,
    call_in_ends,
    records_behind,
    wanted_by_holds,
    whole_months,
)
from casework.domain.permissions import can_act_as, can_record
from casework.domain.records import get_kind
from casework.domain.records.turns import ADDS, REMOVES, REPLACES
from casework.domain.second_person import waits_for_check
from casework.engine.aftermath import aftermaths
from casework.engine.directed import staying_in
from casework.services.holds_corrected import can_correct_hold
from casework.services.holds_withdrawn import can_withdraw_hold
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.record_links import RecordLink, address_of_record, link_to_pin, title_of
from casework.web.cases.standing import who_ends
from casework.web.cases.words import counted, fact_date_words
from casework.web.viewer import current_viewer

LEGAL_HOLD = (
    "This is a legal hold: everything of this case is kept. Until it ends no text of this case can "
    "be erased, no file is deleted, and no record is disposed of because its time to be kept is up."
)
BESIDE = (
    "A request stops nothing by itself. The local process goes on only by a recorded decision."
)


@dataclass(frozen=True, slots=True)
class WantedLine:
    """Something that is not on record, with the form in which it is recorded."""

    what: str
    address: str
    overdue: str


@dataclass(frozen=True, slots=True)
class HoldCard:
    """One hold, open or ended: sentences on how it stands, its records, and what is missing."""

    key: str
    title: str
    plain: str
    when: str
    is_open: bool
    reason: str
    said: tuple[str, ...]
    records: tuple[RecordLink, ...]
    wanted: tuple[WantedLine, ...]
    adds: tuple[RecordLink, ...]
    end: str
    correct: str
    withdraw: str
    notices: str
    group: str
    ended_by: str


OPEN, PLANNED, ENDED = "Open", "Planned", "Ended"
GROUPS = (OPEN, PLANNED, ENDED)
MAY_BE_ADDED = {
    REQUESTED: ("call_in_request", "going_on_decision"),
    CALLED_IN: ("call_in_direction", "direction_step"),
    REFERRED: ("referral_report",),
    IN_LITIGATION: ("claim",),
    PAUSED: ("pause",),
}


DOES = {REPLACES: "replaces", REMOVES: "removes", ADDS: "adds"}
"""What a directed step does, as a verb."""


def hold_cards(view: CaseView) -> tuple[HoldCard, ...]:
    """Every hold of the case that has been recorded: open ones first, else as recorded."""
    still_open = {r.reference for r in view.facts.open_holds()}
    wanted = wanted_by_holds(view.facts)
    holds = sorted(view.facts.current("hold"), key=lambda r: r.reference not in still_open)
    return tuple(_card(view, r, r.reference in still_open, wanted) for r in holds)


def _card(view: CaseView, hold: RecordVersion, is_open: bool, wanted: list[Wanted]) -> HoldCard:
    p, kind = hold.payload, view.definition.find_hold(hold.payload.hold)
    live = view.as_of is None and can_record(view.judged, current_viewer(), "letter", "")
    return HoldCard(
        key=hold.key, title=kind.title if kind else p.hold, plain=kind.plain if kind else "",
        when=_when(view, hold, is_open), is_open=is_open, reason=str(p.reason),
        said=(*_said(view, hold, is_open), *_end(view, hold)),
        records=tuple(
            RecordLink(title_of(r, view.names), address_of_record(view, r), _detail(view, r))
            for r in records_behind(view.facts, hold)
        ),
        wanted=tuple(_wanted(view, w) for w in wanted if w.hold.reference == hold.reference),
        adds=tuple(
            RecordLink(get_kind(name).title,
                       address_of("records.new", reference=view.reference, kind=name,
                                  **about_hold(view.facts, name, hold)))
            for name in MAY_BE_ADDED.get(p.hold, ())
        ) if live else (),
        end=address_of("moves.end_hold", reference=view.reference, key=hold.key)
        if _may_be_ended(view, hold) else "",
        correct=address_of("moves.correct_hold", reference=view.reference, key=hold.key)
        if can_correct_hold(view, current_viewer(), hold) else "",
        withdraw=address_of("moves.withdraw_hold", reference=view.reference, key=hold.key)
        if view.as_of is None
        and can_withdraw_hold(view.definition, view.judged, current_viewer(), hold) else "",
        notices=address_of("moves.show_notices", reference=view.reference)
        if p.hold == PAUSED and view.as_of is None else "",
        ended_by=who_ends(view, hold) if is_open else "",
        group=OPEN if is_open else PLANNED if is_planned(view.facts, hold) else ENDED,
    )  # fmt: skip


def _may_end(view: CaseView, hold: RecordVersion) -> bool:
    """Whether the reader may record the end of this hold: by the roles that its kind names."""
    kind = view.definition.find_hold(hold.payload.hold)
    roles = kind.by if kind else ()
    return view.as_of is None and can_act_as(view.judged, current_viewer(), roles)


def _may_be_ended(view: CaseView, hold: RecordVersion) -> bool:
    """Whether an end can be recorded: there is none yet, and the hold has begun."""
    has_none = hold.payload.ended_on is None and not is_planned(view.facts, hold)
    return has_none and _may_end(view, hold)


def _when(view: CaseView, hold: RecordVersion, is_open: bool) -> str:
    started = fact_date_words(hold.payload.started_on)
    since, ended = started or "a date that is not recorded", hold.payload.ended_on
    if is_planned(view.facts, hold):
        return f"Begins on {since}. Until then it freezes nothing"
    if is_open and ended is None:
        return f"Since {since}"
    if is_open:
        return (f"Since {since}. Its end is recorded for {fact_date_words(ended)}, and it is open "
                "until that day has surely come")  # fmt: skip
    if hold.payload.started_on is not None and hold.payload.started_on.text == ended.text:
        return f"On {since}"
    return f"{since} to {fact_date_words(ended)}"


def _wanted(view: CaseView, wanted: Wanted) -> WantedLine:
    values = {"reference": view.reference, "kind": wanted.kind}
    live = view.as_of is None and can_record(view.judged, current_viewer(), "letter", "")
    if wanted.kind == "hold":
        live = _may_end(view, wanted.hold)
        address = address_of("moves.end_hold", reference=view.reference, key=wanted.key)
    elif wanted.key:
        address = address_of("records.edit", **values, key=wanted.key)
    else:
        about = about_hold(view.facts, wanted.kind, wanted.hold)
        address = address_of("records.new", **values, **about)
    overdue = f"Overdue since {long_date(wanted.due_on)}" if wanted.due_on else ""
    what = f"{wanted.what[:1].upper()}{wanted.what[1:]}."
    return WantedLine(what, address if live else "", overdue)


def about_hold(facts: CaseFacts, kind: str, hold: RecordVersion) -> dict[str, str]:
    """What the address of a form fills in: the hold, for a record that names the one it is of; the
    direction, for a step, where the hold stands for one only."""
    if kind in HOLD_OF:
        return {"hold": hold.reference}
    named = [ref for ref in hold.payload.because
             if (r := facts.find(ref)) is not None and r.state == STATED]  # fmt: skip
    return {"direction": named[0]} if kind == "direction_step" and len(named) == 1 else {}


def _said(view: CaseView, hold: RecordVersion, is_open: bool) -> list[str]:
    """How the hold stands, by its kind."""
    which = hold.payload.hold
    if which == REQUESTED:
        return [BESIDE, *_going_on(view)] if is_open else []
    if which == CALLED_IN:
        return _six_months(view, hold, is_open)
    if which == REFERRED:
        return _months(view, hold)
    if which == IN_LITIGATION and is_open:
        return [LEGAL_HOLD]
    return []


def _going_on(view: CaseView) -> list[str]:
    said = []
    for r in view.facts.current("call_in_request"):
        p = r.payload
        said.append(f"Asked for by {p.requested_by}{_on(p.requested_on)}{_age(view, r)}.")
    for r in view.facts.current("going_on_decision"):
        p = r.payload
        what = {True: "The local process goes on", False: "The local process waits"}.get(p.goes_on)
        if what:
            said.append(f"{what}: decided by {p.decided_by}{_on(p.decided_on)}. {p.reasons}")
    return said


def _age(view: CaseView, request: RecordVersion) -> str:
    """For how many days an open request has waited; no time limit for its answer is known."""
    on = request.payload.requested_on
    if request.payload.outcome != "open" or on is None or not on.is_exact:
        return ""
    days = (view.judged.as_at - on.earliest).days
    return f", {counted(days, 'day')} ago; no answer yet" if days >= 0 else ""


def _six_months(view: CaseView, hold: RecordVersion, is_open: bool) -> list[str]:
    last = call_in_ends(hold)
    if last is None:
        return ["The day of the direction is not exact, so the end of the six months is not known."]
    ran_out = last < view.judged.as_at
    if not is_open:
        ran = "ran" if ran_out else "would have run"
        return [f"Its six months, beginning with the direction, {ran} until {long_date(last)}."]
    verb = "ended on" if ran_out else "end on"
    return [f"The six months, beginning with the direction, {verb} {long_date(last)}."]


def _months(view: CaseView, hold: RecordVersion) -> list[str]:
    """Months of referral, and from the Panel's advice to the answer."""
    p = hold.payload
    said = _counted_months(
        "Referred for {}", p.started_on, p.ended_on or view.judged.as_at
    )
    for r in view.facts.current("referral_report"):
        advised, answered = r.payload.panel_advised_on, r.payload.answered_on
        if advised is not None:
            said += _counted_months(
                "{} from the Panel's advice to the answer" if answered else
                "{} since the Panel's advice, and no answer on record", advised,
                answered or view.judged.as_at,
            )  # fmt: skip
    return said


def _counted_months(
    words: str, first: FactDate | None, last: FactDate | date | None
) -> list[str]:
    months = whole_months(first, last)
    return [words.format(counted(months, "whole month")) + "."] if months is not None else []


def _end(view: CaseView, hold: RecordVersion) -> list[str]:
    p, said = hold.payload, []
    if p.ended_on is not None and (ended := _ended_by(hold)):
        said.append(f"How it ended: {ended}")
    if p.falls:
        titles = ", ".join(link_to_pin(view, pin).text for pin in p.falls)
        said.append(f"No longer stands: {titles}. What was signed off on it is to be confirmed "
                    "again.")  # fmt: skip
    said += [
        f"What cannot be undone still waits. Not recorded: {a.wanted}."
        for a in aftermaths(view.definition, view.judged) if a.record.reference == hold.reference
    ]
    return said


def _ended_by(hold: RecordVersion) -> str:
    """The way out in words, and what was said of it besides, once."""
    p = hold.payload
    way, words = way_out_in_words(p.ended_as) if p.ended_as else "", str(p.outcome).strip()
    rest = words.removeprefix(way).removeprefix(".").strip() if words != p.ended_as else ""
    return " ".join(f"{part.rstrip('.')}." for part in (way, rest) if part)


def _detail(view: CaseView, record: RecordVersion) -> str:
    if record.kind != "direction_step":
        return ""
    p = record.payload
    reached = ", ".join(_reached(view, ref) for ref in p.checks)
    detail = f"{DOES[p.effect]} {reached or p.instead}"
    if waits_for_check(view.judged, record):
        return f"{detail}; counts once a second person has checked it"
    if p.effect == REMOVES:
        return detail
    done = f"done {fact_date_words(p.done_on)}" if p.done_on else "not recorded as done"
    return f"{detail} ({done})" if p.effect == ADDS else f"{detail}; instead: {p.instead} ({done})"


def _reached(view: CaseView, ref: str) -> str:
    """A gate or check that a step names, with what of a whole gate it leaves as it is."""
    staying = staying_in(view.definition, ref)
    return f"{ref} (but not {', '.join(staying)})" if staying else ref


def _on(when: FactDate | None) -> str:
    return f", {fact_date_words(when)}" if when is not None else ", on a day not recorded"

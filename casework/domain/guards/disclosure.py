"""GD10: what the proposal rests on is published in time, or refused with reasons.

Source: Gunning 2 and 4; Save our Surgery (2013): sub-scores withheld from consultees and never
seen by those who decided. Not everything has to be disclosed (Copson 2013): a reason will do.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.working_days import working_days_after
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.registry import guard
from casework.domain.predicates import every, fact_not_recorded, not_recorded

FOI_WORKING_DAYS = 20
"""Freedom of Information Act 2000 and Environmental Information Regulations 2004 (T16)."""


@guard("what_is_relied_on_was_published_in_time")
def what_is_relied_on_was_published_in_time(facts: CaseFacts, subject: str) -> Answer:
    """Every document, score, model and assumption was published before the consultation closed,
    or the reason why not is recorded."""
    relied_on = _relied_on(facts)
    if not facts.current("material") and not facts.absent("material"):
        return not_recorded("material")
    closes = _closes(facts)
    return every(_published(facts, r, closes) for r in relied_on)


@guard("those_who_decide_saw_what_is_relied_on")
def those_who_decide_saw_what_is_relied_on(facts: CaseFacts, subject: str) -> Answer:
    """Scores and material relied on were before the deciders."""
    return every(_seen(r) for r in _relied_on(facts))


@guard("information_requests_have_an_outcome")
def information_requests_have_an_outcome(facts: CaseFacts, subject: str) -> Answer:
    """Every request has a day by which it is to be answered, and those due have an outcome."""
    return every(_request(facts, r) for r in facts.current("information_request"))


@guard("new_material_was_given_time")
def new_material_was_given_time(facts: CaseFacts, subject: str) -> Answer:
    """For what came while the consultation ran it was decided whether more time is needed."""
    consultation = facts.single("consultation")
    opens = consultation.payload.opens_on if consultation else None
    closes = _closes(facts)
    return every(_given_time(r, opens, closes) for r in facts.current("material"))


def _relied_on(facts: CaseFacts) -> list[RecordVersion]:
    return [*facts.current("material"), *facts.current("option_scores")]


def _closes(facts: CaseFacts) -> FactDate | None:
    consultation = facts.single("consultation")
    if consultation is None:
        return None
    closed: FactDate | None = consultation.payload.closed_on or consultation.payload.closes_on
    return closed


def _what(record: RecordVersion) -> str:
    return "scores of an option" if record.kind == "option_scores" else "material relied on"


def _published(facts: CaseFacts, record: RecordVersion, closes: FactDate | None) -> Answer:
    p = record.payload
    if p.not_published_because:
        return yes()
    if p.published_on is None:
        return no(f"{_what(record)}: neither published nor refused with reasons")
    until = closes if closes is not None else FactDate.on(facts.as_at)
    late = p.published_on.after(until)
    if late:
        return no(f"{_what(record)}: published {p.published_on.plain()}, after the consultation "
                  f"closed ({until.plain()})")  # fmt: skip
    if late is None and p.published_on.is_known:
        return not_known(f"Not recorded: whether {_what(record)} was published in time")
    return yes()


def _seen(record: RecordVersion) -> Answer:
    seen = record.payload.seen_by_deciders
    if seen is None:
        return fact_not_recorded(f"whether those who decide saw {_what(record)}")
    return yes() if seen else no(f"{_what(record)}: not seen by those who decide")


def due_on(request: RecordVersion) -> FactDate | None:
    """The day by which a request is to be answered: the one recorded, else the law's."""
    p = request.payload
    if p.due_on is not None:
        found: FactDate = p.due_on
        return found
    asked = p.asked_on.latest if p.asked_on is not None else None
    if p.under in ("foi", "eir") and asked is not None:
        return FactDate.on(working_days_after(asked, FOI_WORKING_DAYS, england_bank_holidays()))
    return None


def _request(facts: CaseFacts, request: RecordVersion) -> Answer:
    p = request.payload
    if p.outcome in ("supplied", "withdrawn"):
        return yes()
    if p.outcome:
        return yes() if p.refusal_reasons else fact_not_recorded("why information was refused")
    due = due_on(request)
    if due is None:
        return fact_not_recorded("by when an information request is to be answered")
    overdue = due.before(facts.as_at)
    if overdue:
        return no(f"an information request was to be answered by {due.plain()} and has no outcome")
    return yes() if overdue is False else not_known(
        "Not recorded: whether an information request is overdue"
    )


def _given_time(
    record: RecordVersion, opens: FactDate | None, closes: FactDate | None
) -> Answer:
    p = record.payload
    came = p.first_available_on
    if came is None or opens is None or closes is None:
        return yes()
    during = came.after(opens) is not False and came.on_or_before(closes) is not False
    if not during or (p.extension_decision and p.extension_reasons):
        return yes()
    if p.extension_decision:
        return fact_not_recorded("why new material did or did not call for more time")
    return no(f"material came {came.plain()}, while the consultation ran, and it is not decided "
              "whether more time is needed")  # fmt: skip

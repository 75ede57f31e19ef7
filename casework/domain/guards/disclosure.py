"""GD10: what the proposal rests on is published in time, or refused with reasons.

Source: Gunning 2 and 4; Save our Surgery (2013): sub-scores withheld from consultees and never
seen by those who decided. Not everything has to be disclosed (Copson 2013): a reason will do.
"""

from __future__ import annotations

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.guards.in_time import came_before_the_decision
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, fact_not_recorded, not_recorded


@guard("what_is_relied_on_was_published_in_time")
def what_is_relied_on_was_published_in_time(facts: CaseFacts, subject: str) -> Answer:
    """Every document, score, model and assumption was published before the consultation closed,
    or the reason why not is recorded. What came only later was published before the decision."""
    if not facts.current("material"):
        return _no_material(facts)
    closes = _closes(facts)
    return about_each(_relied_on(facts), lambda r: _published(facts, r, closes))


@guard("those_who_decide_saw_what_is_relied_on")
def those_who_decide_saw_what_is_relied_on(facts: CaseFacts, subject: str) -> Answer:
    """Scores and material relied on were before the deciders."""
    relied_on = _relied_on(facts)
    return about_each(relied_on, _seen) if relied_on else _no_material(facts)


@guard("new_material_was_given_time")
def new_material_was_given_time(facts: CaseFacts, subject: str) -> Answer:
    """For what came while the consultation ran it was decided whether more time is needed."""
    consultation = facts.single("consultation")
    if not facts.current("material"):
        return _no_material(facts)
    if consultation is None:
        return not_recorded("consultation")
    opens, closes = consultation.payload.opens_on, _closes(facts)
    if opens is None or closes is None:
        return fact_not_recorded("when the consultation opens and closes")
    return about_each(facts.current("material"), lambda r: _given_time(r, opens, closes))


def _no_material(facts: CaseFacts) -> Answer:
    if facts.absent("material"):
        return no("it is recorded that the proposal rests on no material")
    return not_recorded("material")


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


def _came_on(record: RecordVersion) -> FactDate | None:
    p = record.payload
    came: FactDate | None = p.scored_on if record.kind == "option_scores" else p.first_available_on
    return came


def _published(facts: CaseFacts, record: RecordVersion, closes: FactDate | None) -> Answer:
    p, what = record.payload, _what(record)
    if p.not_published_because:
        return yes()
    if p.published_on is None:
        return fact_not_recorded(f"when {what} was published, or why it is not")
    published = came_before_the_decision(facts, p.published_on, f"publishing {what}")
    if closes is None:
        asked = facts.single("consultation") is not None
        return fact_not_recorded("when the consultation closes") if asked else published
    came = _came_on(record)
    came_later = came.after(closes) if came is not None else None
    if came_later or not published.is_yes:
        return published
    late = p.published_on.after(closes)
    if late and came_later is False:
        return no(f"{what}: published {p.published_on.plain()}, after the consultation closed "
                  f"({closes.plain()})")  # fmt: skip
    if late:
        return fact_not_recorded(f"when {what} came, which was published only after the "
                                 "consultation closed")  # fmt: skip
    if late is None:
        return not_known(f"Not recorded: whether {what} was published before the consultation "
                         "closed")  # fmt: skip
    return yes()


def _seen(record: RecordVersion) -> Answer:
    seen = record.payload.seen_by_deciders
    if seen is None:
        return fact_not_recorded(f"whether those who decide saw {_what(record)}")
    return yes() if seen else no(f"{_what(record)}: not seen by those who decide")


def _given_time(record: RecordVersion, opens: FactDate, closes: FactDate) -> Answer:
    """Material is new to people on the day on which it is published, or comes to be."""
    p = record.payload
    if p.extension_decision:
        return yes() if p.extension_reasons else fact_not_recorded(
            "why new material did or did not call for more time"
        )
    if p.published_on is not None and p.published_on.on_or_before(opens):
        return yes()
    if p.published_on is None and p.not_published_because:
        return yes("it was not published, with reasons")
    came = [on for on in (p.first_available_on, p.published_on) if on is not None]
    if not came:
        return fact_not_recorded("when material relied on came, or was published")
    during = [_within(on, opens, closes) for on in came]
    if True in during:
        return no(f"material came {came[during.index(True)].plain()}, while the consultation ran, "
                  "and it is not decided whether more time is needed")  # fmt: skip
    return yes() if None not in during else not_known(
        "Not recorded: whether material relied on came while the consultation ran"
    )


def _within(on: FactDate, opens: FactDate, closes: FactDate) -> bool | None:
    begun, over = on.after(opens), on.after(closes)
    if begun is False or over is True:
        return False
    return True if begun and over is False else None

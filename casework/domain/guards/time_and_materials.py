"""GD15: time enough, and everything ready on the first day. It raises questions and bars nothing.

Source: the guidance of 2022 (SRC-G1, Annex B3); the code of 2008 asked for twelve weeks, which was
dropped in 2016, so the figure is a local one.
"""

from __future__ import annotations

from datetime import date

from casework.domain.answers import Answer, no, not_known, yes
from casework.domain.facts import CaseFacts
from casework.domain.guards.registry import guard
from casework.domain.predicates import about_each, fact_not_recorded, happened, not_recorded

ACCOUNTED = (
    ("holidays_accounted", "holidays"),
    ("election_accounted", "elections"),
    ("emergency_accounted", "an emergency"),
)


@guard("people_have_time_enough")
def people_have_time_enough(facts: CaseFacts, subject: str) -> Answer:
    """The consultation lasts as long as the figure asks for, or the reason is recorded."""
    consultation = facts.single("consultation")
    if consultation is None:
        return not_recorded("consultation")
    opens = consultation.payload.opens_on
    closes = consultation.payload.closed_on or consultation.payload.closes_on
    if opens is None or closes is None:
        return fact_not_recorded("when the consultation opens and closes")
    threshold = facts.threshold("consultation_weeks")
    if threshold is None or _is_reasoned(facts):
        return yes()
    least, most = _weeks(opens.latest, closes.earliest), _weeks(opens.earliest, closes.latest)
    if least is not None and least >= threshold.value:
        return yes()
    if most is not None and most < threshold.value:
        return no(f"people have {most} weeks, {threshold.value} are looked for, and no reason is "
                  "recorded")  # fmt: skip
    return not_known("Not recorded: on which days the consultation opens and closes")


def _is_reasoned(facts: CaseFacts) -> bool:
    checks = facts.current("calendar_check", purpose="consultation")
    return any(r.payload.reasons for r in facts.current("consultation_period")) or any(
        r.payload.length_rationale for r in checks
    )


def _weeks(first: date | None, last: date | None) -> int | None:
    """Whole weeks from the first day to the last, both included."""
    return None if first is None or last is None else ((last - first).days + 1) // 7


@guard("holidays_elections_and_emergencies_are_accounted_for")
def holidays_elections_and_emergencies_are_accounted_for(
    facts: CaseFacts, subject: str
) -> Answer:
    """For each period it is recorded that holidays, elections and emergencies were thought of."""
    periods = facts.current("consultation_period")
    if not periods:
        return not_recorded("consultation_period")
    return about_each(periods, lambda r: [
        from_field(getattr(r.payload, name), words) for name, words in ACCOUNTED
    ])  # fmt: skip


def from_field(value: bool | None, words: str) -> Answer:
    """One question of a period as an answer."""
    if value is None:
        return fact_not_recorded(f"whether {words} in the period were accounted for")
    return yes() if value else no(f"{words} in the period were not accounted for")


@guard("formats_are_ready_on_the_first_day")
def formats_are_ready_on_the_first_day(facts: CaseFacts, subject: str) -> Answer:
    """Every format that is wanted is ready when the consultation opens."""
    consultation = facts.single("consultation")
    opens = consultation.payload.opens_on if consultation else None
    wanted = [r for r in facts.current("consultation_material") if r.payload.wanted is not False]
    if not wanted:
        return not_recorded("consultation_material")
    return about_each(wanted, lambda r: _ready(facts, r.payload, opens))


def _ready(facts: CaseFacts, p: object, opens: object) -> Answer:
    ready = getattr(p, "ready_on", None)
    name = getattr(p, "format", "").replace("_", " ")
    if opens is None:
        return happened(facts, ready, f"having the {name} ready")
    if ready is None:
        return fact_not_recorded(f"when the {name} was ready")
    late = ready.after(opens)
    if late:
        return no(f"the {name} was ready {ready.plain()}, after the first day")
    return yes() if late is False else not_known(
        f"Not recorded: whether the {name} was ready on the first day"
    )

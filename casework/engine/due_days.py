"""By which day what a check asks was to be done, where a rule or a record gives that day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from casework.domain.calendar.corrections import bank_holidays_for
from casework.domain.case_dates.falling_away import with_those_that_fall_away
from casework.domain.case_dates.other_rules import temporary_changes
from casework.domain.case_dates.shapes import CaseDate, Terms
from casework.domain.facts import CaseFacts
from casework.engine.definition import Definition
from casework.engine.results import CriterionResult

NEXT_LOOK = "next-look"
"""The limb of T17 by which the executive looks again, beside the reviews by the board."""
Is = Callable[[CaseDate], bool]
_ASKS: dict[str, Is] = {
    "temporary_change_was_reviewed_on_its_days": lambda d: d.rule_id == "T17",
    "each_review_that_fell_due_was_held": lambda d: d.rule_id == "T17" and d.limb != NEXT_LOOK,
    "temporary_change_was_reviewed_while_it_lasted": (
        lambda d: d.rule_id == "T17" and d.limb != NEXT_LOOK
    ),
    "executive_looked_again_as_often_as_set": lambda d: d.limb == NEXT_LOOK,
    "reviews_rest_on_figures": lambda d: d.rule_id == "T17",
    "temporary_change_led_somewhere_within_six_months": lambda d: d.limb == "3",
    "temporary_change_led_somewhere_within_a_year": lambda d: d.limb == "4",
    "council_was_told_of_the_urgent_change": lambda d: d.rule_id == "T11",
    "council_was_told_of_the_urgent_change_in_time": lambda d: d.rule_id == "T11",
}
"""By the guard of a check, the dates of a temporary change by which what it asks is due."""
PER_CHANGE, PER_COUNCIL = "temporary_change", "affected_authority"


def has_a_day(result: CriterionResult) -> bool:
    """Whether a date of the case says by when what a check asks was to be done."""
    return any(guard in _ASKS for guard in result.criterion.guards)


def dates_of_changes(d: Definition, facts: CaseFacts) -> tuple[CaseDate, ...]:
    """The dates that rules make of the temporary changes of a case, by the pathway's figures."""
    terms = Terms(bank_holidays_for(facts), figures=d.thresholds_by_name)
    return tuple(with_those_that_fall_away(facts, temporary_changes(facts, terms)))


def due_day(dates: Iterable[CaseDate], result: CriterionResult) -> date | None:
    """The earliest day of those that is not settled and by which what the check asks is due; None
    where no date says so."""
    wanted = [_ASKS[guard] for guard in result.criterion.guards if guard in _ASKS]
    days = [
        each.on for each in dates
        if each.on is not None and each.is_open and _is_about(each, result)
        and any(asks(each) for asks in wanted)
    ]  # fmt: skip
    return min(days, default=None)


def _is_about(found: CaseDate, result: CriterionResult) -> bool:
    per, subject = result.criterion.per, result.subject
    if per == PER_CHANGE:
        return found.record == f"{PER_CHANGE}/{subject}"
    return per != PER_COUNCIL or found.body in ("", subject)

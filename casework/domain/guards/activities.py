"""What of involving people counts: they could give views, and were those who use the services."""

from __future__ import annotations

from typing import Any

from casework.domain.answers import Answer, no, yes
from casework.domain.predicates import every, fact_not_recorded


def could_give_views(p: Any) -> Answer:
    """Whether an activity asked people for their views: information and questions only do not."""
    if p.nature == "information" or p.level == "inform":
        return no("people were only given information")
    return no("people could only ask questions") if p.questions_only else yes()


def reached_users(p: Any) -> Answer:
    """Whether an activity was aimed at people who use the services that would change."""
    if p.users_reached is None:
        return fact_not_recorded("whether an involvement activity was aimed at people who use "
                                 "the services")  # fmt: skip
    return yes() if p.users_reached else no("people who use the services were not aimed at")


def asked_users(p: Any) -> Answer:
    """Whether people who use the services could give their views."""
    return every((could_give_views(p), reached_users(p)))


def any_of(answers: list[Answer]) -> Answer | None:
    """Yes if any will do; else all that is not known, else every no; None where there is none."""
    good = next((a for a in answers if a.is_yes), None)
    unknown = [a for a in answers if a.is_not_known]
    return good or (every(unknown or answers) if answers else None)

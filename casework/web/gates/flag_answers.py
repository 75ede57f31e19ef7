"""Answers to what a check raises, in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import STATED
from casework.domain.roles import role_in_words
from casework.engine.exceptions import criterion_key
from casework.engine.flags import still_answers
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView


@dataclass(frozen=True, slots=True)
class Answered:
    """A published answer, by whom and when, and whether it answers what is raised now."""

    who: str
    answer: str
    is_current: bool


def answers_to(view: CaseView, result: CriterionResult) -> tuple[Answered, ...]:
    """The answer on record, if there is one."""
    found = view.facts.find(f"flag_answer/{criterion_key(result.criterion.ref, result.subject)}")
    if found is None or found.state != STATED:
        return ()
    who = view.recorded_by(found, found.payload.role)
    if found.payload.role:
        who += f" as {role_in_words(found.payload.role)}"
    return (
        Answered(
            f"{who} on {found.recorded_at:%-d %B %Y}", str(found.payload.answer),
            still_answers(found, result.reason, view.judged.as_at),
        ),
    )  # fmt: skip

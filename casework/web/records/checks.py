"""What the rules say of a determination as it is recorded, shown on its own page."""

from __future__ import annotations

from casework.domain.answers import Answer
from casework.domain.facts import STATED, RecordVersion
from casework.domain.guards import find_guard
from casework.services.reading import CaseView

GUARDS = {
    "regime": ("regime_determination_is_current",),
    "duty_to_involve": ("three_steps_are_answered", "duty_outcome_follows_the_three_steps"),
    "substantiality": ("substantiality_is_determined", "substantiality_agrees_with_councils_views"),
}


def checks_of(view: CaseView, record: RecordVersion) -> tuple[str, ...]:
    """Reasons why a rule would not be content with the record; empty where all are."""
    if record.state != STATED:
        return ()
    answers = (_ask(name, view, record.subject) for name in GUARDS.get(record.kind, ()))
    return tuple(
        dict.fromkeys(view.names.fill(a.reason) for a in answers if a is not None and not a.is_yes)
    )


def _ask(name: str, view: CaseView, subject: str) -> Answer | None:
    guard = find_guard(name)
    return guard(view.judged, subject) if guard else None

"""Settling what a succession left to be confirmed anew: governance says when, and what shows it."""

from __future__ import annotations

from typing import Any

from casework.domain.errors import Invalid
from casework.domain.facts import STATED
from casework.domain.permissions import check_can_decide_as
from casework.domain.text import typed
from casework.engine.after_succession import steps_of
from casework.engine.left_open import GOVERNANCE
from casework.services.verb import Verb


def check_settling(verb: Verb, payload: Any) -> None:
    """Raise NotPermitted unless governance of the case records it, and Invalid for what settles
    nothing: another succession's step, no day, a day that lies ahead or before the succession, or
    nothing that shows it."""
    check_can_decide_as(verb.facts, verb.viewer, GOVERNANCE, "confirm anew after a succession")
    succession = verb.facts.find(payload.succession.partition("@")[0])
    if succession is None or succession.state != STATED or payload.step not in steps_of(succession):
        raise Invalid("That succession left nothing of this to confirm anew.",
                      "Start from the page of successions of the case.", "step")  # fmt: skip
    if typed(str(payload.not_needed_because)):
        return
    if payload.done_on is None:
        raise Invalid("On which day was it confirmed anew?",
                      "Enter the day, or say why it is not needed.", "done_on")  # fmt: skip
    _check_day(verb, payload, succession)
    if not payload.shown_by:
        raise Invalid("What shows that it was confirmed anew?",
                      "Choose the letter, minute or paper; record it first if it is not on record.",
                      "shown_by")  # fmt: skip


def _check_day(verb: Verb, payload: Any, succession: Any) -> None:
    on = succession.payload.on
    if payload.done_on.before(on) is True:
        raise Invalid(
            f"The old body ceased {on.plain()}: nothing was confirmed anew before.",
            "Enter a later day or, if what was done before is enough, say why it is not needed.",
            "done_on",
        )  # fmt: skip
    if payload.done_on.on_or_after(on) is not True:
        raise Invalid(
            f"It cannot be said that this was after the old body ceased {on.plain()}.",
            "Enter the day.", "done_on",
        )  # fmt: skip
    if not payload.done_on.has_come_by(verb.facts.as_at):
        raise Invalid("That day has not come.", "Record it once it is done.", "done_on")

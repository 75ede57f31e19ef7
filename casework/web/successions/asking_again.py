"""Checks that are asked because of a succession, in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.engine.results import State
from casework.services.reading import CaseView
from casework.services.succession_asking_again import AskedAgain, asked_again
from casework.web.cases.addresses import address_of
from casework.web.cases.words import in_words, role_holders


@dataclass(frozen=True, slots=True)
class AgainLine:
    """One check: what it asks, how it stands and why it is asked now, whose move, and where."""

    asks: str
    ref: str
    why: str
    whose: str
    address: str


def again_lines(view: CaseView) -> tuple[AgainLine, ...]:
    """Every check before the next moves that the successions of the case reopened."""
    return tuple(_line(view, one) for one in asked_again(view.definition, view.judged))


def _line(view: CaseView, one: AskedAgain) -> AgainLine:
    result = one.result
    asks = result.criterion.asks.rstrip(".")
    if result.subject:
        asks += f" ({view.names.organisation(result.subject)})"
    whose = in_words((role_holders(view, role) for role in result.roles), "or")
    address = address_of("gates.show", reference=view.reference,
                         gate=result.criterion.ref.partition(".")[0])  # fmt: skip
    return AgainLine(asks, result.criterion.ref, view.names.fill(_why(view, one)), whose, address)


def _why(view: CaseView, one: AskedAgain) -> str:
    state, reason = one.result.state.capitalize(), one.result.reason
    now = (reason if reason.startswith(f"{state}:") else f"{state}: {reason}").rstrip(".:") + "."
    if one.rests_on:
        found = (view.definition.find_criterion(ref) for ref in one.rests_on)
        signed = in_words(f"“{c.asks.rstrip('.')}” ({c.ref})" for c in found if c is not None)
        return (
            f"It did not apply before. Whether it applies rests on the sign-off of {signed}, which "
            f"the succession reopened; once that is given again it is judged anew. {now}"
        )
    if one.before is None:
        return f"It was asked of no body of this name before. {now}"
    if one.before.state is State.NOT_APPLICABLE:
        return f"It did not apply before. {now}"
    return f"It was {one.before.state} before the succession. {now}"

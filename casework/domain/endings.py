"""How a case has ended, and in which other cases its proposal goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts

CLOSED, UPGRADED, WITHDRAWN = "CLOSED", "UPGRADED", "WITHDRAWN"
WORDS = {
    CLOSED: "the case was closed",
    UPGRADED: "the change outgrew this case",
    WITHDRAWN: "the proposal was withdrawn",
}
"""The stages in which a case of any pathway has ended, and what has happened then."""
GOES_ON_AS = ("upgraded_to", "restarted_as", "full_pathway", "split_into")
"""How a case is linked with those in which its proposal, or a part of it, goes on."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a case. ``on`` is the day on which it entered its last stage, None where that is
    not recorded; ``goes_on_in`` are the references of cases in which it goes on."""

    stage: str
    on: date | None
    goes_on_in: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """`the proposal was withdrawn on 12 November 2026`."""
        return WORDS[self.stage] + (f" on {long_date(self.on)}" if self.on else "")


def ending_of(facts: CaseFacts) -> Ending | None:
    """How the case has ended; None while it goes on."""
    if facts.stage not in WORDS:
        return None
    entered = facts.find(f"stage_move/visit-{facts.visit}")
    on = entered.judged_on if entered is not None else None
    return Ending(facts.stage, on, goes_on_in(facts))


def goes_on_in(facts: CaseFacts) -> tuple[str, ...]:
    """The references of the cases in which the proposal or a part of it goes on, in order."""
    found = (r.payload for r in facts.current("linked_case"))
    return tuple(dict.fromkeys(p.case for p in found if p.relation in GOES_ON_AS))

"""Which papers of a case may go along when it is begun again: only what is known to be still fresh.

Source: domain brief 7.3. A type of evidence has a shelf life in the pathway, or its age says
nothing: then it belongs to a step of the case that ended, and is put in anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.domain.calendar.months import add_months
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import classifications_of
from casework.engine.definition import Definition

CARRIED_CLASSES = frozenset({"public", "restricted"})


class Age(StrEnum):
    """How a paper stands towards its shelf life."""

    FRESH = "fresh"
    STALE = "stale"
    NOT_KNOWN = "age not known"
    NOT_CARRIED = "not carried over"


@dataclass(frozen=True, slots=True)
class PaperAge:
    """One paper, whether it goes along, and why or why not in words."""

    paper: RecordVersion
    type_title: str
    age: Age
    why: str

    @property
    def goes_along(self) -> bool:
        return self.age is Age.FRESH


def ages_of_papers(d: Definition, facts: CaseFacts) -> list[PaperAge]:
    """Every paper on record on the date judged, in the order recorded; ``d`` is the pathway of the
    case that begins."""
    return [_age_of(d, facts, r) for r in facts.current("evidence")]


def _age_of(d: Definition, facts: CaseFacts, paper: RecordVersion) -> PaperAge:
    p, kind = paper.payload, d.find_evidence_type(paper.payload.type)
    title = kind.title if kind else p.type
    if p.of_case:
        return PaperAge(paper, title, Age.NOT_CARRIED, (
            f"It is a paper of {p.of_case}: link the new case with that one, and use it from there."
        ))  # fmt: skip
    if classifications_of(facts, paper) - CARRIED_CLASSES or p.sealed:
        return PaperAge(paper, title, Age.NOT_CARRIED,
                        "It is privileged or sealed, and stays with its case.")  # fmt: skip
    if kind is None:
        return PaperAge(paper, title, Age.NOT_CARRIED,
                        "The pathway has no such type of evidence any more.")  # fmt: skip
    if kind.shelf_life_months is None:
        return PaperAge(paper, title, Age.NOT_CARRIED,
                        "No shelf life is known for its type: it is put in anew.")  # fmt: skip
    age, why = _age(p.dated or paper.effective_on, kind.shelf_life_months, facts.as_at)
    return PaperAge(paper, title, age, why)


def _age(dated: FactDate | None, months: int, as_at: date) -> tuple[Age, str]:
    """A rough date is fresh only if its earliest day still is, stale only if its latest is not."""
    if dated is None or dated.latest is None or dated.earliest is None:
        return Age.NOT_KNOWN, "Its date is not recorded, so its age is not known."
    first, last = add_months(dated.earliest, months), add_months(dated.latest, months)
    if last < as_at:
        return Age.STALE, f"Its shelf life of {months} months ended on {long_date(last)}."
    if first < as_at:
        return Age.NOT_KNOWN, (
            f"Its date, {dated.plain()}, is too rough to tell whether its shelf life of {months} "
            "months has ended."
        )
    return Age.FRESH, f"Within its shelf life of {months} months, until {long_date(first)}."

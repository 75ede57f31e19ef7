"""Other consultations that people of the same councils are asked to answer at the same time."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.launch.findings import Basis, Finding, consider, not_known, nothing
from casework.domain.predicates import organisation

AT_ONCE = Basis(
    "People and committees who are asked about two changes at once may confuse them, or answer "
    "only one. Say in each document that the other is open.",
    "Casework’s own check; no rule that we know of asks for it",
    "A",
)


@dataclass(frozen=True, slots=True)
class OtherConsultation:
    """The consultation of another live case that the viewer sees."""

    reference: str
    title: str
    opens_on: FactDate | None
    closes_on: FactDate | None
    councils: frozenset[str]


def neighbour_findings(
    facts: CaseFacts, window: ConsultationWindow, others: tuple[OtherConsultation, ...] | None
) -> tuple[Finding, ...]:
    """One finding for each that overlaps and shares a council, or may do so."""
    if others is None:
        return (not_known("A reconstructed case is not compared with live ones.", AT_ONCE),)
    councils = set(facts.parties("affected_authority"))
    if not councils:
        return (not_known("No affected council is recorded on this case, so other consultations "
                          "cannot be compared with it.", AT_ONCE),)  # fmt: skip
    found = [f for other in others if (f := _of_other(other, councils, window)) is not None]
    if not found:
        found.append(nothing(
            "No other consultation that you can see here is recorded for these dates and councils.",
            AT_ONCE,
        ))  # fmt: skip
    return tuple(found)


def _of_other(
    other: OtherConsultation, councils: set[str], window: ConsultationWindow
) -> Finding | None:
    shared = sorted(other.councils & councils)
    if other.councils and not shared:
        return None
    begins_later = _answer(other.opens_on, "after", window)
    has_ended = _answer(other.closes_on, "before", window)
    if begins_later or has_ended:
        return None
    when = f"from {_day(other.opens_on)} to {_day(other.closes_on)}"
    text = f"{other.reference} {other.title} is recorded as open {when}"
    if not shared:
        return not_known(f"{text}; its affected councils are not recorded.", AT_ONCE)
    whom = f"also for {', '.join(organisation(council) for council in shared)}"
    if begins_later is None or has_ended is None:
        return not_known(f"{text}, {whom}; whether that overlaps is not known.", AT_ONCE)
    return consider(f"{text}, {whom}.", AT_ONCE)


def _answer(on: FactDate | None, side: str, window: ConsultationWindow) -> bool | None:
    if on is None:
        return None
    return on.after(window.closes_on) if side == "after" else on.before(window.opens_on)


def _day(on: FactDate | None) -> str:
    return on.plain() if on is not None else "a day that is not recorded"

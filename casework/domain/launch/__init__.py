"""What the dates proposed for a consultation run into. Nothing here stops anything: the law sets no
length, and each finding says what rule it rests on and how sure we are of it.
"""

from __future__ import annotations

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.poll_register import Poll
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.facts import CaseFacts
from casework.domain.launch.committees import committee_findings
from casework.domain.launch.elections import election_findings
from casework.domain.launch.findings import Part
from casework.domain.launch.neighbours import OtherConsultation, neighbour_findings
from casework.domain.launch.seasons import season_findings

__all__ = ["OtherConsultation", "Part", "check_launch"]


def check_launch(
    facts: CaseFacts,
    window: ConsultationWindow,
    holidays: BankHolidays,
    polls: tuple[Poll, ...],
    others: tuple[OtherConsultation, ...] | None,
    *,
    national: bool = False,
) -> tuple[Part, ...]:
    """Every finding on a window, part by part. ``others`` is None where they were not looked for.

    ``national`` is True for a case that a national body sponsors. Raises CalendarNotKnown where
    the bank holidays around the window are not recorded.
    """
    return (
        Part("Elections", election_findings(facts, window, holidays, polls,
                                            national=national)),
        Part("Length, holidays and August", season_findings(facts, window, holidays)),
        Part("Scrutiny meetings and papers", committee_findings(facts, window, holidays)),
        Part("Other consultations", neighbour_findings(facts, window, others)),
    )

"""Pre-election periods that a consultation opens in, opens just before, or runs through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.poll_register import Poll, years_with_polls
from casework.domain.calendar.pre_election import PreElectionPeriod
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.dates import long_date
from casework.domain.facts import CaseFacts
from casework.domain.launch.findings import Basis, Finding, consider, not_known, nothing

JUST_BEFORE = timedelta(days=14)
TYPICAL_LENGTH = timedelta(weeks=6)

OPENS_IN_IT = Basis(
    "Guidance expects that consultations are as a rule not launched in this period, unless delay "
    "would harm the running of the NHS or waste money.",
    "NHS England, guidance on involvement 2022 and for the period before an election "
    "(SRC-G1, SRC-G33)",
    "C1",
)
OPENS_BEFORE_IT = Basis(
    "Guidance expects that a consultation is not launched just before the period either. That "
    "this means 14 days is our assumption.",
    "Commentary on NHS England’s guidance for the period before an election (SRC-G35)",
    "C2",
)
RUNS_THROUGH_IT = Basis(
    "A consultation that is open may go on, but guidance expects that it is not promoted in this "
    "period, and it may need more time. Reports on it normally wait until after the poll.",
    "Commentary on NHS England’s guidance for the period before an election (SRC-G34)",
    "C2",
)
START_NOT_RECORDED = Basis(
    "The period begins with the notice of election, typically six weeks before the poll, or with "
    "the dissolution of Parliament.",
    "NHS England, guidance for the period before an election (SRC-G33)",
    "C1",
)
THE_REGISTER = Basis(
    "The check knows only the polls on the register: by-elections and others may not be on it. "
    "Ask each council.",
    "Register of polls in this system, kept by administrators",
    "A",
)


def election_findings(
    facts: CaseFacts, window: ConsultationWindow, holidays: BankHolidays, polls: Iterable[Poll],
    *, national: bool = False,
) -> tuple[Finding, ...]:
    """One finding for each poll that concerns the affected councils, or that may do so.

    ``national`` is True for a case that a national body sponsors: its own period is counted."""
    councils, polls = facts.parties("affected_authority"), tuple(polls)
    found = [
        finding for poll in polls if (covers := poll.covers(councils)) is not False or not councils
        for finding in _of_poll(
            poll, covers if councils or covers else None, window,
            poll.period(holidays, national=national) if _is_near(poll, window) else None,
        )
    ]  # fmt: skip
    found += _years_not_held(window, years_with_polls(polls))
    if not councils:
        found.append(not_known(
            "No affected council is recorded on this case, so it is not known which polls concern "
            "it.", THE_REGISTER,
        ))  # fmt: skip
    elif not found:
        found.append(nothing(
            "No poll on the register that covers the affected councils has its pre-election "
            "period in or just after these dates.", THE_REGISTER,
        ))  # fmt: skip
    return tuple(found)


def _years_not_held(window: ConsultationWindow, held: tuple[int, ...]) -> list[Finding]:
    """One finding for each year of the window of which the register holds no poll at all."""
    known = ", ".join(str(year) for year in held) or "none"
    return [
        not_known(
            f"The register holds no poll of {year}, so nothing is known of elections in that year. "
            f"Years of which it holds polls: {known}.", THE_REGISTER,
        )
        for year in range(window.opens_on.year, window.closes_on.year + 1) if year not in held
    ]  # fmt: skip


def _of_poll(
    poll: Poll, covers: bool | None, window: ConsultationWindow, period: PreElectionPeriod | None
) -> list[Finding]:
    if not _is_near(poll, window):
        return []
    if period is None:
        return [not_known(
            f"{_named(poll)}: when its pre-election period begins is not recorded.{_whose(covers)}",
            START_NOT_RECORDED,
        )]  # fmt: skip
    met = _met(period, window)
    if met is None:
        return []
    said, basis = met
    text = (f"It {said} the pre-election period of {_named(poll)}, {long_date(period.starts_on)} "
            f"to {long_date(period.poll_on)} ({period.basis}).{_sure(poll)}{_whose(covers)}")
    return [consider(text, basis) if covers else not_known(text, basis)]


def _met(period: PreElectionPeriod, window: ConsultationWindow) -> tuple[str, Basis] | None:
    """What the window does with a period, and what that rests on; None if it does not meet it."""
    if period.covers(window.opens_on):
        return f"would open on {long_date(window.opens_on)}, in", OPENS_IN_IT
    if window.opens_on > period.poll_on:
        return None
    if period.starts_on - window.opens_on <= JUST_BEFORE:
        days = (period.starts_on - window.opens_on).days
        return f"would open {days} day{'' if days == 1 else 's'} before", OPENS_BEFORE_IT
    if period.starts_on <= window.closes_on:
        return "would run through" if period.poll_on <= window.closes_on else "would run into", \
            RUNS_THROUGH_IT
    return None


def _is_near(poll: Poll, window: ConsultationWindow) -> bool:
    """Whether a period of the usual length, or the one recorded, could meet the window."""
    begins = min(poll.starts_on or poll.poll_on, poll.poll_on - TYPICAL_LENGTH)
    return poll.poll_on >= window.opens_on and begins - JUST_BEFORE <= max(
        window.closes_on, window.opens_on
    )


def _named(poll: Poll) -> str:
    return f"{poll.title} ({poll.kind_in_words.lower()}, {long_date(poll.poll_on)})"


def _sure(poll: Poll) -> str:
    return " This poll and its dates are to be verified." if poll.sure == "A" else ""


def _whose(covers: bool | None) -> str:
    return " Whether people of the affected councils vote is not recorded." if not covers else ""

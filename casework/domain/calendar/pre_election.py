"""Pre-election periods, in which a consultation should as a rule not be launched.

Statutory involvement guidance of 2022 (SRC-G1) and NHS England's pre-election pages (SRC-G33).
The last date for notice of a local election is 25 working days before the poll: a rule inferred
from published dates of 2022 and 2023, and to be verified for each poll.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.working_days import working_days_before
from casework.domain.dates import long_date
from casework.domain.errors import Invalid

NOTICE_WORKING_DAYS = 25
NATIONAL_BODIES_START_BEFORE_LOCAL_POLLS = timedelta(weeks=3)


@dataclass(frozen=True, slots=True)
class PreElectionPeriod:
    """The days from `starts_on` to the day of the poll, both included."""

    starts_on: date
    poll_on: date
    election: str
    basis: str

    def __post_init__(self) -> None:
        if self.starts_on > self.poll_on:
            raise Invalid(
                f"The pre-election period of the {self.election} would start on "
                f"{long_date(self.starts_on)}, after the poll on {long_date(self.poll_on)}.",
                "Check both dates.",
            )

    def covers(self, day: date) -> bool:
        """Whether the day falls in the period."""
        return self.starts_on <= day <= self.poll_on


def latest_notice_of_election(poll_on: date, holidays: BankHolidays) -> date:
    """The last day for publishing notice of a local election: 25 working days before the poll."""
    return working_days_before(poll_on, NOTICE_WORKING_DAYS, holidays)


def local_pre_election_period(
    poll_on: date, holidays: BankHolidays, notice_published_on: date | None = None
) -> PreElectionPeriod:
    """From the council's notice of election, or from the last day for it while not recorded."""
    if notice_published_on is not None:
        basis = "the council published notice of election on that day"
        return PreElectionPeriod(notice_published_on, poll_on, "local election", basis)
    starts_on = latest_notice_of_election(poll_on, holidays)
    basis = "last day for notice of election; the council's own notice is not recorded"
    return PreElectionPeriod(starts_on, poll_on, "local election", basis)


def national_bodies_pre_election_period(poll_on: date) -> PreElectionPeriod:
    """For national bodies before local polls: three weeks."""
    starts_on = poll_on - NATIONAL_BODIES_START_BEFORE_LOCAL_POLLS
    return PreElectionPeriod(
        starts_on, poll_on, "local election", "national bodies start three weeks before the poll"
    )


def general_election_period(starts_on: date, poll_on: date) -> PreElectionPeriod:
    """From dissolution or the government's notice, whichever the caller has recorded."""
    return PreElectionPeriod(
        starts_on, poll_on, "general election", "dissolution of Parliament or government notice"
    )

"""Days of ordinary local elections that sources give: whether a council elects then is its own.

Source: SRC-G33, SRC-G36 for 2022 and 2023; the domain brief, section 5.2, for 2027 (to be
verified). A list that an installation keeps takes the place of this one.
"""

from __future__ import annotations

from datetime import date

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.pre_election import PreElectionPeriod, local_pre_election_period

LOCAL_POLLS = (date(2022, 5, 5), date(2023, 5, 4), date(2027, 5, 6))


def local_periods(holidays: BankHolidays) -> tuple[PreElectionPeriod, ...]:
    """The pre-election period of each known poll, from the last day for its notice."""
    return tuple(local_pre_election_period(poll, holidays) for poll in LOCAL_POLLS)

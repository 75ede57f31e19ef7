"""Polls, whom they cover, and the pre-election periods before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.bank_holidays import BankHolidays, CalendarNotKnown
from casework.domain.calendar.pre_election import (
    PreElectionPeriod,
    latest_notice_of_election,
    national_bodies_pre_election_period,
)

LOCAL, GENERAL = "local", "general"
POLL_KINDS = {
    LOCAL: "Local election",
    GENERAL: "General election",
    "mayoral": "Mayoral election",
    "combined_authority": "Combined authority election",
    "by_election": "By-election",
    "referendum": "Referendum",
}
SURE = {
    "C1": "read in a primary source",
    "C2": "read in a secondary source",
    "A": "assumed, to be verified",
    "": "recorded by an administrator",
}


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll. ``areas`` are the councils whose people vote; with ``all_england`` everybody does.

    ``starts_on`` is the day of the notice of election, or of the dissolution of Parliament, where
    it is recorded. ``version`` is 0 for a poll that is shipped, and which nobody changed.
    """

    key: str
    title: str
    poll_on: date
    kind: str
    all_england: bool = False
    areas: tuple[str, ...] = ()
    starts_on: date | None = None
    source: str = ""
    sure: str = ""
    version: int = 0

    @property
    def kind_in_words(self) -> str:
        """What is voted on."""
        return POLL_KINDS.get(self.kind, self.kind)

    def covers(self, bodies: Iterable[str]) -> bool | None:
        """Whether people of any of the bodies vote; None where the areas are not recorded."""
        if self.all_england:
            return True
        return bool(set(self.areas) & set(bodies)) if self.areas else None

    def period(
        self, holidays: BankHolidays, *, national: bool = False
    ) -> PreElectionPeriod | None:
        """The pre-election period; None where its start is neither recorded nor known by a rule.

        Only for a local election is the last day for the notice known: 25 working days before.
        ``national`` is True for a national body, whose own period before it begins another day.
        """
        if national and self.kind == LOCAL:
            return national_bodies_pre_election_period(self.poll_on)
        election = self.kind_in_words.lower()
        if self.starts_on is not None:
            basis = ("dissolution of Parliament or government notice" if self.kind == GENERAL
                     else "notice of the election was published on that day")  # fmt: skip
            return PreElectionPeriod(self.starts_on, self.poll_on, election, basis)
        if self.kind != LOCAL:
            return None
        starts_on = latest_notice_of_election(self.poll_on, holidays)
        basis = "last day for notice of election; the council's own notice is not recorded"
        return PreElectionPeriod(starts_on, self.poll_on, election, basis)


SHIPPED = (
    Poll("local-2022-05-05", "Local elections of 5 May 2022", date(2022, 5, 5), LOCAL,
         starts_on=date(2022, 3, 28), source="SRC-G33, SRC-G36: notice on 28 March 2022",
         sure="C1"),
    Poll("local-2023-05-04", "Local elections of 4 May 2023", date(2023, 5, 4), LOCAL,
         starts_on=date(2023, 3, 27), source="SRC-G33, SRC-G36: notice on 27 March 2023",
         sure="C1"),
    Poll("local-2024-05-02", "Local elections of 2 May 2024", date(2024, 5, 2), LOCAL,
         source="https://www.gov.uk/government/publications/election-guidance-for-civil-servants/"
         "may-2024-elections-guidance-on-conduct-for-civil-servants-html; the notice of 26 March: "
         "https://www.electoralcommission.org.uk/news-and-views/media-centre/"
         "local-elections-england-2024-media-guide",
         sure="C1"),
    Poll("general-2024-07-04", "General election of 4 July 2024", date(2024, 7, 4), GENERAL,
         all_england=True, starts_on=date(2024, 5, 30),
         source="https://www.parliament.uk/business/news/2024/may/general-election-2024/: "
         "dissolved on 30 May 2024", sure="C1"),
    Poll("local-2025-05-01", "Local elections of 1 May 2025", date(2025, 5, 1), LOCAL,
         source="https://www.leicestershire.gov.uk/about-the-council/how-the-council-works/"
         "elections/use-your-vote; its last day for notice, 25 March: "
         "https://aldc.org/2025/01/local-election-timetable-2025", sure="C1"),
    Poll("local-2026-05-07", "Local elections of 7 May 2026", date(2026, 5, 7), LOCAL,
         source="https://www.hart.gov.uk/voting-and-elections/7-may-2026-county-district-and-"
         "parish-elections; https://www.nuneatonandbedworth.gov.uk/elections/election-timetable: "
         "their own notices of 25 and 20 March", sure="C1"),
    Poll("local-2027-05-06", "Local elections of 6 May 2027", date(2027, 5, 6), LOCAL,
         source="No source was read: its day, and the rule for its notice, are to be verified",
         sure="A"),
)  # fmt: skip
"""The polls of the domain brief, and those of 2024 to 2026 that were read where their source says,
with how sure that is. Which councils have elections on the day is not recorded of any, so their
areas are not. Nor is a day of notice where councils published theirs on several days."""


def standing_polls(recorded: Iterable[tuple[Poll, bool]]) -> tuple[Poll, ...]:
    """The polls that stand, in the order of their days.

    ``recorded`` are the newest versions with whether each stands; one with the key of a shipped
    poll takes its place.
    """
    found = {poll.key: poll for poll in SHIPPED}
    for poll, stands in recorded:
        found.pop(poll.key, None)
        if stands:
            found[poll.key] = poll
    return tuple(sorted(found.values(), key=lambda poll: (poll.poll_on, poll.key)))


def years_with_polls(polls: Iterable[Poll]) -> tuple[int, ...]:
    """The years of which the register holds a poll. Of another year it says nothing: that none is
    recorded does not mean that there is none."""
    return tuple(sorted({poll.poll_on.year for poll in polls}))


def find_shipped(key: str) -> Poll | None:
    """The shipped poll with this key, or None."""
    return next((poll for poll in SHIPPED if poll.key == key), None)


def periods_near(
    polls: Iterable[Poll], bodies: Iterable[str], holidays: BankHolidays,
    *, national: bool = False,
) -> tuple[PreElectionPeriod, ...]:
    """The pre-election periods of polls at which people of the bodies vote, or may: where a poll's
    areas are not recorded it is not known. A poll whose period is not known gives none.

    ``national`` is True for a case that a national body sponsors: before local elections its own
    period begins on another day than a council's."""
    wanted = list(bodies)
    found = (_known_period(p, holidays, national) for p in polls if p.covers(wanted) is not False)
    return tuple(period for period in found if period is not None)


def _known_period(
    poll: Poll, holidays: BankHolidays, national: bool
) -> PreElectionPeriod | None:
    try:
        return poll.period(holidays, national=national)
    except CalendarNotKnown:
        return None

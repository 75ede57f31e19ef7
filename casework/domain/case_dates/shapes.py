"""A date of a case, and what working it out needs besides the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.pre_election import PreElectionPeriod
from casework.domain.dates import FactDate
from casework.domain.deadlines import ExplainedDate
from casework.domain.facts import Threshold

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """The bank holidays, the known pre-election periods, for each type of evidence after how many
    months it is flagged, the days on which nobody can inspect papers at our offices: the bank
    holidays, unless others are given; and the figures of the pathway, by name."""

    holidays: BankHolidays
    polls: tuple[PreElectionPeriod, ...] = ()
    shelf_lives: Mapping[str, int] = field(default_factory=dict)
    offices_shut: BankHolidays | None = None
    figures: Mapping[str, tuple[Threshold, ...]] = field(default_factory=dict)

    @property
    def days_shut(self) -> BankHolidays:
        """The days that do not count for our own notices and papers."""
        return self.offices_shut or self.holidays


@dataclass(frozen=True, slots=True)
class CaseDate:
    """One date: stated in the ``field`` of a record, or ``found`` by a rule of the register.

    ``record`` is the record that it is about, ``start`` the one that gives the start event; both
    as `kind/key`, empty where there is none. ``missing`` names the fact without which it is not
    known. ``settled`` is True where what it waits for is recorded as done. ``falls_away`` says why
    it no longer applies although nothing of it was done, as when the case was withdrawn; it is
    empty while the date applies. ``note`` is what the reader should know besides. ``body`` is the
    organisation that it concerns, where one record gives each of several a date of its own.
    """

    what: str
    record: str = ""
    field: str = ""
    stated: FactDate | None = None
    found: ExplainedDate | None = None
    rule_id: str = ""
    limb: str = ""
    start: str = ""
    missing: str = ""
    settled: bool = False
    note: str = ""
    body: str = ""
    falls_away: str = ""

    @property
    def on(self) -> date | None:
        """The day, where it is known exactly."""
        if self.found is not None:
            return self.found.on
        return exact(self.stated)

    @property
    def key(self) -> Key:
        """What tells it from every other date of the case, before and after a change."""
        return (self.rule_id, self.record, self.field or self.limb)

    @property
    def is_open(self) -> bool:
        """Whether it still waits: it is neither done nor has it fallen away."""
        return not self.settled and not self.falls_away

    @property
    def is_computed(self) -> bool:
        """True if a rule of the register makes it."""
        return bool(self.rule_id)


def exact(when: FactDate | None) -> date | None:
    """The day itself, if it is known."""
    return when.latest if when is not None and when.is_exact else None

"""The days on which offices in England are shut besides weekends, as a value with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError


class CalendarNotKnown(CaseworkError):
    """The bank holidays of that year are not recorded, so its working days are not known."""


@dataclass(frozen=True)
class BankHolidays:
    """Bank holidays and local closure days between `covers_from` and `covers_to`, both included.

    `source` says where they come from; `as_stated_on` is the date on which that source was
    fetched or read, None when the source carries its own version. `names` is for explanations
    only and takes no part in equality.
    """

    dates: frozenset[date]
    source: str
    covers_from: date
    covers_to: date
    as_stated_on: date | None = None
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def __contains__(self, day: date) -> bool:
        """Whether the day is a holiday or closure. Raises CalendarNotKnown outside the years."""
        if not self.covers_from <= day <= self.covers_to:
            raise CalendarNotKnown(
                f"The bank holidays around {long_date(day)} are not recorded: they run from "
                f"{long_date(self.covers_from)} to {long_date(self.covers_to)}.",
                "Check the date, or load the bank holidays of that year.",
            )
        return day in self.dates

    def name_of(self, day: date) -> str:
        """What the day is, such as 'Good Friday'; 'bank holiday' when no name is recorded."""
        return self.names.get(day, "bank holiday")

    def with_changes(
        self,
        added: Mapping[date, str],
        removed: Iterable[date] = (),
        as_stated_on: date | None = None,
    ) -> BankHolidays:
        """These days with local closure days added (day to reason) and others taken out.

        A day both added and removed is added. The source says that days were changed locally.
        """
        added, removed = dict(added), frozenset(removed)
        if not added and not removed:
            return self
        return replace(
            self,
            dates=(self.dates - removed) | frozenset(added),
            names={**self.names, **added},
            source=f"{self.source}, with closure days changed locally",
            as_stated_on=as_stated_on or self.as_stated_on,
        )

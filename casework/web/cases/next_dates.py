"""The next date of a case in a list of cases, with the way to how it comes about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.dates import long_date
from casework.web.cases.addresses import address_of


@dataclass(frozen=True, slots=True)
class NextDateLine:
    """A date in words, and its line on the page of the case's dates; both are empty without one.

    A reconstructed case has its next date as on the day to which it was replayed: ``as_on``.
    """

    text: str = ""
    address: str = ""
    as_on: str = ""


def next_date_line(
    reference: str, on: date | None, what: str, mark: str, replayed_to: date | None = None
) -> NextDateLine:
    """The line for what the projection of a case holds."""
    if on is None:
        return NextDateLine()
    return NextDateLine(
        f"{long_date(on)}: {what}", address_of_date(reference, mark), as_on_day(replayed_to)
    )


def address_of_date(reference: str, mark: str, as_of: str = "") -> str:
    """The line of one date on the page of a case's dates; the page where no line is known."""
    anchor = {"_anchor": mark} if mark else {}
    return address_of("dates.show", reference=reference, as_of=as_of, **anchor)


def as_on_day(replayed_to: date | None) -> str:
    """`as on 19 May 2025, replayed`; empty for a live case."""
    return f"as on {long_date(replayed_to)}, replayed" if replayed_to else ""

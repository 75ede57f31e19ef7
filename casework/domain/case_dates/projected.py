"""Dates counted over bank holidays that nobody may have published yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casework.domain.case_dates.shapes import CaseDate
from casework.domain.deadlines import ExplainedDate
from casework.domain.facts import CaseFacts

COUNTED = "working day"
SURE_FOR_YEARS = 1
"""The list of bank holidays certainly holds this year's and the next's (assumed)."""
NOTE = (
    "The bank holidays of {years} are projected from the present rules: whether the published list "
    "holds them yet was not checked, and one may still be moved or added."
)


def with_projected_holidays(
    facts: CaseFacts, dates: Iterable[CaseDate]
) -> Iterator[CaseDate]:
    """The same dates; each that counts working days of years to come says that their bank holidays
    are projected. A reconstructed case lies in the past, where all are known."""
    for each in dates:
        years = _years_ahead(facts, each.found) if each.found and not facts.simulated else ()
        if years:
            note = NOTE.format(years=" and ".join(str(year) for year in years))
            yield replace(each, note=f"{each.note} {note}".strip())
        else:
            yield each


def _years_ahead(facts: CaseFacts, found: ExplainedDate) -> tuple[int, ...]:
    if COUNTED not in found.how:
        return ()
    last_sure = facts.as_at.year + SURE_FOR_YEARS
    return tuple(y for y in sorted({found.start_on.year, found.on.year}) if y > last_sure)

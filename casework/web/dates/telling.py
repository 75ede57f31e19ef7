"""Who was told a date, in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.case_dates.stretches import Stretch
from casework.domain.case_dates.told import PUBLIC, Telling, tellings
from casework.domain.dates import long_date
from casework.services.reading import CaseView
from casework.web.cases.date_words import link_to_record
from casework.web.cases.record_links import RecordLink
from casework.web.cases.words import fact_date_words

THE_PUBLIC = "The public"
NO_DAY = "on a day that is not recorded"


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One organisation that was told, or may have been: when, and by which record."""

    whom: str
    when: str
    by: RecordLink
    how: str
    sure: bool


def told_lines(view: CaseView, stretch: Stretch) -> tuple[ToldLine, ...]:
    """Everybody who was told a value of a date, by name."""
    return tuple(_line(view, each) for each in tellings(view.facts, stretch))


def _line(view: CaseView, telling: Telling) -> ToldLine:
    return ToldLine(
        whom=THE_PUBLIC if telling.organisation == PUBLIC
        else view.names.organisation(telling.organisation),
        when=fact_date_words(telling.on) or NO_DAY,
        by=link_to_record(view, telling.by),
        how=telling.how,
        sure=telling.sure,
    )  # fmt: skip


def earlier_words(view: CaseView, stretch: Stretch) -> str:
    """`Was 5 June 2026 until 20 June 2026; told to East Council (letter, 22 May 2026).`"""
    until = f" until {long_date(stretch.until)}" if stretch.until else ""
    lines = told_lines(view, stretch)
    parts = [f"Was {stretch.value.plain()}{until}"]
    for sure, words in ((True, "told to"), (False, "may have been told to")):
        whom = [f"{_whom(line)} ({line.by.text}, {line.when})" for line in lines
                if line.sure is sure]  # fmt: skip
        if whom:
            parts.append(f"{words} {', '.join(whom)}")
    if not lines:
        parts.append("nothing recorded says who was told it")
    return "; ".join(parts) + "."


def _whom(line: ToldLine) -> str:
    return "the public" if line.whom == THE_PUBLIC else line.whom

"""A council's meetings: its own deadlines for papers, and whether one is left before a date.

Nothing here stops anything: what a council wants sooner than the law does is its own, and our
figures where it has set none are assumed (domain brief, section 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.calendar.bank_holidays import BankHolidays, CalendarNotKnown
from casework.domain.calendar.working_days import is_working_day
from casework.domain.council_papers import (
    OwnDeadlines,
    draft_papers,
    final_papers,
    own_deadlines,
)
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import ExplainedDate, hosc_papers, last_meeting_before
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import COUNCIL_ROLES, roles_on, speaks_for
from casework.domain.sent_letters import comments_have_come, has_gone
from casework.domain.viewer import Viewer

PURPOSE = "scrutiny"


def bodies_kept_by(facts: CaseFacts, viewer: Viewer) -> set[str]:
    """The committees of a case whose meetings and papers the viewer keeps: those that they speak
    for, if they are a clerk or chair on it."""
    return speaks_for(facts, viewer) if roles_on(facts, viewer) & COUNCIL_ROLES else set()


@dataclass(frozen=True, slots=True)
class PaperDate:
    """One deadline for papers, and whose figure it counts."""

    found: ExplainedDate
    note: str = ""


def paper_dates(day: date, own: OwnDeadlines, holidays: BankHolidays) -> tuple[PaperDate, ...]:
    """What a meeting asks of papers, first to last: draft, final, open to inspection.

    Raises CalendarNotKnown.
    """
    found = (
        PaperDate(draft_papers(day, own, holidays), own.draft.note),
        PaperDate(final_papers(day, own, holidays), own.final.note),
        PaperDate(hosc_papers(day, holidays)),
    )
    return tuple(sorted(found, key=lambda each: each.found.on))


def questions_of_day(day: date, today: date, holidays: BankHolidays) -> tuple[str, ...]:
    """What makes the day of a meeting worth a second look before it is recorded."""
    found = [f"{long_date(day)} lies in the past."] if day < today else []
    try:
        if day in holidays:
            found.append(f"{long_date(day)} is no working day: {holidays.name_of(day)}.")
        elif not is_working_day(day, holidays):
            found.append(f"{long_date(day)} is a {day:%A}.")
    except CalendarNotKnown:
        found.append(
            f"The bank holidays of {day.year} are not recorded, so deadlines for papers cannot "
            "be worked out."
        )
    return tuple(found)


def meeting_days(facts: CaseFacts, council: str) -> list[date]:
    """Days of the council's scrutiny meetings, or of its joint committee's, as far as exact."""
    held = (r.payload.held_on for r in facts.about("meeting", council, purpose=PURPOSE))
    return sorted({day for on in held if (day := _exact(on)) is not None})


def letters_with_dates(
    facts: CaseFacts, council: str, *, planned: bool = False
) -> list[RecordVersion]:
    """Letters sent to the council, or its joint committee, that ask for comments by a day.

    With ``planned`` those too that have not gone out yet: they are for the NHS body's own people.
    """
    return [
        r for r in facts.about("letter", council)
        if r.payload.direction == "sent" and r.payload.comments_date is not None
        and (planned or has_gone(facts, r))
    ]  # fmt: skip


def moved_past_comments(
    facts: CaseFacts, council: str, was: FactDate | None, becomes: FactDate | None, *,
    planned: bool = False,
) -> tuple[str, ...]:
    """What to look at before a scrutiny meeting of the council is moved from one day to another: it
    would come after a day on which comments are due, and did not. ``planned`` as above."""
    before, after = _exact(was), _exact(becomes)
    found = (_exact(letter.payload.comments_date)
             for letter in letters_with_dates(facts, council, planned=planned)
             if not comments_have_come(facts, letter))  # fmt: skip
    return tuple(
        f"The meeting would come after {long_date(due)}, the day given to {{org:{council}}} for "
        "its comments: what is agreed at it would come late. Agree another day for comments first."
        for due in sorted({day for day in found if day is not None})
        if after is not None and after > due and (before is None or before <= due)
    )


def missed_meetings(
    facts: CaseFacts, council: str, holidays: BankHolidays, *, planned: bool = False
) -> tuple[str, ...]:
    """Whether a meeting is left to the council before its comments are due, by each letter.

    Organisations stand as `{org:key}`. Nothing of a letter that leaves one, or on which comments
    have come.
    ``planned`` as above.
    """
    found = (_missed(facts, council, letter, holidays)
             for letter in letters_with_dates(facts, council, planned=planned)
             if not comments_have_come(facts, letter))  # fmt: skip
    return tuple(dict.fromkeys(sentence for each in found for sentence in each))


def _missed(
    facts: CaseFacts, council: str, letter: RecordVersion, holidays: BankHolidays
) -> Iterator[str]:
    due, sent = _exact(letter.payload.comments_date), _exact(letter.payload.sent_on)
    if due is None:
        return
    since = sent or date.min
    last = last_meeting_before(due, (d for d in meeting_days(facts, council) if d >= since))
    name, on = f"{{org:{council}}}", long_date(due)
    if last is None:
        yield (f"No meeting of {name} is recorded before {on}, the day given for its comments: "
               "it may have none at which to agree them.")  # fmt: skip
    elif last < facts.as_at:
        yield (f"The last recorded meeting of {name} before {on}, the day given for its comments, "
               f"was on {long_date(last)} and is past.")  # fmt: skip
    else:
        yield from _papers_late(facts, council, last, on, holidays)


def _papers_late(
    facts: CaseFacts, council: str, last: date, due: str, holidays: BankHolidays
) -> Iterator[str]:
    own = own_deadlines(facts, council, last)
    try:
        final = final_papers(last, own, holidays).on
    except CalendarNotKnown:
        return
    if final < facts.as_at:
        whose = "assumed" if own.final.is_assumed else "set by the council"
        yield (
            f"The last recorded meeting of {{org:{council}}} before {due}, the day given for its "
            f"comments, is on {long_date(last)}; the day for final papers, {long_date(final)} "
            f"({whose}), is past."
        )


def _exact(on: FactDate | None) -> date | None:
    return on.latest if on is not None and on.is_exact else None

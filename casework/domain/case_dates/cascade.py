"""What moves when one date moves: every other date, and what is worth a look before it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from casework.domain.calendar.bank_holidays import CalendarNotKnown
from casework.domain.calendar.windows import ConsultationWindow, overlaps
from casework.domain.calendar.working_days import is_working_day
from casework.domain.case_dates.shapes import CaseDate, Terms, exact
from casework.domain.council_meetings import PURPOSE as SCRUTINY
from casework.domain.council_meetings import missed_meetings, moved_past_comments
from casework.domain.dates import FactDate, long_date
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.codec import structure_of

WEEKS_OF_OLD_CODE = 12
LEAST_DAYS = WEEKS_OF_OLD_CODE * 7


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date that follows another: how it stands now and how it would. None on either side where
    it would only arise, or would fall away."""

    before: CaseDate | None
    after: CaseDate | None

    @property
    def either(self) -> CaseDate:
        """The date as it would stand, or as it stands where it would fall away."""
        found = self.after or self.before
        assert found is not None
        return found


def version_with(
    record: RecordVersion, changes: Mapping[str, Any], facts: CaseFacts, person: str, now: datetime
) -> RecordVersion:
    """The next version of a record, with fields changed; nothing is written."""
    payload = replace(record.payload, **changes)
    return replace(
        record, version=record.version + 1, payload=payload, structure=structure_of(payload),
        judged_on=facts.as_at, recorded_at=now, recorded_by=person, digest="",
    )  # fmt: skip


def moved_dates(
    before: Iterable[CaseDate], after: Iterable[CaseDate]
) -> tuple[MovedDate, ...]:
    """Every computed date that would not stay where it is, in the order of the new days."""
    was = {d.key: d for d in before if d.is_computed}
    becomes = {d.key: d for d in after if d.is_computed}
    found = [
        MovedDate(was.get(key), becomes.get(key))
        for key in dict.fromkeys((*becomes, *was))
        if _stands(was.get(key)) != _stands(becomes.get(key))
    ]
    return tuple(sorted(found, key=lambda m: (m.either.on or date.max, m.either.rule_id)))


def _stands(found: CaseDate | None) -> tuple[date | None, str] | None:
    return None if found is None else (found.on, found.missing)


def warnings(
    facts: CaseFacts, record: RecordVersion, field: str, becomes: date, terms: Terms,
    after: Iterable[CaseDate],
) -> tuple[str, ...]:
    """What to look at before the date is moved. ``facts``, ``record`` and ``after`` are as they
    would be."""
    computed = [d for d in after if d.is_computed and d.on is not None]
    found = (
        *_of_the_day(becomes, facts.as_at, terms),
        *_too_early(record, field, becomes, computed),
        *_BY_KIND[record.kind](facts, record.payload, terms, computed, record.reference),
    )
    return tuple(dict.fromkeys(found))


def _of_the_day(day: date, as_at: date, terms: Terms) -> Iterator[str]:
    words = long_date(day)
    if day < as_at:
        yield f"{words} lies in the past."
    try:
        if day in terms.holidays:
            yield f"{words} is no working day: {terms.holidays.name_of(day)}."
        elif not is_working_day(day, terms.holidays):
            yield f"{words} is a {day:%A}."
    except CalendarNotKnown:
        yield f"Whether {words} is a working day is not known: the bank holidays of that year are "\
            "not recorded."  # fmt: skip
    for period in terms.polls:
        if period.covers(day):
            yield (
                f"{words} falls in the pre-election period of the {period.election} on "
                f"{long_date(period.poll_on)}, which begins on {long_date(period.starts_on)} at "
                "the latest. Whether a council of this case elects then is not recorded."
            )


def left_behind(facts: CaseFacts, record: RecordVersion, field: str) -> tuple[str, ...]:
    """What gives the same day as a date and does not move with it. ``record`` is as it stands."""
    was = getattr(record.payload, field)
    if was is None or record.kind == "consultation":
        return ()
    is_decision = field == "decision_date" or record.purpose == "decision"
    wanted = field if record.kind == "letter" else "decision_date"
    letters = [
        f"The letter to {{org:{r.payload.organisation}}} gives {was.plain()} too, and does not "
        "move with it."
        for r in facts.current("letter")
        if r.reference != record.reference and r.payload.direction == "sent"
        and (record.kind == "letter" or is_decision) and getattr(r.payload, wanted) == was
    ]  # fmt: skip
    meetings = [
        f"A meeting that decides is recorded for {was.plain()} too, and does not move with it."
        for r in facts.current("meeting", purpose="decision")
        if r.reference != record.reference and is_decision and r.payload.held_on == was
    ]
    return (*letters, *meetings)


def past_comments(facts: CaseFacts, record: RecordVersion, becomes: date) -> tuple[str, ...]:
    """Whether a council's meeting would move past the day given to it for its comments. ``facts``
    and ``record`` are as they stand."""
    if record.kind != "meeting" or record.purpose != SCRUTINY:
        return ()
    p = record.payload
    return moved_past_comments(
        facts, p.organisation, p.held_on, FactDate.on(becomes), planned=True
    )


_EARLIEST = {("T01", "comments_date"), ("T02", "decision_date")}


def _too_early(
    record: RecordVersion, field: str, day: date, computed: list[CaseDate]
) -> Iterator[str]:
    for each in computed:
        limits = (each.rule_id, field) in _EARLIEST and each.record == record.reference
        if limits and each.on is not None and day < each.on:
            yield (
                f"{long_date(day)} is earlier than {long_date(each.on)}, which rule "
                f"{each.rule_id} gives as the earliest."
            )


def _about_letter(
    facts: CaseFacts, p: Any, terms: Terms, computed: list[CaseDate], reference: str
) -> Iterator[str]:
    comments, decision = exact(p.comments_date), exact(p.decision_date)
    if comments and decision and decision <= comments:
        yield (
            f"The letter would give {long_date(comments)} for comments and {long_date(decision)} "
            "for the decision, which is not later."
        )
    consultation = facts.single("consultation")
    closes = exact(consultation.payload.closes_on) if consultation else None
    if decision and closes and decision <= closes:
        yield (
            f"The proposed decision date, {long_date(decision)}, would not be after "
            f"{long_date(closes)}, on which the consultation closes."
        )
    if p.sent_on is not None:
        yield (
            "The letter went with the earlier date, and that version stays in the history. Send "
            "the council a letter with the new date and record it."
        )


def _about_consultation(
    facts: CaseFacts, p: Any, terms: Terms, computed: list[CaseDate], reference: str
) -> Iterator[str]:
    opens, closes = exact(p.opens_on), exact(p.closes_on)
    if opens and closes:
        yield from _about_window(ConsultationWindow(opens, closes), terms)
    yield from _comments_before_close(facts, closes)
    for letter in facts.current("letter"):
        decision = exact(letter.payload.decision_date)
        if letter.payload.direction == "sent" and closes and decision and decision <= closes:
            yield (
                f"The letter to {{org:{letter.payload.organisation}}} proposes to decide on "
                f"{long_date(decision)}, which would not be after the consultation closes."
            )
    for meeting in facts.current("meeting", purpose="decision"):
        held = exact(meeting.payload.held_on)
        if held and closes and held <= closes:
            yield (
                f"A meeting that decides is recorded for {long_date(held)}, which would not be "
                "after the consultation closes."
            )


def _comments_before_close(facts: CaseFacts, closes: date | None) -> Iterator[str]:
    """Letters that ask a council for its comments by a day on which people may still answer."""
    for letter in facts.current("letter"):
        due = exact(letter.payload.comments_date)
        if letter.payload.direction == "sent" and closes and due and due < closes:
            yield (
                f"The letter to {{org:{letter.payload.organisation}}} asks for its comments by "
                f"{long_date(due)}, before the consultation would close: the council could not "
                "take account of what people say until then. Give it a later day, or say why not."
            )


def _about_window(window: ConsultationWindow, terms: Terms) -> Iterator[str]:
    if window.days < LEAST_DAYS:
        yield (
            f"The consultation would last {window.days} days, fewer than the {WEEKS_OF_OLD_CODE} "
            "weeks at which we ask for a reason. The law sets no length."
        )
    try:
        extra = overlaps(window, terms.holidays, terms.polls).extra_weeks_advised
    except CalendarNotKnown:
        return
    if extra:
        yield (
            f"Holidays fall in it: {extra} week{'' if extra == 1 else 's'} more would be careful "
            "(an assumption, to be verified)."
        )


def _about_meeting(
    facts: CaseFacts, p: Any, terms: Terms, computed: list[CaseDate], reference: str
) -> Iterator[str]:
    published = {"T04": ("papers", p.papers_published_on), "T05": ("notice", p.notice_published_on),
                 "T06": ("papers", p.papers_published_on)}  # fmt: skip
    for each in computed:
        what, on = published.get(each.rule_id, ("", None))
        if each.record != reference or on is None or each.on is None:
            continue
        if on.after(each.on) is True:
            yield (
                f"The {what} recorded as published on {on.plain()} would be later than "
                f"{long_date(each.on)}, which rule {each.rule_id} gives for the new day."
            )
        yield f"The {what} published on {on.plain()} named the earlier day."
    if p.purpose == SCRUTINY and p.organisation:
        yield from missed_meetings(facts, p.organisation, terms.holidays, planned=True)


def _about_senate_review(
    facts: CaseFacts, p: Any, terms: Terms, computed: list[CaseDate], reference: str
) -> Iterator[str]:
    for each in computed:
        late = each.on is not None and each.on < facts.as_at and each.is_open
        if each.record == reference and late and each.on is not None:
            yield (
                f"{each.what}: rule {each.rule_id} would give {long_date(each.on)}, which is past, "
                "and it is not recorded as done."
            )


def _about_temporary_change(
    facts: CaseFacts, p: Any, terms: Terms, computed: list[CaseDate], reference: str
) -> Iterator[str]:
    if p.review_on is not None and p.review_on.after(p.expires_on) is True:
        yield (
            f"The review ({p.review_on.plain()}) would be after the temporary change expires "
            f"({p.expires_on.plain()})."
        )
    found = [d for d in computed if d.rule_id == "T17" and d.record == reference and not d.settled]
    due = exact(p.review_on)
    first = min((d.on for d in found if d.on is not None), default=None)
    if due is not None and first is not None and due > first:
        yield f"Rule T17 asks for a review by {long_date(first)}."


_BY_KIND = {
    "letter": _about_letter,
    "consultation": _about_consultation,
    "meeting": _about_meeting,
    "temporary_change": _about_temporary_change,
    "senate_review": _about_senate_review,
}

"""Deadlines of the register, each computed with its explanation in plain words.

Statutory dates are London calendar dates. Nothing here knows today: a caller that wants to say
"overdue" compares the result with the date by which it judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.months import (
    add_months,
    judicial_review_expiry,
    period_beginning_with,
)
from casework.domain.calendar.pre_election import PreElectionPeriod
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.calendar.working_days import (
    SkippedDay,
    last_publication,
    skipped_days,
    working_days_after,
    working_days_before,
)
from casework.domain.dates import long_date
from casework.domain.deadline_register import REGISTER, DeadlineRule

HOSC_PAPERS_CLEAR_DAYS = 5
ICB_NOTICE_CLEAR_DAYS = 3
ICB_PAPERS_DEFAULT_DAYS = 5
COMMENTS_AFTER_MEETING_WORKING_DAYS = 10
RESPONSE_WORKING_DAYS = 20
SCRUTINY_RESPONSE_DAYS = 28
PRE_ACTION_RESPONSE_DAYS = 14
CALL_IN_MONTHS = 6
MOST_MONTHS_REVIEWED = 1_200
"""A rhythm that goes on as long as a change lasts is worked out for a hundred years at most."""
SENATE_REQUEST_MONTHS = 3
SENATE_PANEL_WEEKS = 8
SHORTER_TIME_LIMITS = {"planning": (42, "6 weeks"), "procurement": (30, "30 days")}
"""Days, and how they are called, within which decisions of these sorts are challenged."""


class Bound(StrEnum):
    """What the date limits."""

    NO_LATER_THAN = "no later than"
    NO_EARLIER_THAN = "no earlier than"
    STARTS = "starts on"
    ENDS = "ends on"
    REVIEW = "review due on"
    LOOKED_AT = "looked at again on"


class FreshEvidence(StrEnum):
    """Evidence that grows old, with the months after which it is flagged (brief, 7.3)."""

    IMPACT_DATA = "impact assessment data"
    TRAVEL_OR_ACTIVITY_MODEL = "travel or activity model"
    SENATE_REPORT = "clinical senate report"

    @property
    def months(self) -> int:
        """Calendar months for which it counts as current."""
        return {"IMPACT_DATA": 12, "TRAVEL_OR_ACTIVITY_MODEL": 18, "SENATE_REPORT": 24}[self.name]


@dataclass(frozen=True, slots=True)
class ExplainedDate:
    """A computed date, the rule and event behind it, and the days that were not counted."""

    on: date
    bound: Bound
    rule_id: str
    start_event: str
    start_on: date
    how: str
    skipped: tuple[SkippedDay, ...] = ()

    @property
    def rule(self) -> DeadlineRule:
        """The entry of the register."""
        return REGISTER[self.rule_id]

    @property
    def force(self) -> str:
        return self.rule.force

    @property
    def tag(self) -> str:
        return self.rule.tag

    @property
    def source(self) -> str:
        """Source code such as SRC-L11; empty where the rule is assumed and no source was read."""
        return self.rule.source

    @property
    def explanation(self) -> str:
        """How the date comes about, in one plain sentence."""
        start = f"{self.how} {self.start_event} on {long_date(self.start_on)}"
        return "; ".join((start, *_in_words(self.skipped))) + "."


def hosc_comments_earliest(next_hosc_meeting: date, holidays: BankHolidays) -> ExplainedDate:
    """T01: the earliest sensible date for comments, 10 working days after the next meeting."""
    n = COMMENTS_AFTER_MEETING_WORKING_DAYS
    return _working_days_from("T01", "the HOSC meeting", next_hosc_meeting, n, holidays,
                              Bound.NO_EARLIER_THAN)  # fmt: skip


def decision_earliest(comments_due: date) -> ExplainedDate:
    """T02: the proposed decision date must be later than the date for comments."""
    return _dated("T02", comments_due + timedelta(days=1), Bound.NO_EARLIER_THAN,
                  "the day after", "the date for comments", comments_due)  # fmt: skip


def changed_dates_notified_by(changed_on: date) -> ExplainedDate:
    """T03: a changed date is notified and published the same day."""
    return _dated("T03", changed_on, Bound.NO_LATER_THAN,
                  "the same day as", "the change of dates", changed_on)  # fmt: skip


def hosc_papers(meeting: date, holidays: BankHolidays) -> ExplainedDate:
    """T04: papers open to inspection 5 clear working days before a HOSC meeting."""
    return _clear_days_before("T04", meeting, HOSC_PAPERS_CLEAR_DAYS, holidays)


def hosc_papers_of_its_own(
    rule_id: str, meeting: date, n: int, holidays: BankHolidays, *, clear: bool = False
) -> ExplainedDate:
    """T04a and T04b: the day by which a council wants papers, n working days before it meets, or
    n clear ones."""
    if clear:
        return _clear_days_before(rule_id, meeting, n, holidays)
    on = working_days_before(meeting, n, holidays)
    how = f"{n} working day{'' if n == 1 else 's'} before"
    skipped = skipped_days(on, meeting, holidays)
    return ExplainedDate(on, Bound.NO_LATER_THAN, rule_id, "the meeting", meeting, how, skipped)


def icb_meeting_notice(meeting: date, holidays: BankHolidays) -> ExplainedDate:
    """T05: public notice 3 clear working days before an ICB meeting."""
    return _clear_days_before("T05", meeting, ICB_NOTICE_CLEAR_DAYS, holidays)


def icb_papers(
    meeting: date, holidays: BankHolidays, clear_days: int = ICB_PAPERS_DEFAULT_DAYS
) -> ExplainedDate:
    """T06: papers as many clear working days before as the ICB's standing orders say."""
    return _clear_days_before("T06", meeting, clear_days, holidays)


def sos_notification(consultation_starts_on: date) -> ExplainedDate:
    """T07: sent no later than the start of the consultation under regulation 23."""
    return _dated("T07", consultation_starts_on, Bound.NO_LATER_THAN,
                  "the day of", "the start of consultation of the local authority",
                  consultation_starts_on)  # fmt: skip


def call_in_period_ends(directed_on: date) -> ExplainedDate:
    """T08: six months beginning with the date of the direction, that day included."""
    return _dated("T08", period_beginning_with(directed_on, CALL_IN_MONTHS), Bound.ENDS,
                  "6 months beginning with the day of",
                  "the Secretary of State's direction", directed_on)  # fmt: skip


def scrutiny_response(
    requested_on: date, event: str = "the request for a response"
) -> ExplainedDate:
    """T09: 28 calendar days from the request for a response, or from what is taken to be one."""
    return _days_from("T09", event, requested_on, SCRUTINY_RESPONSE_DAYS)


def healthwatch_response(received_on: date, holidays: BankHolidays) -> ExplainedDate:
    """T10: 20 working days from receipt of a Healthwatch report."""
    event = "receipt of the Healthwatch report"
    return _working_days_from("T10", event, received_on, RESPONSE_WORKING_DAYS, holidays)


URGENT_DECISION = "the urgent decision"


def urgent_change_notice(
    on: date, holidays: BankHolidays, event: str = URGENT_DECISION
) -> ExplainedDate:
    """T11: due at once, on the day of the decision, or of the start where that came first; the date
    is that after which it is overdue."""
    return _working_days_from("T11", event, on, 1, holidays)


def pre_election_starts(period: PreElectionPeriod) -> ExplainedDate:
    """T12: the day from which a consultation should not be launched or promoted."""
    how = f"start of the pre-election period ({period.basis}) before"
    event = f"the {period.election}"
    return _dated("T12", period.starts_on, Bound.STARTS, how, event, period.poll_on)


def consultation_midpoint(window: ConsultationWindow) -> ExplainedDate:
    """T13: the day on which half of the consultation has passed."""
    return _dated("T13", window.midpoint, Bound.REVIEW,
                  f"half of the {window.days} days from", "the opening of the consultation",
                  window.opens_on)  # fmt: skip


def pre_action_response(letter_dated: date) -> ExplainedDate:
    """T14: 14 calendar days from the date of a letter before claim; extends no other limit."""
    return _days_from("T14", "the letter before claim", letter_dated, PRE_ACTION_RESPONSE_DAYS)


def judicial_review_watch_ends(decided_on: date, time_limit: str = "") -> ExplainedDate:
    """T15: three months less a day; six weeks or 30 days less a day for a planning or procurement
    decision. Never a safe harbour: a claim must be made promptly."""
    on, length = judicial_review_expiry(decided_on), "3 months"
    if time_limit in SHORTER_TIME_LIMITS:
        days, length = SHORTER_TIME_LIMITS[time_limit]
        on = decided_on + timedelta(days=days - 1)
    return _dated("T15", on, Bound.LOOKED_AT,
                  f"{length} less a day, a claim having to be made promptly in any case, after",
                  "the decision", decided_on)  # fmt: skip


def information_response(received_on: date, holidays: BankHolidays) -> ExplainedDate:
    """T16: 20 working days from receipt, by the bank holidays of England."""
    event = "receipt of the request"
    return _working_days_from("T16", event, received_on, RESPONSE_WORKING_DAYS, holidays)


def temporary_change_reviews(
    decided_on: date, event: str = "the decision on the temporary change"
) -> tuple[ExplainedDate, ...]:
    """T17: reviews of a temporary change, in order of time; at 6 months escalate, at 12 alarm."""
    weeks = [(f"{n} weeks", decided_on + timedelta(weeks=n)) for n in (4, 6)]
    months = [(f"{n} months", add_months(decided_on, n)) for n in (3, 6, 12)]
    return tuple(
        _dated("T17", on, Bound.REVIEW, f"{length} after", event, decided_on)
        for length, on in weeks + months
    )


def lasting_temporary_change_reviews(
    decided_on: date, every_months: int, until: date,
    event: str = "the decision on the temporary change",
) -> tuple[ExplainedDate, ...]:
    """T17 as long as the change lasts: the first review, the days at 6 and 12 months, and one every
    so many months after the first, up to the one after ``until``, and for a year at least."""
    first = temporary_change_reviews(decided_on, event)
    fixed = (first[-2], first[-1])
    found: dict[date, ExplainedDate] = {each.on: each for each in fixed}
    for months in range(every_months, MOST_MONTHS_REVIEWED, every_months):
        on = add_months(decided_on, months)
        if on > first[1].on and on not in found:
            found[on] = _dated("T17", on, Bound.REVIEW, f"{months} months after", event, decided_on)
        if on > until and on >= fixed[-1].on:
            break
    return (*first[:2], *(found[on] for on in sorted(found)))


def next_look_at_a_temporary_change(
    last: date, weeks: int, event: str = "the last review of the temporary change"
) -> ExplainedDate:
    """T17 as long as the change lasts: the last day for looking at it again after a review."""
    on = last + timedelta(weeks=weeks)
    return _dated("T17", on, Bound.REVIEW, f"{weeks} weeks after", event, last)


def moved_temporary_change_review(review: ExplainedDate, on: date) -> ExplainedDate:
    """T17: a review on the later day that the board has set for it, with its reason."""
    how = f"the day to which the board moved the review {review.how}"
    return replace(review, on=on, how=how)


def senate_request(review_planned_on: date) -> ExplainedDate:
    """T18: the clinical senate is asked 3 months before the planned review."""
    on = add_months(review_planned_on, -SENATE_REQUEST_MONTHS)
    return _dated("T18", on, Bound.NO_LATER_THAN, f"{SENATE_REQUEST_MONTHS} months before",
                  "the planned clinical senate review", review_planned_on)  # fmt: skip


def senate_panel(review_planned_on: date) -> ExplainedDate:
    """T18: the review panel is formed 8 weeks before the planned review."""
    on = review_planned_on - timedelta(weeks=SENATE_PANEL_WEEKS)
    return _dated("T18", on, Bound.NO_LATER_THAN, f"{SENATE_PANEL_WEEKS} weeks before",
                  "the planned clinical senate review", review_planned_on)  # fmt: skip


def evidence_current_until(evidence: FreshEvidence, dated: date) -> ExplainedDate:
    """T19: the last day on which the evidence counts as current; it is flagged after it."""
    return evidence_current_for(evidence.months, f"the {evidence.value}", dated)


def evidence_current_for(months: int, evidence: str, dated: date) -> ExplainedDate:
    """T19: the same, for evidence whose months the pathway gives."""
    return _dated("T19", add_months(dated, months), Bound.ENDS, f"{months} months after",
                  f"the date of {evidence}", dated)  # fmt: skip


def last_meeting_before(due: date, meetings: Iterable[date]) -> date | None:
    """The last meeting before the day on which comments are due; None if none is recorded."""
    return max((meeting for meeting in meetings if meeting < due), default=None)


def _dated(
    rule_id: str, on: date, bound: Bound, how: str, event: str, event_on: date
) -> ExplainedDate:
    return ExplainedDate(on, bound, rule_id, event, event_on, how)


def _days_from(rule_id: str, event: str, event_on: date, days: int) -> ExplainedDate:
    on = event_on + timedelta(days=days)
    how = f"{days} calendar days after"
    return _dated(rule_id, on, Bound.NO_LATER_THAN, how, event, event_on)


def _working_days_from(
    rule_id: str, event: str, event_on: date, n: int, holidays: BankHolidays,
    bound: Bound = Bound.NO_LATER_THAN,
) -> ExplainedDate:  # fmt: skip
    on = working_days_after(event_on, n, holidays)
    how = f"{n} working day{'' if n == 1 else 's'} after"
    skipped = skipped_days(event_on, on, holidays)
    return ExplainedDate(on, bound, rule_id, event, event_on, how, skipped)


def _clear_days_before(
    rule_id: str, meeting: date, n: int, holidays: BankHolidays
) -> ExplainedDate:
    on = last_publication(meeting, n, holidays)
    how = f"{n} clear working days, without the days of publication and meeting, before"
    skipped = skipped_days(on, meeting, holidays)
    return ExplainedDate(on, Bound.NO_LATER_THAN, rule_id, "the meeting", meeting, how, skipped)


def _in_words(skipped: tuple[SkippedDay, ...]) -> tuple[str, ...]:
    """What was not counted; weekends in one word, every other day by its date."""
    days = [each.plain() for each in skipped if not each.is_weekend]
    if any(each.is_weekend for each in skipped):
        days.insert(0, "weekends")
    return (f"not counted: {', '.join(days)}",) if days else ()

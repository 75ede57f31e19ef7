"""Each council's scrutiny meetings, its deadline for papers, and the date given for comments."""

from __future__ import annotations

from datetime import date

from casework.domain.calendar.bank_holidays import BankHolidays, CalendarNotKnown
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.calendar.working_days import last_publication
from casework.domain.council_meetings import missed_meetings
from casework.domain.council_papers import draft_papers, final_papers, own_deadlines
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import HOSC_PAPERS_CLEAR_DAYS, hosc_comments_earliest
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.launch.findings import Basis, Finding, consider, not_known, nothing
from casework.domain.predicates import organisation

MEETINGS = Basis(
    "A council can only answer at or after a meeting of its committee, and dates between two "
    "meetings can leave it none.",
    "Casework’s own check, after the gate on the dates of the consultation",
    "A",
)
PAPERS = Basis(
    "Papers must be open to inspection five clear days before the meeting. We count working days, "
    "which is the cautious reading.",
    "Local Government Act 1972, section 100B (SRC-L11); rule T04",
    "C1",
)
LOCAL_PAPERS = Basis(
    "A council or protocol may want papers sooner than the law does.",
    "Local threshold recorded on this case, beside the Local Government Act 1972, section 100B "
    "(SRC-L11)",
    "C1",
)
OWN_PAPERS = Basis(
    "A council’s clerk wants papers before the law asks that they be open to inspection.",
    "The council’s own deadlines, or our assumption where it has set none; rules T04a and T04b",
    "A",
)
LAST = Basis(
    "A committee whose meetings all miss the day given for comments cannot agree any in time.",
    "Casework’s own check, beside rule T01",
    "A",
)
COMMENTS = Basis(
    "The law asks that a date for comments is given; that it lies 10 working days or more after "
    "the committee’s next meeting is a check of ours, so that the committee can use it.",
    "Regulation 23 of the 2013 Regulations (SRC-G66); rule T01",
    "A",
)
WHO = Basis(
    "The councils that scrutinise the change must be known before their meetings can be.",
    "Regulation 23 of the 2013 Regulations (SRC-G66)",
    "C2",
)


def committee_findings(
    facts: CaseFacts, window: ConsultationWindow, holidays: BankHolidays
) -> tuple[Finding, ...]:
    """For each council that scrutinises: its meetings with their papers, and the comments date."""
    councils = facts.scrutiny_authorities()
    if not councils:
        return (not_known("No council that scrutinises the change is recorded on this case.", WHO),)
    return tuple(
        finding for council in councils for finding in _of_council(facts, council, window, holidays)
    )


def _of_council(
    facts: CaseFacts, council: str, window: ConsultationWindow, holidays: BankHolidays
) -> list[Finding]:
    name = organisation(council)
    meetings = facts.about("meeting", council, purpose="scrutiny")
    days = sorted({day for r in meetings if (day := _exact(r.payload.held_on)) is not None})
    found = [_meetings(name, meetings, days, window)]
    inside = [day for day in days if window.opens_on <= day <= window.closes_on]
    for day in inside:
        found += [_papers(facts, name, day, holidays), *_own_papers(facts, council, day, holidays)]
    upcoming = next((day for day in days if day >= window.opens_on), None)
    missed = missed_meetings(facts, council, holidays, planned=True)
    found += [consider(sentence, LAST) for sentence in missed]
    found.append(_comments(facts, council, upcoming, holidays))
    return found


def _meetings(
    name: str, meetings: list[RecordVersion], days: list[date], window: ConsultationWindow
) -> Finding:
    inside = [long_date(day) for day in days if window.opens_on <= day <= window.closes_on]
    rough = [r.payload.held_on.plain() for r in meetings
             if r.payload.held_on is not None and _exact(r.payload.held_on) is None]  # fmt: skip
    besides = f" Also recorded, without a day: {', '.join(rough)}." if rough else ""
    if inside:
        return nothing(f"Meetings of {name} in these dates: {', '.join(inside)}.{besides}",
                       MEETINGS)  # fmt: skip
    if not days or rough:
        return not_known(
            f"No day of a scrutiny meeting of {name} in these dates is recorded, so when it meets "
            f"is not known.{besides}", MEETINGS,
        )  # fmt: skip
    listed = ", ".join(long_date(day) for day in days)
    return consider(f"No meeting of {name} is recorded in these dates; those recorded are of "
                    f"{listed}.", MEETINGS)  # fmt: skip


def _papers(facts: CaseFacts, name: str, meeting: date, holidays: BankHolidays) -> Finding:
    local = facts.threshold("papers_clear_days")
    wanted = max(HOSC_PAPERS_CLEAR_DAYS, local.value if local is not None else 0)
    try:
        due = last_publication(meeting, wanted, holidays)
    except CalendarNotKnown as unknown:
        return not_known(unknown.message, PAPERS)
    text = (f"Papers for the meeting of {name} on {long_date(meeting)}: published by "
            f"{long_date(due)}, {wanted} clear working days before it")  # fmt: skip
    if local is None:
        whose, basis = "the default, which is the law’s: no figure of its own is recorded", PAPERS
    else:
        source = "" if local.sourced else ", without the document that sets it"
        recorded = f"recorded on this case for every council{source}"
        whose, basis = f"as {recorded}", LOCAL_PAPERS
        if local.value < wanted:
            whose, basis = f"the law’s; {local.value} is {recorded}", PAPERS
    return nothing(f"{text} ({whose}).", basis)


def _own_papers(
    facts: CaseFacts, council: str, meeting: date, holidays: BankHolidays
) -> list[Finding]:
    """The days by which the council's own clerk wants draft and final papers."""
    own = own_deadlines(facts, council, meeting)
    try:
        wanted = (
            (draft_papers(meeting, own, holidays), own.draft.note),
            (final_papers(meeting, own, holidays), own.final.note),
        )
    except CalendarNotKnown:
        return []  # the finding on the law's own deadline says so
    return [
        nothing(
            f"{found.rule.title}, {organisation(council)}, for the meeting on "
            f"{long_date(meeting)}: by {long_date(found.on)}, {found.how} it. {note}", OWN_PAPERS,
        )
        for found, note in wanted
    ]  # fmt: skip


def _comments(
    facts: CaseFacts, council: str, upcoming: date | None, holidays: BankHolidays
) -> Finding:
    name = organisation(council)
    given = [r.payload.comments_date for r in facts.about("letter", council)
             if r.payload.comments_date is not None]  # fmt: skip
    said = given[-1] if given else None
    stated = f"The date given to {name} for comments is {said.plain()}" if said else (
        f"No date for comments of {name} is recorded")  # fmt: skip
    if upcoming is None:
        return not_known(f"{stated}; its next meeting after the opening is not recorded.", COMMENTS)
    try:
        earliest = hosc_comments_earliest(upcoming, holidays).on
    except CalendarNotKnown as unknown:
        return not_known(f"{stated}. {unknown.message}", COMMENTS)
    rule = (f"10 working days after its next recorded meeting, {long_date(upcoming)}, is "
            f"{long_date(earliest)}")  # fmt: skip
    if said is None:
        return not_known(f"{stated}; {rule}.", COMMENTS)
    late_enough = said.on_or_after(earliest)
    if late_enough is None:
        return not_known(f"{stated}, which does not settle it; {rule}.", COMMENTS)
    if late_enough:
        return nothing(f"{stated}; {rule}.", COMMENTS)
    return consider(f"{stated}, which is sooner than that: {rule}.", COMMENTS)


def _exact(on: FactDate | None) -> date | None:
    return on.latest if on is not None and on.is_exact else None

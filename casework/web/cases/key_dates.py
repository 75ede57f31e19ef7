"""Key dates of a case: those recorded, and those that a rule makes of them, with the working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.domain import deadlines
from casework.domain.calendar.bank_holidays import CalendarNotKnown
from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.dates import FactDate, long_date
from casework.domain.deadlines import ExplainedDate
from casework.domain.errors import CaseworkError
from casework.domain.facts import RecordVersion
from casework.engine.agenda import KEY_DATES
from casework.engine.supply import expires_on
from casework.services.reading import CaseView
from casework.web.cases.record_links import address_of_record, title_of
from casework.web.cases.words import CONFIDENCE

RECENT = timedelta(days=30)
SHOWN_ON_CASE_PAGE = 12


@dataclass(frozen=True, slots=True)
class KeyDate:
    """One date: what it is, what it comes from, and how far it lies from the date judged."""

    on: date
    when: str
    what: str
    distance: str
    is_past: bool
    explanation: str
    rule: str
    source: str
    address: str


def key_dates(view: CaseView) -> tuple[KeyDate, ...]:
    """Dates ahead and those of the last 30 days, soonest first, once each."""
    from_day = view.judged.as_at - RECENT
    found = {(d.on, d.what, d.source): d for d in (*_recorded(view), *_computed(view))}
    return tuple(sorted((d for d in found.values() if d.on >= from_day),
                        key=lambda d: (d.is_past, d.on, d.what)))  # fmt: skip


def _recorded(view: CaseView) -> Iterator[KeyDate]:
    for kind, name, label in KEY_DATES:
        for record in view.facts.current(kind):
            day = _exact(getattr(record.payload, name))
            if day is not None and not _settled(record):
                yield _date(view, record, day, label)
    for record in view.facts.current("evidence"):
        last = expires_on(view.definition, record)
        if last is not None:
            yield _date(view, record, last, "Last day on which this counts as current")


def _settled(record: RecordVersion) -> bool:
    return record.kind == "request" and record.payload.state in ("accepted", "withdrawn")


def _exact(value: FactDate | None) -> date | None:
    return value.latest if value is not None and value.is_exact else None


def _computed(view: CaseView) -> Iterator[KeyDate]:
    for record in view.facts.records:
        if record.state != "stated" or record.kind not in _RULES:
            continue
        for rule in _RULES[record.kind]:
            yield from _explained(view, record, rule)


def _explained(
    view: CaseView, record: RecordVersion, rule: Callable[[Any], ExplainedDate | None]
) -> Iterator[KeyDate]:
    try:
        found = rule(record.payload)
    except CalendarNotKnown:
        return
    except CaseworkError:
        return  # a window that closes before it opens: the consultation's own page says so
    if found is not None:
        yield _date(view, record, found.on, found.rule.title, found)


def _date(
    view: CaseView, record: RecordVersion, on: date, what: str, found: ExplainedDate | None = None
) -> KeyDate:
    days = (on - view.judged.as_at).days
    return KeyDate(
        on=on,
        when=long_date(on),
        what=what,
        distance=_distance(days),
        is_past=days < 0,
        explanation=_capital(found.explanation) if found else "",
        rule=_rule_words(found) if found else "",
        source=title_of(record, view.names),
        address=address_of_record(view, record),
    )


def _rule_words(found: ExplainedDate) -> str:
    return f"{found.bound.value.capitalize()} this date. Rule {found.rule_id}, " + (
        CONFIDENCE.get(found.tag, found.tag) + "."
    )


def _distance(days: int) -> str:
    if days == 0:
        return "today"
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} ago"
    return f"in {days} day{'' if days == 1 else 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _midpoint(consultation: Any) -> ExplainedDate | None:
    opens, closes = _exact(consultation.opens_on), _exact(consultation.closes_on)
    if opens is None or closes is None:
        return None
    return deadlines.consultation_midpoint(ConsultationWindow(opens, closes))


def _watch(decision: Any) -> ExplainedDate | None:
    decided = _exact(decision.decided_on)
    return deadlines.judicial_review_watch_ends(decided) if decided else None


def _call_in_ends(hold: Any) -> ExplainedDate | None:
    started = _exact(hold.started_on)
    if hold.hold != "CALLED_IN" or started is None or hold.ended_on is not None:
        return None
    return deadlines.call_in_period_ends(started)


def _papers(meeting: Any) -> ExplainedDate | None:
    held = _exact(meeting.held_on)
    if held is None:
        return None
    if meeting.purpose == "scrutiny":
        return deadlines.hosc_papers(held, england_bank_holidays())
    if meeting.purpose in ("decision", "decision_to_consult"):
        return deadlines.icb_papers(held, england_bank_holidays())
    return None


def _notice(meeting: Any) -> ExplainedDate | None:
    held = _exact(meeting.held_on)
    if held is None or meeting.purpose not in ("decision", "decision_to_consult"):
        return None
    return deadlines.icb_meeting_notice(held, england_bank_holidays())


def _decision_after_comments(letter: Any) -> ExplainedDate | None:
    comments = _exact(letter.comments_date)
    return deadlines.decision_earliest(comments) if comments else None


def _pre_action(letter: Any) -> ExplainedDate | None:
    sent = _exact(letter.sent_on)
    if letter.purpose != "pre_action" or letter.direction != "received" or sent is None:
        return None
    return deadlines.pre_action_response(sent)


_RULES: dict[str, tuple[Callable[[Any], ExplainedDate | None], ...]] = {
    "consultation": (_midpoint,),
    "decision": (_watch,),
    "hold": (_call_in_ends,),
    "meeting": (_papers, _notice),
    "letter": (_decision_after_comments, _pre_action),
}

"""Dates of a case in words: which record, how far from today, by which rule, how sure."""

from __future__ import annotations

from datetime import date

from casework.domain.case_dates import CaseDate
from casework.domain.deadlines import ExplainedDate
from casework.domain.forces import CONFIDENCE
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, address_of_record, title_of

WHOLE_CASE = "The case as a whole"


def link_to_record(view: CaseView, reference: str) -> RecordLink:
    """The record by its title, with its page; of none, the case as a whole."""
    record = view.facts.find(reference) if reference else None
    if record is None:
        return RecordLink(WHOLE_CASE, "")
    return RecordLink(title_of(record, view.names), address_of_record(view, record))


def what_of(view: CaseView, found: CaseDate) -> str:
    """What the date is, and for which body; a stage that was entered by the name of the stage."""
    record = view.facts.find(found.record) if found.record else None
    if record is not None and record.kind == "stage_move" and record.payload is not None:
        return f"Stage entered: {view.definition.stage(record.payload.target).title}"
    name = view.names.organisation(found.body) if found.body else ""
    return f"{found.what}, {name}" if name else found.what


def falls_away_words(found: CaseDate) -> str:
    """Why a date no longer applies; empty while it does."""
    return f"It falls away: {found.falls_away}." if found.falls_away else ""


def distance(as_at: date, on: date) -> str:
    """How far a day lies from the date judged."""
    days = (on - as_at).days
    if days == 0:
        return "today"
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} ago"
    return f"in {days} day{'' if days == 1 else 's'}"


def explanation_words(found: ExplainedDate) -> str:
    """The working, as a sentence that begins with a capital letter."""
    return capital(found.explanation)


def rule_words(found: ExplainedDate) -> str:
    """What the date limits, by which rule, and how sure we are of it."""
    sureness = CONFIDENCE.get(found.tag, found.tag)
    return f"{found.bound.value.capitalize()} this date. Rule {found.rule_id}, {sureness}."


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]

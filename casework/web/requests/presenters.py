"""Requests in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.facts import RecordVersion
from casework.services.reading import CaseView
from casework.store.names import Names
from casework.web.cases.words import Tag, fact_date_words

TAGS = {
    "open": Tag("Open", "blue"),
    "sent": Tag("Answered: to be accepted or returned", "yellow"),
    "accepted": Tag("Accepted", "green"),
    "returned": Tag("Returned for more", "orange"),
    "withdrawn": Tag("Withdrawn", "grey"),
}
WAITING = ("open", "returned")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as lists and pages show it."""

    key: str
    version: int
    what: str
    to: str
    asked_by: str
    due: str
    is_late: bool
    state: str
    tag: Tag
    criterion: str
    answer: str
    note: str
    supplied: tuple[str, ...]


def line_of(record: RecordVersion, names: Names, today: date) -> RequestLine:
    """One request, on a date."""
    p = record.payload
    late = p.state in WAITING and p.due_on is not None and p.due_on.before(today) is True
    return RequestLine(
        record.key, record.version, str(p.what), names.person(p.to), names.person(p.asked_by),
        fact_date_words(p.due_on), late, p.state, TAGS[p.state], p.criterion, str(p.answer),
        str(p.note), p.supplied,
    )  # fmt: skip


def lines_of(view: CaseView) -> tuple[tuple[str, tuple[RequestLine, ...]], ...]:
    """The requests of a case: first those that wait for an answer, then answers, then the rest."""
    found = [line_of(r, view.names, view.judged.as_at) for r in view.facts.current("request")]
    groups = (
        ("Waiting for an answer", WAITING),
        ("Answered: accept or return", ("sent",)),
        ("Settled", ("accepted", "withdrawn")),
    )
    return tuple(
        (title, tuple(line for line in reversed(found) if line.state in states))
        for title, states in groups
    )

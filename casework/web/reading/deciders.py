"""What was in front of the members who decide: exact versions, how they came, their own word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casework.domain.dates import LONDON, long_date
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.services.reading import CaseView
from casework.web.cases.record_links import RecordLink, address_of_record, link_to_pin, title_of
from casework.web.cases.words import fact_date_words

Openings = Mapping[tuple[str, str], datetime]
DECIDING = ("decision", "decision_to_consult")
YES_NO = {True: "Yes", False: "No", None: "Not recorded"}
NOT_LOGGED = "not known: no opening of it is logged here"
NOBODY = "not known: the record does not say who it is in this system"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in the version delivered; ``opened`` says what is known of its opening here."""

    link: RecordLink
    opened: str


@dataclass(frozen=True, slots=True)
class Seat:
    """What one member had."""

    seat: str
    address: str
    lines: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    statement: str
    stated: str


@dataclass(frozen=True, slots=True)
class MeetingTable:
    """One meeting, or one decision without one, and its members."""

    title: str
    address: str
    decisions: tuple[RecordLink, ...]
    seats: tuple[Seat, ...]


def decision_tables(view: CaseView, openings: Openings) -> tuple[MeetingTable, ...]:
    """Every meeting that decides or for which papers were recorded; then other decisions."""
    given = view.facts.current("papers_to_member")
    with_papers = {_reference(r.payload.meeting) for r in given}
    meetings = [
        r for r in view.facts.current("meeting")
        if r.reference in with_papers or r.purpose in DECIDING
    ]  # fmt: skip
    decisions = view.facts.current("decision")
    known = {r.reference for r in meetings}
    return (
        *(_meeting(view, m, decisions, given, openings) for m in meetings),
        *(
            MeetingTable(title_of(r, view.names), address_of_record(view, r), (), ())
            for r in decisions if _reference(r.payload.meeting) not in known
        ),
    )


def _meeting(
    view: CaseView, meeting: RecordVersion, decisions: list[RecordVersion],
    given: list[RecordVersion], openings: Openings,
) -> MeetingTable:
    held = fact_date_words(meeting.payload.held_on)
    return MeetingTable(
        title=f"{title_of(meeting, view.names)}, {held}" if held else title_of(meeting, view.names),
        address=address_of_record(view, meeting),
        decisions=tuple(
            RecordLink(title_of(r, view.names), address_of_record(view, r),
                       fact_date_words(r.payload.decided_on))
            for r in decisions if _reference(r.payload.meeting) == meeting.reference
        ),
        seats=tuple(
            _seat(view, r, openings) for r in given
            if _reference(r.payload.meeting) == meeting.reference
        ),
    )  # fmt: skip


def _seat(view: CaseView, record: RecordVersion, openings: Openings) -> Seat:
    p = record.payload
    channels = get_kind("papers_to_member").specs["channel"].choices
    return Seat(
        seat=p.seat,
        address=address_of_record(view, record),
        lines=(
            ("Person of this system", view.names.person(p.person) if p.person else "Not recorded"),
            ("Votes", YES_NO[p.votes]),
            ("How the papers came", channels.get(p.channel, "Not recorded")),
            ("Delivered on", fact_date_words(p.delivered_on) or "Not recorded"),
            ("Opened on, as stated", fact_date_words(p.opened_on) or "Not known"),
            ("Interests", _interests(view, p.seat)),
        ),
        papers=tuple(_paper(view, pin, p.person, openings) for pin in p.items),
        statement=str(p.statement),
        stated=fact_date_words(p.stated_on),
    )


def _interests(view: CaseView, seat: str) -> str:
    found = [r for r in view.facts.current("interest") if r.payload.seat == seat]
    if not found:
        return "No declaration is recorded"
    p = found[-1].payload
    when = fact_date_words(p.declared_on) or "a date that is not recorded"
    if p.nothing_to_declare:
        return f"Nothing to declare ({when})"
    managed = get_kind("interest").specs["managed"].choices.get(p.managed, "not recorded")
    return f"Declared ({when}). How it is managed: {managed.lower()}"


def _paper(view: CaseView, pin: str, person: str, openings: Openings) -> Paper:
    link = link_to_pin(view, pin)
    if "@" not in pin and link.address:
        link = RecordLink(link.text, link.address, "version not recorded")
    if not person:
        return Paper(link, NOBODY)
    opened = openings.get((person, pin))
    if opened is None or (view.as_of is not None and _day(opened) > view.as_of):
        return Paper(link, NOT_LOGGED)
    return Paper(link, f"first opened here on {long_date(_day(opened))}")


def _day(instant: datetime) -> date:
    return instant.astimezone(LONDON).date()


def _reference(named: str) -> str:
    return named.partition("@")[0]

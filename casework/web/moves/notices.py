"""Notices of a pause, a withdrawal or a restart: each document, each recipient, and what went."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import can_record
from casework.domain.records import get_kind
from casework.domain.sent_letters import has_gone
from casework.domain.turn_notices import (
    LETTER_OF,
    PAUSE,
    TOLD,
    TURNS,
    latest_pause,
    letters_about,
    record_of,
    told_by_letter,
    turns_of,
)
from casework.services.case_documents.reading import DocumentLine, documents_of
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import RecordLink, address_of_record, title_of
from casework.web.cases.words import fact_date_words
from casework.web.documents.presenters import Row, row_of
from casework.web.moves import blueprint
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body that is told by letter: the document for it, the letters that went, and the form that
    records the next one."""

    name: str
    document: Row | None
    letters: tuple[str, ...]
    record: str


@dataclass(frozen=True, slots=True)
class TurnCard:
    """A pause, withdrawal or restart with its notices; ``wanted`` are those not on record."""

    turn: str
    title: str
    record: RecordLink
    wanted: tuple[str, ...]
    public: Row | None
    recipients: tuple[Recipient, ...]
    department: str


@blueprint.get("/notices")
def show_notices(reference: str) -> str:
    """What is to be told of each turn of the case, to whom, and what is on record as told."""
    found = documents_of(office(), current_viewer(), reference)
    view = found.view
    may = view.as_of is None and can_record(view.judged, current_viewer(), "letter", "")
    return render_template(
        "moves/notices.html",
        frame=frame_of(view, "", "Notices of a pause, a withdrawal or a restart"),
        cards=[_card(view, turn, found.lines, may) for turn in turns_of(view.facts)],
    )  # fmt: skip


def _card(
    view: CaseView, turn: str, lines: tuple[DocumentLine, ...], may: bool
) -> TurnCard:
    mine = [line for line in lines if line.manifest.turn == turn and line.current]
    public = next((line for line in mine if not line.subject), None)
    by_body = {line.subject: line for line in mine if line.subject}
    bodies = told_by_letter(view.facts)
    return TurnCard(
        turn=turn, title=TURNS[turn], record=_record(view, turn, may),
        wanted=_wanted(view.facts, turn), public=row_of(view, public) if public else None,
        recipients=tuple(_recipient(view, turn, body, by_body.get(body), may) for body in bodies),
        department=_department(view, turn, bodies, may),
    )  # fmt: skip


def _record(view: CaseView, turn: str, may: bool) -> RecordLink:
    """The record that says who was told, or the form for it."""
    record = record_of(view.facts, turn)
    if record is not None:
        return RecordLink(title_of(record, view.names), address_of_record(view, record))
    values: dict[str, str] = {}
    pause = latest_pause(view.facts) if turn == PAUSE else None
    if pause is not None:
        values["hold"] = pause.reference
    address = address_of("records.new", reference=view.reference, kind=turn, **values)
    return RecordLink(f"Record: {get_kind(turn).title}", address if may else "")


def _wanted(facts: CaseFacts, turn: str) -> tuple[str, ...]:
    record = record_of(facts, turn)
    missing = [what.format(turn) for name, what in TOLD
               if record is None or getattr(record.payload, name) is None]  # fmt: skip
    return tuple(f"The {what}." for what in missing)


def _recipient(
    view: CaseView, turn: str, body: str, line: DocumentLine | None, may: bool
) -> Recipient:
    letters = letters_about(view.facts, turn, body)
    form = address_of(
        "records.new", reference=view.reference, kind="letter", purpose=LETTER_OF[turn],
        organisation=body, direction="sent",
    )  # fmt: skip
    return Recipient(
        view.names.organisation(body), row_of(view, line) if line else None,
        tuple(_letter(view, letter) for letter in letters), form if may else "",
    )  # fmt: skip


def _letter(view: CaseView, letter: RecordVersion) -> str:
    when = fact_date_words(letter.payload.sent_on)
    if not has_gone(view.judged, letter):
        return f"Being prepared, for {when}" if when else "Being prepared"
    return f"Sent: {when}"


def _department(view: CaseView, turn: str, bodies: list[str], may: bool) -> str:
    """The form of a letter to the Department, where no address of it is on record yet; empty where
    one is: that of a body of government, as it is listed."""
    if not may or any(view.names.kinds.get(body) == "government" for body in bodies):
        return ""
    return address_of(
        "records.new", reference=view.reference, kind="letter", purpose=LETTER_OF[turn],
        direction="sent",
    )  # fmt: skip

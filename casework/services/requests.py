"""Asking a named person for something by a date, or no more; settling what they send."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from casework.domain.cover import act_of, persons_behind, stands_for
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, RecordVersion
from casework.domain.permissions import can_view_case
from casework.domain.records import get_kind
from casework.domain.request_permissions import check_can_withdraw_request
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.files_sent import forget_staged, inspect_sent, keep_sent
from casework.services.office import Office
from casework.services.signing import criterion_of
from casework.services.verb import Verb, case_verb
from casework.store.parties import find_person
from casework.store.records import Draft


def ask(
    office: Office, viewer: Viewer, reference: str, person: str, what: str, due_on: date,
    *, criterion: str = "", once: str = "",
) -> RecordVersion:
    """Ask a person for something by a date. Raises Invalid with the field that is wrong."""
    if not typed(what):
        raise Invalid("Say what you ask for.", "Enter what is needed.", "what")
    with case_verb(office, viewer, reference, "request_made", once=once) as verb:
        if find_person(verb.tx.connection, person) is None:
            raise Invalid("There is no such person.", "Choose a person from the list.", "person")
        if due_on < verb.tx.today:
            raise Invalid("The date is in the past.", "Give a date from today on.", "due_on")
        if criterion:
            criterion_of(verb.definition, criterion)
        payload = get_kind("request").payload(
            to=person, asked_by=viewer.person, criterion=criterion,
            due_on=FactDate.on(due_on), state="open", what=commit(typed(what)),
        )  # fmt: skip
        (version,) = verb.write(Draft("request", secrets.token_hex(6), payload))
        notify_of_request(verb, version)
        verb.result = version.pin
        return version


def notify_of_request(verb: Verb, version: RecordVersion) -> None:
    """Have the person of whom something is asked told of it, and whoever covers for them."""
    reference = verb.facts.reference
    verb.tx.enqueue(
        "notify_request", f"{reference}:{version.pin}",
        {"case": reference, "request": version.key}, case_reference=reference,
    )  # fmt: skip


def answer_request(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, answer: str,
    supplied: tuple[str, ...] = (), files: tuple[str, ...] = (), *, once: str = "",
) -> RecordVersion:
    """The person asked sends their answer, with evidence that they put in for it.

    ``files`` are tokens of staged files that they send along, also from outside the case. Raises
    NotFound, RefusedFile, Conflict, NotPermitted, and Invalid for an answer that holds nothing.
    """
    sent = inspect_sent(office, viewer, files)
    with case_verb(
        office, viewer, reference, "request_answered", outsiders=True, once=once
    ) as verb:
        found = _find(verb, key, version, ("open", "returned"))
        if found.payload.to not in stands_for(verb.facts, viewer.person):
            raise NotPermitted("This was asked of somebody else.", "They answer it.")
        if not typed(answer) and not supplied and not sent:
            raise Invalid("Say something, or send something.", "Enter an answer.", "answer")
        _check_own(verb, found, supplied)
        version_sent = _write(
            verb, found, state="sent", answer=commit(typed(answer)),
            supplied=(*supplied, *keep_sent(office, verb, sent)),
        )  # fmt: skip
    forget_staged(office, viewer, sent)
    return version_sent


def _check_own(verb: Verb, found: RecordVersion, supplied: tuple[str, ...]) -> None:
    """Raise Invalid for what neither the viewer nor somebody for whom they cover put in, and what
    was not named before."""
    persons = stands_for(verb.facts, verb.viewer.person)
    own = {r.pin for r in verb.facts.current("evidence") if r.recorded_by in persons}
    if not set(supplied) <= own | set(found.payload.supplied):
        raise Invalid("A record that this names was put in by neither you nor whom you cover for.",
                      "Choose one from the list.", "supplied")  # fmt: skip


def accept_request(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, note: str = ""
) -> RecordVersion:
    """Whoever asked, or anybody else inside but the answerer, accepts what was sent."""
    with case_verb(office, viewer, reference, "request_accepted") as verb:
        found = _find(verb, key, version, ("sent",))
        _check_not_own(verb, found)
        return _write(verb, found, state="accepted", note=commit(typed(note)))


def return_request(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, note: str
) -> RecordVersion:
    """Send it back for more, saying what is still missing."""
    if not typed(note):
        raise Invalid("Say what is still missing.", "Enter a note.", "note")
    with case_verb(office, viewer, reference, "request_returned") as verb:
        found = _find(verb, key, version, ("sent",))
        _check_not_own(verb, found)
        return _write(verb, found, state="returned", note=commit(typed(note)))


def withdraw_request(
    office: Office, viewer: Viewer, reference: str, key: str, version: int, reason: str
) -> RecordVersion:
    """Whoever asked, or keeps the people of the case, asks no more; the person asked sees why.

    Raises Invalid without a reason, NotPermitted, NotFound, and Conflict once it is answered.
    """
    if not typed(reason):
        raise Invalid("Say why you withdraw it.", "Enter the reason.", "reason")
    with case_verb(office, viewer, reference, "request_withdrawn") as verb:
        found = _find(verb, key, version, ("open", "returned"))
        check_can_withdraw_request(verb.facts, viewer, found)
        return _write(verb, found, state="withdrawn", note=commit(typed(reason)))


def _check_not_own(verb: Verb, found: RecordVersion) -> None:
    answered = persons_behind(verb.facts, (act_of(found),)) | {found.payload.to}
    if stands_for(verb.facts, verb.viewer.person) & answered:
        raise NotPermitted("You answered this, so somebody else accepts or returns it.")


def _find(verb: Verb, key: str, version: int, states: tuple[str, ...]) -> RecordVersion:
    found = verb.facts.find(f"request/{key}")
    visible = can_view_case(verb.facts, verb.viewer)
    if found is None or found.state != STATED or not (
        visible or found.payload.to == verb.viewer.person
    ):
        raise NotFound("There is no such request.")
    if found.version != version or found.payload.state not in states:
        raise Conflict("The request has changed since you opened the page.", "Look at it again.")
    return found


def _write(verb: Verb, found: RecordVersion, **changes: Any) -> RecordVersion:
    payload = replace(found.payload, **changes)
    (version,) = verb.write(Draft("request", found.key, payload))
    return version

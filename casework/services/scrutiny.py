"""What a scrutiny committee's clerk says: acknowledgements, views, comments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.endings import WORDS
from casework.domain.errors import Invalid, NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.permissions import roles_on
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_title
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.outside_reading import delivery_key, delivery_of
from casework.services.reading import today_of
from casework.services.recording import Statement, record_fact
from casework.services.sharing import pinned_version, shares_for
from casework.services.verb import case_verb
from casework.store.records import Draft
from casework.store.transaction import find_case_row


def acknowledge(
    office: Office, viewer: Viewer, reference: str, pin: str, organisation: str = ""
) -> RecordVersion:
    """Record that the viewer's organisation has received what was shared with it.

    Every body acknowledges for itself: with ``organisation``, of several that the viewer stands
    for, the one that is meant. The delivery of a pack gets its acknowledgement; anything else a
    delivery of its own. Raises NotFound if it is not shared with them, Invalid if this body has
    acknowledged it already.
    """
    with case_verb(
        office, viewer, reference, "delivery_acknowledged", hides_itself=True
    ) as verb:
        seen = shares_for(office, verb.tx.connection, verb.facts, viewer)
        share = next(
            (s for s in seen if s.payload.shared == pin
             and organisation in ("", s.payload.organisation)), None
        )  # fmt: skip
        if share is None:
            raise NotFound("There is no such file, or it is not shared with you any more.")
        body = share.payload.organisation
        record = pinned_version(verb.tx.connection, verb.tx.row.id, verb.facts, pin)
        known = delivery_of(verb.facts, record, body)
        if known is not None and known.payload.acknowledged_on is not None:
            raise Invalid("This is acknowledged already.", "Nothing more is needed.")
        today = FactDate.on(verb.tx.today)
        payload = known.payload if known else get_kind("delivery").payload(
            letter=record.reference, channel="here", delivered_on=FactDate.on(share.judged_on)
        )  # fmt: skip
        payload = replace(
            payload, acknowledged_on=today, acknowledged_by=commit(_acting_as(verb.facts, viewer))
        )
        key = known.key if known else delivery_key(record, body)
        verb.details.update(shared=pin, organisation=body)
        (version,) = verb.write(Draft("delivery", key, payload, effective_on=today))
        return version


def _acting_as(facts: CaseFacts, viewer: Viewer) -> str:
    roles = sorted(roles_on(facts, viewer) & OUTSIDE_ROLES)
    return role_title(roles[0]) if roles else "Somebody of the organisation it was sent to"


def give_view(
    office: Office, viewer: Viewer, reference: str, body: str, view: str,
    given_on: FactDate | None, minute: str = "", *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council says whether it finds the change substantial. A later view replaces it. Raises
    Invalid once the case has ended."""
    if view not in ("substantial", "not_substantial"):
        raise Invalid("Choose the council's view.", "Choose one.", "view")
    _check_goes_on(office, reference)
    _check_not_ahead(office, reference, given_on, "given_on")
    values = {"organisation": body, "view": view, "given_on": given_on, "minute": minute}
    return _state(office, viewer, reference, "authority_view", values, given_on, once, files)


def comment(
    office: Office, viewer: Viewer, reference: str, body: str, outcome: str, comments: str,
    given_on: FactDate | None, *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council or joint committee answers the consultation. Raises InvalidFields, and Invalid
    also once the case has ended."""
    if outcome != "no_comment" and not typed(comments):
        raise Invalid("Enter the comments.", "Or choose “No comment”.", "comments")
    _check_goes_on(office, reference)
    _check_not_ahead(office, reference, given_on, "received_on")
    values = {"organisation": body, "outcome": outcome, "comments": comments,
              "received_on": given_on}  # fmt: skip
    return _state(office, viewer, reference, "scrutiny_response", values, given_on, once, files)


def recommend(
    office: Office, viewer: Viewer, reference: str, body: str, recommendation: str,
    made_on: FactDate | None, *, once: str = "", files: tuple[str, ...] = (),
) -> RecordVersion:
    """The council or joint committee makes one recommendation, which the NHS body answers."""
    _check_not_ahead(office, reference, made_on, "made_on")
    values = {"organisation": body, "recommendation": recommendation, "made_on": made_on}
    return _state(office, viewer, reference, "recommendation", values, made_on, once, files)


def _state(
    office: Office, viewer: Viewer, reference: str, kind: str, values: dict[str, Any],
    on: FactDate | None, once: str, files: tuple[str, ...] = (),
) -> RecordVersion:
    """Record it under a new key: what another body or an earlier day said is never written over."""
    statement = Statement(
        kind=kind, values=values, on=on, files=files, on_behalf_of=values["organisation"]
    )
    return record_fact(office, viewer, reference, statement, once=once)


def _check_goes_on(office: Office, reference: str) -> None:
    """Raises Invalid where the case has ended: nothing is asked of a council any more."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
    if row is not None and row.stage in WORDS:
        raise Invalid(
            f"This case has ended: {WORDS[row.stage]}. Comments and views are asked for no more.",
            "Write to the NHS body instead.",
        )


def _check_not_ahead(
    office: Office, reference: str, on: FactDate | None, name: str
) -> None:
    """Raises Invalid for a day still to come: nobody has said tomorrow what they think."""
    with office.database.reading() as connection:
        row = find_case_row(connection, reference)
    today = today_of(office, row) if row is not None else office.clock.today()
    if on is not None and on.after(today) is True:
        raise Invalid("The date is in the future.", "Enter the day on which it was given.", name)

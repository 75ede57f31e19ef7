"""Councils, Healthwatch and joint committees, and the dates they are given, as printed."""

from __future__ import annotations

from typing import Any

from casework.documents import facts as printed
from casework.domain.guards.letters import LETTERS_WITH_DATES
from casework.services.case_documents.printing import Source, chosen, latest, words


def authorities(source: Source) -> tuple[printed.AffectedAuthority, ...]:
    """The affected councils to which regulation 23 applies, on the document's date."""
    return tuple(
        _authority(source, r.payload)
        for r in source.facts.places("affected_authority")
        if r.payload.standing == "scrutiny"
    )


def _authority(source: Source, p: Any) -> printed.AffectedAuthority:
    key = p.organisation
    view = latest(source.facts.about("authority_view", key))
    letter = letter_to(source, key, "regulation_23")
    response = latest(source.facts.about("scrutiny_response", key))
    return printed.AffectedAuthority(
        key=key,
        name=source.names.organisation(key),
        gss_code=source.codes.get(key),
        committee=words(p.committee),
        view_on_substantiality=(
            chosen("authority_view", "view", view.payload.view) if view else None
        ),
        view_given_on=view.payload.given_on if view else None,
        view_source=words(view.payload.minute) if view else None,
        letter_sent_on=letter.sent_on if letter else None,
        next_meeting_on=_next_meeting(source, key),
        comments_received_on=response.payload.received_on if response else None,
        comments=words(response.payload.comments) if response else None,
        resolution_steps=_steps(source, key),
    )


def letter_to(source: Source, organisation: str, purpose: str) -> Any:
    """The payload of the latest letter to an organisation for a purpose, or None."""
    found = latest(source.facts.about("letter", organisation, purpose=purpose))
    return found.payload if found else None


def _next_meeting(source: Source, key: str) -> Any:
    coming = [
        r.payload.held_on
        for r in source.facts.about("meeting", key)
        if r.payload.held_on is not None
        and r.payload.held_on.on_or_after(source.facts.as_at) is True
    ]
    return min(coming) if coming else None


def _steps(source: Source, key: str) -> str | None:
    recommendations = {r.reference for r in source.facts.about("recommendation", key)}
    lines = [
        str(r.payload.step)
        for r in source.facts.current("resolution_step")
        if r.payload.recommendation in recommendations
    ]
    return "\n".join(lines) or None


def recommendations(source: Source) -> tuple[printed.Recommendation, ...]:
    """Every recommendation, numbered in the order recorded, with the answer to it."""
    return tuple(
        printed.Recommendation(
            authority_key=r.payload.organisation,
            authority=source.names.organisation(r.payload.organisation),
            number=str(number),
            text=str(r.payload.recommendation),
            received_on=r.payload.made_on,
            position=_position(r.payload.agreed),
            response=words(r.payload.our_response),
            steps_to_agree=chosen("recommendation", "resolution", r.payload.resolution),
        )
        for number, r in enumerate(source.facts.current("recommendation"), start=1)
    )


def _position(agreed: bool | None) -> str | None:
    return {True: "Agreed", False: "Not agreed", None: None}[agreed]


def healthwatch(source: Source) -> tuple[printed.Healthwatch, ...]:
    """Every local Healthwatch on the document's date, with what was sent and said."""
    return tuple(_healthwatch(source, r.payload) for r in source.facts.places("healthwatch"))


def _healthwatch(source: Source, p: Any) -> printed.Healthwatch:
    letters = source.facts.about("letter", p.organisation)
    sent = [r.payload.sent_on for r in letters if r.payload.direction == "sent"]
    received = [r.payload.sent_on for r in letters if r.payload.direction == "received"]
    return printed.Healthwatch(
        key=p.organisation,
        name=source.names.organisation(p.organisation),
        contacted_on=sent[-1] if sent else None,
        replied_on=received[-1] if received else None,
        view=words(p.view),
        our_response=words(p.our_response),
    )


def joint_committee(source: Source) -> printed.JointCommittee:
    """The joint scrutiny committee, if one is recorded."""
    record = latest(source.facts.current("joint_scrutiny"))
    if record is None:
        return printed.JointCommittee()
    p = record.payload
    return printed.JointCommittee(
        name=source.organisation(p.organisation),
        kind=chosen("joint_scrutiny", "committee_type", p.committee_type),
        outcome=chosen("joint_scrutiny", "outcome", p.outcome),
        host=source.organisation(p.host),
        outcome_on=p.on,
    )


def addressee(source: Source, key: str) -> printed.Addressee | None:
    """To whom a letter goes: the council, Healthwatch or body with this key."""
    if not key:
        return None
    for kind in ("affected_authority", "healthwatch"):
        standing = source.facts.places(kind)
        for record in (r for r in source.facts.about(kind, key) if r in standing):
            p = record.payload
            address = words(p.address)
            return printed.Addressee(
                key=key, organisation=source.names.organisation(key), post=words(p.addressee),
                address_lines=tuple(address.splitlines()) if address else (),
                salutation=words(p.salutation),
            )  # fmt: skip
    return printed.Addressee(key=key, organisation=source.names.organisation(key))


def key_dates(source: Source, key: str) -> printed.KeyDates:
    """The dates that scrutiny and the public are told.

    To a council those of its own last letter with dates; to anybody else only what every council
    was told alike.
    """
    councils = source.facts.scrutiny_authorities()
    told = [key] if key in councils else councils
    given = [letter_with_dates(source, council) for council in told]
    letters = [letter for letter in given if letter is not None]
    notice = latest(source.facts.current("letter", purpose="secretary_of_state_notification"))
    consultation = source.single("consultation")
    began = [r.payload.sent_on for r in source.facts.current("letter", purpose="regulation_23")
             if r.payload.sent_on is not None]  # fmt: skip
    return printed.KeyDates(
        decision_on=_alike([letter.decision_date for letter in letters]),
        comments_due_on=_alike([letter.comments_date for letter in letters]),
        provisional=_alike([letter.dates_provisional for letter in letters]),
        published_at=_alike([words(letter.published_at) for letter in letters]),
        consultation_opens_on=consultation.opens_on,
        consultation_closes_on=consultation.closes_on,
        consultation_length=_length(consultation),
        secretary_of_state_notified_on=notice.payload.sent_on if notice else None,
        reg23_consultation_began_on=min(began) if began else None,
    )


def letter_with_dates(source: Source, organisation: str) -> Any:
    """The payload of the last letter that gave an organisation its dates, or None."""
    found = [
        r
        for r in source.facts.about("letter", organisation)
        if r.payload.direction == "sent" and r.payload.purpose in LETTERS_WITH_DATES
    ]
    return found[-1].payload if found else None


def _alike(values: list[Any]) -> Any:
    """The value if all are the same, else None: no body's date is printed as everybody's."""
    return values[0] if values and all(value == values[0] for value in values) else None


def _length(consultation: Any) -> str | None:
    opens, closes = consultation.opens_on, consultation.closes_on
    if not (opens and closes and opens.is_exact and closes.is_exact):
        return None
    days = (closes.latest - opens.earliest).days + 1
    weeks, rest = divmod(days, 7)
    return f"{weeks} weeks" + (f" and {rest} days" if rest else "")

"""Setting criteria aside, each exactly as its force allows, with a reason that is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.answers import no
from casework.domain.conflicts import has_conflict
from casework.domain.cover import acts_for, stands_for
from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import PLAIN_MEANS
from casework.domain.permissions import (
    can_read_privileged,
    check_can_act_as,
    check_can_decide_as,
    deciding_roles,
)
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.second_person import LETTERS_AND_MINUTES, RECORDERS, deciding_bodies
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Waiver
from casework.engine.exceptions import criterion_key, waivers_of
from casework.engine.judgement import may_be_deferred
from casework.services.office import Office
from casework.services.signing import criterion_of
from casework.services.speaking import speaks_as
from casework.services.stated_keys import (
    check_named_records,
    check_organisation,
    check_papers,
    check_subject,
)
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class SetAside:
    """A determination, waiver, departure or accepted risk about to be recorded.

    ``means`` is one that the criterion's force allows. ``reason`` is published;
    ``privileged_note`` never is. ``second_person`` is the other person whom the rule names, such
    as the legal adviser whose written advice an accepted risk rests on. ``recorded_from`` is the
    board or outside body that decided, where it is recorded from its minute or letter, which is
    among what it relied on.
    """

    criterion: str
    means: str
    reason: str
    subject: str = ""
    second_person: str = ""
    relied_on: tuple[str, ...] = ()
    recorded_from: str = ""
    privileged_note: str = ""
    simulated_on: date | None = None
    source: str = ""
    assumed: bool = False


def set_aside(
    office: Office, viewer: Viewer, reference: str, exception: SetAside
) -> RecordVersion:
    """Record the exception. Where its rule names a second person it counts only once they have
    confirmed it; an accepted risk counts at once, on their written advice. What a board or an
    outside body decided is recorded from its minute or letter, and counts once another person has
    confirmed it.

    Raises Invalid if the force does not allow it, the check is not asked of the subject, or a
    reason, minute or letter is missing, NotPermitted if it is not for this viewer.
    """
    _check_reason(exception.reason)
    with case_verb(
        office, viewer, reference, "criterion_set_aside", simulated_on=exception.simulated_on,
        outsiders=True, on_behalf_of=exception.recorded_from,
    ) as verb:
        c = criterion_of(verb.definition, exception.criterion)
        waiver = _allowed(c, exception.means)
        role = _role_for(verb, waiver, exception)
        check_subject(c, verb.facts, exception.subject)
        check_named_records(verb.facts, exception.relied_on)
        if exception.means == "not_applicable":
            drafts = [_not_applicable(verb, c, exception)]
        else:
            _check_second_person(verb, waiver, exception)
            drafts = [_waiver(verb, c, exception, role)]
        drafts = [replace(drafts[0], assumed=exception.assumed, source=commit(exception.source))]
        drafts += _note(drafts[0], exception.privileged_note)
        version, *_ = verb.write(*drafts)
        verb.details.update(criterion=c.ref, subject=exception.subject, means=exception.means)
        return version


def _check_reason(reason: str) -> None:
    if not typed(reason):
        raise Invalid("An exception needs a reason.", "Give the reason; it is published.",
                      "reason")  # fmt: skip


def _allowed(c: Criterion, means: str) -> Waiver:
    for waiver in waivers_of(c):
        if waiver.means == means:
            return waiver
    ways = ", ".join(PLAIN_MEANS[w.means].lower() for w in waivers_of(c)) or "none"
    raise Invalid(
        f"{c.ref} cannot be set aside that way: its force is {c.force}.",
        f"Ways past it: {ways}.",
    )


def _role_for(verb: Verb, waiver: Waiver, exception: SetAside) -> str:
    outside = [role for role in waiver.by if role in OUTSIDE_ROLES]
    if exception.recorded_from:
        return _role_recorded(verb, outside, exception)
    check_can_decide_as(verb.facts, verb.viewer, waiver.by, PLAIN_MEANS[waiver.means].lower())
    held = deciding_roles(verb.facts, verb.viewer)
    role = next((role for role in waiver.by if role in held), waiver.by[0])
    if role in outside and not verb.viewer.has_role("system"):
        _check_its_paper(verb, exception)
    return role


def _role_recorded(verb: Verb, outside: list[str], exception: SetAside) -> str:
    """The outside role whose decision is recorded from its minute or letter."""
    if not outside:
        raise Invalid("This is decided by a person of the case, and not recorded from outside.",
                      "Ask the person who holds the role.", "recorded_from")  # fmt: skip
    check_can_act_as(verb.facts, verb.viewer, RECORDERS, "record what another body decided")
    body = check_organisation(verb.tx.connection, exception.recorded_from, "recorded_from")
    boards = deciding_bodies(verb.facts)
    suiting = [
        role for role in outside
        if body is not None and speaks_as(verb.tx.connection, body.key, role)
        and (role != "BRD" or exception.recorded_from in boards)
    ]  # fmt: skip
    if not suiting:
        titles = " or ".join(role_in_words(role) for role in outside)
        raise Invalid(f"That body is not the {titles}.", "Choose the body that decided.",
                      "recorded_from")  # fmt: skip
    _check_its_paper(verb, exception)
    return suiting[0]


def _check_its_paper(verb: Verb, exception: SetAside) -> None:
    """Raise Invalid unless the minute or letter by which the body decided is named."""
    kinds = {pin.partition("/")[0] for pin in exception.relied_on}
    if not exception.assumed:
        check_papers(verb.facts, verb.viewer, exception.relied_on, exception.recorded_from)
    if not kinds & LETTERS_AND_MINUTES and not exception.assumed:
        raise Invalid(
            "The minute or letter by which this was decided is not named.",
            "Record the meeting, decision or letter, or put the minute in as evidence, and choose "
            "it here.", "relied_on",
        )  # fmt: skip


def _check_second_person(verb: Verb, waiver: Waiver, exception: SetAside) -> None:
    if not waiver.with_:
        return
    second = exception.second_person
    titles = " or ".join(role_in_words(role) for role in waiver.with_)
    if not second or stands_for(verb.facts, second) & stands_for(verb.facts, verb.viewer.person):
        raise Invalid(f"This also needs the {titles}.", "Name that person.", "second_person")
    if not verb.facts.roles_of(second) & set(waiver.with_):
        raise Invalid(f"The second person is not {titles} of this case.", "Name one who is.",
                      "second_person")  # fmt: skip
    if has_conflict(verb.facts, second):
        raise Invalid("A conflict of interests is declared for the second person.",
                      f"Name another {titles}.", "second_person")  # fmt: skip
    if exception.means == "accepted_risk" and not any(
        is_written_advice(verb.facts, pin, second) for pin in exception.relied_on
    ):
        raise Invalid(
            "Written legal advice is not among what this relies on.",
            "Let the legal adviser put the advice in as evidence, then choose it here.",
            "relied_on",
        )


def is_written_advice(facts: CaseFacts, pin: str, adviser: str) -> bool:
    """True if a pin is the current version of the legal adviser's own written advice: evidence
    that is a note of legal review, or that is legally privileged."""
    record = facts.find(pin.partition("@")[0])
    if record is None or (record.kind, record.pin, record.state) != ("evidence", pin, STATED):
        return False
    p = record.payload
    own = record.recorded_by == adviser and "LEG" in facts.roles_of(adviser)
    return own and (p.type == "legal_review_note" or p.classification == "privileged")


def _not_applicable(verb: Verb, c: Criterion, exception: SetAside) -> Draft:
    payload = get_kind("not_applicable").payload(
        criterion=c.ref, subject=exception.subject, person=verb.viewer.person,
        acted_for=acts_for(verb.facts, verb.viewer.person),
        reason=commit(typed(exception.reason)),
    )  # fmt: skip
    return Draft("not_applicable", criterion_key(c.ref, exception.subject), payload)


def _waiver(verb: Verb, c: Criterion, exception: SetAside, role: str) -> Draft:
    payload = get_kind("waiver").payload(
        criterion=c.ref, subject=exception.subject, means=exception.means, role=role,
        person=verb.viewer.person,
        acted_for=acts_for(
            verb.facts, verb.viewer.person, "" if exception.recorded_from else role
        ),
        second_person=exception.second_person,
        recorded_from=exception.recorded_from,
        relied_on=exception.relied_on, reason=commit(typed(exception.reason)),
    )  # fmt: skip
    return Draft("waiver", criterion_key(c.ref, exception.subject), payload)


def _note(about: Draft, note: str) -> list[Draft]:
    if not typed(note):
        return []
    payload = get_kind("privileged_note").payload(
        about=f"{about.kind}/{about.key}", note=commit(typed(note))
    )
    return [Draft("privileged_note", f"{about.kind}:{about.key}", payload)]


def defer_gate(
    office: Office, viewer: Viewer, reference: str, gate: str, reason: str,
    *, simulated_on: date | None = None, privileged_note: str = "",
) -> RecordVersion:
    """Governance puts a gate off to the latest point that the law allows, with reasons.

    Raises Invalid if the law gives the gate no later point, or none any more.
    """
    _check_reason(reason)
    with case_verb(
        office, viewer, reference, "gate_deferred", simulated_on=simulated_on
    ) as verb:
        found = verb.definition.find_gate(gate)
        answer = may_be_deferred(found, verb.facts) if found is not None else no("no such gate")
        if not answer.is_yes:
            raise Invalid(f"{gate} cannot be deferred: {answer.reason}.")
        check_can_decide_as(verb.facts, viewer, ("GOV",), f"defer {gate}")
        payload = get_kind("deferral").payload(
            gate=gate, person=viewer.person, reason=commit(typed(reason))
        )
        draft = Draft("deferral", gate, payload)
        version, *_ = verb.write(draft, *_note(draft, privileged_note))
        return version


def add_privileged_note(
    office: Office, viewer: Viewer, reference: str, about: str, note: str
) -> RecordVersion:
    """Write legal advice beside a record. It is never printed, exported or shown to outsiders.

    Raises Invalid for an empty note, NotFound, NotPermitted.
    """
    if not typed(note):
        raise Invalid("A privileged note needs words.", "Write the advice.", "note")
    with case_verb(office, viewer, reference, "privileged_note_added") as verb:
        if not can_read_privileged(verb.facts, viewer):
            raise NotPermitted("Privileged notes are for legal, governance and the accountable.")
        if verb.facts.find(about) is None:
            raise NotFound(f"There is no record {about} on this case.")
        payload = get_kind("privileged_note").payload(about=about, note=commit(typed(note)))
        (written,) = verb.write(Draft("privileged_note", about.replace("/", ":", 1), payload))
        return written

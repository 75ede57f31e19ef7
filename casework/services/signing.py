"""Signing off criteria: by who holds the role, or from a letter or minute of who does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.conflicts import has_conflict
from casework.domain.cover import acts_for, stands_for
from casework.domain.errors import Conflict, Invalid, NotPermitted, RefusedMove
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.forces import FOUR_EYES
from casework.domain.permissions import (
    COUNCIL_ROLES,
    check_can_act_as,
    check_can_decide_as,
    check_can_sign_for,
    check_four_eyes,
    deciding_roles,
)
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_in_words, role_title
from casework.domain.second_person import LETTERS_AND_MINUTES, RECORDERS, deciding_bodies
from casework.domain.text import commit, typed
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Definition
from casework.engine.judgement import judge_criterion
from casework.engine.results import CriterionResult, State
from casework.engine.signatures import attestation_key, signatures_for
from casework.services.both_names import suppliers_of
from casework.services.office import Office
from casework.services.speaking import speaks_as
from casework.services.stated_keys import (
    check_organisation,
    check_papers,
    check_subject,
)
from casework.services.supplied_elsewhere import suppliers_elsewhere
from casework.services.verb import Verb, case_verb
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off about to be made.

    ``role`` is one of the criterion's attesters. ``relied_on`` lists the pins that the form
    showed; if they are no longer what is recorded the sign-off is refused. ``recorded_from`` is
    the outside organisation whose letter or minute is attested by the person who records it, and
    ``papers`` are the pins of that letter or minute where the check does not rest on it anyway.
    """

    criterion: str
    role: str
    subject: str = ""
    statement: str = ""
    relied_on: tuple[str, ...] | None = None
    recorded_from: str = ""
    papers: tuple[str, ...] = ()
    simulated_on: date | None = None
    assumed: bool = False
    source: str = ""


def sign_off(
    office: Office, viewer: Viewer, reference: str, signing: SignOff, *, once: str = ""
) -> RecordVersion:
    """Sign off one criterion for one subject, pinning exactly what it relies on.

    Raises Invalid if there is no such criterion, role, body or subject, NotPermitted by role or
    by four eyes (who recorded any version of what it relies on does not sign it off), Conflict
    if what the form showed has changed, RefusedMove if what it asks for is not recorded.
    """
    with case_verb(
        office, viewer, reference, "criterion_signed_off", simulated_on=signing.simulated_on,
        once=once, outsiders=True, on_behalf_of=signing.recorded_from,
    ) as verb:
        c = criterion_of(verb.definition, signing.criterion)
        _check_signer(verb, c, signing)
        result = _ready(verb, c, signing)
        relied_on = _with_papers(verb, signing, result)
        if c.force in FOUR_EYES:
            _check_four_eyes(verb, relied_on, c)
        payload = get_kind("attestation").payload(
            criterion=c.ref, subject=signing.subject, role=signing.role, person=viewer.person,
            acted_for=acts_for(verb.facts, viewer.person, _acting_as(signing)),
            recorded_from=signing.recorded_from, visit=verb.facts.visit,
            relied_on=relied_on, statement=commit(typed(signing.statement)),
        )  # fmt: skip
        key = attestation_key(c.ref, signing.subject, signing.role)
        source = commit(signing.source)
        draft = Draft("attestation", key, payload, assumed=signing.assumed, source=source)
        (version,) = verb.write(draft)
        verb.details.update(criterion=c.ref, subject=signing.subject, role=signing.role)
        verb.result = version.pin
        return version


def _check_four_eyes(verb: Verb, relied_on: tuple[str, ...], c: Criterion) -> None:
    """Raise NotPermitted for who put in any of it, whoever covered for them, and whoever now covers
    for one who did."""
    suppliers = suppliers_of(verb.tx.connection, verb.tx.row.id, verb.facts, relied_on)
    suppliers |= suppliers_elsewhere(verb.tx.connection, verb.facts, relied_on)
    check_four_eyes(stands_for(verb.facts, verb.viewer.person), suppliers, f"“{c.asks}”")


def _acting_as(signing: SignOff) -> str:
    """The role in which the signer acts; what is recorded from outside, any of theirs."""
    return "" if signing.recorded_from else signing.role


def _check_signer(verb: Verb, c: Criterion, signing: SignOff) -> None:
    if signing.role not in c.attesters.all_of + c.attesters.any_of:
        raise Invalid(
            f"{role_title(signing.role)} does not sign off {c.ref}.",
            "Sign as one of: " + ", ".join(c.attesters.all_of + c.attesters.any_of) + ".",
        )
    if not signing.recorded_from:
        what = f"sign off {c.ref}"
        check_can_decide_as(verb.facts, verb.viewer, (signing.role,), what)
        check_subject(c, verb.facts, signing.subject)
        if not (signing.assumed and verb.tx.row.replayed):  # nobody real signs what is assumed
            check_can_sign_for(verb.facts, verb.viewer, signing.role, signing.subject)
        _check_two_roles(verb, c, signing)
        return
    if signing.role not in OUTSIDE_ROLES:
        raise Invalid(
            f"{role_title(signing.role)} is a role inside: its holder signs in person.",
            "Ask the person who holds the role to sign.",
        )
    check_can_act_as(verb.facts, verb.viewer, RECORDERS, "record an outside sign-off")
    check_subject(c, verb.facts, signing.subject)
    check_organisation(verb.tx.connection, signing.recorded_from, "recorded_from")
    _check_not_their_own(verb, c, signing)
    suits = speaks_as(verb.tx.connection, signing.recorded_from, signing.role)
    if not suits or not _speaks_on(verb, c, signing):
        raise Invalid(
            f"That body is not the {role_in_words(signing.role)} whom {c.ref} asks.",
            "Choose the body whose letter or minute it is.", "recorded_from",
        )  # fmt: skip


def _check_not_their_own(verb: Verb, c: Criterion, signing: SignOff) -> None:
    """Raise NotPermitted where the body's own person has signed: nobody signs over that."""
    key = attestation_key(c.ref, signing.subject, signing.role)
    known = verb.facts.find(f"attestation/{key}")
    if known is None or known.state != STATED or known.payload.recorded_from:
        return
    if signatures_for(c, verb.facts, signing.subject) and not signing.assumed:
        raise NotPermitted(
            "The body itself has signed this off; its sign-off is not recorded over.",
            "Ask them to sign again, if something has changed.",
        )


def _speaks_on(verb: Verb, c: Criterion, signing: SignOff) -> bool:
    """Whether the body is the one that the check asks.

    A council, or a joint committee of which it is a member, speaks for itself alone; a board is
    one of the case's own.
    """
    if signing.role == "BRD":
        return signing.recorded_from in deciding_bodies(verb.facts)
    if c.per not in ("affected_authority", "healthwatch") or not signing.subject:
        return True
    joint = verb.facts.joint_committees_of(signing.subject)
    return signing.recorded_from in {signing.subject} | joint


def _with_papers(verb: Verb, signing: SignOff, result: CriterionResult) -> tuple[str, ...]:
    """What the sign-off rests on; recorded from outside, the letter or minute is among it."""
    if not signing.assumed:
        check_papers(verb.facts, verb.viewer, signing.papers)
    relied_on = tuple(dict.fromkeys((*result.relied_on, *signing.papers)))
    if signing.recorded_from and not signing.assumed and not any(
        pin.partition("/")[0] in LETTERS_AND_MINUTES for pin in relied_on
    ):  # fmt: skip
        raise Invalid(
            "The letter or minute that you record this from is not named.",
            "Record the letter or meeting, or put the paper in as evidence, and choose it here.",
            "papers",
        )  # fmt: skip
    return relied_on


def _check_two_roles(verb: Verb, c: Criterion, signing: SignOff) -> None:
    """Two named roles are two persons where four eyes are asked."""
    if c.force not in FOUR_EYES:
        return
    signing_persons = stands_for(verb.facts, verb.viewer.person)
    for role in c.attesters.all_of:
        key = attestation_key(c.ref, signing.subject, role)
        other = verb.facts.find(f"attestation/{key}")
        if role != signing.role and other is not None and (
            other.state == STATED and signing_persons & {
                other.payload.person, *other.payload.acted_for}
        ):  # fmt: skip
            raise NotPermitted(
                f"{_whose(other, verb)} signed {c.ref} as {role_in_words(role)} already; "
                "the law's checks ask for two persons.",
                f"Ask another {role_in_words(signing.role)} to sign.",
            )


def _whose(other: RecordVersion, verb: Verb) -> str:
    if other.payload.person == verb.viewer.person:
        return "You have"
    return "Somebody whom you cover for, or who covered for you, has"


def _ready(verb: Verb, c: Criterion, signing: SignOff) -> CriterionResult:
    gate = verb.definition.find_gate(c.gate)
    assert gate is not None
    result = judge_criterion(verb.definition, gate, c, verb.facts, signing.subject)
    own_word = signing.role in COUNCIL_ROLES and not signing.recorded_from
    unchecked = result.state is State.TO_CHECK and not own_word
    if result.state in (State.UNMET, State.NOT_RECORDED) or unchecked:
        raise RefusedMove(f"You cannot sign off {c.ref} yet. {result.reason}", (),
                          "Record what is missing first.")  # fmt: skip
    if result.state in (State.NOT_APPLICABLE, State.BEFORE, State.LAW_NOT_ENCODED):
        raise Invalid(f"{c.ref} needs no sign-off here. {result.reason}")
    if signing.relied_on is not None and set(signing.relied_on) != set(result.relied_on):
        raise Conflict(
            "What this sign-off relies on has changed since you opened the page.",
            "Read what is recorded now, then sign it off.",
        )
    return result


def criterion_of(d: Definition, ref: str) -> Criterion:
    """The criterion. Raises Invalid."""
    found = d.find_criterion(ref)
    if found is None:
        raise Invalid(f"There is no check called {ref!r}.", "Choose one from the gate's page.")
    return found


def supplied_any(own: frozenset[str], pins: Iterable[str]) -> bool:
    """True if any version of what the pins name is among a person's ``own`` records."""
    return any(pin.partition("@")[0] in own for pin in pins)


def signable(
    facts: CaseFacts, viewer: Viewer, result: CriterionResult, own: frozenset[str]
) -> list[str]:
    """Roles in which the viewer could sign a result now: the page's twin of ``sign_off``.

    ``own`` are the records of which the viewer recorded any version.
    """
    if result.state not in (State.TO_SIGN, State.RECONFIRM):
        return []
    held = deciding_roles(facts, viewer) & set(result.roles)
    if has_conflict(facts, viewer.person):
        return []
    if result.criterion.force in FOUR_EYES and supplied_any(own, result.relied_on):
        return []
    return [role for role in result.roles if role in held]

"""Recording facts: what is so, what did not happen, and what was recorded in error."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casework.domain.after_withdrawal import (
    check_statement_is_left,
    check_withdrawing_is_left,
    is_locked,
)
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import ABSENT, STATED, WITHDRAWN, RecordVersion
from casework.domain.permissions import (
    CLERK_KINDS,
    COUNCIL_ROLES,
    THEIR_WORDS,
    can_act_as,
    can_replace,
    check_can_record,
    check_can_replace,
    spoke_for_a_council,
)
from casework.domain.records import Kind, find_kind
from casework.domain.records.codec import build_payload
from casework.domain.records.named_kinds import records_named
from casework.domain.text import EMPTY, Text, commit, typed
from casework.domain.viewer import Viewer
from casework.services.determining import determined
from casework.services.files_sent import forget_staged, inspect_sent, keep_sent
from casework.services.holds_behind import start_hold_behind, withdraw_hold_behind
from casework.services.office import Office
from casework.services.own_powers import check_own_power
from casework.services.restating import check_is_not_of_a_scheme, check_may_restate
from casework.services.speaking import speaks_as
from casework.services.stated_keys import (
    check_codes,
    check_key,
    check_named_kinds,
    check_named_records,
    check_organisation,
    check_stated_key,
)
from casework.services.stated_values import (
    check_dates_in_order,
    check_joint_committee,
    check_standing,
    check_threshold,
)
from casework.services.succession_settling import check_settling
from casework.services.turn_records import check_turn
from casework.services.verb import Verb, case_verb
from casework.store.facts import history_of, recorders_of
from casework.store.records import Draft
from casework.store.texts import find_text

KEPT_WHERE_WITHDRAWN = ("temporary_change", "proposal_version")
"""Kinds that are judged by what they said before they were withdrawn: see ``restating``."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody states about a case.

    ``values`` are plain, as a form or a case file gives them. ``key`` names the record; empty
    makes a new one (or the only one, for kinds that a case has once). ``version`` is the version
    that the form showed, 0 for a new record. ``on`` is when it was true. ``cites`` pins evidence;
    ``files`` are tokens of staged files that become evidence with it and are cited too.
    """

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    version: int | None = None
    on: FactDate | None = None
    cites: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    source: str = ""
    assumed: bool = False
    on_behalf_of: str = ""
    simulated_on: date | None = None


def record_fact(
    office: Office, viewer: Viewer, reference: str, statement: Statement, *, once: str = ""
) -> RecordVersion:
    """Record a fact as the next version of its record.

    Raises InvalidFields with every fault, Invalid for a key, body or record that is not one,
    Conflict if the record changed since the form was shown, NotPermitted if the viewer may not
    record it, NotFound if they have nothing to do with the case, RefusedFile for a file that may
    not be kept.
    """
    kind = stated_kind(statement.kind)
    if kind.name == "evidence":
        raise Invalid("Evidence is put in with its file or address.", "Use “Put in evidence”.")
    payload = build_payload(kind, statement.values)
    check_codes(kind, payload)
    check_threshold(kind, payload)
    check_dates_in_order(kind, payload)
    subject = getattr(payload, kind.subject) if kind.subject else ""
    purpose = getattr(payload, kind.purpose) if kind.purpose else ""
    sent = inspect_sent(office, viewer, statement.files)
    with case_verb(
        office, viewer, reference, "fact_recorded", simulated_on=statement.simulated_on,
        once=once, outsiders=True, on_behalf_of=statement.on_behalf_of,
    ) as verb:
        check_can_record(verb.facts, viewer, kind.name, subject, purpose)
        check_statement_is_left(verb.facts, kind.name, payload, files=bool(sent))
        key = key_for(kind, statement.key)
        check_organisation(verb.tx.connection, statement.on_behalf_of, "on_behalf_of")
        check_standing(verb.tx.connection, kind, payload)
        check_joint_committee(verb.tx.connection, kind, payload)
        check_named_records(verb.facts, (*records_named(kind, payload), *statement.cites))
        before = verb.facts.find(f"{kind.name}/{key}")
        check_named_kinds(kind, payload, before)
        payload, kept = _replacing(verb, kind, key, payload)
        check_own_power(verb, kind.name, key, subject)
        check_version(verb, kind, key, statement.version)
        if kind.name == "assurance_letter":
            _check_assurance_letter(verb, payload)
        check_turn(verb, kind, payload)
        if kind.name == "succession_step":
            check_settling(verb, payload)
        if kind.name == "regime":
            payload = determined(verb.facts, payload)
        cites = (*statement.cites, *keep_sent(office, verb, sent))
        draft = _draft(replace(statement, cites=cites), kind, key, STATED, payload)
        if kept is not None:
            draft = _over_their_words(draft, kept)
        (version,) = verb.write(draft)
        start_hold_behind(verb, version, before)
        verb.result = version.pin
    forget_staged(office, viewer, sent)
    return version


def _check_assurance_letter(verb: Verb, payload: Any) -> None:
    """Raise Invalid where a letter varies a gate that there is not, or is not NHS England's."""
    for gate in payload.varies:
        if verb.definition.find_gate(gate) is None:
            raise Invalid(f"There is no gate {gate!r} to vary.",
                          "Enter gates as in GT42, one on a line.", "varies")  # fmt: skip
    if payload.purpose != "proportionate":
        return
    body = check_organisation(verb.tx.connection, payload.organisation, "organisation")
    if body is None or not speaks_as(verb.tx.connection, body.key, "NR"):
        raise Invalid(
            "Only NHS England's region varies its assurance: this letter is not from one.",
            "Choose the region that wrote it.", "organisation",
        )  # fmt: skip


def _over_their_words(draft: Draft, kept: RecordVersion) -> Draft:
    """An answer leaves the day, the body, the papers and the source of the words as they were."""
    return replace(
        draft, effective_on=kept.effective_on, on_behalf_of=kept.on_behalf_of,
        cites=tuple(dict.fromkeys((*kept.cites, *draft.cites))), source=kept.source or EMPTY,
        assumed=kept.assumed,
    )  # fmt: skip


def _replacing(
    verb: Verb, kind: Kind, key: str, payload: Any
) -> tuple[Any, RecordVersion | None]:
    """The payload, if it may come in place of what the record says now.

    A record of another body is not written over by stating it anew under the same key. The NHS
    body answers a council's recommendation on the same record, under its words as they stand:
    then that record comes along.
    """
    known = verb.facts.find(f"{kind.name}/{key}")
    if known is None:
        return payload, None
    recorders = _recorders(verb, known)
    if not can_replace(verb.facts, verb.viewer, known, recorders):
        kept = _with_their_words(verb, kind, known, payload)
        if kept is not None:
            return kept, known
    check_can_replace(verb.facts, verb.viewer, known, recorders)
    check_may_restate(verb.facts, known, payload)
    return payload, None


def _with_their_words(verb: Verb, kind: Kind, known: RecordVersion, payload: Any) -> Any:
    """The payload over the council's words exactly as recorded; None if it would change them."""
    theirs = THEIR_WORDS.get(kind.name, ())
    if not theirs or known.state != STATED:
        return None
    kept = {name: getattr(known.payload, name) for name in theirs}
    for name, value in kept.items():
        new = getattr(payload, name)
        if isinstance(value, Text):
            said = find_text(verb.tx.connection, verb.tx.row.id, value.commitment)
            if str(new).split() != said.split():
                return None
        elif new != value:
            return None
    return replace(payload, **kept)


def _check_not_sent_by_a_council(verb: Verb, found: RecordVersion) -> None:
    """Raise NotPermitted where the NHS would withdraw a file that a council sent: people of the
    case classify it and say what it serves, and it stays."""
    if found.kind != "evidence" or can_act_as(verb.facts, verb.viewer, COUNCIL_ROLES):
        return
    recorders = recorders_of(verb.tx.connection, verb.tx.row.id, [found.pin])
    if any(spoke_for_a_council(verb.facts, person) for person in recorders):
        raise NotPermitted(
            "You cannot withdraw this: the council's own clerk or chair sent it.",
            "Ask them to withdraw it, or say beside it what you know.",
        )


def _recorders(verb: Verb, known: RecordVersion) -> set[str]:
    """Who recorded any version; asked only where it matters who did."""
    if known.kind not in CLERK_KINDS:
        return set()
    return recorders_of(verb.tx.connection, verb.tx.row.id, [known.pin])


def record_absence(
    office: Office, viewer: Viewer, reference: str, statement: Statement
) -> RecordVersion:
    """Record that something of this kind did *not* happen; it needs a source.

    ``key`` says what is absent (see ``engine.supply.absence_key``). Raises Invalid without a
    source, since an absence that nobody saw stated is not known, and for kinds that people do not
    state; Conflict where it is stated that it did happen.
    """
    kind = stated_kind(statement.kind)
    if not typed(statement.source) and not statement.assumed:
        raise Invalid(
            "To record that something did not happen, say where that is stated.",
            "Give the source.", "source",
        )  # fmt: skip
    with case_verb(
        office, viewer, reference, "absence_recorded", simulated_on=statement.simulated_on,
        outsiders=True,
    ) as verb:
        check_can_record(verb.facts, viewer, kind.name, "")
        check_organisation(verb.tx.connection, statement.on_behalf_of, "on_behalf_of")
        key = _absence_key(kind, statement.key)
        _check_not_stated(verb, kind, key)
        check_own_power(verb, kind.name, key, "")
        (version,) = verb.write(_draft(statement, kind, key, ABSENT, None))
        return version


def _absence_key(kind: Kind, key: str) -> str:
    """The key of an absence. Under the key of a piece of evidence it would hide its history."""
    key = key or ("case" if kind.single else f"no-{kind.name}")
    check_key(key)
    if kind.name == "evidence" and not key.startswith("no-"):
        raise Invalid("The absence of evidence needs a key of its own.", "Leave the key out.",
                      "key")  # fmt: skip
    return key


def _check_not_stated(verb: Verb, kind: Kind, key: str) -> None:
    found = verb.facts.find(f"{kind.name}/{key}")
    if found is not None and found.state == STATED:
        raise Conflict(
            f"{kind.title}: it is recorded that this happened.",
            "If that was an error, withdraw that record first.",
        )
    if found is not None and found.state == WITHDRAWN and kind.name in KEPT_WHERE_WITHDRAWN:
        raise Conflict(
            f"{kind.title}: what stood under this key was withdrawn, and its history stays there.",
            "Give the absence a key of its own.",
        )
    if found is not None:
        check_can_replace(verb.facts, verb.viewer, found, _recorders(verb, found))


def withdraw_record(
    office: Office, viewer: Viewer, reference: str, record: str, version: int, reason: str,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """Withdraw `kind/key`: it stays in the history, and nothing may rely on it any more. The hold
    that began with it goes too.

    Raises Invalid without a reason, NotFound if there is no such record, Conflict if it changed,
    NotPermitted for what a council's clerk recorded, unless by them, and for whoever may not end
    the hold that began with it.
    """
    if not typed(reason):
        raise Invalid("A withdrawal needs a reason.", "Say why it is withdrawn.", "reason")
    with case_verb(
        office, viewer, reference, "record_withdrawn", simulated_on=simulated_on, outsiders=True
    ) as verb:
        found = verb.facts.find(record)
        if found is None:
            raise NotFound(f"There is no record {record} on this case.")
        kind = stated_kind(found.kind)
        check_can_replace(verb.facts, viewer, found, _recorders(verb, found))
        _check_withdrawing_is_left(verb, found)
        _check_not_sent_by_a_council(verb, found)
        check_is_not_of_a_scheme(verb.facts, found)
        check_own_power(verb, found.kind, found.key, found.subject)
        check_version(verb, kind, found.key, version)
        draft = Draft(
            found.kind, found.key, found.payload, WITHDRAWN, found.effective_on,
            source=commit(typed(reason)),
        )  # fmt: skip
        (written,) = verb.write(draft)
        withdraw_hold_behind(verb, written)
        return written


def _check_withdrawing_is_left(verb: Verb, found: RecordVersion) -> None:
    if is_locked(verb.facts):
        versions = history_of(verb.tx.connection, verb.tx.row.id, found.kind, found.key)
        check_withdrawing_is_left(verb.facts, found, min(v.position for v in versions))


def stated_kind(name: str) -> Kind:
    """The kind, if people state it by hand. Raises Invalid."""
    kind = _known_kind(name)
    if not kind.stated_by_people:
        raise Invalid(f"{kind.title} cannot be recorded by hand.", "Use the act that makes it.")
    return kind


def _known_kind(name: str) -> Kind:
    kind = find_kind(name)
    if kind is None:
        raise Invalid(f"There is no kind of record called {name!r}.", "Choose one from the list.")
    return kind


def key_for(kind: Kind, key: str) -> str:
    """The record's key: `case` where a case has one such record, else the given or a new one.

    Raises Invalid for a key that is none.
    """
    if kind.single:
        return "case"
    if not key:
        return secrets.token_hex(6)
    check_stated_key(key)
    return key


def check_version(verb: Verb, kind: Kind, key: str, shown: int | None) -> None:
    """Raise Conflict if the record is no longer at the version that the form showed."""
    if shown is None:
        return
    current = verb.facts.find(f"{kind.name}/{key}")
    version = current.version if current else 0
    if version != shown:
        raise Conflict(
            f"{kind.title} has changed since you opened this page (version {version} now).",
            "Compare with what is recorded now, then send yours again.",
        )


def _draft(
    statement: Statement, kind: Kind, key: str, state: str, payload: Any
) -> Draft:
    source: Text = commit(typed(statement.source)) if statement.source else EMPTY
    return Draft(
        kind.name, key, payload, state, statement.on, statement.on_behalf_of, statement.cites,
        statement.assumed, source,
    )  # fmt: skip

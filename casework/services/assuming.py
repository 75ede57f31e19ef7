"""Facts as they would be if something were recorded that is not. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from casework.domain.assumptions import Assumption, Sort
from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Conflict, Invalid, NotFound
from casework.domain.facts import ABSENT, STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload, read_structure, structure_of
from casework.domain.records.named_kinds import records_named
from casework.domain.second_person import second_check_key, waits_for_check
from casework.engine.definition import Criterion, Definition
from casework.engine.judgement import subjects_of
from casework.engine.signatures import attestation_key
from casework.engine.supply import supply_for
from casework.services.determining import determined
from casework.services.evidence import FILLED_IN
from casework.services.recording import stated_kind
from casework.services.signing import criterion_of
from casework.services.stated_keys import (
    check_codes,
    check_key,
    check_named_kinds,
    check_named_records,
    check_stated_key,
)
from casework.services.stated_values import check_threshold

KEPT_OF_EVIDENCE = FILLED_IN | {"type", "author", "criteria", "address", "description"}
"""What a changed paper keeps: only its title, its date, its bodies and who sees it are assumed."""


@dataclass(frozen=True)
class Assumed:
    """Facts with assumptions beside what is recorded.

    ``facts`` hold the assumed records as gates see records: without their texts. ``records`` are
    the same with texts, by assumption; where one cannot be, there are none, and ``errors`` says
    why (None where it can).
    """

    facts: CaseFacts
    records: tuple[tuple[RecordVersion, ...], ...] = ()
    errors: tuple[CaseworkError | None, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True if every assumption can be made."""
        return not any(self.errors)

    @property
    def every_record(self) -> tuple[RecordVersion, ...]:
        """The records that are assumed, with their texts."""
        return tuple(record for made in self.records for record in made)


@dataclass
class _Assuming:
    """Assumptions being made one after another, by a person at a moment (UTC)."""

    definition: Definition
    facts: CaseFacts
    person: str
    now: datetime
    records: dict[int, tuple[RecordVersion, ...]] = field(default_factory=dict)
    errors: dict[int, CaseworkError] = field(default_factory=dict)

    def make(self, place: int, assumption: Assumption) -> None:
        try:
            made = _MAKERS[assumption.sort](self, assumption)
        except CaseworkError as error:
            self.errors[place] = error
            return
        self.records[place] = made
        self.facts = self.facts.with_records(_as_judged(record) for record in made)

    def version(
        self, kind: str, key: str, payload: Any, state: str = STATED,
        on: FactDate | None = None, cites: tuple[str, ...] = (),
    ) -> RecordVersion:
        """The next version of a record, as recording it on the date judged would make it."""
        known = self.facts.find(f"{kind}/{key}")
        return RecordVersion(
            kind, key, known.version + 1 if known else 1, state, payload, on, self.now,
            self.facts.as_at, self.person, cites=cites,
            structure=structure_of(payload) if payload is not None else "",
        )  # fmt: skip


def assume(
    d: Definition, facts: CaseFacts, assumptions: Sequence[Assumption], person: str,
    now: datetime,
) -> Assumed:
    """The facts with every assumption that can be made.

    Sign-offs come last, whatever their place: they rest on what is assumed beside them.
    """
    making = _Assuming(d, facts, person, now)
    places = range(len(assumptions))
    for place in sorted(places, key=lambda n: assumptions[n].sort is Sort.SIGNED):
        making.make(place, assumptions[place])
    return Assumed(
        making.facts,
        tuple(making.records.get(place, ()) for place in places),
        tuple(making.errors.get(place) for place in places),
    )


def _as_judged(record: RecordVersion) -> RecordVersion:
    """The record as it would be read back: its texts are commitments, which say that there is one
    and not what it says."""
    if record.payload is None:
        return record
    return replace(record, payload=read_structure(record.kind, record.structure))


def _stated(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    kind = stated_kind(a.kind)
    if kind.name == "evidence":
        raise Invalid("A new paper is assumed by its type.", "Choose that a paper is in.")
    return (_next_version(making, a, build_payload(kind, a.values)),)


def _next_version(making: _Assuming, a: Assumption, payload: Any) -> RecordVersion:
    """The record with this payload, if it could be recorded so."""
    kind = get_kind(a.kind)
    key = "case" if kind.single else a.key
    check_stated_key(key)
    check_codes(kind, payload)
    check_named_kinds(kind, payload, making.facts.find(f"{kind.name}/{key}"))
    check_threshold(kind, payload)
    check_named_records(making.facts, (*records_named(kind, payload), *a.cites))
    if kind.name == "regime":
        payload = determined(making.facts, payload)
    on = FactDate.parse(a.on) if a.on else None
    return making.version(kind.name, key, payload, on=on, cites=a.cites)


def _changed(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    known = _known(making, a.kind, a.key)
    if a.kind != "evidence" or known.payload is None:
        return _stated(making, a)
    kept = {name: getattr(known.payload, name) for name in KEPT_OF_EVIDENCE}
    payload = build_payload(get_kind("evidence"), {**a.values, "type": known.payload.type})
    return (_next_version(making, a, replace(payload, **kept)),)


def _withdrawn(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    stated_kind(a.kind)
    known = _known(making, a.kind, a.key)
    return (making.version(a.kind, a.key, known.payload, WITHDRAWN, known.effective_on),)


def _known(making: _Assuming, kind: str, key: str) -> RecordVersion:
    known = making.facts.find(f"{kind}/{key}")
    if known is None or known.state == WITHDRAWN:
        raise NotFound("That record is no longer there.", "Remove this assumption.")
    return known


def _absent(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    kind = stated_kind(a.kind)
    check_key(a.key)
    known = making.facts.find(f"{kind.name}/{a.key}")
    if known is not None and known.state == STATED:
        raise Conflict(
            f"{kind.title}: it is recorded that this happened.",
            "Assume first that this record is withdrawn.",
        )
    return (making.version(kind.name, a.key, None, ABSENT),)


def _paper(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    found = making.definition.find_evidence_type(str(a.values.get("type", "")))
    if found is None:
        raise Invalid("There is no such type of paper.", "Choose one from the list.", "type")
    values = {
        "title": found.title, "classification": found.classification or "restricted", **a.values
    }
    payload = build_payload(get_kind("evidence"), values)
    for subject in payload.subjects:
        check_key(subject)
    check_key(a.key)
    return (making.version("evidence", a.key, payload, on=payload.dated),)


def _signed(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    """Sign-offs in every role that is asked, and a second person's check of what waits for one.

    They rest on what is recorded and assumed: what is missing stays missing.
    """
    c = criterion_of(making.definition, a.criterion)
    if a.subject not in subjects_of(c, making.facts):
        raise Invalid(f"{c.ref} is not asked of that body.", "Choose from the list.", "subject")
    supplied = supply_for(making.definition, c, making.facts, a.subject).records
    checks = [
        making.version(
            "second_check", second_check_key(r), get_kind("second_check").payload(record=r.pin)
        )
        for r in supplied if waits_for_check(making.facts, r)
    ]  # fmt: skip
    signers: list[str] = []
    for role in c.attesters.all_of or c.attesters.any_of[:1]:
        signers.append(_signer(making, role, a.subject, signers))
    roles = zip(c.attesters.all_of or c.attesters.any_of[:1], signers, strict=True)
    pins = tuple(record.pin for record in supplied)
    return (*checks, *(_sign_off(making, c, a.subject, role, who, pins) for role, who in roles))


def _signer(making: _Assuming, role: str, subject: str, others: list[str]) -> str:
    """Somebody who holds the role and is none of the ``others``: two roles are two persons."""
    holders = making.facts.holders_of(role, subject)
    return next((p for p in holders if p not in others), f"holder-of-{role.lower()}")


def _sign_off(
    making: _Assuming, c: Criterion, subject: str, role: str, person: str, pins: tuple[str, ...]
) -> RecordVersion:
    payload = get_kind("attestation").payload(
        criterion=c.ref, subject=subject, role=role, person=person, visit=making.facts.visit,
        relied_on=pins,
    )  # fmt: skip
    return making.version("attestation", attestation_key(c.ref, subject, role), payload)


def _hold_ended(making: _Assuming, a: Assumption) -> tuple[RecordVersion, ...]:
    """The hold, ended on the day that is assumed, or on the date judged."""
    known = making.facts.find(f"hold/{a.key}")
    if known is None or known not in making.facts.open_holds():
        raise NotFound("There is no such open hold any more.", "Remove this assumption.")
    on = FactDate.parse(a.on) if a.on else FactDate.on(making.facts.as_at)
    payload = replace(known.payload, ended_on=on)
    return (making.version("hold", a.key, payload, on=on),)


_MAKERS: dict[Sort, Callable[[_Assuming, Assumption], tuple[RecordVersion, ...]]] = {
    Sort.STATED: _stated,
    Sort.CHANGED: _changed,
    Sort.WITHDRAWN: _withdrawn,
    Sort.ABSENT: _absent,
    Sort.PAPER: _paper,
    Sort.SIGNED: _signed,
    Sort.HOLD_ENDED: _hold_ended,
}

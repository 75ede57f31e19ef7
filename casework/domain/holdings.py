"""Everything that a body holds on a case, and so what passes when it ceases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.case_dates.shapes import CaseDate
from casework.domain.facts import SEATS, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.records.fields import FieldType
from casework.domain.schemes import TAKEN_OVER, from_schemes

CASE = "case"
GROUPS = {
    "case": "The case itself",
    "party": "Places as a party",
    "role": "Roles",
    "gate": "Gates, sign-offs and evidence",
    "letter": "Letters and packs",
    "promise": "Promises and conditions",
    "deadline": "Deadlines",
    "committee": "Committee seats and meetings",
    "share": "Shares",
    "request": "Requests",
    "other": "Other records",
}
_GROUP_OF = {
    "role": "role", "responsible_body": "party", "affected_authority": "party",
    "healthwatch": "party", "attestation": "gate", "waiver": "gate", "not_applicable": "gate",
    "flag_answer": "gate", "deferral": "gate", "evidence": "gate", "letter": "letter",
    "delivery": "letter", "pack": "letter", "assurance_letter": "letter", "promise": "promise",
    "condition": "promise", "joint_scrutiny": "committee", "decision_authority": "committee",
    "meeting": "committee", "share": "share", "request": "request",
}  # fmt: skip
_ORGANISATIONS = (FieldType.ORGANISATION, FieldType.MANY_ORGANISATIONS)
_OWED = {"promise": "kept_on", "condition": "discharged_on"}
"""Undertakings, and the date by which one is owed no more."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that a body holds: `kind/key` of a record, `case`, a check as `gate/GT31.letter`
    or a date as `date/...`. ``follows`` names the line whose successor it has, if it has none of
    its own to be chosen."""

    what: str
    group: str
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that ceases: its key, its people, whether the case is its own, and from when."""

    key: str
    persons: Collection[str]
    has_the_case: bool
    on: date


def holdings_of(
    facts: CaseFacts, body: Body, checks: Iterable[tuple[str, str]] = (),
    dates: Iterable[CaseDate] = (),
) -> tuple[Holding, ...]:
    """Everything that the body holds on the case when it ceases, each once.

    ``checks`` pair a check with the kind of party of which it is asked; ``dates`` are those of
    the case.
    """
    found: dict[str, Holding] = {}
    if body.has_the_case:
        found[CASE] = Holding(CASE, "case")
    seats = [r.reference for r in facts.records if _is_seat(facts, r, body)]
    owes = body.has_the_case or any(s.startswith("responsible_body/") for s in seats)
    for record in facts.records:
        if _is_held(facts, record, body, owes):
            group = _GROUP_OF.get(record.kind, "other")
            found[record.reference] = Holding(record.reference, group)
    for line in (*_checks(seats, checks), *_dates(found, seats, dates, body.on)):
        found.setdefault(line.what, line)
    return tuple(found.values())


def _is_held(facts: CaseFacts, record: RecordVersion, body: Body, owes: bool) -> bool:
    if record.state != "stated" or get_kind(record.kind).kept_apart or record.kind == "succession":
        return False
    if record.kind == TAKEN_OVER or record.reference in from_schemes(facts):
        return False  # A scheme ends with its body, and the successor states its own.
    if record.kind in SEATS:
        return _is_seat(facts, record, body)
    if record.kind == "request":
        is_open = record.payload.state in ("open", "returned", "sent")
        return is_open and record.payload.to in body.persons
    if record.kind == "share" and record.payload.withdrawn_on is not None:
        return False
    if record.kind in _OWED and owes and getattr(record.payload, _OWED[record.kind]) is None:
        return True
    return any(body.key in facts.passed_to(record.reference, b) for b in bodies_named(record))


def _is_seat(facts: CaseFacts, record: RecordVersion, body: Body) -> bool:
    """A place or role of the body, or a role of its people, that has not ended before."""
    if record.kind not in SEATS or record.state != "stated":
        return False
    until = record.payload.until
    if until is not None and until.before(body.on) is True:
        return False
    if record.kind == "role" and record.payload.person in body.persons:
        return True
    return bool(record.payload.organisation == body.key)


def bodies_named(record: RecordVersion) -> set[str]:
    """The keys of the organisations that a record names; of a subject it may be another key."""
    named: set[str] = set()
    for name, spec in get_kind(record.kind).specs.items():
        if spec.type in _ORGANISATIONS or name in ("subject", "subjects"):
            value = getattr(record.payload, name)
            named |= set(value) if isinstance(value, tuple) else {value}
    return named - {""}


def _checks(seats: list[str], checks: Iterable[tuple[str, str]]) -> Iterator[Holding]:
    """Every check that is asked of the body as a party follows its place."""
    for ref, kind in checks:
        for seat in seats:
            if seat.startswith(f"{kind}/"):
                yield Holding(f"gate/{ref}", "gate", seat)


def _dates(
    found: dict[str, Holding], seats: list[str], dates: Iterable[CaseDate], ceases: date
) -> Iterator[Holding]:
    """A date that is still awaited follows the record that it is about, else the case, else the
    body's place as a responsible body."""
    ours = CASE if CASE in found else next(
        (s for s in seats if s.startswith("responsible_body/")), "")  # fmt: skip
    for each in dates:
        about = next((r for r in (each.record, each.start) if r in found), ours)
        awaited = each.is_computed or (each.on is not None and each.on >= ceases)
        if about and awaited and not each.settled:
            yield Holding(f"date/{':'.join(each.key)}", "deadline", about)

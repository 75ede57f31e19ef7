"""Ending a role with its open work: who takes what, in one act, kept as a handover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import check_can_keep_people
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.roles_suited import check_role_suits
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.engine.beside_gates import own_holders_of
from casework.engine.open_work import OpenWork, left_open, open_work
from casework.services.case_people import check_ends_after_it_began, role_held, role_payload
from casework.services.covering import CoverNamed, end_and_pass_on
from casework.services.office import Office
from casework.services.requests import notify_of_request
from casework.services.verb import Verb, case_verb
from casework.store.facts import texts_of_case, with_texts
from casework.store.parties import find_person, kinds_stood_for
from casework.store.records import Draft


@dataclass(frozen=True, slots=True)
class HandingOver:
    """A role about to end with its open work.

    ``takes_role`` takes the role from the day after ``until`` and whatever ``takers`` (by work)
    gives to nobody else; without anybody, the work stays open and governance is asked. ``takers``
    may give a piece of work to nobody by an empty key.
    """

    person: str
    role: str
    until: FactDate
    takes_role: str = ""
    takers: Mapping[str, str] = field(default_factory=dict)
    simulated_on: date | None = None
    source: str = ""
    assumed: bool = False


def hand_over(
    office: Office, viewer: Viewer, reference: str, handing: HandingOver, *, once: str = ""
) -> RecordVersion:
    """End a role and hand its open work over, all of it or nothing; returns the handover.

    Requests by name pass at once, and covers that the person gave are given by who takes them.
    Raises NotFound where the person does not hold the role, NotPermitted by who may end and give
    it, Invalid for a person who cannot take something.
    """
    with case_verb(
        office, viewer, reference, "role_ended", simulated_on=handing.simulated_on, once=once
    ) as verb:
        check_can_keep_people(verb.facts, viewer, handing.role)
        held = role_held(verb.facts, handing.person, handing.role)
        if held is None or handing.role not in verb.facts.own_roles_of(handing.person):
            raise NotFound("That person does not hold that role on this case.")
        check_ends_after_it_began(held, handing.until)
        left = work_left(verb, handing.person, handing.role)
        ended = replace(held.payload, until=handing.until)
        verb.write(Draft("role", held.key, ended, effective_on=handing.until,
                         assumed=handing.assumed, source=commit(handing.source)))  # fmt: skip
        _give_role(verb, handing)
        rows = [_row(work, _taker(verb.facts, handing, work)) for work in left]
        _pass_on(verb, rows, handing.person, "takers")
        payload = get_kind("handover").payload(
            person=handing.person, role=handing.role, until=handing.until,
            takes_role=handing.takes_role, open_work=tuple(rows),
        )
        number = sum(1 for r in verb.facts.records if r.kind == "handover") + 1
        (written,) = verb.write(Draft(
            "handover", f"handover-{number}", payload, effective_on=handing.until,
            assumed=handing.assumed, source=commit(handing.source),
        ))  # fmt: skip
        verb.result = written.key
        return written


def work_left(verb: Verb, person: str, role: str) -> tuple[OpenWork, ...]:
    """What is open for a person in a role, as the case stands within a verb."""
    texts = texts_of_case(verb.tx.connection, verb.tx.row.id)
    shown = replace(verb.facts, records=with_texts(verb.facts.records, texts, privileged=True))
    return open_work(verb.definition, verb.facts, shown, person, role)


def _give_role(verb: Verb, handing: HandingOver) -> None:
    """Give the role to who takes it, from the day after; nothing where they hold it anyway."""
    person = handing.takes_role
    if not person:
        return
    if person == handing.person:
        raise Invalid("The role ends for this very person.", "Choose another person.", "takes_role")
    last = handing.until.latest
    if last is None:
        raise Invalid("Nobody can take a role from a day that is not known.",
                      "Give the exact last day, or name nobody yet.", "until")  # fmt: skip
    if handing.role in verb.facts.own_roles_of(person):
        return
    check_can_keep_people(verb.facts, verb.viewer, handing.role, person)
    found = find_person(verb.tx.connection, person)
    if found is None:
        raise Invalid("There is no such person.", "Choose a person from the list.", "takes_role")
    kinds = kinds_stood_for(verb.tx.connection, found.organisation)
    try:
        check_role_suits(handing.role, kinds)
    except Invalid as error:
        raise Invalid(error.message, error.remedy, "takes_role") from None
    since = FactDate.on(last + timedelta(days=1))
    payload = role_payload(found, handing.role, since)
    verb.write(Draft("role", f"{person}:{handing.role}", payload, effective_on=since,
                     assumed=handing.assumed, source=commit(handing.source)))  # fmt: skip


def _taker(facts: CaseFacts, handing: HandingOver, work: OpenWork) -> str:
    if work.of_the_role:
        others = [p for p in own_holders_of(facts, handing.role) if p != handing.person]
        return handing.takes_role or (others[0] if others else "")
    if work.work.startswith("cover/"):  # a cover is not passed on unless somebody says so
        return handing.takers.get(work.work, "")
    return handing.takers.get(work.work, handing.takes_role)


def _row(work: OpenWork, taker: str) -> dict[str, str]:
    return {"work": work.work, "due": work.due.isoformat() if work.due else "", "taker": taker}


def _pass_on(verb: Verb, rows: list[dict[str, str]], person: str, field_name: str) -> None:
    """Let the records follow: a request is asked of its taker, a cover is given by them."""
    for row in rows:
        taker, record = row["taker"], verb.facts.find(row["work"])
        if taker and not _acts_on_it(verb.facts, taker):
            raise Invalid(
                "Whoever takes work on acts on the case.",
                "Give them a role first, or choose somebody else.", field_name,
            )  # fmt: skip
        if record is None or record.state != STATED:
            continue
        if record.kind == "request" and taker:
            _pass_request(verb, record, person, taker, field_name)
        elif record.kind == "cover":
            _pass_cover(verb, record, taker)


def _acts_on_it(facts: CaseFacts, person: str) -> bool:
    """True if the person acts in a role inside, or will."""
    return any(
        r.payload.person == person and r.payload.role not in OUTSIDE_ROLES
        and not (r.payload.until is not None and r.payload.until.before(facts.as_at) is True)
        for r in facts.current("role")
    )  # fmt: skip


def _pass_request(
    verb: Verb, record: RecordVersion, person: str, taker: str, field_name: str
) -> None:
    p = record.payload
    changed = replace(
        p, to=taker if p.to == person else p.to,
        asked_by=taker if p.asked_by == person else p.asked_by,
    )  # fmt: skip
    if changed.to == changed.asked_by:
        raise Invalid(
            "A request would be asked by the very person of whom it is asked.",
            "Let somebody else take it on.", field_name,
        )  # fmt: skip
    (written,) = verb.write(Draft("request", record.key, changed, effective_on=record.effective_on,
                                  assumed=record.assumed, source=record.source))  # fmt: skip
    if changed.to != p.to and p.state in ("open", "returned"):
        notify_of_request(verb, written)


def _pass_cover(verb: Verb, record: RecordVersion, taker: str) -> None:
    p = record.payload
    since = max(verb.tx.today, p.since.earliest)
    named = CoverNamed(p.covered, taker, since, p.until.latest, p.roles) if taker else None
    end_and_pass_on(verb, record, named)


def assign_work(
    office: Office, viewer: Viewer, reference: str, key: str, version: int,
    takers: Mapping[str, str], *, simulated_on: date | None = None,
) -> RecordVersion:
    """Name who takes on what a handover left to nobody.

    What falls to a role is not named here: somebody is given the role. Raises NotFound, Conflict if
    the handover changed or what it left is no longer open, NotPermitted for who keeps no people of
    the case, Invalid.
    """
    with case_verb(
        office, viewer, reference, "handover_assigned", simulated_on=simulated_on
    ) as verb:
        found = verb.facts.find(f"handover/{key}")
        if found is None or found.state != STATED:
            raise NotFound("There is no such handover on this case.")
        check_can_keep_people(verb.facts, viewer, found.payload.role)
        if found.version != version:
            raise Conflict("The handover has changed since you opened the page.",
                           "Look at it again.")  # fmt: skip
        named = [
            {**row, "taker": takers[row["work"]]} for row in found.payload.open_work
            if not row["taker"] and takers.get(row["work"])
        ]  # fmt: skip
        if not named:
            raise Invalid("Choose who takes on at least one piece of work.",
                          "Choose a person from a list.")  # fmt: skip
        _check_still_left(verb, found, named)
        _pass_on(verb, named, found.payload.person, "takers")
        by_work = {row["work"]: row for row in named}
        rows = tuple(by_work.get(row["work"], row) for row in found.payload.open_work)
        payload = replace(found.payload, open_work=rows)
        (written,) = verb.write(Draft(
            "handover", key, payload, effective_on=found.effective_on, assumed=found.assumed,
            source=found.source,
        ))  # fmt: skip
        return written


def _check_still_left(
    verb: Verb, handover: RecordVersion, named: Iterable[Mapping[str, str]]
) -> None:
    """Raise Conflict for work that is done by now, is no longer asked, or is somebody's again."""
    left = set(left_open(verb.definition, verb.facts, handover))
    if any(row["work"] not in left for row in named):
        raise Conflict(
            "Some of this work is done by now, is no longer asked, or has somebody again.",
            "Look at the handover again, and choose among what still has nobody.",
        )

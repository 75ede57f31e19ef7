"""Naming who covers for somebody who is away, in chosen cases and roles, and ending it early."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.conflicts import has_conflict
from casework.domain.cover import in_the_same_time, may_lie_ahead
from casework.domain.cover_permissions import check_can_end_cover, check_can_name_cover
from casework.domain.dates import FactDate, long_date
from casework.domain.errors import CaseworkError, Conflict, Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.permissions import (
    check_can_view_case,
    check_can_work_on,
)
from casework.domain.records import get_kind
from casework.domain.roles import OUTSIDE_ROLES, role_in_words
from casework.domain.roles_suited import check_role_suits
from casework.domain.text import commit
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.verb import AlreadyDone, Verb, case_verb, verb_on
from casework.store.one_use_keys import claim_key
from casework.store.parties import find_person, kinds_stood_for, names_of_persons
from casework.store.records import Draft
from casework.store.transaction import case_transaction_on


@dataclass(frozen=True, slots=True)
class CoverNamed:
    """A cover about to be named: ``since`` and ``until`` are its first and its last day.

    Without ``roles``, in every role inside that the person covered holds.
    """

    covered: str
    covering: str
    since: date
    until: date
    roles: tuple[str, ...] = ()
    simulated_on: date | None = None
    source: str = ""
    assumed: bool = False


def name_cover(
    office: Office, viewer: Viewer, references: tuple[str, ...], named: CoverNamed,
    *, once: str = "",
) -> list[RecordVersion]:
    """Name who covers for a person in these cases: in all of them, or where one refuses it, in
    none.

    The cases are locked in the order of their references. Raises Invalid for dates, persons and
    roles that do not do, and for a chain, a cycle or a second cover of a role in the same time,
    NotPermitted by who names whom, NotFound for a case that the viewer does not see. An error about
    one of several cases names the case.
    """
    if not references:
        raise Invalid("Choose at least one case.", "Choose the cases to be covered.", "cases")
    now = office.clock.now()
    with office.database.writing(audited=True) as connection, ExitStack() as open_verbs:
        done = claim_key(connection, once, viewer.person, now)
        if done is not None:
            raise AlreadyDone(done)
        written = []
        for reference in sorted(set(references)):
            tx = open_verbs.enter_context(case_transaction_on(
                connection, viewer, now, reference, simulated_on=named.simulated_on
            ))  # fmt: skip
            verb = open_verbs.enter_context(verb_on(office, tx, "cover_named"))
            try:
                written.append(_name(verb, named))
            except CaseworkError as error:
                if len(references) > 1:
                    error.message = f"{reference}: {error.message}"
                raise
        return written


def _name(verb: Verb, named: CoverNamed) -> RecordVersion:
    facts, viewer = verb.facts, verb.viewer
    check_can_view_case(facts, viewer)
    check_can_work_on(facts, viewer)
    names = names_of_persons(verb.tx.connection, _persons(facts, named))
    _check_days(verb, named)
    _check_persons(verb, named)
    roles = _roles(facts, named, names)
    check_can_name_cover(facts, viewer, named.covered, named.covering, roles)
    _check_covering(verb, named, roles)
    _check_other_covers(facts, named, roles, names)
    since, until = FactDate.on(named.since), FactDate.on(named.until)
    payload = get_kind("cover").payload(
        covered=named.covered, covering=named.covering, roles=roles, since=since, until=until,
        named_by=viewer.person, named_at=verb.tx.position,
    )  # fmt: skip
    number = sum(1 for r in facts.records if r.kind == "cover") + 1
    draft = Draft("cover", f"cover-{number}", payload, effective_on=since, assumed=named.assumed,
                  source=commit(named.source))  # fmt: skip
    (version,) = verb.write(draft)
    return version


def _persons(facts: CaseFacts, named: CoverNamed) -> set[str]:
    of_covers = {p for r in facts.current("cover") for p in (r.payload.covered, r.payload.covering)}
    return {named.covered, named.covering} | of_covers


def _check_days(verb: Verb, named: CoverNamed) -> None:
    if named.since < verb.tx.today:
        raise Invalid("A cover does not begin in the past: what was done then was done in one "
                      "name.", "Give a first day from today on.", "since")  # fmt: skip
    if named.until < named.since:
        raise Invalid("The cover would end before it begins.",
                      "Give a last day on or after the first.", "until")  # fmt: skip


def _check_persons(verb: Verb, named: CoverNamed) -> None:
    for field in ("covered", "covering"):
        if find_person(verb.tx.connection, getattr(named, field)) is None:
            raise Invalid("There is no such person.", "Choose a person from the list.", field)
    if named.covered == named.covering:
        raise Invalid("Nobody covers for themselves.", "Choose another person.", "covering")


def _roles(facts: CaseFacts, named: CoverNamed, names: Mapping[str, str]) -> tuple[str, ...]:
    """The roles of the cover. Raises Invalid for a role outside, and for one not held."""
    at = facts.at(named.since)
    held = at.own_roles_of(named.covered)
    who = names.get(named.covered, named.covered)
    outside = sorted(set(named.roles) & OUTSIDE_ROLES)
    if outside:
        raise Invalid(
            f"The {role_in_words(outside[0])} speaks for another body, which names its own "
            "substitute.", "Ask that body.", "roles",
        )  # fmt: skip
    borrowed = sorted((set(named.roles) & at.roles_of(named.covered)) - held)
    if borrowed:
        raise Invalid(
            f"{who} is {role_in_words(borrowed[0])} only as somebody's cover, and a cover is not "
            "passed on.", "Name another cover for the person whose role it is.", "covered",
        )  # fmt: skip
    strange = sorted(set(named.roles) - held)
    if strange:
        raise Invalid(f"{who} is not {role_in_words(strange[0])} of this case on "
                      f"{long_date(named.since)}.", "Choose among the roles that they hold.",
                      "roles")  # fmt: skip
    found = tuple(sorted(set(named.roles) or held - OUTSIDE_ROLES))
    if not found:
        raise Invalid(f"{who} holds no role on this case that can be covered.",
                      "Choose somebody who acts on the case.", "covered")  # fmt: skip
    return found


def _check_covering(verb: Verb, named: CoverNamed, roles: tuple[str, ...]) -> None:
    person = find_person(verb.tx.connection, named.covering)
    kinds = kinds_stood_for(verb.tx.connection, person.organisation)
    try:
        for role in roles:
            check_role_suits(role, kinds)
    except Invalid as error:
        raise Invalid(error.message, error.remedy, "covering") from None
    if has_conflict(verb.facts, named.covering):
        raise Invalid(
            "A conflict of interests that touches this proposal is declared for them.",
            "Choose another person to cover.", "covering",
        )  # fmt: skip
    own = sorted(verb.facts.at(named.since).own_roles_of(named.covering) & set(roles))
    if own:
        raise Invalid(
            f"They are {role_in_words(own[0])} of this case themselves: nothing is to be covered.",
            "Choose another person, or leave that role out.", "covering",
        )  # fmt: skip


def _check_other_covers(
    facts: CaseFacts, named: CoverNamed, roles: tuple[str, ...], names: Mapping[str, str]
) -> None:
    """Raise Invalid for a cycle, a chain and a second cover of a role on the same days."""
    for other in facts.current("cover"):
        if not in_the_same_time(other, named.since, named.until):
            continue
        p = other.payload
        days = f"from {p.since.plain()} to {p.until.plain()}"
        covered, covering = (names.get(key, key) for key in (p.covered, p.covering))
        if p.covered == named.covering:
            whom = "them in turn" if p.covering == named.covered else "them"
            raise Invalid(
                f"{covered} is away: {covering} covers for {whom} {days}.",
                "Choose somebody else, or other days.", "covering",
            )
        if p.covering == named.covered:
            raise Invalid(
                f"{covering} covers for {covered} {days}, and a cover is not passed on.",
                f"End that cover or choose other days, and name another cover for {covered}.",
                "covered",
            )
        twice = sorted(set(p.roles) & set(roles)) if p.covered == named.covered else []
        if twice:
            raise Invalid(
                f"{covering} covers for {covered} as {role_in_words(twice[0])} already, {days}.",
                "End that cover first, or choose other days.", "roles",
            )


def end_cover(
    office: Office, viewer: Viewer, reference: str, key: str, version: int | None = None,
    *, simulated_on: date | None = None,
) -> RecordVersion:
    """End a cover at once, before its last day, or before it begins. What was done in it keeps both
    names.

    The person covered ends it, whoever covers, and governance. Raises NotFound, NotPermitted,
    Conflict if it changed since it was shown or is over.
    """
    with case_verb(office, viewer, reference, "cover_ended", simulated_on=simulated_on) as verb:
        found = verb.facts.find(f"cover/{key}")
        if found is None or found.state != STATED:
            raise NotFound("There is no such cover on this case.")
        check_can_end_cover(verb.facts, viewer, found)
        if (version is not None and version != found.version) or not may_lie_ahead(
            found, verb.tx.today
        ):
            raise Conflict("This cover has ended since you opened the page.", "Look at it again.")
        return write_ending(verb, found)


def end_and_pass_on(verb: Verb, cover: RecordVersion, named: CoverNamed | None) -> None:
    """End a cover within a verb, and name who gives it instead, if anybody does."""
    write_ending(verb, cover)
    if named is not None:
        _name(verb, named)


def write_ending(verb: Verb, cover: RecordVersion) -> RecordVersion:
    """The cover's last version, which ends it with the verb that writes it."""
    today = FactDate.on(max(verb.tx.today, cover.payload.since.earliest))
    payload = replace(cover.payload, until=today, ended_at=verb.tx.position)
    (version,) = verb.write(Draft(
        "cover", cover.key, payload, effective_on=cover.effective_on, assumed=cover.assumed,
        source=cover.source,
    ))  # fmt: skip
    return version

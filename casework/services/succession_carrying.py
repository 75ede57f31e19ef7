"""Carrying a confirmed succession out: the register once, then every case with its own result."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError, Conflict, NotFound, RefusedMove
from casework.domain.successions import (
    CARRIED_OUT,
    CONFIRMED,
    RENAMING,
    Succession,
    check_can_keep_successions,
)
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.services.reading import CaseView, get_case
from casework.services.succession_lines import Line, dates_on_record, lines_of
from casework.services.succession_passing import ALREADY, pass_on
from casework.services.successions import (
    check_not_put_off,
    last_day,
    persons_in,
    was_in_force,
    write_version,
)
from casework.services.verb import case_verb
from casework.store import parties
from casework.store import successions as store
from casework.store.transaction import Transaction, system_transaction

DONE, REFUSED = "done", "refused"
NOT_KEPT = (
    "The database refused what would be written, and nothing was passed. Try again; if it is "
    "refused again, tell whoever runs Casework."
)
log = logging.getLogger(__name__)


class AlreadyPassed(Exception):
    """The case has what the succession says already: its transaction writes nothing."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case: `done`, `already` or `refused` with the reason."""

    reference: str
    title: str
    outcome: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CaseLines:
    """What the bodies hold on one case, and the succession by which it passes."""

    view: CaseView
    succession: Succession
    lines: tuple[Line, ...]
    names: dict[str, str]


def lines_of_case(office: Office, viewer: Viewer, key: str, reference: str) -> CaseLines:
    """What passes on one case. Raises NotPermitted, NotFound."""
    check_can_keep_successions(viewer)
    view = get_case(office, viewer, reference, signing=False)
    with office.database.reading() as connection:
        found = store.newest_with_bodies(connection, key)
        if found is None:
            raise NotFound("There is no such succession.", "Choose one from the list.")
        s, names, people = found
        dates = dates_on_record(
            connection, view.definition, view.row, view.judged, view.names.kinds
        )
    lines = lines_of(s, view.definition, view.row, view.judged, people, dates)
    return CaseLines(view, s, lines, names)


def carry_out(office: Office, viewer: Viewer, key: str, version: int) -> tuple[CaseResult, ...]:
    """Carry a confirmed succession out, once in the register and then case by case.

    Each case passes whole or not at all and has its own result; doing it again takes up those that
    were refused, and leaves those that are done. Raises NotPermitted, NotFound, and Conflict before
    the day in force, without a second person's confirmation, or if somebody changed it.
    """
    check_can_keep_successions(viewer)
    s, people, confirmed_by = _in_the_register(office, viewer, key, version)
    if s.sort == RENAMING:
        return ()
    with office.database.reading() as connection:
        cases = store.cases_of(connection, s.predecessors, [*s.origins])
        kinds = {r.key: r.kind for r in parties.list_organisations(connection)}
    results = tuple(_pass(office, viewer, s, case, people, kinds, confirmed_by) for case in cases)
    _keep_refused(office, viewer, s, results)
    return results


def _in_the_register(
    office: Office, viewer: Viewer, key: str, version: int
) -> tuple[Succession, list[Any], str]:
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        rows = store.versions_of(tx.connection, key)
        if not rows:
            raise NotFound("There is no such succession.", "Choose one from the list.")
        s = store.succession_of(rows[-1])
        _check_may_be_carried_out(rows, s, version, tx.today)
        confirmed_by = next(r.recorded_by for r in reversed(rows) if r.state == CONFIRMED)
        people = persons_in(tx.connection, s)
        _check_all_have_a_place(s, people)
        if s.state != CARRIED_OUT or people:
            s = _write(tx, s, people, viewer.person, was_in_force(rows))
        else:
            tx.record_audit("succession_taken_up_again", {"succession": key, "version": s.version})
    return s, people, confirmed_by


def _check_may_be_carried_out(rows: list[Any], s: Succession, version: int, today: date) -> None:
    if s.state not in (CONFIRMED, CARRIED_OUT):
        raise Conflict(
            "No second person has confirmed this succession as it stands.",
            "Ask another person of governance, or a legal adviser, to confirm it.",
        )
    # Pressing twice shows the version before the first press wrote its own.
    since = [r.state for r in rows if r.version > version]
    if version > s.version or version < 1 or set(since) - {CARRIED_OUT}:
        raise Conflict("Somebody changed this succession meanwhile.", "Look at it again.")
    check_not_put_off(rows, s.on, today)
    if s.on > today:
        raise Conflict(
            f"This succession takes effect on {long_date(s.on)}, and is only planned.",
            "Carry it out on that day or later.",
        )


def _keep_refused(
    office: Office, viewer: Viewer, s: Succession, results: tuple[CaseResult, ...]
) -> None:
    """Keep which cases were refused and why, as a version of its own, where that has changed."""
    refused = {r.reference: r.why for r in results if r.outcome == REFUSED}
    if refused == s.refused:
        return
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        latest = store.succession_of(store.versions_of(tx.connection, s.key)[-1])
        if latest.state != CARRIED_OUT:
            # It was corrected meanwhile, and is carried out anew on every case.
            tx.record_audit("succession_taken_up_again", {"succession": s.key,
                                                          "version": latest.version})  # fmt: skip
            return
        kept = replace(latest, version=latest.version + 1, recorded_by=viewer.person,
                       cases=len(results), refused=refused)  # fmt: skip
        write_version(tx, kept, "succession_carried_out", "")


def _check_all_have_a_place(s: Succession, people: list[Any]) -> None:
    unplaced = [p.name for p in people if s.successor_of_person(p.key) is None]
    if unplaced:
        raise RefusedMove(
            f"It is not chosen where these people go: {', '.join(unplaced[:5])}. They came after "
            "it was confirmed.", remedy="Choose a body for each, and let it be confirmed again.",
        )  # fmt: skip


def _write(
    tx: Transaction, s: Succession, people: list[Any], person: str, was: date | None
) -> Succession:
    """The register as it is from the day in force: bodies end, people go, names change."""
    origins = {**s.origins, **{p.key: p.organisation for p in people}}
    if s.sort == RENAMING:
        if not s.origins:
            store.rename(tx.connection, s.predecessors[0], s.name, last_day(s), s.key)
        origins = {"renamed": s.predecessors[0]}
    else:
        store.replace_links(tx.connection, s)
        store.end_organisations(tx.connection, s.predecessors, last_day(s))
        store.begin_organisations(tx.connection, s.successors, s.on, was)
        _move_people(tx, s, origins)
    placed = {} if s.sort == RENAMING else {p: s.successor_of_person(p) or "" for p in origins}
    s = replace(s, version=s.version + 1, state=CARRIED_OUT, origins=origins,
                persons={**s.persons, **placed}, recorded_by=person, cases=0,
                refused={})  # fmt: skip
    write_version(tx, s, "succession_carried_out", "")
    return s


def _move_people(tx: Transaction, s: Succession, origins: dict[str, str]) -> None:
    for to in s.successors:
        going = [p for p in origins if s.successor_of_person(p) == to]
        if going:
            store.move_persons(tx.connection, going, to)


def _pass(
    office: Office, viewer: Viewer, s: Succession, case: Any, people: list[Any],
    kinds: dict[str, str], confirmed_by: str,
) -> CaseResult:
    try:
        with case_verb(office, viewer, case.reference, "succession_passed") as verb:
            if pass_on(verb, s, people, kinds, confirmed_by) == ALREADY:
                raise AlreadyPassed
    except AlreadyPassed:
        return CaseResult(case.reference, case.title, ALREADY)
    except CaseworkError as error:
        return CaseResult(case.reference, case.title, REFUSED, str(error))
    except IntegrityError as fault:
        log.error("A succession was not passed on %s: the database refused a row: %s",
                  case.reference, fault.orig)  # fmt: skip
        return CaseResult(case.reference, case.title, REFUSED, NOT_KEPT)
    return CaseResult(case.reference, case.title, DONE)

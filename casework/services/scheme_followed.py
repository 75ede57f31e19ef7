"""Which cases are judged by a body's scheme, and the job by which each takes it over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.records.codec import read_structure
from casework.domain.schemes import (
    TAKEN_OVER,
    SchemeEntry,
    bodies_with_schemes,
    check_can_see_scheme,
    took_over,
)
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import parties
from casework.store import schemes as store
from casework.store.jobs import FAILED
from casework.store.transaction import CaseTransaction, Transaction

TAKE_OVER = "take_scheme_over"
AT_ONCE = 50
BRINGS_A_BODY = frozenset({"particulars", "responsible_body", "succession"})
"""Kinds of record by which another body's scheme may come to be asked about."""


@dataclass(frozen=True, slots=True)
class CaseOfScheme:
    """A live case of a body: whether it holds the scheme as it stands now, and what became of the
    job that brings it; ``job`` is empty where none is under way."""

    reference: str
    title: str
    holds_it: bool
    job: str = ""
    why: str = ""

    @property
    def failed(self) -> bool:
        """True where the job was given up."""
        return self.job == FAILED


@dataclass(frozen=True, slots=True)
class CasesOfScheme:
    """The live cases of a body; ``next_after`` leads to the next page, empty on the last."""

    name: str
    cases: tuple[CaseOfScheme, ...]
    next_after: str = ""


def list_cases_of_scheme(
    office: Office, viewer: Viewer, body: str, after: str = ""
) -> CasesOfScheme:
    """The live cases of a body with the result of each, a page from a reference on. Raises
    NotPermitted."""
    with office.database.reading() as connection:
        check_can_see_scheme(viewer, body, took_over(parties.succession_links(connection), body))
        return cases_of_scheme(office, connection, body, after, AT_ONCE)


def cases_of_scheme(
    office: Office, connection: Connection, body: str, after: str = "", limit: int | None = None
) -> CasesOfScheme:
    """The same, without asking who looks. Without a ``limit`` it is all of them, and of no jobs."""
    newest = [(entry, last) for entry, _, last, _ in store.newest_entries(connection, [body])]
    rows = store.cases_of_body(
        connection, body, ended_stages(office), after=after,
        limit=None if limit is None else limit + 1,
    )  # fmt: skip
    shown = rows if limit is None else rows[:limit]
    jobs = {}
    if limit is not None:
        jobs = store.jobs_under_way(connection, TAKE_OVER, body, [r.reference for r in shown])
    found = parties.find_organisation(connection, body)
    cases = tuple(
        CaseOfScheme(r.reference, r.title, _holds(r.holds, newest), *jobs.get(r.reference, ()))
        for r in shown
    )
    return CasesOfScheme(
        found.name if found else body, cases,
        shown[-1].reference if len(shown) < len(rows) else "",
    )  # fmt: skip


def _holds(structure: str | None, newest: Collection[tuple[SchemeEntry, date | None]]) -> bool:
    """Whether what a case took over is every entry in its newest version."""
    if structure is None:
        return not newest
    taken = read_structure(TAKEN_OVER, structure)
    last = next((last for _, last in newest), None)
    ended = taken.ended_on.earliest if taken.ended_on else None
    held = {(row["entry"], row["version"]) for row in taken.entries}
    return held == {(e.key, str(e.version)) for e, _ in newest} and ended == last


def ended_stages(office: Office) -> list[str]:
    """The stages at which a case of any pathway has ended."""
    stages = [s for d in office.pathways.definitions.values() for s in d.stages]
    open_ones = {s.id for s in stages if not s.final}
    return sorted({s.id for s in stages if s.final} - open_ones)


def enqueue_taking_over(
    tx: Transaction, body: str, references: Iterable[str], occasion: str
) -> None:
    """A job for each case, once for an occasion. It records in the name of who caused it."""
    for reference in references:
        tx.enqueue(
            TAKE_OVER, f"{TAKE_OVER}:{reference}:{body}:{occasion}",
            {"case": reference, "body": body, "person": tx.viewer.person},
            case_reference=reference,
        )  # fmt: skip


def follow_schemes(tx: CaseTransaction) -> None:
    """Have the case take over the scheme of every body that this verb may have brought to it, or
    that it says has ceased. A replayed case has only what its case file states."""
    written = {r.kind for r in tx.written}
    if tx.row.replayed or not written & BRINGS_A_BODY:
        return
    organisation: Any = tx.changes.get("organisation", tx.row.organisation)
    bodies = [
        body for body in bodies_with_schemes(tx.facts, organisation)
        if "succession" in written or tx.facts.find(f"{TAKEN_OVER}/{body}") is None
    ]
    for body in store.bodies_that_keep_one(tx.connection, bodies) if bodies else ():
        enqueue_taking_over(tx, body, [tx.row.reference], str(tx.position))

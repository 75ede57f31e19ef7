"""A newer version of a pathway tried on every live case that somebody governs, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.permissions import can_act_as
from casework.domain.viewer import Viewer
from casework.engine.definition import Definition
from casework.engine.version_change import VersionChange
from casework.services.definitions import definition_of
from casework.services.office import Office
from casework.services.version_changes import CHANGERS, tried_by
from casework.store.facts import current_records_of, facts_from
from casework.store.governed import live_cases_held

AT_ONCE = 10
"""Cases on one page: each is judged by two versions."""


@dataclass(frozen=True, slots=True)
class CaseTried:
    """One case as it stands, and what the version would do to it."""

    reference: str
    title: str
    stage: str
    tried: VersionChange


@dataclass(frozen=True, slots=True)
class CasesTried:
    """One page of cases; ``next_after`` leads to the next, empty on the last."""

    after: Definition
    cases: tuple[CaseTried, ...]
    next_after: str = ""


def try_on_many(
    office: Office, viewer: Viewer, pathway: str, version: int, from_reference: str = ""
) -> CasesTried:
    """What a version would do to the live cases of its pathway that the viewer governs and that are
    not on it, ten at a time from a reference on. Nothing is changed.

    Raises NotFound if there is no such version.
    """
    after = office.pathways.version(pathway, version)
    today = office.clock.today()
    with office.database.reading() as connection:
        rows = live_cases_held(
            connection, viewer.person, CHANGERS, today, pathway, but_on=after.hash,
            ended=[s.id for s in after.stages if s.final], after=from_reference,
            limit=AT_ONCE + 1,
        )  # fmt: skip
        shown = rows[:AT_ONCE]
        records = current_records_of(connection, [row.id for row in shown])
        before = {row.definition_hash: definition_of(office, connection, row.definition_hash)
                  for row in shown}  # fmt: skip
    cases = tuple(
        found for row in shown
        if (found := _tried(office, viewer, row, before[row.definition_hash], after,
                            facts_from(row, records[row.id], today)))
    )  # fmt: skip
    return CasesTried(after, cases, shown[-1].reference if len(rows) > AT_ONCE else "")


def _tried(
    office: Office, viewer: Viewer, row: Any, before: Definition, after: Definition, facts: Any
) -> CaseTried | None:
    if not can_act_as(facts, viewer, CHANGERS):
        return None
    tried = tried_by(office, before, after, facts)
    return CaseTried(row.reference, row.title, before.stage(facts.stage).title, tried)

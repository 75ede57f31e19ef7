"""Dry runs kept through the services, and how many rows every table holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from casework.domain.assumptions import Assumption, Sort
from casework.domain.facts import RecordVersion
from casework.engine.results import Judgement
from casework.services.dry_running import Trial, TriedStep, try_step
from casework.services.dry_runs import Keeping, keep_dry_run, lines_barred
from casework.services.reading import get_case
from casework.store.base import Base
from casework.store.database import Database
from tests.integration.case_pages import PM, Pages
from tests.integration.desk import Desk

SECRET = "Kanarienvogel"
STEP = "S0-S1"


def stated(kind: str, key: str = "assumed", **values: Any) -> Assumption:
    """That something is recorded."""
    return Assumption(Sort.STATED, kind, key, values)


def trial_of(
    desk: Desk, *assumptions: Assumption, what: str = STEP, by: str = "PM",
    day: date | None = None,
) -> Trial:
    """A step tried on the case, today if no other day is said."""
    view = desk.view(by)
    step = TriedStep(what, "", day or view.judged.as_at, assumptions)
    return try_step(
        view.definition, view.judged, step, desk.viewer(by).person, desk.office.clock.now()
    )


def keep(
    desk: Desk, by: str = "CFO", *, for_advice: bool = False, title: str = f"{SECRET} title",
    assumptions: tuple[Assumption, ...] = (), day: date | None = None,
) -> RecordVersion:
    """A dry run kept by a role."""
    trial = trial_of(desk, *assumptions, by=by, day=day)
    reasons = tuple(f"{SECRET} reason {n}" for n, _ in enumerate(lines_barred(trial)))
    words = tuple(f"{SECRET} words" for _ in assumptions)
    keeping = Keeping(trial.step, title, for_advice, words, reasons, trial.mark)
    return keep_dry_run(desk.office, desk.viewer(by), desk.reference, keeping)


def keep_one(pages: Pages) -> RecordVersion:
    """A dry run of the first move, kept by the programme manager."""
    view = get_case(pages.office, PM, pages.reference)
    trial = try_step(
        view.definition, view.judged, TriedStep("S1-S2", "", view.judged.as_at), PM.person,
        pages.office.clock.now(),
    )  # fmt: skip
    reasons = tuple("A reason" for _ in lines_barred(trial))
    keeping = Keeping(trial.step, "A dry run", False, (), reasons, trial.mark)
    return keep_dry_run(pages.office, PM, pages.reference, keeping)


def told(judgement: Judgement) -> list[tuple[str, str, str, str]]:
    """How every check of a judgement stands, and why."""
    return [
        (r.criterion.ref, r.subject, r.state.value, r.reason)
        for gate in judgement.gates for r in gate.results
    ]  # fmt: skip


def row_counts(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

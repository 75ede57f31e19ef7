"""Offices for replays: empty stores with the real pathways, and how a case stands in one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from casework.engine.agenda import next_judgements
from casework.engine.judgement import judge_gate
from casework.engine.library import Library
from casework.services.casefiles.beside import needed_before
from casework.services.casefiles.reading import read_case_file
from casework.services.casefiles.replay import replay
from casework.services.casefiles.report import ReplayReport
from casework.services.casefiles.seeing import facts_of, see
from casework.services.office import Office
from casework.store.database import Database
from tests.databases import Databases
from tests.integration.offices import office_with

SHIPPED = sorted((Path(__file__).parents[2] / "workflows" / "case-files").glob("*/case.yaml"))
PROGRAMMES = [p for p in SHIPPED if "\nbase:" not in p.read_text(encoding="utf-8")]
"""Those that tell a whole story; the others start from a base that fills in what was assumed."""
REPLAYED = [pytest.param((p, False), id=f"{p.parent.name}-as recorded") for p in SHIPPED] + [
    pytest.param((p, True), id=f"{p.parent.name}-assuming") for p in PROGRAMMES
]
OpenOffice = Callable[[], Office]


def new_office(
    databases: Databases, pathways: Library, folder: Path, stack: ExitStack
) -> Office:
    """An office over an empty store, which lasts as long as the stack."""
    engine = create_engine(stack.enter_context(databases.migrated()))
    stack.callback(engine.dispose)
    return replace(office_with(Database(engine), folder), pathways=pathways)


def replay_file(office: Office, path: Path, *, assume: bool = False) -> ReplayReport:
    """Read a case file and play it, after those of the cases that it links with."""
    case = read_case_file(path, office.pathways)
    for other in needed_before(office, path, case):
        replay(office, other, assume_unrecorded=assume)
    return replay(office, case, assume_unrecorded=assume)


def standing(office: Office, reference: str) -> dict[str, Any]:
    """Stage, holds, every check's state and every blocker of a case."""
    view, facts = see(office, reference), facts_of(office, reference)
    d = view.definition
    moves = [] if d.stage(facts.stage).final else next_judgements(d, facts)
    return {
        "stage": facts.stage,
        "visit": facts.visit,
        "judged on": facts.as_at,
        "holds": sorted((r.payload.hold, r.key) for r in facts.open_holds()),
        "checks": [(r.criterion.ref, r.subject, r.state.value, r.reason)
                   for gate in d.gates for r in judge_gate(d, gate, facts).results],
        "blockers": [(j.move, [(b.criterion.ref, b.subject) for b in j.blockers],
                      [f.hold for f in j.freezes], j.conditions) for j in moves],
    }  # fmt: skip

"""Every case file that is shipped, replayed once: all that must be true of what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import time_machine

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.services.audit import verify_chain
from casework.services.casefiles.export import export_case
from casework.services.casefiles.report import ReplayReport
from casework.services.casefiles.report_schema import report_schema
from casework.services.casefiles.table import table_of
from casework.services.judging_again import judge_all_again
from casework.services.office import Office
from casework.services.recomputing import prove_projections
from tests.databases import Databases
from tests.integration.past_moves import others
from tests.integration.replays import REPLAYED, new_office, replay_file, standing

ASKS_FOR_A_LINKED_CASE = "GT-U11.opened"
YEARS_AHEAD = datetime(2041, 5, 6, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Replayed:
    """A store into which one case file was replayed; no test changes the case in it."""

    office: Office
    report: ReplayReport


@pytest.fixture(scope="module", params=REPLAYED)
def replayed(
    request: pytest.FixtureRequest, databases: Databases, pathways: Library,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Replayed]:
    """One replay for all that is asked of it: a replay takes seconds, and a question little."""
    path, assume = request.param
    with ExitStack() as stack:
        office = new_office(databases, pathways, tmp_path_factory.mktemp("replayed"), stack)
        yield Replayed(office, replay_file(office, path, assume=assume))


def test_it_replays_as_its_file_expects(replayed: Replayed) -> None:
    assert replayed.report.exit_code == 0, table_of(replayed.report)
    jsonschema.validate(replayed.report.plain(), report_schema())


def test_its_projections_are_what_would_be_worked_out_now(replayed: Replayed) -> None:
    assert prove_projections(replayed.office) == []


def test_its_chain_is_intact(replayed: Replayed) -> None:
    assert verify_chain(replayed.office.database, replayed.report.reference).intact


def test_its_moves_get_the_same_answer_again(replayed: Replayed) -> None:
    assert others(replayed.office, replayed.report.reference) == []


def test_its_moves_get_the_same_answer_years_later(replayed: Replayed) -> None:
    with time_machine.travel(YEARS_AHEAD):
        found = judge_all_again(replayed.office.database)
    assert [again for again in found if not again.is_same] == []


@pytest.mark.one_database
def test_it_comes_back_as_it_stood_when_it_is_exported(
    replayed: Replayed, databases: Databases, pathways: Library, tmp_path: Path
) -> None:
    reference = replayed.report.reference
    written = export_case(replayed.office, SYSTEM, reference, tmp_path / "out")
    with ExitStack() as stack:
        elsewhere = new_office(databases, pathways, tmp_path / "elsewhere", stack)
        assert replay_file(elsewhere, written.path).exit_code == 0
        assert seen(elsewhere, reference) == seen(replayed.office, reference)


def seen(office: Office, reference: str) -> dict[str, Any]:
    """How the case stands. A link with a case beside it is of both, so that an export of one does
    not write it: of the check that asks for a linked case only the state is compared."""
    found = standing(office, reference)
    found["checks"] = [
        (check, subject, state, "" if check == ASKS_FOR_A_LINKED_CASE else reason)
        for check, subject, state, reason in found["checks"]
    ]  # fmt: skip
    return found

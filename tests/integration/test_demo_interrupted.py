"""A demonstration whose making is killed at any point is whole after the next start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from casework.engine.library import Library
from casework.services.audit import verify_chain
from casework.services.demo.branches import MINOR, OLDER, URGENT
from casework.services.demo.live_case import LIVE_CASE
from casework.services.demo.seeding import seed
from casework.services.office import Office
from casework.store.database import Database, UnauditedWrite
from casework.store.models.audit import AuditEntryRow
from casework.store.models.parties import OrganisationRow
from tests.databases import Databases
from tests.integration.desk import WORKFLOWS
from tests.integration.offices import office_with
from tests.integration.processes import kill_when_there

VICTIM, REPLAYED = "tests.integration.demo_victim", "KENT-STROKE-URGENT"
POINTS = (("system", 2), (LIVE_CASE, 60), (URGENT, 25), (MINOR, 12), (OLDER, 2), (REPLAYED, 5))


@pytest.fixture
def workflows(tmp_path: Path) -> Path:
    """A folder with one case file to replay."""
    folder = Path("case-files") / "kent-and-medway-stroke-urgent"
    shutil.copytree(WORKFLOWS / folder, tmp_path / "workflows" / folder)
    return tmp_path / "workflows"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What a test opens, closed in the end."""
    with ExitStack() as found:
        yield found


def opened(url: str, folder: Path, pathways: Library, stack: ExitStack) -> Office:
    engine = create_engine(url)
    stack.callback(engine.dispose)
    return replace(office_with(Database(engine), folder), pathways=pathways)


def every_entry(office: Office) -> list[tuple[Any, ...]]:
    """What was done by whom, entry by entry of each chain."""
    with office.database.reading() as connection:
        columns = [AuditEntryRow.chain, AuditEntryRow.position, AuditEntryRow.kind,
                   AuditEntryRow.actor]  # fmt: skip
        statement = select(*columns).order_by(AuditEntryRow.chain, AuditEntryRow.position)
        return [tuple(row) for row in connection.execute(statement)]


def test_killed_at_point_after_point_it_ends_as_if_never_interrupted(
    databases: Databases, pathways: Library, tmp_path: Path, workflows: Path, stack: ExitStack
) -> None:
    url = stack.enter_context(databases.migrated())
    for chain, position in POINTS:
        kill_when_there(VICTIM, url, str(tmp_path / "killed"), str(workflows), chain, str(position))
    killed = opened(url, tmp_path / "killed", pathways, stack)
    assert seed(killed, workflows)
    undisturbed = opened(stack.enter_context(databases.migrated()), tmp_path / "whole", pathways,
                         stack)  # fmt: skip
    seed(undisturbed, workflows)
    assert every_entry(killed) == every_entry(undisturbed)
    for chain in {entry[0] for entry in every_entry(killed)}:
        assert verify_chain(killed.database, chain).intact
    assert not seed(killed, workflows)


def test_of_a_block_that_does_not_end_well_nothing_is_there(database: Database) -> None:
    with pytest.raises(RuntimeError), database.all_or_nothing() as door:
        with door.writing(audited=True) as connection:
            connection.execute(OrganisationRow.__table__.insert(), ORGANISATION)
        raise RuntimeError("interrupted")
    with database.reading() as connection:
        assert connection.execute(select(OrganisationRow.key)).all() == []


def test_a_transaction_that_fails_takes_only_itself_back(database: Database) -> None:
    with database.all_or_nothing() as door:
        with door.writing(audited=True) as connection:
            connection.execute(OrganisationRow.__table__.insert(), ORGANISATION)
        with pytest.raises(RuntimeError), door.writing(audited=True) as connection:
            connection.execute(OrganisationRow.__table__.insert(), {**ORGANISATION, "key": "b"})
            raise RuntimeError("refused")
    with database.reading() as connection:
        assert connection.execute(select(OrganisationRow.key)).scalars().all() == ["a"]


def test_through_the_door_too_nothing_is_written_unaudited(database: Database) -> None:
    with pytest.raises(UnauditedWrite), database.all_or_nothing() as door:
        with door.writing(audited=True):
            pass
        with door.writing() as connection:
            connection.execute(OrganisationRow.__table__.insert(), ORGANISATION)


ORGANISATION = {"key": "a", "name": "A", "kind": "icb", "code_system": "", "code": "",
                "source": ""}  # fmt: skip

"""After a new release each case is judged anew once, in the night, without anybody asking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.measuring import counted
from casework.adapters import own_code
from casework.adapters.own_code import judging_code
from casework.jobs.registry import find_job
from casework.services.recomputing import prove_projections, recompute_after_release
from casework.store.audit import last_entry
from tests.integration.desk import Desk, open_desk
from tests.integration.tampering import tamper

OLD = "UPDATE service_case SET recompute_on = '2199-01-01'"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A case, judged by the release that runs."""
    recompute_after_release(desk.office, "first")
    return desk


def test_what_an_older_release_left_is_set_right(desk: Desk) -> None:
    tamper(desk.office.database, OLD)
    assert recompute_after_release(desk.office, "second") == 1
    assert prove_projections(desk.office) == []


def test_the_nightly_job_does_it(desk: Desk) -> None:
    tamper(desk.office.database, OLD)
    job = find_job("recompute_due")
    assert job is not None
    job.run(desk.office, {})
    assert prove_projections(desk.office) == []


def test_a_release_does_it_once(desk: Desk) -> None:
    recompute_after_release(desk.office, "second")
    tamper(desk.office.database, OLD)
    assert recompute_after_release(desk.office, "second") == 0


def test_every_other_night_it_costs_one_statement_whatever_the_number_of_cases(desk: Desk) -> None:
    for _ in range(3):
        open_desk(desk.office)
    with counted(desk.office.database.engine) as statements:
        recompute_after_release(desk.office, "first")
    assert len(statements.texts) == 1


def test_it_is_said_in_the_systems_chain(desk: Desk) -> None:
    tamper(desk.office.database, OLD)
    recompute_after_release(desk.office, "second")
    with desk.office.database.reading() as connection:
        entry = last_entry(connection, "system")
    assert entry is not None
    assert (entry.kind, json.loads(entry.body)) == (
        "store_judged_by_new_code", {"code": "second", "recomputed": 1}
    )


def test_the_code_is_told_by_its_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("domain", "engine", "services"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "projecting.py").write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(own_code, "_PACKAGE", tmp_path)
    found = []
    for content in ("1\n", "2\n", "1\n"):
        (tmp_path / "engine" / "projecting.py").write_text(content, encoding="utf-8")
        judging_code.cache_clear()
        found.append(judging_code())
    judging_code.cache_clear()
    assert (found[0] == found[2], found[0] == found[1]) == (True, False)

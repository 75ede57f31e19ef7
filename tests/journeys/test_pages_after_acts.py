"""Pages that exist only after somebody acted, and those of a replayed programme, are accessible."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import OpenWindow
from tests.journeys.person import Person
from tests.journeys.serving import ROOT, Served, copy_store
from tests.journeys.survey import Survey, Surveyor
from tests.journeys.test_every_page import application  # noqa: F401  (a fixture)
from tests.journeys.test_nothing_is_lost import LONG_AGO, choose_role_and_sign_in

REPLAYED = ROOT / "workflows" / "case-files" / "norwich-walk-in-centre" / "case.yaml"


@pytest.fixture(scope="module")
def served(
    browser: Browser, seeded: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Casework on a store in which people have acted and a programme was replayed."""
    data = tmp_path_factory.mktemp("acted") / "data"
    copy_store(seeded[0], data)
    running = Served(data)
    acts = subprocess.run(
        [sys.executable, "-m", "tests.journeys.acted_on"], cwd=ROOT, check=False,
        capture_output=True, text=True, env={**os.environ, "CASEWORK_DATA": str(data)},
    )  # fmt: skip
    assert acts.returncode == 0, acts.stderr
    running.pages = json.loads(acts.stdout.splitlines()[-1])  # type: ignore[attr-defined]
    report = json.loads(running.command("replay", str(REPLAYED), "--json"))
    running.replayed = report["reference"]  # type: ignore[attr-defined]
    running.start()
    try:
        yield running
    finally:
        running.stop()


def faults_of(survey: Survey) -> list[str]:
    """Everything that a survey found wrong."""
    return [*survey.axe, *survey.habits, *survey.sideways, *survey.focus, *survey.broken]


def look_at(surveyor: Surveyor, person: Person, addresses: list[str]) -> Survey:
    """Look at these pages, following nothing."""
    found = Survey()
    for address in addresses:
        surveyor.look_at(person, address, found)
    return found


def test_pages_that_follow_an_act(application, browser: Browser, served: Served) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    surveyor = Surveyor(application.url_map)
    found: list[str] = []
    pages = sorted(served.pages)  # type: ignore[attr-defined]
    for role, theirs in groupby(pages, key=lambda pair: pair[0]):
        addresses = [address for _, address in theirs]
        person = Person(served, browser).sign_in(role)
        survey = look_at(surveyor, person, addresses)
        assert survey.looked_at == len(addresses), f"{role} was not shown each of {addresses}"
        found += faults_of(survey)
        person.close()
    assert found == []


def test_the_pages_of_a_replayed_programme(application, browser: Browser, served: Served) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    case = f"/cases/{served.replayed}"  # type: ignore[attr-defined]
    addresses = [case, *(f"{case}/{page}" for page in (
        "history", "records", "evidence", "documents", "sharing", "people", "requests", "decisions",
        "move", "try", "audit", "retention", "notices",
    ))]  # fmt: skip
    person = Person(served, browser).sign_in("governance-lead")
    survey = look_at(Surveyor(application.url_map), person, addresses)
    person.close()
    assert (survey.looked_at, faults_of(survey)) == (len(addresses), [])


def test_the_page_of_kept_text(  # type: ignore[no-untyped-def]
    application, somebody: OpenWindow, served: Served, live_case: str  # noqa: F811
) -> None:
    manager = somebody("programme-manager").open(f"/cases/{live_case}/requests/new")
    manager.fill_in("what", "Words that took an hour")
    assert served.execute("UPDATE user_session SET last_seen_at = ?", LONG_AGO)
    manager.press("Ask", within=manager.page.locator("main"))
    choose_role_and_sign_in(manager, "programme-manager")
    assert manager.heading == "What you typed was kept"
    survey = Survey()
    Surveyor(application.url_map).look(manager, manager.path, survey)
    assert faults_of(survey) == []

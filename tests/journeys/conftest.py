"""The journeys: one browser for each process, and a store of its own for every module."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.chromium import chromium
from tests.journeys.person import Person
from tests.journeys.serving import ROOT, Served, copy_store, seed_demonstration

FAILURES = ROOT / "journey-failures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know whether the test failed."""
    report = yield
    item.stash.setdefault(FAILED, []).append(report.failed)  # type: ignore[attr-defined]
    return report


FAILED = pytest.StashKey[list[bool]]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with the fictional live case, and the case's reference. Only copied from."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    return data, seed_demonstration(data)


@pytest.fixture(scope="session")
def live_case(seeded: tuple[Path, str]) -> str:
    """The reference of the live case."""
    return seeded[1]


@pytest.fixture(scope="module")
def served(
    browser: Browser, seeded: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Casework, running on a copy of the seeded store that this module shares."""
    with _serving(seeded[0], tmp_path_factory.mktemp("served") / "data") as running:
        yield running


@pytest.fixture
def own_served(browser: Browser, seeded: tuple[Path, str], tmp_path: Path) -> Iterator[Served]:
    """Casework, running on a copy of the seeded store that only this test changes."""
    with _serving(seeded[0], tmp_path / "data") as running:
        yield running


@contextmanager
def _serving(source: Path, data: Path) -> Iterator[Served]:
    copy_store(source, data)
    running = Served(data)
    running.start()
    try:
        yield running
    finally:
        running.stop()


OpenWindow = Callable[..., Person]


@pytest.fixture
def somebody(
    browser: Browser, served: Served, request: pytest.FixtureRequest
) -> Iterator[OpenWindow]:
    """Opens browser windows on the store of the module."""
    yield from _windows(browser, served, request)


@pytest.fixture
def somebody_new(
    browser: Browser, own_served: Served, request: pytest.FixtureRequest
) -> Iterator[OpenWindow]:
    """Opens browser windows on the store of this test alone."""
    yield from _windows(browser, own_served, request)


def _windows(
    browser: Browser, served: Served, request: pytest.FixtureRequest
) -> Iterator[OpenWindow]:
    """A function that opens windows; where the test fails, what each of them shows is kept."""
    people: list[Person] = []

    def open_window(role: str = "", *, scripts: bool = True, narrow: bool = False) -> Person:
        person = Person(served, browser, scripts, narrow)
        people.append(person)
        return person.sign_in(role) if role else person

    yield open_window
    if any(request.node.stash.get(FAILED, [])):
        keep_what_is_shown(request.node.name, people, served)
    for person in people:
        person.close()


def keep_what_is_shown(test: str, people: list[Person], served: Served) -> None:
    """A picture of every open window, and what the server said."""
    FAILURES.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", test)
    for number, person in enumerate(people, start=1):
        person.page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)
    (FAILURES / f"{name}.log").write_text(served.log(), encoding="utf-8")


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Once with scripts, once without."""
    return bool(request.param)

"""Every page that a role can reach is accessible, fits 320 px, and leads nowhere broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from casework.app import create_app
from casework.settings import Settings
from tests.journeys.person import Person
from tests.journeys.serving import ROOT, Served
from tests.journeys.survey import Survey, Surveyor

ROLES = (
    "programme-manager", "governance-lead", "legal-adviser", "administrator", "east-clerk", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, for the map of its addresses only."""
    return create_app(Settings(
        data=tmp_path_factory.mktemp("map"), workflows=ROOT / "workflows",
        document_templates=ROOT / "document_templates",
    ))  # fmt: skip


@pytest.fixture(scope="module")
def surveyor(application: Flask) -> Surveyor:
    """One for all roles, so that the same page is looked at once."""
    return Surveyor(application.url_map)


@pytest.fixture(scope="module", params=ROLES, ids=lambda role: role or "a-stranger")
def survey(
    request: pytest.FixtureRequest, browser: Browser, served: Served, live_case: str,
    surveyor: Surveyor,
) -> Iterator[Survey]:
    """What a role meets."""
    person = Person(served, browser)
    if request.param:
        person.sign_in(request.param)
    found = surveyor.survey(person, starts(request.param, live_case))
    person.close()
    print(f"{request.param}: {found.looked_at} pages; {dict(found.seen)}")
    yield found


def starts(role: str, case: str) -> list[str]:
    """Where a walk begins: the first page, and pages that only forms or mail lead to."""
    if not role:
        return ["/sign-in", "/reset-password"]
    return ["/", "/account", f"/cases/{case}"] if not role.endswith("clerk") else ["/"]


def test_axe_finds_nothing(survey: Survey) -> None:
    assert survey.axe == [], "WCAG 2.2 AA"


def test_every_page_has_the_habits_of_a_page(survey: Survey) -> None:
    assert survey.habits == []


def test_no_page_scrolls_sideways_at_320_px(survey: Survey) -> None:
    assert survey.sideways == []


def test_the_focus_can_be_seen(survey: Survey) -> None:
    assert survey.focus == []


def test_no_link_leads_to_an_error(survey: Survey) -> None:
    assert survey.broken == []


def test_pages_were_looked_at(survey: Survey) -> None:
    assert survey.seen

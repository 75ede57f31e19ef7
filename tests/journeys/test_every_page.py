"""Every page that a role can reach is accessible, fits 320 px, and leads nowhere broken."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser

from casework.app import create_app
from casework.settings import Settings
from tests.journeys.person import Person
from tests.journeys.serving import ROOT, Served
from tests.journeys.survey import Survey, Surveyor

ROLES = (
    "programme-manager", "governance-lead", "legal-adviser", "senior-responsible-owner",
    "administrator", "east-clerk", "",
)  # fmt: skip
OUTSIDE_THE_CASE = ("administrator", "east-clerk")
FURTHER = {
    "programme-manager": ("records/regime/determine", "launch-check"),
    "governance-lead": ("gates/GT31", "gates/GT31/defer"),
    "senior-responsible-owner": (
        "gates/GT22/depth/sign?role=SRO", "gates/GT63/holidays/set-aside?means=departure",
    ),
}
# Nothing links to these; what leads there is said beside each, and tests of its own look at them.
REACHED_OTHERWISE = {
    "static": "a file, not a page",
    "identity.accept_invitation": "a letter by mail",
    "identity.reset_password": "a letter by mail",
    "identity.second_factor": "a password that was right",
    "identity.sign_in_to_demo": "leads on to the sign-in page",
    "identity.show_kept": "a form sent after the session ended",
    "share.enter_code": "a letter by mail",
    "share.show_opened": "a code that was right",
    "share.download_opened": "a code that was right",
    "case_people.end_early": "a cover that somebody has named",
    "case_people.show_handover": "a role that ended with its open work",
    "feeds.read": "a calendar program, with an address that is shown once",
    "outside.move_meeting": "a meeting that the clerk has entered",
    "outside.cancel_meeting": "a meeting that the clerk has entered",
    "outside.set_meeting_papers": "a meeting that the clerk has entered",
    "gates.answer": "a question that a check raises; none is open in the live case",
    "gates.check": "a sign-off that was recorded from outside and not yet checked",
    "gates.confirm": "a check that was set aside and not yet confirmed",
    "gates.record_outside": "an outside sign-off that is wanted; none is in the live case",
    "dry_runs.show": "a dry run that somebody has kept",
    "dry_runs.unmark": "a kept dry run that was made for legal advice",
    "documents.back": "a reload after a refusal; leads on to the document",
    "versions.change": "a case on an older version of its pathway",
    "many_versions.try_many": "a case on an older version of its pathway",
    "versions.undo": "a case that was moved to another version",
    "linking.papers": "a case that is linked with another",
    "moves.show_returns": "a case that went back to an earlier stage",
    "succession_plans.show_succession": "a succession that somebody has stated",
    "succession_plans.correct_succession": "a succession that somebody has stated",
    "succession_plans.choose_people": "a succession that somebody has stated",
    "succession_plans.show_case": "a succession that somebody has stated",
    "successions.of_case": "a case on which a body was succeeded",
    "gates.take_back": "an exception that was made",
    "moves.correct_hold": "a hold that is recorded",
    "moves.end_hold": "a hold that is open",
    "moves.show_notices": "a case that was paused, withdrawn or begun again",
    "moves.withdraw_hold": "a hold that was begun by hand",
    "outside.sign": "a check that waits for a clerk; none does in the live case",
    "records.check": "what another body said, recorded and not yet checked",
    "requests.withdraw": "a request that somebody has made",
    "requests.show": "a request that somebody has made",
    "requests.answer": "a request that somebody has made",
}


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


@pytest.fixture(scope="module")
def surveys(
    browser: Browser, served: Served, live_case: str, surveyor: Surveyor
) -> dict[str, Survey]:
    """What each role meets, by role; "" is a stranger."""
    found = {}
    for role in ROLES:
        person = Person(served, browser)
        if role:
            person.sign_in(role)
        found[role] = surveyor.survey(person, starts(role, live_case))
        person.close()
    return found


@pytest.fixture(params=ROLES, ids=lambda role: role or "a-stranger")
def survey(request: pytest.FixtureRequest, surveys: dict[str, Survey]) -> Survey:
    """What one role meets."""
    return surveys[request.param]


def starts(role: str, case: str) -> list[str]:
    """Where a walk begins: the first page, and pages that are linked only from pages left out."""
    if not role:
        return ["/sign-in", "/reset-password"]
    if role in OUTSIDE_THE_CASE:
        return ["/", "/account"]
    further = FURTHER.get(role, ())
    return ["/", "/account", f"/cases/{case}", *(f"/cases/{case}/{page}" for page in further)]


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


def test_every_page_of_the_map_was_reached_by_somebody(
    application: Flask, surveys: dict[str, Survey]
) -> None:
    seen = {endpoint for survey in surveys.values() for endpoint in survey.seen}
    answering = {
        rule.endpoint for rule in application.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    assert answering - seen - set(REACHED_OTHERWISE) == set()

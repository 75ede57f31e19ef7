"""A manager goes back a stage, reads first what must be confirmed again, and sees it afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import Person
from tests.journeys.serving import Served

BACK = "Rework the options"


def faults_of(person: Person) -> list[str]:
    """Everything that is wrong with the page that the person is on."""
    page = person.page
    return [*violations(page), *habits_missing(page), *scrolls_sideways(page)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_case_goes_back_after_what_must_be_confirmed_again_was_read(
    own_served: Served, browser: Browser, live_case: str, scripts: bool
) -> None:
    manager = Person(own_served, browser, scripts=scripts, narrow=True)
    manager.sign_in("programme-manager").open(f"/cases/{live_case}/move")
    manager.follow(BACK)
    faults = faults_of(manager) if scripts else []
    before = manager.text
    first = manager.page.locator("[name=in_doubt]").first
    title = manager.page.locator(f"label[for='{first.get_attribute('id')}']").inner_text()
    first.check()
    manager.press("See what must be confirmed again")
    faults += faults_of(manager) if scripts else []
    seen = manager.text
    manager.fill_in("reason", "The travel figures of one option were wrong.")
    manager.page.locator("[name=authorised_by]").select_option(index=1)
    manager.press(BACK, within=manager.page.locator("main"))
    faults += faults_of(manager) if scripts else []
    after = manager.text
    manager.close()
    assert "Nothing: no sign-off rests on anything that changed or is put in doubt." in before
    assert f"“{title.partition(' (version')[0]}”" in seen and "put in doubt by the return" in seen
    assert "Whose move:" in seen and "Nothing is recorded yet." in seen
    assert "Still to be confirmed again" in after and "put in doubt by the return" in after
    assert "The case is now in the stage: Options and stage 1 assurance" in after
    assert "Authorised by: " in after and "The travel figures of one option were wrong." in after
    assert faults == []


def test_what_was_put_in_doubt_without_looking_is_shown_before_the_case_goes_back(
    own_served: Served, browser: Browser, live_case: str
) -> None:
    manager = Person(own_served, browser)
    manager.sign_in("programme-manager").open(f"/cases/{live_case}/move/S5-S4")
    manager.page.locator("[name=in_doubt]").first.check()
    manager.fill_in("reason", "The travel figures of one option were wrong.")
    manager.page.locator("[name=authorised_by]").select_option(index=1)
    manager.press(BACK, within=manager.page.locator("main"))
    told, status = manager.text, manager.answer.status if manager.answer else 0
    manager.press(BACK, within=manager.page.locator("main"))
    after = manager.text
    manager.close()
    assert (status, "is not what you were shown" in told) == (409, True)
    assert "The case is now in the stage: Options and stage 1 assurance" in after

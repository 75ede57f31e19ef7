"""A wrong form, an ended session, a double press, two people at once: nothing lost or doubled."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.conftest import OpenWindow
from tests.journeys.files import word_file
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when
from tests.journeys.serving import Served

LONG_AGO = "2020-01-01T00:00:00.000000+00:00"
WORDS = "What the chapter shows, in words that took an hour to write."


def test_a_form_error_keeps_text_and_file(
    somebody: OpenWindow, live_case: str, scripts: bool, tmp_path: Path
) -> None:
    with given("somebody who fills in the evidence form and forgets the title"):
        manager = at_the_form(somebody("programme-manager", scripts=scripts), live_case, tmp_path)
        manager.fill_in("title", "")
    with when("they send it"):
        manager.press("Put in", within=manager.page.locator("main"))
    with then("they are told, and their words and their file are still there"):
        assert "Enter a title" in manager.text
        assert manager.page.locator("[name=description]").input_value() == WORDS
        assert "a-paper-about-lifts.docx" in manager.text
    with when("they add the title and send it again, without choosing the file again"):
        manager.fill_in("title", "A paper about lifts")
        manager.press("Put in", within=manager.page.locator("main"))
    with then("it is put in with its file"):
        assert "Put in." in manager.text
        assert "a-paper-about-lifts.docx" in manager.text


def test_an_ended_session_keeps_text_and_file(
    somebody: OpenWindow, served: Served, live_case: str, scripts: bool, tmp_path: Path
) -> None:
    with given("somebody who fills in the evidence form for so long that their session ends"):
        manager = at_the_form(somebody("programme-manager", scripts=scripts), live_case, tmp_path)
        assert served.execute("UPDATE user_session SET last_seen_at = ?", LONG_AGO)
    with when("they send it and sign in again"):
        manager.press("Put in", within=manager.page.locator("main"))
        assert manager.heading == "Sign in to Casework"
        choose_role_and_sign_in(manager, "programme-manager")
    with then("their words and their file were kept"):
        assert manager.heading == "What you typed was kept"
        assert WORDS in manager.text
    with when("they send it again"):
        manager.press("Send it again")
    with then("it can be put in, with its file"):
        if "Put in." not in manager.text:
            manager.press("Put in", within=manager.page.locator("main"))
        assert "Put in." in manager.text, manager.text[:900]
        assert "a-paper-about-lifts.docx" in manager.text


def test_pressing_twice_records_once(somebody: OpenWindow, live_case: str, scripts: bool) -> None:
    with given("a programme manager with a filled-in form"):
        manager = somebody("programme-manager", scripts=scripts)
        title = f"A lift fails {'with' if scripts else 'without'} scripts"
        manager.open(f"/cases/{live_case}/records/risk/new").fill_in("risk", title)
    with when("the form is sent twice before the answer comes"):
        form = manager.page.locator("main form[method=post]").last
        button = form.locator("button[type=submit]").last
        with manager.page.expect_navigation():
            button.dblclick(no_wait_after=True)
        manager.page.wait_for_load_state("networkidle")
    with then("there is one record"):
        manager.open(f"/cases/{live_case}/records/risk")
        assert manager.page.locator("main").get_by_role("link", name=title).count() == 1


def test_of_two_people_at_one_step_one_succeeds_and_the_other_is_told(
    somebody_new: OpenWindow, live_case: str, scripts: bool
) -> None:
    with given("two people who have the same step before them"):
        manager = somebody_new("programme-manager", scripts=scripts)
        owner = somebody_new("senior-responsible-owner", scripts=scripts)
        for person in (manager, owner):
            person.open(f"/cases/{live_case}/move/S5-S4").fill_in("reason", f"{person.page.url}")
            person.page.locator("[name=authorised_by]").select_option(index=1)
    with when("the one takes it, and then the other"):
        manager.press("Rework the options", within=manager.page.locator("main"))
        owner.press("Rework the options", within=owner.page.locator("main"))
    with then("the first has moved the case"):
        assert "The case is now in the stage" in manager.text
    with then("the other is told what happened, and their words are kept"):
        assert owner.answer is not None and owner.answer.status == 409
        assert "There is a problem" in owner.text
        assert "it is now in “Options and stage 1 assurance”" in owner.text
        assert "/move/S5-S4" in owner.text
    with then("the case was moved once"):
        manager.open(f"/cases/{live_case}/audit")
        entries = manager.page.locator(".casework-trail > li", has_text="S5-S4")
        assert entries.filter(has_text="Moved the case").count() == 1


def at_the_form(person: Person, case: str, folder: Path) -> Person:
    """The evidence form, filled in."""
    person.open(f"/cases/{case}/evidence/new")
    person.choose_file(word_file(folder, "A paper about lifts"))
    person.fill_in("title", "A paper about lifts").fill_in("type", "other")
    return person.fill_in("classification", "public").fill_in("description", WORDS)


def choose_role_and_sign_in(person: Person, role: str) -> None:
    """Sign in on the page that shows."""
    person.page.locator(f"input[name=person][value={role}]").check()
    person.page.locator("input[name=demo_password]").fill("choose-a-role-and-try")
    person.press("Sign in as this role")

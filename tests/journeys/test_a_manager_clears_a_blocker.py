"""A programme manager asks whether the case can go on, and the right people clear a blocker."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from casework.adapters.clock import SystemClock
from casework.domain.dates import london_date
from tests.journeys.conftest import OpenWindow
from tests.journeys.files import word_file
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when

PAPER = "Environment and climate chapter"
GATE = "gates/GT22"


def test_a_manager_asks_whether_we_can_launch_and_clears_a_blocker(
    somebody_new: OpenWindow, live_case: str, scripts: bool, tmp_path: Path
) -> None:
    with given("a programme manager at their first page"):
        manager = somebody_new("programme-manager", scripts=scripts)
    with when("they ask whether we can go to the board in four weeks"):
        manager.follow("Try a date for")
        ask_about(manager, london_date(SystemClock().now()) + timedelta(weeks=4))
    with then("they see four blockers, owned by four people, and that nothing was recorded"):
        assert "It would be refused" in manager.text
        assert owners(manager) == {
            "Programme manager", "Chief medical officer", "Chief finance officer", "Legal adviser",
        }  # fmt: skip
    with when("they put in the paper that the first one lacks"):
        manager.follow(f"Put in: {PAPER.lower()}")
        put_in(manager, word_file(tmp_path, PAPER), PAPER)
    with then("it is the senior responsible owner's move"):
        check = manager.open(f"/cases/{live_case}/{GATE}").page.locator(".casework-check").first
        assert "To be signed off" in check.inner_text()
        assert "Whose move: Senior responsible owner" in check.inner_text()
    with when("the senior responsible owner signs in and signs it off"):
        owner = somebody_new("senior-responsible-owner", scripts=scripts)
        owner.open(f"/cases/{live_case}").follow("Sign off as senior responsible owner")
        sign(owner)
    with then("three blockers are left"):
        manager.open(f"/cases/{live_case}/move/S5-S6")
        assert len(manager.page.locator(".casework-blocker").all()) == 3


def test_nobody_signs_what_they_supplied(
    somebody_new: OpenWindow, live_case: str, tmp_path: Path
) -> None:
    with given("a senior responsible owner who has put the paper in"):
        owner = somebody_new("senior-responsible-owner")
        owner.open(f"/cases/{live_case}").follow(f"Put in: {PAPER.lower()}")
        put_in(owner, word_file(tmp_path, PAPER), PAPER)
    with when("they try to sign it off all the same"):
        owner.open(f"/cases/{live_case}/{GATE}/regard/sign?role=SRO")
        owner.press("Sign off", within=owner.page.locator("main"))
    with then("they are told why they cannot"):
        assert "There is a problem" in owner.text
        assert "put in" in owner.text or "supplied" in owner.text
    with when("governance gives the role to the accountable officer as well, who signs"):
        governance = somebody_new("governance-lead").open(f"/cases/{live_case}/people")
        governance.fill_in("person", "accountable-officer").fill_in("role", "SRO")
        governance.press("Give the role")
        officer = somebody_new("accountable-officer")
        officer.open(f"/cases/{live_case}").follow("Sign off as senior responsible owner")
        sign(officer)
    with then("the check is met"):
        check = officer.open(f"/cases/{live_case}/{GATE}").page.locator(".casework-check").first
        assert "Signed off by Accountable officer" in check.inner_text()
        assert "Met" in check.locator(".nhsuk-tag").first.inner_text()


def test_a_manager_reaches_the_first_blockers_form_by_keyboard(somebody: OpenWindow) -> None:
    with given("somebody at the sign-in page who uses no mouse"):
        person = somebody().open("/sign-in")
    with when("they choose a role and sign in"):
        tab_to(person, "input[name=person]")
        person.page.keyboard.press("Space")
        tab_to(person, "button:has-text('Sign in as this role')")
        enter(person)
    with when("they go to the case and to the first blocker's form"):
        tab_to(person, "a:has-text('Open the case')")
        enter(person)
        tab_to(person, ".casework-next a")
        enter(person)
    with then("they are at the form that puts the paper in"):
        assert person.heading.endswith("Put in evidence")
    with then("the first thing that Tab reaches is the link past the menu, and it works"):
        person.page.reload()
        tab_to(person, "a.nhsuk-skip-link", most=1)
        person.page.keyboard.press("Enter")
        tab_to(person, "main :focus", most=1)
        assert person.page.locator("main :focus").count() == 1


def ask_about(person: Person, day: object) -> None:
    """Enter a date in the dry run and ask."""
    year, month, of_month = str(day).split("-")
    for part, value in (("day", of_month), ("month", month), ("year", year)):
        person.fill_in(f"on-{part}", value)
    person.press("Try it")


def owners(person: Person) -> set[str]:
    """Whose move each blocker on the page is."""
    lines = person.page.locator(".casework-blocker").all_inner_texts()
    return {line.split("Whose move: ")[1].split(".")[0] for line in lines}


def put_in(person: Person, file: Path, title: str) -> None:
    """Fill in the form that puts evidence in, and send it."""
    person.choose_file(file).fill_in("title", title).fill_in("classification", "public")
    person.press("Put in", within=person.page.locator("main"))
    assert "Put in." in person.text, person.text[:600]


def sign(person: Person) -> None:
    """Sign what the page shows."""
    person.fill_in("statement", "I have read both chapters.")
    person.press("Sign off", within=person.page.locator("main"))
    assert "You signed off" in person.text, person.text[:600]


def tab_to(person: Person, selector: str, most: int = 90) -> None:
    """Press Tab until this has the focus."""
    wanted = person.page.locator(selector)
    for _ in range(most):
        person.page.keyboard.press("Tab")
        if selector.endswith(":focus") and wanted.count():
            return
        if wanted.evaluate_all("all => all.includes(document.activeElement)"):
            return
    raise AssertionError(f"{most} presses of Tab do not reach {selector} on {person.heading}")


def enter(person: Person) -> None:
    """Press Enter and wait for the page that follows."""
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")

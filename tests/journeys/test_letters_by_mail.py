"""What people reach only through a letter: a new password, an invitation, a share with a code."""

from __future__ import annotations

import email
import email.policy
import re
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import OpenWindow
from tests.journeys.files import sums_that_differ
from tests.journeys.looking import habits_missing, scrolls_sideways, violations
from tests.journeys.person import NARROW, Person
from tests.journeys.sentences import given, then, when
from tests.journeys.serving import Served

SECONDS = 60
ADDRESS = "officer@council.example"
LINK = re.compile(r"https?://\S+?(/(?:share|reset-password|invitation)/[\w-]+)")
CODE = re.compile(r"\b(\d{4} ?\d{4})\b")


def test_an_invited_person_chooses_a_password_and_later_forgets_it(
    somebody_new: OpenWindow, own_served: Served
) -> None:
    with given("a person whom the administrator has invited"):
        invite(somebody_new("administrator"))
        person = somebody_new().open(link_in(letter_to(own_served, ADDRESS)))
        check_page(person)
    with when("they choose a password"):
        choose_password(person, "three unlikely words of mine")
    with then("they can sign in with it"):
        assert signs_in(somebody_new(), "three unlikely words of mine")
    with when("they forget it, ask for a letter and follow its link"):
        person.context.clear_cookies()
        person.open("/sign-in").follow("I have forgotten my password").fill_in("email", ADDRESS)
        person.press("Send me a link")
        check_page(person)
        person.open(link_in(letter_to(own_served, ADDRESS, "/reset-password/")))
        check_page(person)
        choose_password(person, "four other unlikely words")
    with then("they can sign in with the new one"):
        assert signs_in(somebody_new(), "four other unlikely words")


@pytest.fixture
def letter_with_code(
    somebody_new: OpenWindow, own_served: Served, live_case: str
) -> str:
    """The letter to a contact without an account, with whom the pack was shared."""
    administrator = somebody_new("administrator").open("/administration/contacts/add")
    administrator.fill_in("name", "Committee secretary")
    administrator.fill_in("email", "secretary@council.example")
    if "organisation" in administrator.field_names():
        administrator.fill_in("organisation", "east-northshire")
    administrator.page.locator("main form button[type=submit]").last.click()
    administrator.page.wait_for_load_state()
    governance = somebody_new("governance-lead").open(f"/cases/{live_case}/sharing")
    for name, words in (("code_pin", "Pack"), ("contact", "Committee secretary")):
        options = governance.page.locator(f"main [name={name}] option").filter(has_text=words)
        governance.fill_in(name, options.first.get_attribute("value"))
    governance.press("Send the code")
    assert "There is a problem" not in governance.text, governance.text[:900]
    return letter_to(own_served, "secretary@council.example")


def test_a_share_is_opened_without_an_account(
    somebody_new: OpenWindow, letter_with_code: str
) -> None:
    with given("a contact without an account, with a letter"):
        reader = somebody_new().open(link_in(letter_with_code))
        check_page(reader)
    with when("they enter the code"):
        code = CODE.search(letter_with_code)
        assert code, letter_with_code
        reader.fill_in("code", code.group(1)).press("Open it")
    with then("they can download the pack, and every file in it is what it says"):
        check_page(reader)
        with reader.page.expect_download() as waiting:
            reader.page.locator("main").get_by_role("link", name="Download").first.click()
        assert sums_that_differ(Path(waiting.value.path()).read_bytes()) == []
    with then("the code opens it only once"):
        stranger = somebody_new().open(link_in(letter_with_code))
        stranger.fill_in("code", code.group(1)).press("Open it")
        assert "There is a problem" in stranger.text


def invite(administrator: Person) -> None:
    """Add a person and invite them."""
    administrator.open("/administration/people/add").fill_in("name", "Committee officer")
    administrator.fill_in("email", ADDRESS)
    administrator.page.locator("main form button[type=submit]").last.click()
    administrator.page.wait_for_load_state()
    administrator.press(re.compile("nvit"), within=administrator.page.locator("main"))
    assert "There is a problem" not in administrator.text, administrator.text[:900]


def choose_password(person: Person, password: str) -> None:
    """Enter it wherever the page asks, and send."""
    for box in person.page.locator("main input[autocomplete=new-password]").all():
        box.fill(password)
    with person.page.expect_navigation():
        person.page.locator("main form button[type=submit]").last.click()
    assert "There is a problem" not in person.text, person.text[:600]


def signs_in(person: Person, password: str) -> bool:
    """Whether the invited person gets in."""
    person.open("/sign-in")
    person.page.locator("main input[name=email]").fill(ADDRESS)
    person.page.locator("main input[name=password]").fill(password)
    person.press("Sign in", within=person.page.locator("main form[action='/sign-in']"))
    return "Committee officer" in person.page.locator("header").inner_text()


def letter_to(served: Served, address: str, words: str = "") -> str:
    """The newest letter to somebody with these words, once the worker has sent it."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for path in sorted((served.data / "mail").glob("**/*.eml"), reverse=True):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = letter.get_body(("plain",))
            said = str(body.get_content()) if body else ""
            if address in str(letter["To"]) and words in said:
                return said
        time.sleep(0.3)
    raise AssertionError(f"no letter to {address} in {SECONDS} seconds: {served.log()[-2000:]}")


def link_in(letter: str) -> str:
    """The address in a letter, without its host."""
    found = LINK.search(letter)
    assert found, f"no link in the letter: {letter}"
    return found.group(1)


def check_page(person: Person) -> None:
    """The page is accessible and fits 320 px."""
    assert violations(person.page) == []
    assert habits_missing(person.page) == []
    person.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert scrolls_sideways(person.page) == []

"""A scrutiny clerk sees what is shared with their council, answers, and sees nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.conftest import OpenWindow
from tests.journeys.files import sums_that_differ
from tests.journeys.person import Person
from tests.journeys.sentences import given, then, when

COMMENT = "The committee asks how visitors without a car will get there."


def test_a_clerk_downloads_a_pack_that_is_what_it_says(
    somebody: OpenWindow, live_case: str, scripts: bool
) -> None:
    with given("a clerk at what is shared with their council"):
        clerk = at_the_pack(somebody("east-clerk", scripts=scripts))
    with when("they download the pack"):
        with clerk.page.expect_download() as waiting:
            clerk.page.get_by_role("link", name="Download").first.click()
        content = Path(waiting.value.path()).read_bytes()
    with then("every file in it has the hash that its list states"):
        assert sums_that_differ(content) == []
    with then("the case itself is not there for them"):
        clerk.open(f"/cases/{live_case}", expect=404)


def test_a_clerk_acknowledges_and_answers_and_the_case_shows_it(
    somebody_new: OpenWindow, live_case: str, scripts: bool
) -> None:
    with given("a clerk at what is shared with their council"):
        clerk = at_the_pack(somebody_new("east-clerk", scripts=scripts))
    with when("they acknowledge it, enter a meeting and send comments"):
        clerk.press("Acknowledge receipt")
        enter_meeting(clerk)
        send_comments(clerk)
    with then("they see what they said"):
        clerk.open(f"/shared/{live_case}")
        assert "Acknowledged" in clerk.text
        assert COMMENT in clerk.text
    with then("the programme manager sees it on the case"):
        manager = somebody_new("programme-manager")
        manager.open(f"/cases/{live_case}/documents/packs")
        assert "cknowledged" in manager.text
        assert "15 March 2027" in manager.open(f"/cases/{live_case}/records/meeting").text
        manager.open(f"/cases/{live_case}/records/scrutiny_response")
        manager.page.locator("main td a").first.click()
        assert COMMENT in manager.text


def at_the_pack(clerk: Person) -> Person:
    """From the clerk's first page to what is shared."""
    assert clerk.heading.endswith("Your packs")
    return clerk.follow("Stroke and urgent care")


def enter_meeting(clerk: Person) -> None:
    """Enter a meeting of the council's committee."""
    clerk.follow("Keep your committee’s meetings").follow("Enter a meeting")
    clerk.page.get_by_label("East Northshire Council").check()
    for part, value in (("day", "15"), ("month", "3"), ("year", "2027")):
        clerk.fill_in(f"on-{part}", value)
    clerk.fill_in("agenda", "Stroke care").press("Record it")
    assert "There is a problem" not in clerk.text, clerk.text
    clerk.page.get_by_role("link", name="Stroke and urgent care").click()


def send_comments(clerk: Person) -> None:
    """Send the committee's comments."""
    clerk.follow("Send comments")
    clerk.page.get_by_label("East Northshire Council").check()
    clerk.fill_in("outcome", "comments").fill_in("comments", COMMENT)
    clerk.fill_in("received_on", "2026-11-20").press("Record it")
    assert "There is a problem" not in clerk.text, clerk.text

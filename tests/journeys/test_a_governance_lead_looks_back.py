"""A governance lead sees who signed what on which version, and that the record is intact."""

from __future__ import annotations

import re

from tests.journeys.conftest import OpenWindow
from tests.journeys.sentences import given, then, when

SIGNED = re.compile(r"Signed off\s+[^,]+, [^,]+, \d+ \w+ \d{4}")
VERSION = re.compile(r"Relied on\s+.+, version \d")


def test_a_past_decision_says_who_signed_what_on_which_version(
    somebody: OpenWindow, scripts: bool
) -> None:
    with given("a governance lead at their first page"):
        governance = somebody("governance-lead", scripts=scripts)
    with when("they open a past decision"):
        governance.follow("Write the pre-consultation business case")
    with then("each check says who signed it and on which version of what"):
        shown = governance.page.locator(".casework-criterion").all_inner_texts()
        signed = [words for words in shown if "Signed off" in words]
        assert signed
        assert all(SIGNED.search(words) for words in signed), "somebody, in a role, on a day"
        assert all(VERSION.search(words) for words in signed), "a version of something"


def test_the_audit_trail_can_be_narrowed_and_says_that_it_is_intact(
    somebody: OpenWindow, live_case: str, scripts: bool
) -> None:
    with given("a governance lead at the audit trail of a case"):
        governance = somebody("governance-lead", scripts=scripts)
        governance.open(f"/cases/{live_case}").follow("Audit trail")
    with then("it says that the record is intact"):
        assert "The record of this case is intact" in governance.text
    with when("they ask for what the legal adviser signed"):
        governance.page.get_by_label("What was done").select_option(label="Signed a check off")
        governance.page.get_by_label("Who did it").select_option(label="Legal adviser")
        governance.press("Narrow the trail")
    with then("they see that and nothing else"):
        entries = governance.page.locator(".casework-trail > li").all_inner_texts()
        assert entries
        assert all("Signed a check off" in e and "Legal adviser" in e for e in entries)


def test_the_case_page_says_whether_its_record_is_intact(
    somebody: OpenWindow, live_case: str
) -> None:
    with when("a governance lead opens the case"):
        governance = somebody("governance-lead").open(f"/cases/{live_case}")
    with then("a sentence says that its record is intact"):
        assert "intact" in governance.text

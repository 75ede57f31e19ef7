"""A clerk states once, for all their cases, when papers are wanted, and enters a meeting once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, InvalidFields, NotPermitted
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.audit import check_every_record, verify_chain
from casework.services.case_people import end_role, give_role
from casework.services.council_meetings import set_meeting
from casework.services.council_rules import (
    RuleDetails,
    councils_view,
    set_meeting_on_cases,
    state_papers_rule,
)
from casework.services.opening import Opening, open_case
from casework.services.paper_deadlines import Wanted, set_paper_deadlines
from casework.store.audit import SYSTEM_CHAIN, read_chain
from casework.store.transaction import find_case_row
from tests.integration.case_pages import (
    GOV,
    ICB,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of
from tests.integration.outside_pages import EAST, WEST, add_clerks, add_organisation
from tests.integration.tampering import tamper

DAY = date(2026, 9, 9)  # a Wednesday
EAST_COUNCIL = "east-council"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case with a clerk of the eastern council."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    add_clerks(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def second(pages: Pages) -> str:
    """Another case with the same clerk."""
    people = (("governance-lead", "GOV"), ("programme-manager", "PM"))
    reference = open_case(pages.office, SYSTEM, Opening("Another case", ICB, people=people))
    give_role(pages.office, GOV, reference, "east-clerk", "HC")
    return reference


def states(pages: Pages, version: int = 0, viewer: Viewer = EAST, **changes: Any) -> None:
    """State the eastern council's rule, for meetings of this September on."""
    values = {"draft": 20, "final": 8, "valid_from": date(2026, 9, 1), "set_by": "Protocol",
              "reason": "Agreed" if version else "", **changes}  # fmt: skip
    state_papers_rule(pages.office, viewer, EAST_COUNCIL, version, RuleDetails(**values))


def meets(pages: Pages, reference: str, day: date = DAY) -> None:
    set_meeting(pages.office, EAST, reference, EAST_COUNCIL, day)


def text_of(pages: Pages, address: str, person: str = "east-clerk") -> str:
    return browser_of(pages, person).open(address).get_data(as_text=True)


# ----------------------------------------------------------------------- The rule


def test_a_rule_counts_on_every_case_of_the_council(pages: Pages, second: str) -> None:
    states(pages)
    for reference in (pages.reference, second):
        meets(pages, reference)
        said = text_of(pages, f"/shared/{reference}/meetings")
        assert "by 11 August 2026" in said and "by 27 August 2026" in said


def test_a_case_opened_later_goes_by_the_rule_too(pages: Pages) -> None:
    states(pages)
    people = (("governance-lead", "GOV"),)
    reference = open_case(pages.office, SYSTEM, Opening("A later case", ICB, people=people))
    give_role(pages.office, GOV, reference, "east-clerk", "HC")
    meets(pages, reference)
    assert "by 11 August 2026" in text_of(pages, f"/shared/{reference}/meetings")


def test_a_meeting_before_its_day_does_not_go_by_it(pages: Pages) -> None:
    states(pages, valid_from=date(2026, 9, 10))
    meets(pages, pages.reference)
    assert "by 18 August 2026" in text_of(pages, f"/shared/{pages.reference}/meetings")


def test_the_board_sees_the_rule_on_the_page_of_dates_and_whose_it_is(pages: Pages) -> None:
    states(pages)
    meets(pages, pages.reference)
    said = text_of(pages, f"{pages.url}/dates", "programme-manager")
    assert "27 August 2026" in said
    assert "As the council’s own rule has it for meetings from 1 September 2026." in said


def test_the_launch_check_goes_by_the_rule(pages: Pages) -> None:
    record(pages, "affected_authority", organisation=EAST_COUNCIL, standing="scrutiny")
    states(pages)
    meets(pages, pages.reference)
    days = ("opens_on-day=1&opens_on-month=9&opens_on-year=2026&closes_on-day=30"
            "&closes_on-month=11&closes_on-year=2026")  # fmt: skip
    said = text_of(pages, f"{pages.url}/launch-check?{days}", "programme-manager")
    assert "by 27 August 2026, 8 working days before it" in said


def test_what_a_case_has_of_its_own_goes_before_it_and_is_named(
    pages: Pages, second: str
) -> None:
    states(pages)
    set_paper_deadlines(pages.office, EAST, second, EAST_COUNCIL, Wanted(30, 9))
    for reference in (pages.reference, second):
        meets(pages, reference)
    said = text_of(pages, "/council")
    assert "by 11 August 2026" in said and "by 28 July 2026" in said
    assert "They go before the rule there." in said


def test_every_version_is_kept_and_the_page_tells_what_comes(pages: Pages) -> None:
    states(pages, valid_from=date(2026, 1, 1))
    states(pages, 1, valid_from=date(2030, 1, 1), draft=25, counted="clear")
    view = councils_view(pages.office, EAST)
    assert [v.rule.version for v in view.versions[EAST_COUNCIL]] == [2, 1]
    said = text_of(pages, "/council")
    assert "For meetings from 1 January 2030: draft papers 25 clear working days before" in said
    assert "Set by: Protocol." in said and "Why: Agreed." in said


def test_a_case_as_it_stood_before_goes_by_what_was_stated_then(pages: Pages) -> None:
    states(pages)
    before = pages.office.clock.now() - timedelta(seconds=1)
    with pages.office.database.reading() as connection:
        then = find_case_row(connection, pages.reference, calendar_of=before)
        now = find_case_row(connection, pages.reference)
    assert (then.council_papers, EAST_COUNCIL in now.council_papers) == ("", True)


def test_it_is_stated_on_its_page(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/council/papers/{EAST_COUNCIL}")
    clerk.send(**{"draft": "20", "final": "8", "counted": "working", "valid_from-day": "1",
                  "valid_from-month": "1", "valid_from-year": "2026"})  # fmt: skip
    assert "For meetings from 1 January 2026: draft papers 20 working days before" in clerk.text


def test_what_was_typed_stays_beside_its_errors(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/council/papers/{EAST_COUNCIL}")
    answer = clerk.send(**{"draft": "5", "final": "8", "counted": "working",
                           "valid_from-day": "1", "valid_from-month": "1",
                           "valid_from-year": "2026"})  # fmt: skip
    assert answer.status_code == 422 and clerk.page.find(id="draft")["value"] == "5"
    assert "Draft papers are wanted before final ones" in clerk.text


def test_every_fault_is_named_at_once(pages: Pages) -> None:
    with pytest.raises(InvalidFields) as refused:
        states(pages, 1, draft=0, counted="x", valid_from=None, reason=" ")
    assert sorted(refused.value.faults) == ["counted", "draft", "reason", "valid_from"]


def test_who_was_slower_is_told(pages: Pages) -> None:
    states(pages)
    with pytest.raises(Conflict):
        states(pages, draft=30)


@pytest.mark.parametrize("viewer", [WEST, PM, GOV, Viewer("")])
def test_only_a_clerk_or_chair_of_the_council_states_it(pages: Pages, viewer: Viewer) -> None:
    with pytest.raises(NotPermitted):
        states(pages, viewer=viewer)


def test_a_clerk_of_another_council_states_none_for_this_one(pages: Pages) -> None:
    give_role(pages.office, GOV, pages.reference, "west-clerk", "HC")
    with pytest.raises(NotPermitted):
        states(pages, viewer=WEST)


@pytest.fixture
def joint(pages: Pages) -> Pages:
    """A case that names a body as the joint committee of the western council, whose clerk is on
    it; the body is registered later."""
    give_role(pages.office, GOV, pages.reference, "west-clerk", "HC")
    record(pages, "joint_scrutiny", outcome="appointed", committee_type="mandatory",
           organisation="joint", members=["west-council"])  # fmt: skip
    return pages


def states_for_joint(pages: Pages) -> None:
    details = RuleDetails(60, 60, date(2026, 9, 1))
    state_papers_rule(pages.office, WEST, "joint", 0, details)


def test_a_council_that_a_case_calls_a_joint_committee_states_its_own_rule(joint: Pages) -> None:
    add_organisation(joint, "joint", "local_authority")
    with pytest.raises(NotPermitted, match="another committee than yours"):
        states_for_joint(joint)


def test_a_member_states_the_rule_of_its_joint_committee(joint: Pages) -> None:
    add_organisation(joint, "joint", "joint_scrutiny")
    states_for_joint(joint)
    assert councils_view(joint.office, WEST).newest("joint") == 1


def test_a_council_is_not_recorded_as_a_joint_committee(pages: Pages) -> None:
    with pytest.raises(Invalid, match="is registered as: Local authority") as refused:
        record(pages, "joint_scrutiny", outcome="appointed", organisation=EAST_COUNCIL,
               members=["west-council"])  # fmt: skip
    assert refused.value.field == "organisation"


@pytest.mark.parametrize("name", ["set_by", "reason"])
def test_what_is_said_beside_a_rule_has_its_length(pages: Pages, name: str) -> None:
    with pytest.raises(InvalidFields, match="300 characters"):
        states(pages, **{name: "x" * 301})


def test_who_lost_the_role_sees_and_states_nothing(pages: Pages) -> None:
    end_role(pages.office, GOV, pages.reference, "east-clerk", "HC",
             FactDate.parse("2026-05-01"))  # fmt: skip
    with pytest.raises(NotPermitted):
        councils_view(pages.office, EAST)


# ----------------------------------------------------------------------- The chain


def test_a_rule_is_in_the_chain_of_the_system_without_its_words(pages: Pages) -> None:
    states(pages, set_by="SECRET")
    with pages.office.database.reading() as connection:
        entry = list(read_chain(connection, SYSTEM_CHAIN))[-1]
    assert entry.kind == "council_papers_stated" and "SECRET" not in entry.body
    assert verify_chain(pages.office.database, SYSTEM_CHAIN).intact
    assert check_every_record(pages.office) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [("UPDATE council_papers SET draft_days = 1", "is not as its entry says"),
     ("UPDATE council_papers SET in_force = ''", "is not as its entry says"),
     ("DELETE FROM council_papers", "A version of a council's rule for papers is gone")],
)
def test_a_rule_that_was_changed_is_found(pages: Pages, statement: str, said: str) -> None:
    states(pages)
    tamper(pages.office.database, statement)
    assert said in verify_chain(pages.office.database, SYSTEM_CHAIN).reason


# ----------------------------------------------------------------------- Meetings


def test_a_meeting_is_entered_once_on_every_case_that_is_chosen(
    pages: Pages, second: str
) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/council/meetings/new")
    clerk.send(**{"body": EAST_COUNCIL, "on-day": "9", "on-month": "9", "on-year": "2026",
                  "cases": [pages.reference, second]})  # fmt: skip
    assert f"The meeting is recorded on {pages.reference}, {second}." in clerk.text
    assert clerk.text.count("9 September 2026, East Council") == 1


def test_pressing_twice_enters_it_once(pages: Pages, second: str) -> None:
    both = [pages.reference, second]
    for _ in range(2):
        found = set_meeting_on_cases(pages.office, EAST, EAST_COUNCIL, DAY, both, once="k" * 32)
        assert [each.fault for each in found] == ["", ""]
    cases = councils_view(pages.office, EAST).cases
    assert [len(case.meetings_of(EAST_COUNCIL)) for case in cases] == [1, 1]


def test_a_case_that_has_it_already_is_told_and_the_other_is_entered(
    pages: Pages, second: str
) -> None:
    meets(pages, second)
    found = {each.reference: each.fault for each in set_meeting_on_cases(
        pages.office, EAST, EAST_COUNCIL, DAY, [pages.reference, second])}  # fmt: skip
    assert found[pages.reference] == "" and "is recorded already" in found[second]


def test_the_page_says_on_which_cases_a_meeting_is_missing(pages: Pages, second: str) -> None:
    meets(pages, pages.reference)
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/council")
    assert f"Not entered on Another case ({second})" in clerk.text
    link = next(a for a in clerk.page.find_all("a") if "Enter it there too" in a.get_text())
    clerk.open(str(link["href"]))
    assert [box["value"] for box in clerk.page.select("input[name=cases][checked]")] == [second]


def test_a_doubtful_day_is_asked_about_first(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/council/meetings/new")
    answer = clerk.send(**{"body": EAST_COUNCIL, "on-day": "12", "on-month": "9",
                           "on-year": "2026", "cases": [pages.reference]})  # fmt: skip
    assert answer.status_code == 422 and "is a Saturday" in clerk.text


def test_no_case_chosen_is_said(pages: Pages) -> None:
    with pytest.raises(Invalid):
        set_meeting_on_cases(pages.office, EAST, EAST_COUNCIL, DAY, [])


def test_the_page_asks_the_database_little_however_many_cases_there_are(
    pages: Pages, second: str
) -> None:
    for reference in (pages.reference, second):
        meets(pages, reference)
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/council")
    with counted_statements(pages) as statements:
        clerk.open("/council")
    assert len([each for each in statements if not each.startswith("PRAGMA")]) <= 8

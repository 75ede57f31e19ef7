"""Pages on which a cover is named and ended, and a role is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.domain.viewer import Viewer
from casework.services.case_people import give_role
from casework.services.covering import CoverNamed, name_cover
from casework.services.reading import get_case
from casework.services.requests import ask
from tests.integration.case_pages import (
    GOV,
    OUTSIDER,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.outside_pages import add_clerks
from tests.visitors import Visitor


@pytest.fixture
def case(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a person in every role."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


def cover(case: Pages, covering: str = OUTSIDER, last: int = 7) -> None:
    day = case.office.clock.today()
    named = CoverNamed(PM.person, covering, day, day + timedelta(days=last))
    name_cover(case.office, PM, (case.reference,), named)


def named_on_page(case: Pages, person: str = PM.person, **changes: str) -> Visitor:
    """Send the form as somebody, with a stranger covering for a week."""
    visitor = browser_of(case, person)
    visitor.open(f"{case.url}/people/covers/new")
    last = case.office.clock.today() + timedelta(days=7)
    given = {"covering": OUTSIDER, "roles": "PM", "until-day": str(last.day),
             "until-month": str(last.month), "until-year": str(last.year), **changes}  # fmt: skip
    visitor.send(**given)
    return visitor


def test_a_cover_is_named_on_a_page(case: Pages) -> None:
    named_on_page(case)
    facts = get_case(case.office, PM, case.reference).judged
    assert facts.roles_of(OUTSIDER) == {"PM"}


def test_a_form_that_is_wrong_says_so_and_keeps_what_was_entered(case: Pages) -> None:
    visitor = named_on_page(case, covering=PM.person)
    assert "Nobody covers for themselves" in visitor.text
    assert status(visitor) == 422


def test_who_may_name_nobody_is_offered_no_form(case: Pages) -> None:
    cover(case)
    visitor = browser_of(case, OUTSIDER)
    visitor.open(f"{case.url}/people/covers/new")
    assert status(visitor) == 403


def test_my_work_says_for_whom_one_covers(case: Pages) -> None:
    cover(case)
    visitor = browser_of(case, OUTSIDER)
    visitor.open("/work")
    assert "You cover for Programme manager as programme manager" in visitor.text


def test_my_work_says_who_covers_for_one(case: Pages) -> None:
    cover(case)
    visitor = browser_of(case, PM.person)
    visitor.open("/work")
    assert "covers for you as programme manager" in visitor.text


def test_the_history_says_both_names(case: Pages) -> None:
    cover(case)
    record(case, "site", Viewer(OUTSIDER, PM.organisation), name="West Hospital")
    visitor = browser_of(case, PM.person)
    visitor.open(f"{case.url}/history")
    assert "covering for Programme manager (programme manager)" in visitor.text


def test_the_trail_as_a_file_says_both_names(case: Pages) -> None:
    cover(case)
    record(case, "site", Viewer(OUTSIDER, PM.organisation), name="West Hospital")
    visitor = browser_of(case, PM.person)
    visitor.open(f"{case.url}/audit")
    answer = visitor.client.get(f"{case.url}/audit.csv")
    assert "covering for Programme manager (programme manager)" in answer.get_data(as_text=True)


def test_a_handover_page_says_what_was_open_and_who_takes_it(case: Pages) -> None:
    ask(case.office, PM, case.reference, "engagement-lead", "The plan",
        case.office.clock.today())  # fmt: skip
    governance = browser_of(case, GOV.person)
    governance.open(f"{case.url}/people/engagement-lead/ENG/end")
    governance.send(takes_role=OUTSIDER)
    assert "The plan" in governance.text
    assert "Somebody of another case" in governance.text


def test_what_was_left_to_nobody_is_on_the_work_of_governance(case: Pages) -> None:
    ask(case.office, PM, case.reference, "engagement-lead", "The plan",
        case.office.clock.today())  # fmt: skip
    governance = browser_of(case, GOV.person)
    governance.open(f"{case.url}/people/engagement-lead/ENG/end")
    governance.send()
    governance.open("/work")
    assert "Say who takes on work that was left to nobody" in governance.text


@pytest.mark.parametrize("path", ["/work", "/home", "{case}/people", "{case}/people/covers/new",
                                  "{case}/people/programme-manager/PM/end"])  # fmt: skip
def test_the_pages_cost_at_most_eight_statements(case: Pages, path: str) -> None:
    cover(case, "governance-lead")
    visitor = browser_of(case, GOV.person)
    with counted_statements(case) as seen:
        visitor.open(path.format(case=case.url))
    queries = [s for s in seen if not s.startswith("BEGIN")]
    assert len(queries) <= 8, queries


def test_a_clerk_of_a_council_is_offered_for_no_role_inside(case: Pages) -> None:
    add_clerks(case)
    visitor = browser_of(case, PM.person)
    visitor.open(f"{case.url}/people/covers/new")
    offered = {option["value"] for option in visitor.page.select("select[name=covering] option")}
    assert OUTSIDER in offered and "east-clerk" not in offered


def test_who_is_away_on_another_case_may_cover_and_the_page_warns(case: Pages) -> None:
    first = case.reference
    give_role(case.office, GOV, first, OUTSIDER, "CNO")
    day = case.office.clock.today()
    away = CoverNamed(OUTSIDER, "engagement-lead", day, day + timedelta(days=3))
    name_cover(case.office, GOV, (first,), away)
    second = open_live_case(case)
    visitor = named_on_page(case)
    assert "Take care: " in visitor.text and "is away on another case" in visitor.text
    assert get_case(case.office, PM, second).judged.roles_of(OUTSIDER) == {"PM"}

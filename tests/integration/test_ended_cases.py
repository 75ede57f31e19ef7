"""A case that has ended does not go on as if live, and says where its proposal goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.engine.agenda import required_actions
from casework.services.case_people import give_role
from casework.services.feeds import read_feed, renew_feed
from casework.services.linking import Linking, open_linked_case
from casework.services.moving import Step, move_case
from casework.services.projecting import projected
from casework.services.reading import get_case
from casework.services.recomputing import prove_projections
from casework.services.scrutiny import comment
from casework.store.transaction import find_case_row
from tests.integration.case_pages import (
    GOV,
    PM,
    SRO,
    Pages,
    fill_intake,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.desk import without_temporary_change
from tests.integration.entry_pages import browser_of
from tests.integration.outside_pages import EAST, add_clerks, issue_pack
from tests.visitors import Visitor

TOLD = {"purpose": "regulation_23", "organisation": "east-council", "direction": "sent",
        "sent_on": "2026-05-22", "comments_date": "2026-12-23",
        "decision_date": "2027-02-01"}  # fmt: skip
MEETING = {"purpose": "decision", "organisation": "north-icb", "held_on": "2026-07-15"}


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case of which a council was told dates."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S1")
    fill_intake(found)
    add_clerks(found)
    issue_pack(found)
    record(found, "letter", **TOLD)
    record(found, "meeting", **MEETING)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def withdrawn(pages: Pages) -> Pages:
    """The same, taken back."""
    without_temporary_change(pages.office, PM, pages.reference)
    move_case(pages.office, SRO, pages.reference, Step("S1-WITHDRAWN", 1, "The money is gone."))
    return pages


def at(pages: Pages, person: str, path: str) -> Visitor:
    visitor = browser_of(pages, person)
    visitor.open(path)
    return visitor


def begun_again(pages: Pages) -> str:
    return open_linked_case(pages.office, PM, pages.reference,
                            Linking("restarted_as", "Once more", "There is money"))  # fmt: skip


def seen_by_clerk(pages: Pages) -> str:
    return at(pages, "east-clerk", f"/shared/{pages.reference}").text


def shown(pages: Pages, path: str) -> str:
    return at(pages, "programme-manager", path).text


# ----------------------------------------------------------------------------- The council's clerk


def test_while_a_case_is_live_its_clerk_is_asked_for_comments(pages: Pages) -> None:
    text = seen_by_clerk(pages)
    assert "Comments are asked for by 23 December 2026" in text and "Send comments" in text


def test_the_clerk_of_a_withdrawn_case_is_told_so_and_asked_for_nothing(withdrawn: Pages) -> None:
    text = seen_by_clerk(withdrawn)
    assert "The proposal was withdrawn on 1 June 2026." in text
    assert "Comments are asked for" not in text and "A decision is proposed" not in text
    assert "Send comments" not in text and "Say something for your committee" not in text


def test_comments_are_not_taken_once_it_has_ended(withdrawn: Pages) -> None:
    with pytest.raises(Invalid, match="This case has ended"):
        comment(withdrawn.office, EAST, withdrawn.reference, "east-council", "no_comment", "",
                FactDate.parse("2026-06-01"))  # fmt: skip


def test_a_clerk_who_sees_nothing_of_the_new_case_is_not_led_to_it(withdrawn: Pages) -> None:
    opened = begun_again(withdrawn)
    text = seen_by_clerk(withdrawn)
    assert f"nothing is shared with you yet. Ask the NHS body about case {opened}." in text


def test_a_clerk_who_sees_the_new_case_is_led_to_it(withdrawn: Pages) -> None:
    opened = begun_again(withdrawn)
    give_role(withdrawn.office, GOV, opened, "east-clerk", "HC")
    clerk = at(withdrawn, "east-clerk", f"/shared/{withdrawn.reference}")
    assert clerk.page.find("a", href=f"/shared/{opened}") is not None


# --------------------------------------------------------------------------------- People inside


def test_the_overview_says_how_it_ended_and_leads_to_where_it_goes_on(withdrawn: Pages) -> None:
    opened = begun_again(withdrawn)
    manager = at(withdrawn, "programme-manager", withdrawn.url)
    assert "The proposal was withdrawn on 1 June 2026." in manager.text
    assert manager.page.find("a", href=f"/cases/{opened}", string=opened) is not None


@pytest.mark.parametrize("page", ["", "/highlights"])
def test_papers_of_a_meeting_are_no_key_date_of_a_withdrawn_case(
    withdrawn: Pages, page: str
) -> None:
    assert "Papers for the ICB meeting" not in shown(withdrawn, f"{withdrawn.url}{page}")


def test_papers_are_a_key_date_of_the_live_case(pages: Pages) -> None:
    assert "Papers for the ICB meeting" in shown(pages, f"{pages.url}/highlights")


def test_the_page_of_dates_says_why_they_fall_away(withdrawn: Pages) -> None:
    text = shown(withdrawn, f"{withdrawn.url}/dates")
    assert "It falls away: the proposal was withdrawn on 1 June 2026." in text


def test_the_calendar_of_somebody_who_had_them_is_told_to_cancel_them(pages: Pages) -> None:
    token = renew_feed(pages.office, PM)
    before = read_feed(pages.office, token, "192.0.2.1").decode()
    without_temporary_change(pages.office, PM, pages.reference)
    move_case(pages.office, SRO, pages.reference, Step("S1-WITHDRAWN", 1, "No money."))
    after = read_feed(pages.office, token, "192.0.2.1").decode()
    assert "STATUS:CANCELLED" not in before and "Papers for the ICB meeting" in before
    assert "STATUS:CANCELLED" in after and "Papers for the ICB meeting" not in after


def test_over_all_cases_it_stands_apart_from_those_that_are_live(withdrawn: Pages) -> None:
    text = shown(withdrawn, "/timeline")
    assert "Cases that have ended" in text and "Live cases" not in text
    assert "1 case, each from" in text


def test_it_has_no_next_date(withdrawn: Pages) -> None:
    with withdrawn.office.database.reading() as connection:
        row = find_case_row(connection, withdrawn.reference)
    assert (row.next_date, row.next_date_label, row.next_date_mark) == (None, "", "")
    assert prove_projections(withdrawn.office) == []


def test_the_columns_of_a_live_case_are_what_its_facts_give(pages: Pages) -> None:
    view = get_case(pages.office, PM, pages.reference)
    with pages.office.database.reading() as connection:
        row = find_case_row(connection, pages.reference)
    found = projected(view.definition, view.judged, required_actions(view.definition, view.judged))
    assert {name: getattr(row, name) for name in found} == found

"""The first page of each role, and my work: what only I can do first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from casework.domain.viewer import Viewer
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.opening import Opening, open_case
from casework.services.reading import get_case
from casework.services.requests import answer_request, ask
from casework.services.work import CaseTodos, Todo, read_first_page, read_work
from casework.services.work_names import names_in_work
from casework.store.transaction import find_case_row
from casework.web.work.presenters import line_of
from tests.integration.case_pages import (
    GOV,
    ICB,
    PEOPLE,
    PM,
    Pages,
    counted_statements,
    fill_intake,
    on,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of
from tests.integration.moved_in_fact import move_in_fact


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


def test_the_first_page_asks_a_manager_whether_they_can_launch(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/")
    link = manager.page.find("a", string="Try a date for Moving the stroke ward")
    assert link is not None and link["href"].startswith(f"{pages.url}/try")


def test_the_first_page_offers_governance_the_decisions_of_the_past(pages: Pages) -> None:
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    lead = browser_of(pages, "governance-lead")
    lead.open("/")
    assert "who signed what, on which version?" in lead.text
    assert lead.page.find("a", href=lambda h: h and "/decisions/" in h) is not None


def test_decisions_of_live_cases_come_before_those_of_replayed_ones(pages: Pages) -> None:
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    replayed = open_case(
        pages.office, PM, Opening("Long ago", ICB, people=((PM.person, "PM"),),
                                  simulated_on=date(2019, 3, 1)),
    )  # fmt: skip
    move_in_fact(pages.office, PM, replayed, "S0-S1", 1)
    found = read_first_page(pages.office, PM).decisions
    assert [decision.replayed for decision in found] == [False, True]


def letters_link(pages: Pages, stage: str):
    """Where the first page of the manager of a case in this stage leads for its letters."""
    open_live_case(pages, stage=stage)
    manager = browser_of(pages, "programme-manager")
    manager.open("/")
    return manager.page.find("a", href=f"{pages.url}/documents#D05")


@pytest.mark.parametrize("stage", ["S3", "S5", "S7"])
def test_the_first_page_leads_a_manager_to_the_letters_to_councils(
    pages: Pages, stage: str
) -> None:
    link = letters_link(pages, stage)
    assert link is not None and link.text.startswith("Letters to councils, in Word")


@pytest.mark.parametrize("stage", ["S2", "S8"])
def test_the_first_page_speaks_of_no_letters_to_councils_in_other_stages(
    pages: Pages, stage: str
) -> None:
    assert letters_link(pages, stage) is None


def test_the_first_page_of_an_administrator_leads_to_the_people(pages: Pages) -> None:
    create_demo_accounts(
        pages.office,
        [DemoPerson("administrator", "Administrator", ICB, roles=frozenset({"administrator"}))],
    )
    administrator = browser_of(pages, "administrator")
    administrator.open("/")
    assert "People and accounts" in administrator.text


def test_the_first_page_of_a_legal_user_leads_to_the_register_of_law(pages: Pages) -> None:
    create_demo_accounts(
        pages.office, [DemoPerson("legal", "Legal user", ICB, roles=frozenset({"legal"}))]
    )
    legal = browser_of(pages, "legal")
    legal.open("/")
    assert "Check the register of law" in legal.text


def test_what_only_i_can_do_stands_before_what_others_can_do_too(pages: Pages) -> None:
    open_case(pages.office, PM, Opening("A case with one manager", ICB))
    manager = browser_of(pages, "programme-manager")
    manager.open("/work")
    headings = [h.get_text().partition(" (")[0] for h in manager.page.select("section > h2")]
    assert headings == ["Only you can do these", "You or others can do these"]


def test_two_managers_share_what_either_can_do(pages: Pages) -> None:
    work = read_work(pages.office, PM)
    assert not work.only and work.shared


def test_each_thing_to_do_says_whose_law_it_is_and_leads_to_its_gate(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/work")
    link = manager.page.find("a", href=lambda h: h and f"{pages.url}/gates/GT" in h)
    assert link is not None and "The law requires this" in manager.text


def test_names_stand_where_the_judgement_put_keys(pages: Pages) -> None:
    fill_intake(pages)
    for viewer in (PM, GOV, Viewer("senior-owner", ICB)):
        for part in _parts(pages, viewer):
            assert all("{org:" not in todo.reason for todo in part.todos)


def test_a_record_is_called_in_my_work_what_the_page_of_the_case_calls_it(pages: Pages) -> None:
    rows = [SimpleNamespace(case_id=case_id(pages), reference=pages.reference, subject="",
                            criterion="GT00.x", reason="of {rec:temporary_change/nights} and "
                            "{rec:letter/none}")]  # fmt: skip
    record(pages, "temporary_change", key="nights", what="The ward closes", status="urgent")
    definition = get_case(pages.office, PM, pages.reference).definition
    with pages.office.database.reading() as connection:
        names = names_in_work(connection, PM, rows, {pages.reference: definition})
    assert names.fill(pages.reference, rows[0].reason) == (
        "of The ward closes and a record that is not shown here"
    )


def case_id(pages: Pages) -> int:
    with pages.office.database.reading() as connection:
        return int(find_case_row(connection, pages.reference).id)


def test_a_request_stands_first_with_what_is_asked_and_by_when(pages: Pages) -> None:
    due = pages.office.clock.today() + timedelta(days=3)
    ask(pages.office, PM, pages.reference, "engagement-lead", "Send the plan", due)
    lead = browser_of(pages, "engagement-lead")
    lead.open("/work")
    assert lead.page.find("h2").get_text().startswith("Asked of you (1)")
    assert "Send the plan" in lead.text and "Due on 4 June 2026" in lead.text


def test_the_most_urgent_request_stands_first(pages: Pages) -> None:
    today = pages.office.clock.today()
    for days in (9, 2, 5):
        ask(pages.office, PM, pages.reference, "engagement-lead", f"In {days} days",
            today + timedelta(days=days))  # fmt: skip
    work = read_work(pages.office, Viewer("engagement-lead", ICB))
    assert [t.asks for t in work.asked[0].todos] == ["In 2 days", "In 5 days", "In 9 days"]


def test_an_answered_request_leads_its_asker_to_accept_or_return_it(pages: Pages) -> None:
    due = pages.office.clock.today() + timedelta(days=3)
    key = ask(pages.office, PM, pages.reference, "engagement-lead", "Send the plan", due).key
    answer_request(pages.office, Viewer("engagement-lead", ICB), pages.reference, key, 1, "Sent")
    manager = browser_of(pages, "programme-manager")
    manager.open("/")
    link = manager.page.find("a", string="Accept or return: Send the plan")
    assert link is not None and link["href"] == f"{pages.url}/requests/{key}"


def test_a_line_about_no_body_names_what_its_gate_is_about(pages: Pages) -> None:
    case = CaseTodos(pages.reference, "Moving the stroke ward", "Options", False, None, "", ())
    todo = Todo("GT52", "GT52.response", "Clinical senate", "Each is answered", "",
                "unmet", "GOOD_PRACTICE", (), "", ("CMO",), None, True)  # fmt: skip
    with pages.app.test_request_context():
        assert line_of(case, todo, PM, on("2026-06-01").latest).about == "Clinical senate"


def test_nothing_waits_for_somebody_without_a_role(pages: Pages) -> None:
    stranger = browser_of(pages, "stranger")
    stranger.open("/work")
    assert "Nothing waits for you now" in stranger.text


@pytest.mark.parametrize("path", ["/home", "/work"])
def test_work_costs_the_same_for_one_case_and_for_twenty(pages: Pages, path: str) -> None:
    ask(pages.office, PM, pages.reference, "programme-manager", "One thing",
        pages.office.clock.today())  # fmt: skip
    client = pages.sign_in("programme-manager")
    one = _statements(pages, client, path)
    for number in range(20):
        people = tuple((person, role) for person, (_, role) in PEOPLE.items())
        opened = open_case(pages.office, PM, Opening(f"Case {number}", ICB, people=people))
        ask(pages.office, PM, opened, "programme-manager", "Another thing",
            pages.office.clock.today())  # fmt: skip
    twenty = _statements(pages, client, path)
    assert len(twenty) == len(one) <= 8, twenty


def _parts(pages: Pages, viewer: Viewer) -> list:  # type: ignore[type-arg]
    work = read_work(pages.office, viewer)
    return [*work.only, *work.shared]


def _statements(pages: Pages, client: object, path: str) -> list[str]:
    with counted_statements(pages) as seen:
        answer = client.get(path)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return [s for s in seen if s not in ("BEGIN", "BEGIN IMMEDIATE")]

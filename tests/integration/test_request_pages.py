"""A named person is asked for something by a date; they answer; it is accepted or returned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.reading import get_case
from casework.services.requests import ask
from tests.integration.case_pages import (
    PM,
    Pages,
    counted_statements,
    open_live_case,
    put_in,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case, and a clerk of a council who is not on it."""
    found = running_pages(migrated_url, tmp_path / "data")
    create_demo_accounts(found.office, [DemoPerson("east-clerk", "Clerk", "east-council")])
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def asked(pages: Pages, person: str) -> str:
    """Ask this person for something and return the request's key."""
    version = ask(
        pages.office, PM, pages.reference, person, "The committee's dates", date(2026, 7, 1),
        criterion="GT31.letter",
    )  # fmt: skip
    return str(version.key)


def request_on(pages: Pages) -> Any:
    (record,) = get_case(pages.office, PM, pages.reference).facts.current("request")
    return record


def date_fields(day: str) -> dict[str, str]:
    year, month, day = day.split("-")
    return {"due_on-year": year, "due_on-month": month, "due_on-day": day}


def test_somebody_is_asked_from_a_gate(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/requests/new?criterion=GT31.letter")
    manager.send(to="engagement-lead", what="The letter as sent", **date_fields("2026-07-01"))
    assert request_on(pages).payload.criterion == "GT31.letter"


@pytest.mark.parametrize("day", ["2026-02-31", "2020-01-01", "--"])
def test_a_date_that_cannot_be_is_refused_and_the_words_kept(
    pages: Pages, manager: Visitor, day: str
) -> None:
    manager.open(f"{pages.url}/requests/new")
    manager.send(to="engagement-lead", what="Kept words", **date_fields(day))
    assert status(manager) == 422
    assert "Kept words" in manager.page.find("textarea").get_text()


def test_an_unknown_person_cannot_be_asked(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/requests/new")
    manager.send(to="nobody", what="Something", **date_fields("2026-07-01"))
    assert status(manager) == 422


def test_pressing_twice_asks_once(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{pages.url}/requests/new")
    form = manager.page
    for _ in range(2):
        manager.page = form
        manager.send(f"{pages.url}/requests/new", to="engagement-lead", what="Something",
                     **date_fields("2026-07-01"))  # fmt: skip
    assert request_on(pages).version == 1


def test_the_person_asked_answers_and_the_asker_accepts(pages: Pages, manager: Visitor) -> None:
    key = asked(pages, "engagement-lead")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(answer="Dates attached")
    manager.open(f"{pages.url}/requests/{key}")
    manager.send(act="accept")
    assert request_on(pages).payload.state == "accepted"


def test_a_return_needs_what_is_missing(pages: Pages, manager: Visitor) -> None:
    key = asked(pages, "engagement-lead")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(answer="Here")
    manager.open(f"{pages.url}/requests/{key}")
    manager.send(act="return")
    assert status(manager) == 422


def test_what_is_missing_is_shown_to_the_person_asked(pages: Pages, manager: Visitor) -> None:
    key = asked(pages, "engagement-lead")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(answer="Here")
    manager.open(f"{pages.url}/requests/{key}")
    manager.send(act="return", note="The second date is missing")
    engagement.open(f"/requests/{pages.reference}/{key}")
    assert "The second date is missing" in engagement.text


def test_evidence_put_in_since_is_sent_with_the_answer(pages: Pages) -> None:
    from casework.domain.viewer import Viewer

    key = asked(pages, "engagement-lead")
    paper = put_in(pages, Viewer("engagement-lead", "north-icb"), title="Dates", type="other")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(supplied=[paper.pin])
    assert request_on(pages).payload.supplied == (paper.pin,)


def test_a_forged_piece_of_evidence_is_not_taken(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    put_in(pages, PM, title="Not theirs", type="other")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(supplied=["evidence/forged@1"])
    assert request_on(pages).payload.state == "open"


def test_an_outside_person_sees_the_request_and_not_the_case(pages: Pages) -> None:
    key = asked(pages, "east-clerk")
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/requests/{pages.reference}/{key}")
    assert "The committee's dates" in clerk.text
    assert "Moving the stroke ward" not in clerk.text


@pytest.mark.parametrize("path", ["", "/requests", "/requests/{key}", "/records", "/evidence",
                                  "/people"])  # fmt: skip
def test_an_outside_person_asked_finds_nothing_of_the_case(pages: Pages, path: str) -> None:
    key = asked(pages, "east-clerk")
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"{pages.url}{path.format(key=key)}")
    assert status(clerk) == 404


def test_an_outside_person_answers(pages: Pages) -> None:
    key = asked(pages, "east-clerk")
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/requests/{pages.reference}/{key}")
    clerk.send(answer="The committee meets on 8 July.")
    assert request_on(pages).payload.state == "sent"


def test_a_request_to_somebody_else_is_not_found(pages: Pages) -> None:
    key = asked(pages, "east-clerk")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    assert status(engagement) == 404


def test_an_answer_to_a_request_that_changed_meanwhile_is_kept_on_the_page(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    first = browser_of(pages, "engagement-lead")
    second = browser_of(pages, "engagement-lead")
    for browser in (first, second):
        browser.open(f"/requests/{pages.reference}/{key}")
    first.send(answer="Sent first")
    second.send(answer="Sent second")
    assert status(second) == 409
    assert "Sent second" in second.text


def test_the_answerer_cannot_accept_their_own_answer(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    engagement.send(answer="Here")
    engagement.open(f"{pages.url}/requests/{key}")
    assert "Accept or return it" not in engagement.text


def test_the_asker_withdraws_a_request_and_the_person_asked_sees_why(
    pages: Pages, manager: Visitor
) -> None:
    key = asked(pages, "east-clerk")
    manager.open(f"{pages.url}/requests/{key}")
    manager.open(manager.page.find("a", string="Withdraw this request")["href"])
    manager.send(reason="The dates are published")
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/requests/{pages.reference}/{key}")
    assert "The dates are published" in clerk.text


def test_a_withdrawn_request_is_in_no_work(pages: Pages, manager: Visitor) -> None:
    key = asked(pages, "east-clerk")
    manager.open(f"{pages.url}/requests/{key}/withdraw")
    manager.send(reason="The dates are published")
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/work")
    assert "Nothing waits for you now" in clerk.text


def test_a_withdrawal_without_a_reason_is_refused(pages: Pages, manager: Visitor) -> None:
    key = asked(pages, "engagement-lead")
    manager.open(f"{pages.url}/requests/{key}/withdraw")
    manager.send(reason="")
    assert status(manager) == 422


def test_a_colleague_is_offered_no_withdrawal(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    colleague = browser_of(pages, "senior-owner")
    colleague.open(f"{pages.url}/requests/{key}")
    assert colleague.page.find("a", string="Withdraw this request") is None


def test_a_colleague_is_refused_the_withdrawal(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    colleague = browser_of(pages, "senior-owner")
    colleague.open(f"{pages.url}/requests/{key}/withdraw")
    assert status(colleague) == 403


def test_the_page_of_an_answer_leads_away_to_no_other_form(pages: Pages) -> None:
    key = asked(pages, "engagement-lead")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"/requests/{pages.reference}/{key}")
    assert engagement.page.find("a", href=lambda h: h and "/evidence/new" in h) is None


@pytest.mark.parametrize("count", [10, 300])
@pytest.mark.parametrize(
    "path",
    ["{case}/requests", "{case}/requests/new", "{case}/requests/{key}",
     "/requests/{reference}/{key}"],
)  # fmt: skip
def test_a_request_page_costs_at_most_eight_statements(
    pages: Pages, path: str, count: int
) -> None:
    key = asked(pages, "engagement-lead")
    fill_with_requests(pages, count)
    engagement = browser_of(pages, "engagement-lead")
    with counted_statements(pages) as seen:
        engagement.open(path.format(case=pages.url, key=key, reference=pages.reference))
    queries = [s for s in seen if not s.startswith("BEGIN")]
    assert status(engagement) == 200
    assert len(queries) <= 8, queries


def fill_with_requests(pages: Pages, count: int) -> None:
    """Many requests in one transaction."""
    from casework.services.verb import case_verb
    from casework.store.records import Draft

    payload = request_on(pages).payload
    with case_verb(pages.office, PM, pages.reference, "request_made") as verb:
        verb.write(*(Draft("request", f"r{n}", payload) for n in range(count)))

"""The pages of successions: who sees what, what is refused, and the result of each case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from casework.domain.errors import NotFound
from casework.domain.viewer import Viewer
from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from casework.services.sharing import share, shared_item
from casework.services.succession_asking_again import asked_again
from casework.services.succession_carrying import lines_of_case
from casework.services.successions import (
    choose_successors,
    confirm_succession,
    state_succession,
)
from tests.integration.case_pages import (
    GOV,
    ICB,
    PM,
    Pages,
    counted_statements,
    sign,
    token_in,
)
from tests.integration.merging import (
    ADMINISTRATOR,
    CONFIRMER,
    EAST,
    LEGAL,
    NEW,
    NORTH_EAST,
    SOUTH_EAST,
    STATER,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    newest,
    split_of_the_council,
    state_and_confirm,
)
from tests.integration.outside_pages import put_in_paper

ROOT = "/administration/successions"
MOST_STATEMENTS = 8


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case of a board that will merge, with a council that shares are made with."""
    yield from case_of_a_board_that_merges(migrated_url, tmp_path / "data")


def send(client: FlaskClient, address: str, **data: object) -> tuple[int, str]:
    token = token_in(client.get("/glossary").get_data(as_text=True))
    answer = client.post(address, data={"csrf_token": token, **data}, follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def test_what_was_typed_stays_where_a_succession_is_refused(pages: Pages) -> None:
    client = pages.sign_in(STATER.person)
    status, page = send(client, f"{ROOT}/add", sort="merger", predecessors=["north-icb"],
                        successors=[NEW], instrument="An order of 2026")  # fmt: skip
    assert status == 422 and "An order of 2026" in page
    assert "Enter the first day on which it is in force" in page


def test_the_one_who_stated_it_is_told_why_they_cannot_confirm(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    client = pages.sign_in(STATER.person)
    status, page = send(client, f"{ROOT}/{key}/confirm", version="1")
    assert status == 403 and "so you cannot confirm it" in page


def test_every_case_has_its_result_on_the_page(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    client = pages.sign_in(STATER.person)
    status, page = send(client, f"{ROOT}/{key}/carry-out", version=str(newest(pages, key)))
    assert status == 200 and pages.reference in page and "Passed" in page


def test_a_split_is_chosen_line_by_line_and_confirmed(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, split_of_the_council())
    client = pages.sign_in(STATER.person)
    page = text_of(client, f"{ROOT}/{key}/cases/{pages.reference}")
    names = sorted({part.split('"')[0] for part in page.split('name="line-')[1:]}, key=int)
    send(client, f"{ROOT}/{key}/cases/{pages.reference}", version=str(newest(pages, key)),
         **{f"line-{n}": NORTH_EAST for n in names})  # fmt: skip
    send(client, f"{ROOT}/{key}/people", version=str(newest(pages, key)),
         **{"person-0": NORTH_EAST})  # fmt: skip
    other = pages.sign_in(CONFIRMER.person)
    send(other, f"{ROOT}/{key}/confirm", version=str(newest(pages, key)))
    (result,) = carried_out(pages, key)
    assert names and result.outcome == "done", result.why


def test_an_administrator_sees_no_case_of_a_succession(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    client = pages.sign_in(ADMINISTRATOR.person)
    assert pages.reference not in text_of(client, f"{ROOT}/{key}")
    assert client.get(f"{ROOT}/{key}/cases/{pages.reference}").status_code == 403


def test_a_manager_without_oversight_sees_no_succession(pages: Pages) -> None:
    state_succession(pages.office, STATER, merger())
    assert pages.sign_in(PM.person).get(ROOT).status_code == 403


def test_the_case_says_what_passed_by_which_instrument(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    page = text_of(pages.sign_in(PM.person), f"{pages.url}/successions")
    assert "The Example Merger Order (invented)" in page and "New Integrated Care Board" in page
    assert "To be confirmed anew" in page


def test_the_governance_lead_finds_what_is_open_among_their_work(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    page = text_of(pages.sign_in("governance-lead"), "/work")
    assert "After a body was succeeded" in page and "The delegation under which it decides" in page


def test_what_is_recorded_anew_is_open_no_more(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    client = pages.sign_in("governance-lead")
    said = {"succession": f"succession/{key}", "step": "delegation", "done_on": "2026-06-01",
            "shown_by": put_in_paper(pages).partition("@")[0]}  # fmt: skip
    status, page = send(client, f"{pages.url}/records/succession_step/new", **said)
    assert status == 200, page
    assert "The delegation under which it decides" not in text_of(client, "/work")


def test_a_share_passes_to_the_successor_and_ends_for_the_old_body(pages: Pages) -> None:
    paper = put_in_paper(pages)
    share(pages.office, PM, pages.reference, paper, EAST)
    carried_out(pages, state_and_confirm(pages, merger(EAST, new=NORTH_EAST)))
    new, old = (Viewer("clerk", body, outside=True) for body in (NORTH_EAST, EAST))
    assert shared_item(pages.office, new, pages.reference, paper).content
    with pytest.raises(NotFound):
        shared_item(pages.office, old, pages.reference, paper)


def test_a_split_shows_a_share_only_to_the_one_it_passed_to(pages: Pages) -> None:
    paper = put_in_paper(pages)
    share(pages.office, PM, pages.reference, paper, EAST)
    key = state_succession(pages.office, STATER, split_of_the_council())
    lines = lines_of_case(pages.office, STATER, key, pages.reference).lines
    chosen = {f"{pages.reference}|{x.holding.what}": (NORTH_EAST,) for x in lines
              if x.is_chosen_here}  # fmt: skip
    choose_successors(pages.office, STATER, key, 1, lines=chosen,
                      persons={"east-clerk": SOUTH_EAST})  # fmt: skip
    confirm_succession(pages.office, CONFIRMER, key, 2)
    carried_out(pages, key)
    with pytest.raises(NotFound):
        shared_item(pages.office, Viewer("clerk", SOUTH_EAST, outside=True), pages.reference, paper)


def test_the_pages_cost_few_statements(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    client = pages.sign_in(STATER.person)
    for address in (ROOT, f"{ROOT}/add", f"{ROOT}/{key}", f"{ROOT}/{key}/cases/{pages.reference}"):
        with counted_statements(pages) as seen:
            text_of(client, address)
        sent = [each for each in seen if not each.startswith("BEGIN")]
        assert len(sent) <= MOST_STATEMENTS, (address, sent)


def test_a_case_with_a_letter_whose_dates_moved_costs_no_more(pages: Pages) -> None:
    letter = get_case(pages.office, PM, pages.reference).facts.current("letter")[0]
    values = {"purpose": "regulation_23", "organisation": EAST, "direction": "sent",
              "sent_on": "2026-05-01", "sender": ICB, "decision_date": "2027-05-10",
              "comments_date": "2027-02-01"}  # fmt: skip
    record_fact(pages.office, PM, pages.reference,
                Statement("letter", values, key=letter.key, version=letter.version))  # fmt: skip
    key = state_and_confirm(pages, merger())
    client = pages.sign_in(STATER.person)
    with counted_statements(pages) as seen:
        page = text_of(client, f"{ROOT}/{key}/cases/{pages.reference}")
    sent = [each for each in seen if not each.startswith("BEGIN")]
    assert "Deadlines" in page and len(sent) <= MOST_STATEMENTS, sent


@pytest.mark.parametrize(("who", "offered"), [
    (STATER, False), (ADMINISTRATOR, False), (CONFIRMER, True), (LEGAL, True),
])  # fmt: skip
def test_only_who_may_confirm_is_offered_to(pages: Pages, who: Viewer, offered: bool) -> None:
    key = state_succession(pages.office, STATER, merger())
    shown = text_of(pages.sign_in(who.person), f"{ROOT}/{key}")
    assert ("Confirm the succession" in shown) is offered


def test_the_page_says_which_checks_are_asked_again_and_how_they_stood_before(
    pages: Pages,
) -> None:
    sign(pages, GOV, "GT00.confirmed", "GOV")
    before = text_of(pages.sign_in(PM.person), f"{pages.url}/successions")
    carried_out(pages, state_and_confirm(pages, merger()))
    after = text_of(pages.sign_in(PM.person), f"{pages.url}/successions")
    assert "asked again" not in before and "Checks that are asked again because of it" in after
    assert "(GT00.confirmed). It was met before the succession." in after


def test_a_case_without_a_succession_is_asked_nothing_again(pages: Pages) -> None:
    view = get_case(pages.office, PM, pages.reference)
    assert asked_again(view.definition, view.judged) == ()


def test_what_nobody_recorded_is_said_to_be_not_known(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    page = text_of(pages.sign_in(PM.person), f"{pages.url}/successions")
    said = page.split("A notice to the Secretary of State of who answers now")[1]
    assert said.startswith(": <strong>not known</strong>")
    assert "settled with Northern" not in said[:200]

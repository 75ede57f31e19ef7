"""Everybody inside sees a replayed case and acts on none; live forms offer none of its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.domain.errors import CaseworkError, NotFound, NotPermitted
from casework.domain.permissions import can_read_privileged
from casework.domain.viewer import ANONYMOUS, SYSTEM, Viewer
from casework.services import listing
from casework.services.casefiles.format import Actor, Body
from casework.services.casefiles.parties import add_assumed
from casework.services.choosing import offered
from casework.services.evidence import Submission, put_in_evidence
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.moving import Step, move_case
from casework.services.opening import Opening, open_case
from casework.services.organisations import OrganisationDetails, add_organisation
from casework.services.people import PersonDetails, add_person
from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from casework.services.requests import accept_request, answer_request, ask
from casework.services.work import read_first_page
from casework.store.listing import PAGE, CaseFilter
from tests.integration.case_pages import (
    GOV,
    ICB,
    PEOPLE,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    running_pages,
    token_in,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.outside_pages import EAST

REPLAYED = "OLD-2016"
COLLEAGUE = Viewer("stranger", ICB)
OVERSIGHT = Viewer("overseer", ICB, frozenset({"governance"}))
BODY, ROLE = "old-ccg", "old-programme-manager"
ADMINISTRATOR = Viewer("keeper", ICB, frozenset({"administrator"}))


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case, a replayed one, and the body and person that the replay brought in."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    open_replayed(found, REPLAYED)
    add_assumed(found.office, (Body(BODY, "Old CCG", "ccg"),),
                (Actor(ROLE, "Old programme manager", BODY),))  # fmt: skip
    yield found
    found.office.database.engine.dispose()


def open_replayed(pages: Pages, reference: str) -> None:
    """A case of the past, with the same people in its roles."""
    people = tuple((person, role) for person, (_, role) in PEOPLE.items())
    opening = Opening("A programme of the past", ICB, people=people, reference=reference,
                      simulated_on=date(2016, 1, 5))  # fmt: skip
    open_case(pages.office, SYSTEM, opening)


def listed(pages: Pages, viewer: Viewer, after: str = "") -> list[str]:
    """The references on one page of the list."""
    page = listing.cases(pages.office, viewer, CaseFilter(after=after))
    return [row.reference for row in page.cases]


def test_somebody_inside_without_a_role_reads_a_replayed_case(pages: Pages) -> None:
    assert get_case(pages.office, COLLEAGUE, REPLAYED).reference == REPLAYED


def test_somebody_inside_without_a_role_finds_it_in_the_list(pages: Pages) -> None:
    assert listed(pages, COLLEAGUE) == [REPLAYED]


@pytest.mark.parametrize("viewer", [EAST, ANONYMOUS, Viewer("")], ids=["outside", "a", "b"])
def test_people_outside_and_strangers_read_none(pages: Pages, viewer: Viewer) -> None:
    with pytest.raises(NotFound):
        get_case(pages.office, viewer, REPLAYED)


@pytest.mark.parametrize("viewer", [EAST, ANONYMOUS, Viewer("")], ids=["outside", "a", "b"])
def test_people_outside_and_strangers_are_listed_none(pages: Pages, viewer: Viewer) -> None:
    assert listed(pages, viewer) == []


def test_a_live_case_stays_unseen_by_who_holds_no_role(pages: Pages) -> None:
    with pytest.raises(NotFound):
        get_case(pages.office, COLLEAGUE, pages.reference)


def test_seeing_a_replayed_case_opens_nothing_privileged(pages: Pages) -> None:
    facts = get_case(pages.office, COLLEAGUE, REPLAYED).judged
    assert not can_read_privileged(facts, COLLEAGUE)


PAPER = {"title": "x", "type": "other", "classification": "public",
         "address": "https://example.org/x"}  # fmt: skip
ACTS: dict[str, Callable[[Pages], object]] = {
    "ask": lambda p: ask(p.office, COLLEAGUE, REPLAYED, PM.person, "x", date(2030, 1, 1)),
    "record": lambda p: record_fact(
        p.office, COLLEAGUE, REPLAYED, Statement("service", {"name": "x"})
    ),
    "put in": lambda p: put_in_evidence(p.office, COLLEAGUE, REPLAYED, Submission(PAPER)),
    "move": lambda p: move_case(p.office, COLLEAGUE, REPLAYED, Step("S0-S1", 1)),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_seeing_a_replayed_case_gives_no_right_to_act(pages: Pages, act: str) -> None:
    with pytest.raises(NotPermitted):
        ACTS[act](pages)


def test_who_only_sees_a_replayed_case_settles_no_answer_on_it(pages: Pages) -> None:
    key = ask(pages.office, PM, REPLAYED, GOV.person, "x", date(2030, 1, 1)).key
    answer_request(pages.office, GOV, REPLAYED, key, 1, "Here")
    with pytest.raises(NotPermitted):
        accept_request(pages.office, COLLEAGUE, REPLAYED, key, 2)


@pytest.mark.parametrize("path", ["records/service/new", "requests/new", "evidence/new"])
def test_forms_of_a_replayed_case_stay_shut(pages: Pages, path: str) -> None:
    colleague = browser_of(pages, COLLEAGUE.person)
    colleague.open(f"/cases/{REPLAYED}/{path}")
    assert status(colleague) == 403


def test_what_a_replayed_case_refuses_is_not_offered(pages: Pages) -> None:
    offered = browser_of(pages, "stranger")
    offered.open(f"/cases/{REPLAYED}")
    assert "A programme of the past" in offered.heading
    assert "Ask somebody for something" not in offered.text
    assert "Move to another stage" not in offered.text
    manager = browser_of(pages, "programme-manager")
    manager.open(f"/cases/{REPLAYED}")
    assert "Ask somebody for something" in manager.text
    assert "Move to another stage" in manager.text


def test_no_form_that_a_colleague_sends_changes_a_replayed_case(pages: Pages) -> None:
    request = ask(pages.office, PM, REPLAYED, GOV.person, "x", date(2030, 1, 1)).key
    put_in_evidence(pages.office, PM, REPLAYED, Submission(PAPER))
    before = get_case(pages.office, PM, REPLAYED).row.audit_position
    client = pages.sign_in(COLLEAGUE.person)
    token = token_in(client.get("/glossary").get_data(as_text=True))
    facts = get_case(pages.office, PM, REPLAYED).facts
    values = {"reference": REPLAYED, "other": "SC-1999-0001", "gate": "GT01",
              "criterion": "determination",
              "kind": "particulars", "key": "case", "stage": "S0", "what": "S0-S1",
              "relation": "full_pathway", "cover": "cover-1", "handover": "handover-1",
              "body": "east-council",
              "attestation": "GT01.determination:GOV", "version": 1, "person": "engagement-lead",
              "role": "ENG", "code_id": 1}  # fmt: skip
    keys = {"requests": request, "evidence": facts.current("evidence")[0].key, "documents": "D01"}
    sent = 0
    for rule in pages.app.url_map.iter_rules():
        if "reference" not in rule.arguments or "POST" not in (rule.methods or set()):
            continue
        blueprint = rule.endpoint.partition(".")[0]
        known = {**values, "key": keys.get(blueprint, "case"), "act": "order"}
        with pages.app.test_request_context():
            path = rule.build({name: known[name] for name in rule.arguments})[1]  # type: ignore[index]
        answer = client.post(path, data={"csrf_token": token, "reason": "x", "note": "x",
                                         "act": "return", "version": "1",
                                         "record_version": "1"})  # fmt: skip
        assert answer.status_code in (302, 400, 403, 404, 409, 422), (path, answer.status_code)
        sent += 1
    assert sent > 20
    assert get_case(pages.office, PM, REPLAYED).row.audit_position == before


@pytest.mark.parametrize("viewer", [PM, OVERSIGHT], ids=["manager", "oversight"])
def test_live_cases_are_listed_before_replayed_ones(pages: Pages, viewer: Viewer) -> None:
    open_replayed(pages, "SC-9999-0001")
    assert listed(pages, viewer) == [pages.reference, "SC-9999-0001", REPLAYED]


@pytest.mark.parametrize("live", [PAGE - 2, PAGE - 1, PAGE, PAGE + 3])
def test_pages_of_the_list_go_on_from_live_cases_to_replayed_ones(
    pages: Pages, live: int
) -> None:
    for number in range(live):
        open_case(pages.office, PM, Opening(f"Case {number}", ICB))
    open_replayed(pages, "SC-9999-0001")
    page = listing.cases(pages.office, PM, CaseFilter())
    seen = [row.reference for row in page.cases]
    seen += listed(pages, PM, page.next_after) if page.next_after else []
    assert len(seen) == len(set(seen)) == live + 3
    assert seen[-2:] == ["SC-9999-0001", REPLAYED]


def test_a_page_of_replayed_cases_goes_on_with_the_next(pages: Pages) -> None:
    for number in range(PAGE):
        open_replayed(pages, f"OLD-{number:04d}")
    page = listing.cases(pages.office, COLLEAGUE, CaseFilter())
    assert (len(page.cases), len(listed(pages, COLLEAGUE, page.next_after))) == (PAGE, 1)


@pytest.mark.parametrize("person", ["programme-manager", COLLEAGUE.person])
def test_the_list_costs_at_most_eight_statements(pages: Pages, person: str) -> None:
    client = pages.sign_in(person)
    with counted_statements(pages) as seen:
        assert client.get("/cases").status_code == 200
    assert len([s for s in seen if not s.startswith("BEGIN")]) <= 8, seen


def test_decisions_of_live_cases_stand_before_those_of_replayed_ones(pages: Pages) -> None:
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    move_in_fact(pages.office, PM, REPLAYED, "S0-S1", 1)
    page = read_first_page(pages.office, GOV)
    assert [decision.replayed for decision in page.decisions] == [False, True]


def test_a_live_case_is_offered_neither_bodies_nor_persons_of_a_replay(pages: Pages) -> None:
    found = offered(pages.office, PM)
    assert not {BODY, ROLE} & {c.key for c in (*found.organisations, *found.persons)}


def test_a_replayed_case_is_offered_them(pages: Pages) -> None:
    found = offered(pages.office, PM, replayed=True)
    assert {BODY, ROLE} <= {c.key for c in (*found.organisations, *found.persons)}


def test_bodies_and_persons_of_the_register_are_offered(pages: Pages) -> None:
    body = add_organisation(pages.office, ADMINISTRATOR, OrganisationDetails("New ICB", "icb"))
    person = add_person(pages.office, ADMINISTRATOR, PersonDetails("Somebody", "", body))
    found = offered(pages.office, PM)
    assert {body, person} <= {c.key for c in (*found.organisations, *found.persons)}


def test_a_person_with_an_address_is_offered_whatever_their_body(pages: Pages) -> None:
    details = PersonDetails("Somebody", "somebody@example.nhs.uk", BODY)
    person = add_person(pages.office, ADMINISTRATOR, details)
    assert person in {c.key for c in offered(pages.office, PM).persons}


def test_whoever_opens_a_case_is_offered_no_programme_of_a_replay(pages: Pages) -> None:
    listing.open_programme(pages.office, PM, "Ours", ICB, key="ours")
    listing.open_programme(pages.office, PM, "Of the past", BODY, key="past")
    assert [p.key for p in listing.programmes_to_join(pages.office, PM)] == ["ours"]


def test_the_filter_of_the_list_keeps_the_programmes_of_replays(pages: Pages) -> None:
    listing.open_programme(pages.office, PM, "Of the past", BODY, key="past")
    assert [p.key for p in listing.programmes(pages.office, PM)] == ["past"]


@pytest.mark.parametrize("path", ["/administration/organisations", "/administration/people"])
def test_the_registers_mark_what_comes_from_published_records(pages: Pages, path: str) -> None:
    create_demo_accounts(
        pages.office,
        [DemoPerson("administrator", "Administrator", ICB, roles=frozenset({"administrator"}))],
    )
    administrator = browser_of(pages, "administrator")
    administrator.open(path)
    assert "From published records" in administrator.text


def test_outsiders_are_told_nothing_of_the_choices(pages: Pages) -> None:
    with pytest.raises(CaseworkError):
        offered(pages.office, EAST, replayed=True)

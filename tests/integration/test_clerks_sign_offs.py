"""A clerk signs off what is theirs to sign, seeing what it rests on and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.case_people import give_role
from casework.services.reading import get_case
from casework.services.work import read_work
from tests.integration.case_pages import (
    COUNCILS,
    GOV,
    ICB,
    PM,
    Pages,
    counted_statements,
    fill_intake,
    open_live_case,
    put_in,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.outside_pages import EAST, WEST, add_clerks
from tests.visitors import Visitor

PAGE = "/sign-off/GT32.joint_committee?subject={council}"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case before the decision to consult; the joint committee waits for two clerks."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S6")
    fill_intake(found)
    add_clerks(found)
    give_role(found.office, GOV, found.reference, "west-clerk", "HC")
    record(found, "substantiality", outcome="substantial", determined_on="2026-05-01")
    record(found, "urgency_screen", no_time_to_consult="no")
    record(found, "joint_scrutiny", outcome="appointed", members=list(COUNCILS),
           host="west-council", on="2026-05-02")  # fmt: skip
    yield found


def case_page(pages: Pages, person: str) -> Visitor:
    clerk = browser_of(pages, person)
    clerk.open(f"/shared/{pages.reference}")
    return clerk


def sign_page(pages: Pages, person: str, council: str) -> Visitor:
    clerk = browser_of(pages, person)
    clerk.open(f"/shared/{pages.reference}{PAGE.format(council=council)}")
    return clerk


def signers(pages: Pages) -> list[str]:
    facts = get_case(pages.office, PM, pages.reference).facts
    return [r.payload.person for r in facts.current("attestation")]


def test_what_waits_for_the_clerk_stands_on_their_page_of_the_case(pages: Pages) -> None:
    text = case_page(pages, "east-clerk").text
    assert "Waiting for your sign-off" in text and "East Council" in text


def test_the_clerk_signs_for_their_council(pages: Pages) -> None:
    clerk = sign_page(pages, "east-clerk", "east-council")
    clerk.send(statement="As minuted.")
    assert signers(pages) == ["east-clerk"] and "Your sign-off is recorded" in str(clerk.page)


def test_the_clerk_sees_what_it_rests_on(pages: Pages) -> None:
    text = sign_page(pages, "east-clerk", "east-council").text
    assert "Host council West Council" in text and "2 May 2026" in text


def test_a_paper_that_is_not_shared_is_counted_and_not_shown(pages: Pages) -> None:
    put_in(pages, title="Internal note on the committee", type="jhosc_terms",
           subjects=["east-council"], classification="restricted")  # fmt: skip
    text = sign_page(pages, "east-clerk", "east-council").text
    assert "1 record or paper" in text and "Internal note" not in text


def test_the_clerk_of_one_council_has_no_page_to_sign_for_another(pages: Pages) -> None:
    assert status(sign_page(pages, "east-clerk", "west-council")) == 404


def test_a_check_that_is_not_the_clerks_has_no_page(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/shared/{pages.reference}/sign-off/GT60.public")
    assert status(clerk) == 404


def test_what_changed_since_the_page_was_shown_is_not_signed(pages: Pages) -> None:
    clerk = sign_page(pages, "east-clerk", "east-council")
    clerk.send(relied_on="joint_scrutiny/another@1")
    assert (status(clerk), signers(pages)) == (409, [])


@pytest.mark.parametrize(("clerk", "council"), [(EAST, "East Council"), (WEST, "West Council")])
def test_each_clerks_work_names_their_own_council_alone(
    pages: Pages, clerk: object, council: str
) -> None:
    work = read_work(pages.office, clerk)  # type: ignore[arg-type]
    subjects = {t.subject for group in (work.only, work.shared) for c in group for t in c.todos}
    assert subjects == {council}


def test_the_gate_names_the_clerk_of_the_council_alone(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/gates/GT32")
    card = manager.page.find(id="joint_committee-east-council").get_text(" ")
    assert "Clerk of the east" in card and "Clerk of the west" not in card


def test_the_page_asks_the_database_little(pages: Pages) -> None:
    client = pages.sign_in("east-clerk")
    for path in ("", PAGE.format(council="east-council")):
        with counted_statements(pages) as seen:
            assert client.get(f"/shared/{pages.reference}{path}").status_code == 200
        assert len([s for s in seen if not s.startswith("BEGIN")]) <= 8


def test_a_person_inside_has_no_such_page(pages: Pages) -> None:
    assert ICB and status(sign_page(pages, "programme-manager", "east-council")) == 404

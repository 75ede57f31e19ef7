"""The pages of documents, sections and packs, as browsers without scripts see them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.jobs.worker import run_due
from tests.integration.case_pages import (
    COUNCILS,
    ICB,
    Pages,
    counted_statements,
    field_in,
    fill_intake,
    open_live_case,
    record,
    running_pages,
    token_in,
)

COUNCIL = COUNCILS[0]
LETTER = f"/documents/D05:{COUNCIL}"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Pages:
    """A case whose councils are known and whose letters lack a few facts."""
    made = running_pages(migrated_url, tmp_path)
    open_live_case(made)
    fill_intake(made)
    for council in COUNCILS:
        record(made, "letter", purpose="regulation_23", organisation=council, direction="sent",
               sender=ICB, decision_date="2026-12-01", comments_date="2026-10-01")  # fmt: skip
    return made


@pytest.fixture
def manager(pages: Pages) -> FlaskClient:
    return pages.sign_in("programme-manager")


def words(answer: TestResponse) -> str:
    soup = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    return " ".join((soup.find("main") or soup).get_text(" ").split())


def post(pages: Pages, browser: FlaskClient, path: str, page: str = "", **data: object
         ) -> TestResponse:  # fmt: skip
    """Send a form of ``page`` (else of the same path) with its token."""
    shown = browser.get(pages.url + (page or path)).get_data(as_text=True)
    fields = {"csrf_token": token_in(shown), "one_use_key": "key", **data}
    return browser.post(pages.url + path, data=fields, follow_redirects=True)


def make_draft(pages: Pages, browser: FlaskClient, key: str = LETTER) -> None:
    post(pages, browser, f"{key}/order", key)
    run_due(pages.office)


PATHS = ("/documents", LETTER, "/documents/D03", "/documents/D11/sections", "/documents/packs")


@pytest.mark.parametrize("path", PATHS)
def test_each_page_asks_the_database_little(pages: Pages, manager: FlaskClient, path: str) -> None:
    make_draft(pages, manager)
    with counted_statements(pages) as seen:
        assert manager.get(pages.url + path).status_code == 200
    assert len([s for s in seen if not s.startswith("BEGIN")]) <= 8


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_told_of_no_page(pages: Pages, path: str) -> None:
    assert pages.sign_in("stranger").get(pages.url + path).status_code == 404


def test_the_list_counts_what_is_made_for_each_council(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    assert "One for each affected council: 1 of 2 made" in words(
        manager.get(pages.url + "/documents")
    )


def test_an_ordered_draft_is_shown_as_being_made(pages: Pages, manager: FlaskClient) -> None:
    answer = post(pages, manager, f"{LETTER}/order", LETTER)
    assert "A draft is being made" in words(answer)


def test_each_gap_of_a_draft_leads_to_where_it_is_recorded(
    pages: Pages, manager: FlaskClient
) -> None:
    make_draft(pages, manager)
    page = manager.get(pages.url + LETTER).get_data(as_text=True)
    link = BeautifulSoup(page, "html.parser").find("a", string="people and places affected")
    assert link and manager.get(link["href"]).status_code == 200


def test_a_refused_approval_lists_what_to_record(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    officer = pages.sign_in("accountable-officer")
    answer = post(pages, officer, f"{LETTER}/approve", LETTER, version="1")
    assert answer.status_code == 422
    assert "You cannot approve" in words(answer) and "salutation" in words(answer)


def test_the_manager_is_offered_no_approval(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    assert "Approve version" not in words(manager.get(pages.url + LETTER))


def test_the_manager_is_told_who_approves(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    told = words(manager.get(pages.url + LETTER))
    assert "it is approved by: Accountable officer" in told


def test_a_version_downloads_as_a_word_file(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    answer = manager.get(f"{pages.url}{LETTER}/1.docx")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Document(io.BytesIO(answer.data)).paragraphs


def test_a_draft_written_in_word_is_taken(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    content = manager.get(f"{pages.url}{LETTER}/1.docx").data
    answer = post(pages, manager, f"{LETTER}/upload", LETTER, version="1",
                  file=(io.BytesIO(content), "letter.docx"))  # fmt: skip
    assert "Draft, version 2" in words(answer)


def test_a_draft_of_another_council_is_refused_in_words(
    pages: Pages, manager: FlaskClient
) -> None:
    other = f"/documents/D05:{COUNCILS[1]}"
    make_draft(pages, manager)
    post(pages, manager, f"{other}/order", other, one_use_key="other")
    run_due(pages.office)
    content = manager.get(f"{pages.url}{other}/1.docx").data
    answer = post(pages, manager, f"{LETTER}/upload", LETTER, version="1",
                  file=(io.BytesIO(content), "letter.docx"))  # fmt: skip
    assert answer.status_code == 422
    assert f"belongs to addressee {COUNCILS[1]}" in words(answer)


def test_a_file_that_came_too_late_waits_and_is_sent_again(
    pages: Pages, manager: FlaskClient
) -> None:
    make_draft(pages, manager)
    content = manager.get(f"{pages.url}{LETTER}/1.docx").data
    late = post(pages, manager, f"{LETTER}/upload", LETTER, version="0",
                file=(io.BytesIO(content), "letter.docx"))  # fmt: skip
    assert late.status_code == 409 and "letter.docx is kept for 24 hours" in words(late)
    again = post(pages, manager, f"{LETTER}/upload", LETTER, version="1",
                 token=field_in(late.get_data(as_text=True), "token"))  # fmt: skip
    assert "Draft, version 2" in words(again)


def test_no_file_at_all_is_said(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    answer = post(pages, manager, f"{LETTER}/upload", LETTER, version="1")
    assert answer.status_code == 422 and "Choose the Word document" in words(answer)


def test_only_the_sections_that_were_changed_are_written(
    pages: Pages, manager: FlaskClient
) -> None:
    path = "/documents/D03/sections"
    post(pages, manager, path, **{"text-scope": "Adults.", "shown-scope": "-",
                                  "text-next_steps": "", "shown-next_steps": "-"})  # fmt: skip
    page = manager.get(pages.url + path).get_data(as_text=True)
    assert "Adults." in page and field_in(page, "pin-scope").startswith("section/scope@1")


def test_a_section_changed_meanwhile_is_shown_beside_what_was_typed(
    pages: Pages, manager: FlaskClient
) -> None:
    path = "/documents/D03/sections"
    post(pages, manager, path, **{"text-scope": "Adults.", "shown-scope": "-"})
    answer = post(pages, manager, path, one_use_key="second",
                  **{"text-scope": "Everyone.", "shown-scope": "-"})  # fmt: skip
    assert answer.status_code == 409
    assert "Adults." in words(answer) and "Everyone." in answer.get_data(as_text=True)


def test_a_pack_that_cannot_go_says_why_by_name(pages: Pages, manager: FlaskClient) -> None:
    answer = post(pages, manager, "/documents/packs", purpose="notification",
                  organisations=COUNCIL)  # fmt: skip
    assert answer.status_code == 422
    assert "The pack for East Council needs" in words(answer)


def test_a_pack_for_nobody_is_refused(pages: Pages, manager: FlaskClient) -> None:
    answer = post(pages, manager, "/documents/packs", purpose="notification")
    assert "Choose at least one council" in words(answer)


def test_an_unknown_document_is_not_found(pages: Pages, manager: FlaskClient) -> None:
    for key in ("D99", "PK1", "D05:nowhere", "D05", "packs:D05"):
        assert manager.get(f"{pages.url}/documents/{key}").status_code == 404


def test_a_forged_version_downloads_nothing(pages: Pages, manager: FlaskClient) -> None:
    make_draft(pages, manager)
    assert manager.get(f"{pages.url}{LETTER}/99.docx").status_code == 404


@pytest.fixture
def urgent(migrated_url: str, tmp_path: Path) -> Pages:
    """An urgent temporary change of which a council and a Healthwatch are to be told."""
    made = running_pages(migrated_url, tmp_path)
    open_live_case(made, pathway="urgent-temporary-change")
    record(made, "affected_authority", organisation=COUNCIL, standing="scrutiny")
    record(made, "healthwatch", organisation="healthwatch-east")
    return made


def test_a_notice_is_listed_for_each_council_and_each_healthwatch(urgent: Pages) -> None:
    listed = words(urgent.sign_in("programme-manager").get(urgent.url + "/documents"))
    assert "One for each affected council and each Healthwatch: 0 of 2 made" in listed


def test_what_a_notice_to_healthwatch_lacks_is_recorded_with_healthwatch(urgent: Pages) -> None:
    manager = urgent.sign_in("programme-manager")
    make_draft(urgent, manager, "/documents/D31:healthwatch-east")
    page = manager.get(f"{urgent.url}/documents/D31:healthwatch-east").get_data(as_text=True)
    link = BeautifulSoup(page, "html.parser").find("a", string="salutation")
    assert link and "/records/healthwatch/" in str(link["href"])

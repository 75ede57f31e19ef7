"""Files that people from outside send: with the answer to a request, and with what a clerk says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.domain.errors import Invalid, NotPermitted
from casework.services.evidence import download_evidence
from casework.services.reading import get_case
from casework.services.recording import withdraw_record
from casework.services.requests import answer_request, ask, return_request
from tests.integration.case_pages import (
    LEG,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    put_in,
    running_pages,
)
from tests.integration.entry_pages import (
    browser_of,
    docx_bytes,
    evidence_of,
    pdf_bytes,
    status,
    upload,
)
from tests.integration.outside_pages import EAST, add_clerks
from tests.visitors import Visitor

HOSTILE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case, and the clerk of an affected council."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    add_clerks(found)
    yield found


@pytest.fixture
def clerk(pages: Pages) -> Visitor:
    return browser_of(pages, "east-clerk")


@pytest.fixture
def request_page(pages: Pages) -> str:
    """The page of something asked of the clerk."""
    version = ask(pages.office, PM, pages.reference, "east-clerk", "The minute", date(2026, 7, 1))
    return f"/requests/{pages.reference}/{version.key}"


def answered(pages: Pages) -> Any:
    (record,) = evidence_of(pages)
    return record


def supplied(pages: Pages, page: str) -> tuple[str, ...]:
    facts = get_case(pages.office, PM, pages.reference).facts
    found: tuple[str, ...] = facts.find(f"request/{page.rpartition('/')[2]}").payload.supplied
    return found


def comment(clerk: Visitor, pages: Pages, **values: Any) -> None:
    clerk.open(f"/shared/{pages.reference}/say/comments")
    clerk.send(**{"outcome": "comments", "comments": "We agree.", "received_on": "2026-05-20",
                  **values})  # fmt: skip


def test_a_file_comes_with_an_answer_from_outside(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    clerk.send(answer="Here it is", files=upload(pdf_bytes(), "minute.pdf"))
    assert supplied(pages, request_page) == (answered(pages).pin,)


def test_the_file_is_restricted_and_meets_no_check_by_itself(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    clerk.send(files=upload(pdf_bytes(), "minute.pdf"))
    payload = answered(pages).payload
    assert (payload.classification, payload.type, payload.criteria) == ("restricted", "other", ())


def test_the_people_of_the_case_get_the_very_bytes(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    content = docx_bytes("The minute")
    clerk.open(request_page)
    clerk.send(files=upload(content, "minute.docx"))
    key = answered(pages).key
    assert download_evidence(pages.office, LEG, pages.reference, key, 1).content == content


def test_a_refused_file_sends_nothing_and_keeps_the_words(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    clerk.send(answer="Kept words", files=upload(HOSTILE, "minute.pdf"))
    assert (status(clerk), supplied(pages, request_page)) == (422, ())
    assert "Kept words" in clerk.page.find("textarea").get_text()


def test_a_good_file_beside_a_refused_one_waits(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    clerk.send(
        answer="Both", files=[upload(pdf_bytes(), "good.pdf"), upload(HOSTILE, "bad.pdf")]
    )
    bad = next(li for li in clerk.page.select(".casework-waiting li") if "bad.pdf" in li.text)
    clerk.send(remove=bad.find("button")["value"])
    clerk.send(answer="Only the good one")
    assert str(answered(pages).payload.file_name) == "good.pdf"


def test_what_was_sent_is_offered_again_when_the_request_comes_back(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    clerk.send(answer="Here", files=upload(pdf_bytes(), "minute.pdf"))
    key = request_page.rpartition("/")[2]
    return_request(pages.office, PM, pages.reference, key, 2, "The second page is missing")
    clerk.open(request_page)
    clerk.send(answer="And the rest", files=upload(docx_bytes(), "rest.docx"))
    assert len(supplied(pages, request_page)) == 2


def test_nobody_names_what_somebody_else_put_in(pages: Pages, request_page: str) -> None:
    paper = put_in(pages, PM, title="Not theirs", type="other")
    key = request_page.rpartition("/")[2]
    with pytest.raises(Invalid):
        answer_request(pages.office, EAST, pages.reference, key, 1, "Here", (paper.pin,))


def test_the_committees_letter_comes_with_its_comments(pages: Pages, clerk: Visitor) -> None:
    comment(clerk, pages, files=upload(pdf_bytes(), "letter.pdf"))
    assert "Sent with it: letter.pdf" in clerk.text


def test_the_comments_cite_the_letter(pages: Pages, clerk: Visitor) -> None:
    comment(clerk, pages, files=upload(pdf_bytes(), "letter.pdf"))
    (said,) = get_case(pages.office, PM, pages.reference).facts.current("scrutiny_response")
    assert said.cites == (answered(pages).pin,)


def test_comments_with_a_file_pressed_twice_are_recorded_once(
    pages: Pages, clerk: Visitor
) -> None:
    clerk.open(f"/shared/{pages.reference}/say/comments")
    form = clerk.page
    for _ in range(2):
        clerk.page = form
        clerk.send(f"/shared/{pages.reference}/say/comments", outcome="comments",
                   comments="We agree.", received_on="2026-05-20",
                   files=upload(pdf_bytes(), "letter.pdf"))  # fmt: skip
    clerk.open(f"/shared/{pages.reference}/say/comments")
    assert len(evidence_of(pages)) == 1 and "Files that wait here" not in clerk.text


def test_a_refused_letter_records_no_comments(pages: Pages, clerk: Visitor) -> None:
    comment(clerk, pages, files=upload(HOSTILE, "letter.pdf"))
    assert status(clerk) == 422 and "We agree." in clerk.text + str(clerk.page)
    clerk.open(f"/shared/{pages.reference}")
    assert "What your committee has said" not in clerk.text


def test_the_nhs_does_not_withdraw_a_file_that_a_council_sent(
    pages: Pages, clerk: Visitor
) -> None:
    comment(clerk, pages, files=upload(pdf_bytes(), "letter.pdf"))
    sent = answered(pages)
    with pytest.raises(NotPermitted, match="own clerk"):
        withdraw_record(pages.office, PM, pages.reference, sent.reference, 1, "r")


def test_an_answer_with_a_file_pressed_twice_is_sent_once(
    pages: Pages, clerk: Visitor, request_page: str
) -> None:
    clerk.open(request_page)
    form = clerk.page
    for _ in range(2):
        clerk.page = form
        clerk.send(request_page, answer="Here", files=upload(pdf_bytes(), "minute.pdf"))
    assert status(clerk) == 200 and len(supplied(pages, request_page)) == 1

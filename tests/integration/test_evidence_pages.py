"""Files are put in, kept through every error, served checked, and hidden where privileged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.case_pages import (
    PM,
    Pages,
    counted_statements,
    fill_intake,
    open_live_case,
    put_in,
    running_pages,
)
from tests.integration.entry_pages import (
    browser_of,
    docx_bytes,
    eml_bytes,
    evidence_of,
    pdf_bytes,
    put_in_file,
    status,
    upload,
)
from tests.visitors import Visitor

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with people in every role and bodies concerned."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def manager(pages: Pages) -> Visitor:
    """The programme manager's browser."""
    return browser_of(pages, "programme-manager")


def form_of(pages: Pages) -> str:
    return f"{pages.url}/evidence/new"


def test_a_file_is_put_in_with_one_press(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(pdf_bytes(), "letter.pdf"), title="The letter", type="letter_copy",
                 act="put_in")  # fmt: skip
    assert manager.heading.endswith("The letter")


def test_pressing_twice_puts_a_file_in_once(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    form, content = manager.page, pdf_bytes()
    for _ in range(2):
        manager.page = form
        manager.send(files=upload(content, "letter.pdf"), title="The letter", type="letter_copy",
                     act="put_in")  # fmt: skip
    assert len(evidence_of(pages)) == 1


def test_several_files_are_put_in_with_a_title_each(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=[upload(pdf_bytes(), "a.pdf"), upload(docx_bytes(), "b.docx"),
                        upload(eml_bytes(), "c.eml")], act="add")  # fmt: skip
    manager.send(type="other", act="put_in")
    assert {str(r.payload.title) for r in evidence_of(pages)} == {"a", "b", "c"}


def test_a_form_error_loses_no_file(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(pdf_bytes(), "letter.pdf"), title="The letter", act="put_in")
    assert status(manager) == 422
    assert "letter.pdf" in manager.text
    manager.send(type="letter_copy", act="put_in")
    assert len(evidence_of(pages)) == 1


def test_an_expired_session_loses_neither_file_nor_text(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    end_sessions(pages)
    manager.send(files=upload(pdf_bytes(), "letter.pdf"), title="The letter", type="letter_copy",
                 act="put_in")  # fmt: skip
    manager.open(form_of(pages))
    again = browser_of(pages, "programme-manager")
    again.open(form_of(pages))
    assert "letter.pdf" in again.text


def end_sessions(pages: Pages) -> None:
    """Let every session have been idle for too long."""
    from datetime import timedelta

    from sqlalchemy import update

    from casework.store.models.accounts import UserSessionRow

    table = UserSessionRow.__table__
    with pages.office.database.writing() as connection:
        before = pages.office.clock.now() - timedelta(hours=2)
        connection.execute(update(table).values(last_seen_at=before))


def test_a_refused_file_says_what_to_do_instead(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(OLD_WORD, "old.doc"), title="Old", type="other", act="put_in")
    assert status(manager) == 422
    assert "save it as .docx" in manager.text
    assert evidence_of(pages) == []


def test_a_refused_file_can_be_removed(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(OLD_WORD, "old.doc"), act="add")
    token = manager.page.find("button", {"name": "remove"})["value"]
    manager.send(remove=token)
    assert "old.doc" not in manager.text


def test_somebody_elses_waiting_file_cannot_be_removed(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(pdf_bytes(), "letter.pdf"), act="add")
    token = manager.page.find("button", {"name": "remove"})["value"]
    other = browser_of(pages, "second-manager")
    other.open(form_of(pages))
    other.send(remove=token)
    manager.open(form_of(pages))
    assert "letter.pdf" in manager.text


def test_governance_keeps_a_refused_file_sealed(pages: Pages) -> None:
    governance = browser_of(pages, "governance-lead")
    governance.open(form_of(pages))
    governance.send(files=upload(OLD_WORD, "old.doc"), act="add")
    seal = governance.page.find("input", {"name": lambda n: n and n.startswith("seal-")})["name"]
    governance.send(title="Old paper", type="other", act="put_in",
                    **{seal: "The only copy there is"})  # fmt: skip
    assert [r.payload.sealed for r in evidence_of(pages)] == [True]


def test_a_manager_cannot_forge_the_seal(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(files=upload(OLD_WORD, "old.doc"), act="add")
    token = manager.page.find("button", {"name": "remove"})["value"]
    manager.send(title="Old", type="other", act="put_in", **{f"seal-{token}": "I say so"})
    assert evidence_of(pages) == []


def test_published_evidence_needs_no_file(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(title="The plan", type="consultation_plan",
                 address="https://example.org/plan", act="put_in")  # fmt: skip
    assert manager.page.find("a", href="https://example.org/plan")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "http://"])
def test_an_address_that_is_not_of_the_web_is_refused(
    pages: Pages, manager: Visitor, address: str
) -> None:
    manager.open(form_of(pages))
    manager.send(title="The plan", type="other", address=address, act="put_in")
    assert status(manager) == 422


def test_without_file_and_address_the_form_says_so(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(title="The plan", type="other", act="put_in")
    assert "Choose a file, or say where the evidence is published." in manager.text


def test_the_address_ticks_the_check_and_the_body(pages: Pages, manager: Visitor) -> None:
    manager.open(f"{form_of(pages)}?criterion=GT31.letter&subject=east-council&type=letter_copy")
    ticked = [box["value"] for box in manager.page.find_all("input", checked=True)]
    assert {"GT31.letter", "east-council"} <= set(ticked)


def test_a_check_that_does_not_exist_is_refused(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    manager.send(title="A", type="other", address="https://example.org", criteria=["GT999.no"],
                 act="put_in")  # fmt: skip
    assert status(manager) == 422


def test_a_download_is_an_attachment_that_no_browser_opens(
    pages: Pages, manager: Visitor
) -> None:
    key = put_in_file(pages, "Brief – Überblick.pdf", pdf_bytes())
    answer = manager.client.get(f"{pages.url}/evidence/{key}/1/file")
    assert answer.data == pdf_bytes() or answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_damaged_file_is_not_served(pages: Pages, manager: Visitor) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    (record,) = evidence_of(pages)
    path = pages.office.files.root / pages.reference / record.payload.sha256
    path.chmod(0o600)
    path.write_bytes(b"%PDF-forged")
    manager.open(f"{pages.url}/evidence/{key}/1/file")
    assert status(manager) == 500
    assert "is not the one that was put in" in manager.text


def test_a_lost_file_is_said_to_be_lost(pages: Pages, manager: Visitor) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    (record,) = evidence_of(pages)
    pages.office.files.delete(f"{pages.reference}/{record.payload.sha256}")
    manager.open(f"{pages.url}/evidence/{key}/1/file")
    assert "cannot be read" in manager.text


@pytest.mark.parametrize("path", ["", "/{key}", "/{key}/next"])
def test_privileged_evidence_is_unseen_by_those_who_may_not_read_it(
    pages: Pages, path: str
) -> None:
    key = put_in_file(pages, "advice.pdf", pdf_bytes(), title="Counsel says",
                      classification="privileged")  # fmt: skip
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"{pages.url}/evidence{path.format(key=key)}")
    assert "Counsel says" not in engagement.text


@pytest.mark.parametrize("path", ["/{key}", "/{key}/next", "/{key}/1/file"])
def test_privileged_evidence_answers_as_if_it_were_not_there(pages: Pages, path: str) -> None:
    key = put_in_file(pages, "advice.pdf", pdf_bytes(), classification="privileged")
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"{pages.url}/evidence{path.format(key=key)}")
    assert status(engagement) == 404


def test_privileged_evidence_is_not_offered_as_a_citation(pages: Pages) -> None:
    put_in_file(pages, "advice.pdf", pdf_bytes(), title="Counsel says",
                classification="privileged")  # fmt: skip
    engagement = browser_of(pages, "engagement-lead")
    engagement.open(f"{pages.url}/records/service/new")
    assert "Counsel says" not in engagement.text


def test_the_legal_adviser_reads_privileged_evidence(pages: Pages) -> None:
    key = put_in_file(pages, "advice.pdf", pdf_bytes(), classification="privileged")
    adviser = browser_of(pages, "legal-adviser")
    adviser.open(f"{pages.url}/evidence/{key}")
    assert "Legally privileged" in adviser.text


def test_a_file_of_another_case_is_not_served_here(pages: Pages, manager: Visitor) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    open_live_case(pages)
    manager.open(f"{pages.url}/evidence/{key}/1/file")
    assert status(manager) == 404


def test_the_next_version_leaves_the_earlier_one_to_download(
    pages: Pages, manager: Visitor
) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    manager.open(f"{pages.url}/evidence/{key}/next")
    manager.send(files=upload(docx_bytes(), "paper.docx"), act="put_in")
    assert "Download version 2: paper.docx" in manager.text
    assert manager.client.get(f"{pages.url}/evidence/{key}/1/file").data.startswith(b"%PDF")


def test_other_details_keep_the_same_file(pages: Pages, manager: Visitor) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    manager.open(f"{pages.url}/evidence/{key}/next")
    manager.send(title="Renamed", act="put_in")
    (record,) = evidence_of(pages)
    assert (str(record.payload.title), str(record.payload.file_name)) == ("Renamed", "paper.pdf")


def test_two_next_versions_at_once_conflict(pages: Pages, manager: Visitor) -> None:
    key = put_in_file(pages, "paper.pdf", pdf_bytes())
    manager.open(f"{pages.url}/evidence/{key}/next")
    other = browser_of(pages, "second-manager")
    other.open(f"{pages.url}/evidence/{key}/next")
    other.send(title="Said by another", act="put_in")
    manager.send(title="Said by me", act="put_in")
    assert status(manager) == 409


def test_stale_evidence_says_so_in_words(pages: Pages, manager: Visitor) -> None:
    put_in(pages, title="Old assessment", type="iia_report", dated="2024-01-10")
    manager.open(f"{pages.url}/evidence")
    assert "Out of date since 10 January 2025: a newer one is needed" in manager.text


def test_a_shelf_life_without_date_is_not_called_good(pages: Pages, manager: Visitor) -> None:
    put_in(pages, title="Assessment", type="iia_report")
    manager.open(f"{pages.url}/evidence")
    assert "its date is not recorded" in manager.text


def test_a_body_over_the_limit_gets_a_plain_page(pages: Pages, manager: Visitor) -> None:
    manager.open(form_of(pages))
    pages.app.config["MAX_CONTENT_LENGTH"] = 1000
    manager.send(files=upload(b"x" * 5000, "large.txt"), act="add")
    assert status(manager) == 413
    assert manager.heading == "This is too large"


def test_somebody_without_a_role_cannot_put_in(pages: Pages) -> None:
    stranger = browser_of(pages, "stranger")
    stranger.open(form_of(pages))
    assert status(stranger) == 404


def test_that_something_was_never_made_is_recorded_with_its_source(
    pages: Pages, manager: Visitor
) -> None:
    manager.open(f"{pages.url}/records/evidence/did-not-happen")
    manager.send(what="bed_test", source="Letter of the region, May 2026")
    manager.open(f"{pages.url}/evidence")
    assert "Evidence on the bed test: this did not happen" in manager.text


@pytest.mark.parametrize("count", [10, 300])
@pytest.mark.parametrize("path", ["", "/new", "/folder", "/s1", "/s1/next"])
def test_an_evidence_page_costs_at_most_eight_statements(
    pages: Pages, manager: Visitor, path: str, count: int
) -> None:
    fill_with_evidence(pages, count)
    with counted_statements(pages) as seen:
        manager.open(f"{pages.url}/evidence{path}")
    queries = [s for s in seen if not s.startswith("BEGIN")]
    assert status(manager) == 200
    assert len(queries) <= 8, queries


def fill_with_evidence(pages: Pages, count: int) -> None:
    """Much evidence in one transaction."""
    from casework.domain.records import get_kind
    from casework.domain.records.codec import build_payload
    from casework.services.verb import case_verb
    from casework.store.records import Draft

    kind = get_kind("evidence")
    values = {"type": "other", "classification": "public", "address": "https://example.org"}
    with case_verb(pages.office, PM, pages.reference, "evidence_put_in") as verb:
        verb.write(
            *(Draft("evidence", f"s{n}", build_payload(kind, {"title": f"Paper {n}", **values}))
              for n in range(count))
        )  # fmt: skip

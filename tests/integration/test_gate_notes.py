"""Privileged notes, past dates and people who have no business on a gate's page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.exceptions import add_privileged_note, defer_gate
from casework.services.reading import get_case
from tests.integration.case_pages import (
    GOV,
    LEG,
    Pages,
    fill_intake,
    put_in,
    record,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.gates_in_browser import (
    LETTER,
    attestations,
    card,
    gates_case,
    links,
    shown_to,
)


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under way, before the councils are consulted on a substantial change."""
    yield from gates_case(migrated_url, tmp_path)


def deferred_with_note(pages: Pages) -> None:
    """A deferral with a privileged note beside it."""
    defer_gate(pages.office, GOV, pages.reference, "GT31", "The dates are not firm.",
               privileged_note="Counsel sees a risk.")  # fmt: skip


def test_a_privileged_note_is_shown_to_legal(pages: Pages) -> None:
    deferred_with_note(pages)
    text = shown_to(pages, "legal-adviser", "/gates/GT31").text
    assert "Counsel sees a risk." in text and "Never printed or shared." in text


def test_a_privileged_note_is_not_shown_to_the_programme_manager(pages: Pages) -> None:
    deferred_with_note(pages)
    text = str(shown_to(pages, "programme-manager", "/gates/GT31").page)
    assert "The dates are not firm." in text and "Counsel sees a risk." not in text


def test_a_privileged_note_is_on_no_other_page_for_the_programme_manager(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    add_privileged_note(pages.office, LEG, pages.reference, letter.reference, "Do not send it.")
    manager = browser_of(pages, "programme-manager")
    for path in ("", "/history", "/gates/GT31", f"/records/letter/{letter.key}"):
        manager.open(pages.url + path)
        assert "Do not send it." not in str(manager.page), path


def test_legal_writes_a_note_in_the_browser(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    adviser = shown_to(pages, "legal-adviser", f"/gates/GT31/note?about={letter.reference}")
    adviser.send(note="Do not send it.")
    view = get_case(pages.office, LEG, pages.reference)
    assert [str(n.payload.note) for n in view.facts.current("privileged_note")] == [
        "Do not send it."
    ]


def test_the_programme_manager_may_not_write_a_note(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    manager = shown_to(pages, "programme-manager", f"/gates/GT31/note?about={letter.reference}")
    assert status(manager) == 403


def test_privileged_evidence_is_counted_but_not_named(pages: Pages) -> None:
    put_in(pages, LEG, title="Counsel's opinion", type="legal_review_note",
           classification="privileged", criteria=["GT31.letter"],
           subjects=["east-council"])  # fmt: skip
    record(pages, "letter", **LETTER)
    manager = shown_to(pages, "programme-manager", "/gates/GT31")
    words = card(manager, "letter-east-council")
    assert "Evidence that is not shown to you" in words and "opinion" not in words


def test_on_a_past_date_a_gate_offers_nothing_to_do(pages: Pages) -> None:
    fill_intake(pages)
    record(pages, "letter", **LETTER)
    officer = shown_to(pages, "accountable-officer", "/gates/GT31?as_of=2026-06-01")
    assert "as it stood on 1 June 2026" in officer.text
    offered = links(officer, "letter-east-council")
    assert [w for w in offered if w.startswith(("Sign", "Record", "Put in", "Ask"))] == []


@pytest.mark.parametrize(
    "path",
    ["/gates/GT31/letter/sign?subject=nobody&role=AO", "/gates/GT31/letter/sign?role=PM",
     "/gates/GT31/nothing/sign?role=AO", "/gates/GT31/sign-offs/nothing",
     "/gates/GT31/note?about=x", "/gates/GT31/take-back?record=letter/x",
     "/gates/GT31/letter/confirm?subject=east-council",
     "/gates/GT31/letter/record-sign-off?subject=east-council&role=AO"],
)  # fmt: skip
def test_a_forged_address_is_not_found(pages: Pages, path: str) -> None:
    assert status(shown_to(pages, "accountable-officer", path)) == 404


def test_a_form_without_its_token_signs_nothing(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    officer = browser_of(pages, "accountable-officer")
    answer = officer.client.post(
        f"{pages.url}/gates/GT31/letter/sign?subject=east-council&role=AO", data={}
    )
    assert answer.status_code == 400
    assert attestations(pages) == []


def test_somebody_of_another_case_finds_no_gate(pages: Pages) -> None:
    assert status(shown_to(pages, "stranger", "/gates/GT31")) == 404

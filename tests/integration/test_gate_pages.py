"""On a gate's page people see what each check rests on, and sign and check there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.signing import SignOff, sign_off
from tests.integration.case_pages import (
    AO,
    COUNCILS,
    GOV,
    Pages,
    put_in,
    record,
    sign,
)
from tests.integration.entry_pages import status
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


def test_it_says_why_it_is_asked_and_what_good_looks_like(pages: Pages) -> None:
    text = shown_to(pages, "programme-manager", "/gates/GT31").text
    assert "The law requires that each council" in text
    assert "Both dates leave room for the committee's next meeting." in text


def test_each_council_has_its_own_line(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    manager = shown_to(pages, "programme-manager", "/gates/GT31")
    assert "To be signed off" in card(manager, "letter-east-council")
    assert "Not recorded Letter" in card(manager, "letter-west-council")


def test_the_law_is_shown_as_at_the_date_judged(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/gates/GT31")
    assert "Law as at 1 June 2026" in card(manager, "letter-east-council")


def test_a_check_links_to_what_it_rests_on(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    officer = shown_to(pages, "accountable-officer", "/gates/GT31")
    address = f"{pages.url}/records/letter/{letter.key}"
    assert address in links(officer, "letter-east-council").values()


def test_a_gate_that_does_not_exist_is_not_found(pages: Pages) -> None:
    assert status(shown_to(pages, "programme-manager", "/gates/GT999")) == 404


def test_the_holder_of_the_role_signs_off_on_exactly_what_is_shown(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    officer = shown_to(pages, "accountable-officer", "/gates/GT31")
    officer.open(links(officer, "letter-east-council")["Sign off as accountable officer"])
    officer.send(statement="I sent it myself.")
    (made,) = attestations(pages)
    assert made.payload.relied_on == (letter.pin,)
    assert str(made.payload.statement) == "I sent it myself."


def test_the_gate_then_says_who_signed_as_what_and_when(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    sign(pages, AO, "GT31.letter", "AO", "east-council")
    manager = shown_to(pages, "programme-manager", "/gates/GT31")
    words = card(manager, "letter-east-council")
    assert "Signed off by Accountable officer as accountable officer on 1 June 2026." in words


def test_a_sign_off_of_what_has_changed_is_refused_and_keeps_what_was_typed(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    officer = shown_to(
        pages, "accountable-officer",
        "/gates/GT31/letter/sign?subject=east-council&role=AO",
    )  # fmt: skip
    record(pages, "letter", key=letter.key, **{**LETTER, "sent_on": "2026-05-23"})
    officer.send(statement="I read the first version.")
    assert status(officer) == 409
    assert "has changed since you opened the page" in officer.text
    assert "I read the first version." in officer.page.find("textarea").get_text()
    assert attestations(pages) == []


def test_signing_twice_with_one_form_signs_once(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    path = "/gates/GT31/letter/sign?subject=east-council&role=AO"
    officer = shown_to(pages, "accountable-officer", path)
    form = officer.page
    officer.send()
    officer.page = form
    officer.response = officer.client.get(pages.url + path)
    officer.send()
    assert [a.version for a in attestations(pages)] == [1]


def test_who_put_the_letter_in_is_offered_no_sign_off(pages: Pages) -> None:
    record(pages, "letter", AO, **LETTER)
    officer = shown_to(pages, "accountable-officer", "/gates/GT31")
    assert "Sign off as accountable officer" not in links(officer, "letter-east-council")


def test_who_put_the_letter_in_is_refused_all_the_same(pages: Pages) -> None:
    record(pages, "letter", AO, **LETTER)
    officer = shown_to(
        pages, "accountable-officer", "/gates/GT31/letter/sign?subject=east-council&role=AO"
    )
    officer.send()
    assert status(officer) == 403
    assert "you put in some of what it relies on" in officer.text


def test_somebody_without_the_role_is_told_whose_it_is(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    lead = shown_to(
        pages, "engagement-lead", "/gates/GT31/letter/sign?subject=east-council&role=AO"
    )
    assert "Who may do it: Accountable officer." in lead.text
    assert lead.page.find("textarea") is None
    assert lead.send_all_the_same() == 403
    assert "it is for the accountable officer of this case" in lead.text


def test_a_changed_record_asks_for_confirmation_and_names_what_changed(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    sign(pages, AO, "GT31.letter", "AO", "east-council")
    record(pages, "letter", key=letter.key, **{**LETTER, "sent_on": "2026-05-23"})
    officer = shown_to(pages, "accountable-officer", "/gates/GT31")
    words = card(officer, "letter-east-council")
    assert "To be confirmed again" in words and "Changed since: Letter" in words


def record_committee(pages: Pages) -> None:
    """What the check on the joint committee rests on."""
    record(pages, "joint_scrutiny", outcome="appointed", members=list(COUNCILS),
           host="west-council", on="2026-05-02")  # fmt: skip


def letter_from_the_council(pages: Pages) -> str:
    """The pin of the letter in which the council answered."""
    return str(put_in(pages, title="The council's letter", type="letter_copy").pin)


def test_a_councils_sign_off_needs_its_letter(pages: Pages) -> None:
    record_committee(pages)
    lead = shown_to(
        pages, "governance-lead",
        "/gates/GT32/joint_committee/record-sign-off?subject=east-council&role=HC",
    )  # fmt: skip
    lead.send(recorded_from="east-council")
    assert status(lead) == 422 and "letter or minute" in lead.text


def test_a_councils_sign_off_is_recorded_from_its_letter(pages: Pages) -> None:
    record_committee(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT32")
    (words,) = [w for w in links(lead, "joint_committee-east-council") if "letter or minute" in w]
    links_address = links(lead, "joint_committee-east-council")[words]
    letter = letter_from_the_council(pages)
    lead.open(links_address)
    assert lead.page.find("input", attrs={"name": "papers", "value": letter})
    lead.send(recorded_from="east-council", papers=[letter])
    assert "recorded by Governance lead from East Council" in card(
        lead, "joint_committee-east-council"
    )


def outside_sign_off(pages: Pages) -> str:
    """A council's sign-off recorded by governance; returns the path of its check."""
    record_committee(pages)
    made = sign_off(
        pages.office, GOV, pages.reference,
        SignOff("GT32.joint_committee", "HC", "east-council", recorded_from="east-council",
                papers=(letter_from_the_council(pages),)),
    )  # fmt: skip
    return f"/gates/GT32/sign-offs/{made.key}"


def test_it_counts_once_a_second_person_has_checked_it(pages: Pages) -> None:
    path = outside_sign_off(pages)
    adviser = shown_to(pages, "legal-adviser", path)
    adviser.send()
    words = card(adviser, "joint_committee-east-council")
    assert words.count("Met") == 1 and "checked by Legal adviser" in words


def test_who_recorded_it_cannot_be_the_one_who_checks(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", outside_sign_off(pages))
    lead.send()
    assert status(lead) == 403
    assert "You recorded this sign-off" in lead.text


def test_a_check_of_an_outside_sign_off_that_changed_is_refused(pages: Pages) -> None:
    path = outside_sign_off(pages)
    adviser = shown_to(pages, "legal-adviser", path)
    adviser.send(version="7")
    assert status(adviser) == 409


def test_whoever_put_in_an_earlier_version_is_offered_no_sign_off(pages: Pages) -> None:
    first = record(pages, "letter", viewer=AO, **LETTER)
    record(pages, "letter", key=first.key, **{**LETTER, "sent_on": "2026-05-23"})
    officer = shown_to(pages, "accountable-officer", "/gates/GT31")
    assert not any("Sign off" in words for words in links(officer, "letter-east-council"))

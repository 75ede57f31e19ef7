"""On a gate's page people see what each check rests on, and sign, check and set aside there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.services.exceptions import SetAside, add_privileged_note, defer_gate, set_aside
from casework.services.reading import get_case
from casework.services.signing import SignOff, sign_off
from tests.integration.case_pages import (
    AO,
    COUNCILS,
    DPO,
    GOV,
    ICB,
    LEG,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    put_in,
    record,
    running_pages,
    sign,
)
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor

LETTER = {
    "purpose": "regulation_23", "organisation": "east-council", "direction": "sent",
    "sent_on": "2026-05-22", "sender": ICB, "decision_date": "2027-02-01",
    "comments_date": "2026-12-01",
}  # fmt: skip


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under way, before the councils are consulted on a substantial change."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    record(found, "substantiality", outcome="substantial", determined_on="2026-05-01")
    record(found, "urgency_screen", no_time_to_consult="no")
    for council in COUNCILS:
        record(found, "affected_authority", organisation=council, standing="scrutiny")
    yield found
    found.office.database.engine.dispose()


def shown_to(pages: Pages, person: str, path: str) -> Visitor:
    """A browser of this person on a page of the case."""
    visitor = browser_of(pages, person)
    visitor.open(pages.url + path)
    return visitor


def card(visitor: Visitor, anchor: str) -> str:
    """The words of one check on the gate's page."""
    found = visitor.page.find(id=anchor)
    assert found is not None, f"no check {anchor} on {visitor.heading}"
    return " ".join(found.get_text(" ").split())


def links(visitor: Visitor, anchor: str) -> dict[str, str]:
    """The links of one check, by their words."""
    found = visitor.page.find(id=anchor)
    assert found is not None
    return {" ".join(a.get_text(" ").split()): a["href"] for a in found.select("a[href]")}


def attestations(pages: Pages) -> list[Any]:
    """Every sign-off recorded on the case."""
    return get_case(pages.office, PM, pages.reference).facts.current("attestation")


def test_it_says_why_it_is_asked_and_what_good_looks_like(pages: Pages) -> None:
    text = shown_to(pages, "programme-manager", "/gates/GT31").text
    assert "The law requires that each council" in text
    assert "Both dates leave room for the committee's next meeting." in text


def test_each_council_has_its_own_line(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    manager = shown_to(pages, "programme-manager", "/gates/GT31")
    assert "To be signed off" in card(manager, "letter-east-council")
    assert "Not recorded: Letter" in card(manager, "letter-west-council")


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
    lead.send()
    assert status(lead) == 403
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
           organisation="west-council", host="west-council", on="2026-05-02")  # fmt: skip


def test_a_councils_sign_off_is_recorded_from_its_letter(pages: Pages) -> None:
    record_committee(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT32")
    (words,) = [w for w in links(lead, "joint_committee-east-council") if "letter or minute" in w]
    lead.open(links(lead, "joint_committee-east-council")[words])
    lead.send(recorded_from="east-council")
    assert "recorded by Governance lead from East Council" in card(
        lead, "joint_committee-east-council"
    )


def outside_sign_off(pages: Pages) -> str:
    """A council's sign-off recorded by governance; returns the path of its check."""
    record_committee(pages)
    made = sign_off(
        pages.office, GOV, pages.reference,
        SignOff("GT32.joint_committee", "HC", "east-council", recorded_from="east-council"),
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


def test_a_rule_of_statute_offers_no_waiver(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/gates/GT31")
    offered = set(links(lead, "letter-east-council"))
    assert not {"Waive", "Accept the residual risk, on written legal advice"} & offered


def test_a_means_that_the_force_does_not_allow_is_not_found(pages: Pages) -> None:
    path = "/gates/GT31/letter/set-aside?subject=east-council&means=waiver"
    assert status(shown_to(pages, "governance-lead", path)) == 404


def first_way(pages: Pages, means: str) -> tuple[str, str, str]:
    """A gate, check and role of the pathway that may be set aside by this means."""
    definition = get_case(pages.office, PM, pages.reference).definition
    people = {"PM", "AO", "SRO", "GOV", "LEG", "ENG"}
    for gate in definition.gates:
        for c in gate.criteria:
            for way in c.waivers:
                if (way.means, way.with_, c.per) == (means, (), "case") and set(way.by) & people:
                    return gate.ref, c.id, next(r for r in way.by if r in people)
    raise AssertionError(f"no check may be set aside by {means}")


PERSONS = {"PM": "programme-manager", "AO": "accountable-officer", "SRO": "senior-owner",
           "GOV": "governance-lead", "LEG": "legal-adviser", "ENG": "engagement-lead"}  # fmt: skip


def test_a_waiver_needs_a_reason_and_loses_nothing_without_one(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    path = f"/gates/{gate}/{criterion}/set-aside?means=waiver"
    visitor = shown_to(pages, PERSONS[role], path)
    visitor.send(privileged_note="Counsel agrees.")
    assert status(visitor) == 422
    assert "Enter the reason" in visitor.text
    assert "Counsel agrees." in str(visitor.page)


def test_a_waiver_is_recorded_with_its_published_reason(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    path = f"/gates/{gate}/{criterion}/set-aside?means=waiver"
    visitor = shown_to(pages, PERSONS[role], path)
    visitor.send(reason="There is nobody to ask.")
    words = card(visitor, criterion)
    assert "Published reason: There is nobody to ask." in words


def test_a_waiver_by_somebody_else_is_refused(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    other = next(p for r, p in PERSONS.items() if r not in (role, "SRO", "AO", "GOV"))
    visitor = shown_to(pages, other, f"/gates/{gate}/{criterion}/set-aside?means=waiver")
    visitor.send(reason="I would like to.")
    assert status(visitor) == 403


def accept_risk(pages: Pages, **sent: Any) -> Visitor:
    """The accountable officer accepts a risk, naming the legal adviser."""
    path = "/gates/GT40/appraisal/set-aside?means=accepted_risk"
    officer = shown_to(pages, "accountable-officer", path)
    officer.send(reason="It went a day late.", second_person="legal-adviser", **sent)
    return officer


def test_an_exception_on_legal_advice_names_the_adviser_and_the_advice(pages: Pages) -> None:
    advice = put_in(pages, LEG, title="Advice", type="legal_review_note")
    officer = accept_risk(pages, relied_on=[advice.pin])
    assert "with Legal adviser" in officer.text


def test_an_exception_without_the_advice_is_refused_in_words(pages: Pages) -> None:
    officer = accept_risk(pages)
    assert status(officer) == 422
    assert "Written legal advice is not among what this relies on" in officer.text


def late(pages: Pages) -> None:
    """The accountable officer waives a check; the legal adviser is the second person."""
    path = "/gates/GT33/in_time/set-aside?means=waiver"
    officer = shown_to(pages, "accountable-officer", path)
    officer.send(reason="It went a day late.", second_person="legal-adviser")
    assert "not yet confirmed" in card(officer, "in_time")


def test_the_second_person_is_offered_the_confirmation_of_a_waiver(pages: Pages) -> None:
    late(pages)
    adviser = shown_to(pages, "legal-adviser", "/gates/GT33")
    assert "Confirm that it is set aside" in links(adviser, "in_time")


def test_nobody_else_is_offered_the_confirmation_of_a_waiver(pages: Pages) -> None:
    late(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT33")
    assert "Confirm that it is set aside" not in links(lead, "in_time")


def test_the_second_person_confirms_a_waiver(pages: Pages) -> None:
    late(pages)
    adviser = shown_to(pages, "legal-adviser", "/gates/GT33/in_time/confirm")
    adviser.send()
    assert "with Legal adviser" in card(adviser, "in_time")


def test_a_waiver_is_taken_back_with_a_reason(pages: Pages) -> None:
    late(pages)
    path = "/gates/GT33/take-back?record=waiver/GT33.in_time"
    lead = shown_to(pages, "governance-lead", path)
    lead.send(reason="It went in time after all.")
    assert "It went a day late" not in card(lead, "in_time")


def test_taking_back_without_a_reason_is_refused_in_words(pages: Pages) -> None:
    late(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT33/take-back?record=waiver/GT33.in_time")
    lead.send()
    assert status(lead) == 422
    assert "Say why it is taken back" in lead.text


def test_a_waiver_offers_to_be_taken_back_to_those_who_may(pages: Pages) -> None:
    late(pages)
    found = {
        person: "Take it back" in shown_to(pages, person, "/gates/GT33").text
        for person in ("accountable-officer", "governance-lead", "programme-manager")
    }
    assert list(found.values()) == [True, True, False]


def not_applicable(pages: Pages) -> None:
    """The data protection officer determines that a check does not apply."""
    set_aside(
        pages.office, DPO, pages.reference,
        SetAside("GT23.screening", "not_applicable", "No personal data are used."),
    )  # fmt: skip


def test_a_determination_asks_for_no_second_person_yet(pages: Pages) -> None:
    path = "/gates/GT23/screening/set-aside?means=not_applicable"
    officer = shown_to(pages, "data-protection-officer", path)
    officer.send(reason="No personal data are used.")
    assert "Determined not to apply, not yet confirmed" in card(officer, "screening")


def test_a_determination_waits_for_a_second_persons_confirmation(pages: Pages) -> None:
    not_applicable(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT23")
    assert "Confirm that it does not apply" in links(lead, "screening")


def test_who_determined_it_is_offered_no_confirmation(pages: Pages) -> None:
    not_applicable(pages)
    officer = shown_to(pages, "data-protection-officer", "/gates/GT23")
    assert "Confirm that it does not apply" not in links(officer, "screening")


def test_a_second_person_confirms_that_a_check_does_not_apply(pages: Pages) -> None:
    not_applicable(pages)
    lead = shown_to(pages, "governance-lead", "/gates/GT23/screening/confirm")
    lead.send()
    assert card(lead, "screening").count("Does not apply") == 1


def test_who_determined_it_cannot_confirm_it(pages: Pages) -> None:
    not_applicable(pages)
    officer = shown_to(pages, "data-protection-officer", "/gates/GT23/screening/confirm")
    officer.send()
    assert status(officer) == 403


def test_governance_defers_a_gate_to_the_laws_latest(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/gates/GT31")
    lead.open(lead.page.find("a", string="Defer it to then, with reasons")["href"])
    lead.send(reason="The dates are not firm.")
    assert "Deferred to the latest point that the law allows" in lead.text


def test_a_gate_without_a_later_point_in_law_cannot_be_deferred(pages: Pages) -> None:
    assert status(shown_to(pages, "governance-lead", "/gates/GT32/defer")) == 404


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

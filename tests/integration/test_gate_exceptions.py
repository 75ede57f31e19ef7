"""On a gate's page people set checks aside, confirm it and take it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.domain.roles import ROLES
from casework.services.exceptions import SetAside, set_aside
from casework.services.reading import get_case
from tests.integration.case_pages import (
    DPO,
    LEG,
    PM,
    Pages,
    put_in,
    record,
)
from tests.integration.entry_pages import status
from tests.integration.gates_in_browser import (
    card,
    gates_case,
    links,
    shown_to,
)
from tests.visitors import Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case under way, before the councils are consulted on a substantial change."""
    yield from gates_case(migrated_url, tmp_path)


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


def test_a_waiver_is_not_offered_to_somebody_with_a_declared_conflict(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    assert "Waive" in links(shown_to(pages, PERSONS[role], f"/gates/{gate}"), criterion)
    record(pages, "interest", seat="one", person=PERSONS[role], capacity="adviser",
           conflict="yes")  # fmt: skip
    assert "Waive" not in links(shown_to(pages, PERSONS[role], f"/gates/{gate}"), criterion)


def test_a_waiver_by_somebody_else_is_refused(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    other = next(p for r, p in PERSONS.items() if r not in (role, "SRO", "AO", "GOV"))
    path = f"/gates/{gate}/{criterion}/set-aside?means=waiver"
    assert shown_to(pages, other, path).send_all_the_same(reason="Please.") == 403


def test_a_waiver_of_somebody_else_is_shown_without_its_form(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    other = next(p for r, p in PERSONS.items() if r not in (role, "SRO", "AO", "GOV"))
    visitor = shown_to(pages, other, f"/gates/{gate}/{criterion}/set-aside?means=waiver")
    assert f"Who may do it: {ROLES[role].title}" in visitor.text
    assert visitor.page.find("textarea") is None


def test_who_has_a_declared_conflict_sees_why_the_form_is_not_theirs(pages: Pages) -> None:
    gate, criterion, role = first_way(pages, "waiver")
    record(pages, "interest", seat="one", person=PERSONS[role], capacity="adviser",
           conflict="yes")  # fmt: skip
    path = f"/gates/{gate}/{criterion}/set-aside?means=waiver"
    visitor = shown_to(pages, PERSONS[role], path)
    assert "a conflict of interests that touches this proposal is declared" in visitor.text
    assert visitor.page.find("textarea") is None


def accept_risk(pages: Pages, **sent: Any) -> Visitor:
    """The accountable officer accepts a risk, naming the legal adviser."""
    path = "/gates/GT40/appraisal/set-aside?means=accepted_risk"
    officer = shown_to(pages, "accountable-officer", path)
    officer.send(reason="It went a day late.", second_person="legal-adviser", **sent)
    return officer


def test_an_exception_on_legal_advice_names_the_adviser_and_the_advice(pages: Pages) -> None:
    advice = put_in(pages, LEG, title="Advice", type="legal_review_note",
                    classification="privileged")  # fmt: skip
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
    assert "Who may do it: Governance lead." in officer.text
    assert officer.send_all_the_same() == 403


def test_governance_defers_a_gate_to_the_laws_latest(pages: Pages) -> None:
    lead = shown_to(pages, "governance-lead", "/gates/GT31")
    lead.open(lead.page.find("a", string="Defer it to then, with reasons")["href"])
    lead.send(reason="The dates are not firm.")
    assert "Deferred to the latest point that the law allows" in lead.text


def test_a_gate_without_a_later_point_in_law_cannot_be_deferred(pages: Pages) -> None:
    assert status(shown_to(pages, "governance-lead", "/gates/GT32/defer")) == 404

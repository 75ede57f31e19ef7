"""Each pathway has its own documents: what is offered, ordered and enclosed on one of them."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid
from casework.services.case_documents.context import document_context, read_for_printing
from casework.services.case_documents.making import choices
from casework.services.case_documents.reading import documents_of
from tests.integration.desk import Desk, open_desk
from tests.integration.hosc_case import COUNCIL, approve, fill_for_scrutiny, order

FULL = "major-service-change"
URGENT = "urgent-temporary-change"


def offered(desk: Desk) -> set[str]:
    view = desk.view()
    return {c.manifest.id for c in choices(desk.office, view.definition, view.facts)}


def test_a_case_is_offered_the_documents_of_its_own_pathway(office) -> None:
    desk = open_desk(office, pathway=URGENT)
    fill_for_scrutiny(desk)
    stages = {stage.id for stage in desk.view().definition.stages}
    lines = documents_of(office, desk.viewer("PM"), desk.reference).lines
    assert [line.manifest.id for line in lines if not stages & set(line.manifest.stages)] == []


def test_the_full_pathway_offers_the_letter_that_consults_a_council(office) -> None:
    desk = open_desk(office, pathway=FULL)
    fill_for_scrutiny(desk)
    assert {"D05", "D20", "D22"} <= offered(desk)


def test_a_minor_case_is_offered_its_assessment_and_the_short_notice(office) -> None:
    desk = open_desk(office, pathway="minor-change")
    fill_for_scrutiny(desk)
    assert {"D01", "D02", "D21a"} <= offered(desk) and "D21" not in offered(desk)


def test_an_urgent_case_is_offered_the_notice_of_its_end(office) -> None:
    desk = open_desk(office, pathway=URGENT)
    fill_for_scrutiny(desk)
    assert "D33" in offered(desk)


def test_a_document_of_another_pathway_is_not_ordered(office) -> None:
    desk = open_desk(office, pathway=URGENT)
    fill_for_scrutiny(desk)
    with pytest.raises(Invalid, match="belongs to another pathway"):
        order(desk)


def test_a_letter_on_a_pathway_without_public_consultation_encloses_what_informs_a_council(
    office,
) -> None:
    desk = open_desk(office, pathway=URGENT)
    fill_for_scrutiny(desk)
    approve(desk, "D05", COUNCIL)
    view = read_for_printing(desk.office, desk.reference)
    context = document_context(desk.office, view, document="D06", subject=COUNCIL)
    assert [paper.reference for paper in context.enclosures] == [f"document/D05:{COUNCIL}"]

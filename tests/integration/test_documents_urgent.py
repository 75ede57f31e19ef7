"""What the documents of an urgent temporary change say, and what they say is not recorded."""

from __future__ import annotations

import pytest

from casework.documents.rendering import list_gaps
from casework.services.case_documents.making import choices
from tests.integration.desk import Desk
from tests.integration.urgent_case import (
    COUNCIL,
    HEALTHWATCH,
    NIGHTS,
    open_urgent_case,
    printed,
)


@pytest.fixture
def desk(office) -> Desk:
    return open_urgent_case(office)


def gaps_of(desk: Desk, document: str, subject: str = "") -> list[str]:
    return [gap.name for gap in list_gaps(document, printed(desk, document, subject))]


def change_again(desk: Desk, **changes: object) -> None:
    """Correct the temporary change."""
    desk.record("temporary_change", version=1, **{**NIGHTS, **changes})


def test_the_notice_is_made_for_each_council_and_each_healthwatch(desk) -> None:
    view = desk.view()
    made_for = [c.subject for c in choices(desk.office, view.definition, view.facts)
                if c.manifest.id == "D31"]  # fmt: skip
    assert made_for == [COUNCIL, HEALTHWATCH]


@pytest.mark.parametrize("subject", [COUNCIL, HEALTHWATCH])
def test_only_what_officers_write_is_missing_from_the_notice_of_a_recorded_change(
    desk, subject
) -> None:
    assert gaps_of(desk, "D31", subject) == ["why_not_consulted", "involvement_next"]


def test_a_notice_without_an_end_has_gaps(desk) -> None:
    change_again(desk, expires_on="", exit_plan="")
    assert {"changes.expires_on", "changes.exit_plan"} <= set(gaps_of(desk, "D31", COUNCIL))


def test_a_decision_is_printed_with_the_power_of_the_body_that_took_it(desk) -> None:
    (decision,) = printed(desk, "D31", COUNCIL).urgent_decisions
    assert decision.power == "Standing order 7"
    assert decision.made_by == "Northshire Integrated Care Board"


def test_the_power_of_another_body_is_not_printed(desk) -> None:
    desk.record("decision", key="trusts", purpose="temporary_change", outcome="approved",
                organisation="trust", decided_on="2026-02-03")  # fmt: skip
    assert printed(desk, "D31", COUNCIL).urgent_decisions[-1].power is None


def test_the_duty_to_tell_a_council_is_cited_as_unverified(desk) -> None:
    law = printed(desk, "D31", COUNCIL).notice_law
    assert law is not None and law.title == "SI 2013/218, regulation 23(3)"
    assert law.caution and "to be verified" in law.caution

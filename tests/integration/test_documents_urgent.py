"""What the documents of an urgent temporary change say, and what they say is not recorded."""

from __future__ import annotations

import pytest

from casework.documents.rendering import list_gaps
from casework.services.case_documents.making import choices
from casework.services.case_documents.stages import draft_documents_of_stage
from casework.services.exceptions import add_privileged_note
from casework.services.linking import Linking, open_linked_case
from tests.integration.aside_case import every_byte, stored
from tests.integration.desk import Desk
from tests.integration.hosc_case import make
from tests.integration.urgent_case import (
    COUNCIL,
    HEALTHWATCH,
    NIGHTS,
    open_urgent_case,
    printed,
)

REVIEWED = {
    "change": "temporary_change/nights", "reviewed_on": "2025-12-08", "held_at": "executive",
    "harm": "None was reported.", "inequality": "People without a car are worse off.",
    "staffing": "One consultant has started.", "involvement": "Parents ask for transport.",
    "outcome": "goes_on", "reasons": "One night in two cannot be staffed.",
}  # fmt: skip


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
    desk.record("temporary_change", key="days", what="The unit closes by day.", status="urgent")
    assert {"changes.expires_on", "changes.exit_plan"} <= set(gaps_of(desk, "D31", COUNCIL))


def test_a_decision_is_printed_with_the_power_of_the_body_that_took_it(desk) -> None:
    (decision,) = printed(desk, "D31", COUNCIL).urgent_decisions
    assert decision.power == "Standing order 7"
    assert decision.made_by == "Northshire Integrated Care Board"


def test_the_power_of_another_body_is_not_printed(desk) -> None:
    desk.record("decision", key="trusts", purpose="temporary_change", outcome="approved",
                organisation="trust", decided_on="2025-11-03")  # fmt: skip
    assert printed(desk, "D31", COUNCIL).urgent_decisions[-1].power is None


def test_a_council_is_told_of_the_duty_and_not_how_sure_we_are_of_it(desk) -> None:
    law = printed(desk, "D31", COUNCIL).notice_law
    assert law is not None and law.title == "SI 2013/218, regulation 23(3)"
    assert law.caution is None and law.says.endswith("why no consultation took place.")


def test_a_report_to_our_own_board_says_how_sure_we_are_of_the_rhythm(desk) -> None:
    rhythm = printed(desk, "D32").review_rhythm
    assert rhythm is not None and "to be verified" in (rhythm.caution or "")


def test_the_record_of_a_recorded_decision_lacks_only_what_officers_write(desk) -> None:
    assert gaps_of(desk, "D30") == ["regard"]


def test_what_is_not_answered_on_time_and_delay_is_a_gap_of_the_record(desk) -> None:
    change_again(desk, own_delay="", short_involvement_possible="yes", urgent_since="")
    lacking = {"changes.own_delay", "changes.short_involvement", "changes.urgent_since"}
    assert lacking <= set(gaps_of(desk, "D30"))


def test_a_safety_ground_names_the_clinical_office_that_recorded_it(desk) -> None:
    desk.record("safety_ground", by="CMO", change="temporary_change/nights",
                ground="A child who worsens cannot be treated.", found_on="2025-11-02")  # fmt: skip
    (ground,) = printed(desk, "D30").safety_grounds
    assert (ground.change, ground.recorded_by) == (NIGHTS["what"], "Chief medical officer")


def test_a_safety_ground_that_nobody_signed_is_not_printed_as_signed(desk) -> None:
    desk.record("safety_ground", by="CMO", change="temporary_change/nights",
                ground="A child who worsens cannot be treated.", found_on="2025-11-02")  # fmt: skip
    before = printed(desk, "D30").safety_grounds[0].signed_by
    desk.sign("GT05.ground", "AO", subject="nights")
    assert (before, printed(desk, "D30").safety_grounds[0].signed_by) == (
        None, "Accountable officer",
    )  # fmt: skip


def test_an_interest_is_printed_by_seat_with_how_it_is_managed(desk) -> None:
    desk.record("interest", seat="lay-member-1", capacity="voter", declared_on="2025-11-03",
                interest="Works for the trust", managed="no_vote")  # fmt: skip
    (declared,) = printed(desk, "D30").declarations
    assert (declared.seat, declared.management) == ("Lay member 1", "Stays and does not vote")


def test_somebody_who_has_nothing_to_declare_needs_nothing_managed(desk) -> None:
    desk.record("interest", seat="chair", capacity="voter", declared_on="2025-11-03",
                nothing_to_declare="yes")  # fmt: skip
    assert "declarations.management" not in gaps_of(desk, "D30")


def test_what_was_declared_at_the_meeting_that_decided_is_printed(desk) -> None:
    desk.record("meeting", key="urgent", organisation="icb", purpose="other",
                held_on="2025-11-03", interests="The chair stated none.")  # fmt: skip
    desk.record("decision", key="urgent", version=1, purpose="temporary_change",
                outcome="approved", organisation="icb", decided_on="2025-11-03",
                meeting="meeting/urgent")  # fmt: skip
    assert [d.interest for d in printed(desk, "D30").declarations] == ["The chair stated none."]


def test_a_review_that_is_recorded_in_full_leaves_only_the_summary_to_write(desk) -> None:
    desk.record("temporary_change_review", key="first", **REVIEWED)
    assert gaps_of(desk, "D32") == ["review_summary"]


def test_a_review_without_figures_has_gaps(desk) -> None:
    bare = {**REVIEWED, "harm": "", "staffing": "", "outcome": ""}
    desk.record("temporary_change_review", key="first", **bare)
    lacking = {"reviews.harm", "reviews.staffing", "reviews.outcome"}
    assert lacking <= set(gaps_of(desk, "D32"))


def test_a_change_that_nobody_reviewed_has_a_gap(desk) -> None:
    assert "reviews" in gaps_of(desk, "D32")


def test_reviews_fall_due_by_the_rhythm_and_it_is_said_which_were_held(desk) -> None:
    desk.record("temporary_change_review", key="first", **REVIEWED)
    days = [(d.due, d.held) for d in printed(desk, "D32").review_days]
    assert days == [
        ("From 1 December 2025 to 15 December 2025", "Held: 8 December 2025"),
        ("By 3 February 2026, by the board", "Not recorded"),
        ("By 3 May 2026, by the board", "Not due yet"),
        ("By 3 August 2026, by the board", "Not due yet"),
        ("By 3 November 2026, by the board", "Not due yet"),
    ]


def test_a_review_that_was_missed_and_held_later_is_told_as_that(desk) -> None:
    later = {**REVIEWED, "reviewed_on": "2026-01-20", "held_at": "board"}
    desk.record("temporary_change_review", key="late", **later)
    first, second, *_ = printed(desk, "D32").review_days
    assert (first.held, second.held) == (
        "Not recorded by this day; a later review is", "Held: 20 January 2026",
    )  # fmt: skip


def test_a_review_held_before_its_last_day_is_told_as_held(desk) -> None:
    change_again(desk, decided_on="2026-01-26", starts_on="2026-01-26")
    desk.record("temporary_change_review", key="first", **{**REVIEWED, "reviewed_on": "2026-03-02"})
    assert printed(desk, "D32").review_days[0].held == "Held: 2 March 2026"


def test_no_review_falls_due_after_the_end(desk) -> None:
    change_again(desk, ended_on="2025-11-20", ended_as="reopened")
    assert printed(desk, "D32").review_days == ()


def test_the_day_of_a_review_cannot_be_told_while_the_decision_has_none(desk) -> None:
    change_again(desk, decided_on="", starts_on="")
    assert printed(desk, "D32").review_days == ()


def test_a_condition_is_printed_once_with_its_owner(desk) -> None:
    desk.record("condition", attached_to="decision/urgent", condition="Transport is offered.",
                owner="Chief operating officer")  # fmt: skip
    assert [(c.condition, c.owner) for c in printed(desk, "D32").change_conditions] == [
        ("Transport is offered.", "Chief operating officer")
    ]


def test_a_condition_that_only_the_decision_states_is_printed_too(desk) -> None:
    assert [(c.condition, c.owner) for c in printed(desk, "D32").change_conditions] == [
        ("Transport is offered.", None)
    ]


def test_a_full_case_that_was_opened_is_named(desk) -> None:
    asked = Linking(relation="full_pathway", title="Nights in the long run", reasons="No rota")
    opened = open_linked_case(desk.office, desk.viewer("PM"), desk.reference, asked)
    assert [(c.reference, c.stage) for c in printed(desk, "D32").full_cases] == [(opened, "S0")]


def test_the_record_of_the_decision_is_drafted_while_the_case_is_at_its_start(desk) -> None:
    assert draft_documents_of_stage(desk.office, desk.reference, "U0") == 1
    assert desk.view().facts.find("document/D30") is not None


def test_no_document_of_an_urgent_change_holds_a_trace_of_a_privileged_note(desk) -> None:
    note = "Advice of counsel on the nights"
    add_privileged_note(
        desk.office, desk.viewer("LEG"), desk.reference, "temporary_change/nights", note
    )
    view = desk.view()
    made = [make(desk, c.manifest.id, c.subject)
            for c in choices(desk.office, view.definition, view.facts)]  # fmt: skip
    assert [r.key for r in made if r and note.encode() in every_byte(stored(desk, r))] == []
    assert len(made) == 6

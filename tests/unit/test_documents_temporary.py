"""Urgent temporary changes in print: what is answered in a sentence, and what is left open."""

from __future__ import annotations

import dataclasses

import pytest

from casework.documents import temporary
from casework.documents.examples import full_context
from casework.documents.manifest import get_manifest
from casework.documents.rendering import list_gaps, render
from casework.domain.dates import FactDate
from casework.domain.records import get_kind
from casework.domain.text import commit
from casework.services.case_documents.temporary import (
    NOT_EVEN_IN_SHORT_FORM,
    OWN_NOTE,
    heading,
    own_notes_left_out,
    short_involvement,
)
from tests.unit.test_documents_rendering import text_of


def words_of(document: str, **changes: object) -> str:
    """The document on the full example, with some facts changed."""
    context = full_context(get_manifest(document))
    return text_of(render(document, dataclasses.replace(context, **changes)).docx)


@pytest.mark.parametrize(
    ("possible", "told", "printed"),
    [
        (None, "", None),
        (None, "Staff were asked.", None),
        (True, "", None),
        (True, "Staff were asked.", "Staff were asked."),
        (False, "", NOT_EVEN_IN_SHORT_FORM),
        (False, "The unit had closed.", f"{NOT_EVEN_IN_SHORT_FORM} The unit had closed."),
    ],
)
def test_who_was_asked_in_short_form_is_said_only_as_far_as_it_is_answered(
    possible, told, printed
) -> None:
    change = get_kind("temporary_change").payload(
        what=commit("Beds close"), short_involvement_possible=possible,
        short_involvement=commit(told),
    )  # fmt: skip
    assert short_involvement(change) == printed


def test_one_change_needs_no_number() -> None:
    assert [heading(1, 1), heading(2, 3)] == ["The temporary change", "Temporary change 2 of 3"]


def test_a_council_is_offered_a_place_for_us_on_its_agenda() -> None:
    assert "ask for a place on its agenda" in words_of("D31")


def test_healthwatch_is_offered_a_meeting_and_told_of_no_duty_to_councils() -> None:
    words = words_of("D31", made_for="healthwatch-1")
    assert "We offer to meet you" in words and "place on its agenda" not in words
    assert "The provision under which we write" not in words


def test_a_pathway_that_does_not_cite_the_provision_has_none_in_its_notice() -> None:
    assert "The provision under which we write" not in words_of("D31", notice_law=None)


def test_each_of_several_changes_has_its_own_part_of_the_notice() -> None:
    changes = tuple(
        temporary.TemporaryChange(what=f"Ward {n} closes", heading=heading(n, 2)) for n in (1, 2)
    )
    words = words_of("D31", temporary_changes=changes)
    assert "Temporary change 1 of 2" in words and "Temporary change 2 of 2" in words


def test_a_notice_that_does_not_say_until_when_has_a_gap_for_each_change() -> None:
    change = temporary.TemporaryChange(what="Ward 1 closes", heading="The temporary change")
    context = dataclasses.replace(full_context(get_manifest("D31")), temporary_changes=(change,))
    assert "day on which it expires (Ward 1 closes)" in [
        gap.label for gap in list_gaps("D31", context)
    ]


def test_a_case_without_a_safety_ground_says_that_none_is_recorded() -> None:
    assert "No safety ground is recorded." in words_of("D30", safety_grounds=())


def test_the_record_of_a_decision_states_power_reasons_and_day() -> None:
    decision = temporary.UrgentDecision(
        made_by="The board", power="Standing order 7", resolution="The unit closes at night.",
        reasons="It cannot be staffed.", made_on=FactDate.parse("2026-02-03"),
    )  # fmt: skip
    words = words_of("D30", urgent_decisions=(decision,))
    stated = (decision.made_by, decision.power, decision.resolution, decision.reasons)
    assert [w for w in (*stated, "3 February 2026") if w not in words] == []


def test_what_was_not_reported_to_the_board_is_said_not_to_be_recorded() -> None:
    decision = temporary.UrgentDecision(made_by="The board", power="Standing order 7")
    assert "Reported to the board. Not recorded" in words_of("D30", urgent_decisions=(decision,))


def test_a_case_from_which_no_full_case_was_opened_says_that_none_is_recorded() -> None:
    assert "No full case is recorded as opened from this one." in words_of("D32", full_cases=())


def test_a_review_is_named_by_its_day_in_what_it_lacks() -> None:
    review = temporary.TemporaryReview(
        heading="Review 1", reviewed_on=FactDate.parse("2026-03-10"), harm="None is known."
    )
    context = dataclasses.replace(full_context(get_manifest("D32")), temporary_reviews=(review,))
    assert "outcome of the review (10 March 2026)" in [g.label for g in list_gaps("D32", context)]


def test_a_review_that_set_no_other_day_has_no_gap_for_it() -> None:
    review = temporary.TemporaryReview(heading="Review 1", reviewed_on=FactDate.parse("2026-03-10"))
    assert "No other day is recorded." in words_of("D32", temporary_reviews=(review,))


def test_a_change_that_is_to_last_is_compared_with_what_was_and_nothing_is_settled() -> None:
    words = words_of("D33")
    assert "Nothing is settled by the temporary change." in words
    assert "What a lasting change is compared with." in words


def test_a_change_that_ended_for_good_speaks_of_no_lasting_one() -> None:
    words = words_of("D33", full_cases=())
    assert "No lasting change is proposed" in words and "Nothing is settled" not in words


def test_a_change_that_has_not_ended_has_gaps_for_how_and_when() -> None:
    change = temporary.TemporaryChange(what="Ward 1 closes", heading="The temporary change")
    context = dataclasses.replace(full_context(get_manifest("D33")), temporary_changes=(change,))
    assert {"day on which it ended (Ward 1 closes)", "how it ended (Ward 1 closes)"} <= {
        gap.label for gap in list_gaps("D33", context)
    }


def test_reviews_whose_days_cannot_be_told_are_said_to_be_so() -> None:
    assert "The days cannot be told" in words_of("D32", review_days=())


OUTGOING = ("D05", "D06", "D07", "D08", "D16", "D21", "D21a", "D22", "D31", "D33a", "D33b", "D33c",
            "D33d", "D33e", "D33f", "PK1")  # fmt: skip


@pytest.mark.parametrize("document", OUTGOING)
def test_what_goes_out_prints_no_note_on_how_sure_we_are(document) -> None:
    manifest = get_manifest(document)
    assert [f.name for f in manifest.fields if f.source.endswith(".caution")] == []
    printed = text_of(render(document, full_context(manifest)).docx)
    assert OWN_NOTE.search(printed) is None


def test_a_sentence_on_how_we_know_a_provision_is_left_out_of_a_letter() -> None:
    says = "A body must tell the council. Its wording was not read."
    assert own_notes_left_out(says) == "A body must tell the council."

"""The questions on asking people again, in the browser: beside the record, and any yes reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.guards.consultation import RECONSULTATION_QUESTIONS
from casework.services.reading import get_case
from tests.integration.case_pages import PM, Pages, open_live_case, record, running_pages
from tests.integration.entry_pages import browser_of, status
from tests.visitors import Visitor

NO = dict.fromkeys(RECONSULTATION_QUESTIONS, "no")
BY = {"review_by-day": "30", "review_by-month": "6", "review_by-year": "2026"}


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case whose consultation has closed."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    record(found, "consultation", opens_on="2024-01-01", closed_on="2024-04-01")
    yield found
    found.office.database.engine.dispose()


def asked(pages: Pages, person: str = "programme-manager") -> Visitor:
    """A browser on the questions."""
    visitor = browser_of(pages, person)
    visitor.open(f"{pages.url}/records/reconsultation_test/new?criterion=GT85.test")
    return visitor


def facts(pages: Pages):  # type: ignore[no-untyped-def]
    return get_case(pages.office, PM, pages.reference).facts


def test_each_question_stands_beside_what_the_record_says(pages: Pages) -> None:
    manager = asked(pages)
    assert len(manager.page.select("main section .nhsuk-inset-text")) == len(NO)
    assert "26 whole months before 1 June 2026" in manager.text


def test_no_question_is_answered_beforehand(pages: Pages) -> None:
    assert asked(pages).page.select("input[type=radio][checked]") == [
        *asked(pages).page.select("input[name=conclusion][checked]")
    ]


def test_all_no_is_recorded_and_asks_nobody(pages: Pages) -> None:
    asked(pages).send(**NO, conclusion="not_needed")
    recorded = facts(pages)
    assert recorded.single("reconsultation_test").payload.law_changed is False
    assert recorded.current("request") == []


def test_a_yes_asks_the_legal_adviser_in_the_same_act(pages: Pages) -> None:
    asked(pages).send(**{**NO, "new_area": "yes", "about_new_area": "A council more",
                         "reviewer": "legal-adviser", **BY})  # fmt: skip
    recorded = facts(pages)
    (request,) = recorded.current("request")
    assert (request.payload.to, request.payload.criterion) == ("legal-adviser", "GT85.test")
    test = recorded.single("reconsultation_test")
    assert str(test.payload.about_new_area) == "A council more"
    assert request.position == test.position


def test_a_yes_without_a_reviewer_records_nothing_and_keeps_what_was_typed(pages: Pages) -> None:
    manager = asked(pages)
    manager.send(**{**NO, "new_area": "yes", "about_new_area": "A council more"})
    assert status(manager) == 422 and "A council more" in manager.text
    assert "a legal adviser of this case has to review it" in manager.text
    assert facts(pages).single("reconsultation_test") is None


def test_a_review_that_is_under_way_is_not_asked_for_twice(pages: Pages) -> None:
    yes = {**NO, "new_area": "yes"}
    asked(pages).send(**yes, reviewer="legal-adviser", **BY)
    manager = asked(pages)
    assert "has been asked to review the answers already" in manager.text
    manager.send(**yes)
    assert len(facts(pages).current("request")) == 1


def test_not_known_is_no_answer_and_is_said_to_be_none(pages: Pages) -> None:
    manager = asked(pages)
    manager.send(**{**NO, "law_changed": "unknown"}, conclusion="not_needed")
    assert "Not known: 1 of 8; the gate waits for them." in manager.text
    assert facts(pages).single("reconsultation_test").payload.law_changed is None


def test_a_question_left_open_is_refused(pages: Pages) -> None:
    manager = asked(pages)
    manager.send(**{name: "no" for name in RECONSULTATION_QUESTIONS[1:]})
    assert status(manager) == 422 and "Choose yes, no or not known." in manager.text


def test_answers_of_somebody_else_meanwhile_are_not_written_over(pages: Pages) -> None:
    slow = asked(pages)
    asked(pages).send(**NO)
    slow.send(**{**NO, "about_new_area": "My own words"})
    assert status(slow) == 409 and "My own words" in slow.text

"""What a check raises is shown as a question, and answered on its page, in public, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.services.answering import FlagAnswered, answer_flag
from casework.services.reading import get_case
from tests.integration.case_pages import (
    GOV,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.gates_in_browser import LETTER, card, links, shown_to
from tests.visitors import Visitor

CHECK, PATH = "GD02.contact", "/gates/GD02/contact/answer"
MENTION = {"paper": "Board paper", "dated": "2026-03-02", "names_service": "yes",
           "names_site": "yes", "names_effect": "yes", "contingency": "no"}  # fmt: skip
WORDS = "The chair told the council's chair on the day; the letter came later."


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case whose councils heard nothing after a paper named the change."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S1")
    fill_intake(found)
    record(found, "mention", **MENTION)
    yield found
    found.office.database.engine.dispose()


def form_of(pages: Pages, person: str) -> Visitor:
    """This person on the form that answers."""
    return shown_to(pages, person, PATH)


def answers(pages: Pages) -> list[object]:
    """Every answer on the case."""
    return list(get_case(pages.office, PM, pages.reference).facts.current("flag_answer"))


def answered(pages: Pages) -> None:
    """The question is answered."""
    answer_flag(pages.office, PM, pages.reference, FlagAnswered(CHECK, WORDS))


def test_the_case_page_lists_the_question_apart_from_what_blocks(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "")
    (section,) = manager.page.select("section.casework-questions")
    words = " ".join(section.get_text(" ").split())
    assert words.startswith("Your move 1 question") and "Question to answer" in words


def test_the_checklist_of_the_stage_counts_the_question(pages: Pages) -> None:
    text = shown_to(pages, "programme-manager", "/stages/S0").text
    assert "1 question to answer" in text


def test_the_gate_says_whose_the_question_is_and_links_to_the_form(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/gates/GD02")
    assert "Question to answer" in card(manager, "contact")
    assert links(manager, "contact")["Answer this question"] == pages.url + PATH


def test_who_may_not_answer_is_offered_no_form(pages: Pages) -> None:
    officer = shown_to(pages, "data-protection-officer", "/gates/GD02")
    assert "Answer this question" not in links(officer, "contact")


def test_who_has_a_declared_conflict_is_offered_no_form(pages: Pages) -> None:
    record(pages, "interest", GOV, seat="manager", person="programme-manager",
           capacity="adviser", conflict="yes")  # fmt: skip
    manager = shown_to(pages, "programme-manager", "/gates/GD02")
    assert "Answer this question" not in links(manager, "contact")


def test_who_may_not_answer_is_refused_all_the_same(pages: Pages) -> None:
    officer = form_of(pages, "data-protection-officer")
    assert officer.page.find("textarea") is None
    assert "Who may do it: Programme manager" in officer.text
    assert (officer.send_all_the_same(answer=WORDS), answers(pages)) == (403, [])


def test_an_answer_is_published_with_who_gave_it_and_when(pages: Pages) -> None:
    manager = form_of(pages, "programme-manager")
    manager.send(answer=WORDS)
    words = card(manager, "contact")
    assert "Answered by Programme manager as programme manager on 1 June 2026." in words
    assert WORDS in words


def test_an_empty_answer_keeps_the_page_and_says_what_is_missing(pages: Pages) -> None:
    manager = form_of(pages, "programme-manager")
    manager.send(answer="")
    assert status(manager) == 422
    assert "Write the answer" in manager.text


def test_one_form_sent_twice_answers_once(pages: Pages) -> None:
    manager = form_of(pages, "programme-manager")
    form = manager.page
    manager.send(answer=WORDS)
    manager.page = form
    manager.response = manager.client.get(pages.url + PATH)
    manager.send(answer=WORDS)
    assert [a.version for a in answers(pages)] == [1]  # type: ignore[attr-defined]


def test_it_is_asked_again_once_something_else_is_raised(pages: Pages) -> None:
    answered(pages)
    record(pages, "letter", **LETTER)
    words = card(shown_to(pages, "programme-manager", "/gates/GD02"), "contact")
    assert "Question to answer" in words and "so it is asked again" in words


def test_an_answer_to_what_is_no_longer_raised_is_kept_and_shown_again(pages: Pages) -> None:
    manager = form_of(pages, "programme-manager")
    record(pages, "letter", **LETTER)
    manager.send(answer=WORDS)
    assert (status(manager), answers(pages)) == (409, [])
    assert WORDS in manager.page.find("textarea").get_text()


def test_a_question_that_is_not_raised_has_no_form(pages: Pages) -> None:
    assert status(shown_to(pages, "programme-manager", "/gates/GD02/urgency/answer")) == 404


def test_the_page_of_a_move_lists_the_question_with_its_form(pages: Pages) -> None:
    manager = shown_to(pages, "programme-manager", "/move/S1-S2")
    (question,) = manager.page.select("li.casework-question")
    assert question.find("a", string="Answer this question")["href"] == pages.url + PATH


def test_an_answered_question_is_not_listed_before_the_move(pages: Pages) -> None:
    answered(pages)
    manager = shown_to(pages, "programme-manager", "/move/S1-S2")
    assert manager.page.select("li.casework-question") == []


def test_my_work_lists_questions_under_a_heading_of_their_own(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open("/work")
    heading = manager.page.find(id="work-questions")
    assert heading is not None and heading.get_text() == "Questions to answer (1)"


def test_the_audit_trail_says_that_a_question_was_answered(pages: Pages) -> None:
    answered(pages)
    text = shown_to(pages, "programme-manager", "/audit").text
    assert "Answered a question that a check raises" in text

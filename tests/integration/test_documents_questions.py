"""What a check raised prints in every later document and pack, with our answer or without one."""

from __future__ import annotations

import pytest

from casework.services.answering import FlagAnswered, answer_flag
from casework.services.case_documents.making import choices
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import build_and_issue
from tests.integration.aside_case import every_byte, files_in, missing_in, questions_of, stored
from tests.integration.desk import Desk
from tests.integration.hosc_case import COUNCIL, approve, fill_for_scrutiny, make

CONTACT, LENGTH = "GD02.contact", "GD15.length"
ANSWER = "The councils read of it in our board paper"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A case whose letters lack nothing, of which one check raises a question at once."""
    fill_for_scrutiny(desk)
    return desk


def answer(desk: Desk, criterion: str = CONTACT, words: str = ANSWER) -> None:
    answer_flag(desk.office, desk.viewer("SRO"), desk.reference, FlagAnswered(criterion, words))


def front_of_a_pack(desk: Desk) -> dict[str, bytes]:
    """Cover letter, index and manifest of a pack made now."""
    approve(desk)
    pack = build_and_issue(
        desk.office, desk.reference, PackOrder(COUNCIL, "notification"), "pm",
        desk.office.clock.now(), "0" * 64,
    )  # fmt: skip
    assert pack is not None
    files = files_in(desk, pack)
    return {n: files[n] for n in ("00-cover-letter.docx", "00-index.docx", "manifest.json")}


def test_every_document_prints_our_answer(filled: Desk) -> None:
    answer(filled)
    for choice in choices(filled.office, filled.view().definition, filled.view().facts):
        made = make(filled, choice.manifest.id, choice.subject)
        assert made is not None
        assert missing_in(stored(filled, made), {CONTACT: ANSWER}) == [], made.key


def test_every_document_says_that_a_question_is_not_yet_answered(filled: Desk) -> None:
    for choice in choices(filled.office, filled.view().definition, filled.view().facts):
        made = make(filled, choice.manifest.id, choice.subject)
        assert made is not None
        counted = choice.manifest.id == "HR1"  # one page: it says how many
        words = b"Questions that checks raised: " if counted else b"Raised and not yet answered."
        assert words in every_byte(stored(filled, made)), made.key


def test_a_pack_states_our_answer(filled: Desk) -> None:
    answer(filled)
    front = front_of_a_pack(filled)
    assert [n for n, content in front.items() if missing_in(content, {CONTACT: ANSWER})] == []


def test_an_answer_names_the_role_and_the_day(filled: Desk) -> None:
    answer(filled)
    question = questions_of(filled)[CONTACT]
    assert (question.answered_by, question.on) == (
        "Senior responsible owner", filled.office.clock.today(),
    )  # fmt: skip


def test_an_open_question_has_no_answer(filled: Desk) -> None:
    assert questions_of(filled)[CONTACT].answer is None


def test_a_question_that_is_raised_anew_stands_open_again(filled: Desk) -> None:
    answer(filled)
    filled.record(
        "mention", paper="Board paper", dated="2026-01-05", names_service="yes",
        names_site="yes", names_effect="yes", contingency="no",
    )  # fmt: skip
    assert questions_of(filled)[CONTACT].answer is None


def test_a_question_of_a_later_stage_is_not_printed_yet(filled: Desk) -> None:
    assert LENGTH not in questions_of(filled)


def test_a_question_of_a_later_stage_is_printed_once_it_was_answered(filled: Desk) -> None:
    answer(filled, LENGTH, "The period is set in the plan")
    assert questions_of(filled)[LENGTH].answer == "The period is set in the plan"


def test_a_draft_made_before_an_answer_is_out_of_date(filled: Desk) -> None:
    make(filled)
    answer(filled)
    made = make(filled)
    assert made is not None and made.version == 2

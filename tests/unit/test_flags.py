"""An answer holds for what it answered, also on the next day, and for nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from casework.engine.flags import mark_of, still_answers
from tests.factories import record

LATER = date(2026, 2, 9)


def answer(reason: str):
    return record("flag_answer", criterion="GT-U5.in_time", person="somebody", answer="Why.",
                  raised=mark_of(reason, given_on()))  # fmt: skip


def given_on() -> date:
    return record("flag_answer", criterion="x", person="y", answer="z", raised="r").judged_on


@pytest.mark.parametrize(("then", "now"), [
    ("nobody was told", "nobody was told"),
    # The day judged is no part of the question ...
    ("not told by {given}", "not told by 9 February 2026"),
    # ... but a day that stays is, also where the answer was given on it.
    ("told on {given}, too late", "told on {given}, too late"),
])  # fmt: skip
def test_an_answer_stays_one_to_the_same_question(then: str, now: str) -> None:
    on = f"{given_on():%-d %B %Y}"
    assert still_answers(answer(then.format(given=on)), now.format(given=on), LATER)


def test_an_answer_is_none_to_another_question() -> None:
    assert not still_answers(answer("told on 3 March 2025"), "told on 4 March 2025", LATER)

"""What is overdue is overdue from its own day, and every check is listed once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from casework.engine.agenda import (
    EXTENSION,
    checks_before_the_next_step,
    required_actions,
)
from casework.engine.library import Library
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).parents[2] / "workflows"
URGENT = Library.load(WORKFLOWS).newest("urgent-temporary-change")
BEGAN = date(2026, 9, 27)


def change(**fields):
    return record("temporary_change", "nights", **{
        "what": "The unit closes at night", "status": "urgent", "decided_on": "2026-09-27",
        "starts_on": "2026-09-27", "expires_on": "2027-02-24", **fields,
    })  # fmt: skip


def actions(*records, stage="U3", as_at="2026-11-26"):
    act = replace(record("act", "act_on_safety-1", act="act_on_safety", subject="nights", visit=1),
                  judged_on=BEGAN)  # fmt: skip
    council = record("affected_authority", "east", organisation="east", standing="scrutiny")
    found = records or (change(),)
    facts = make_facts(act, council, *found, stage=stage, as_at=as_at)
    return required_actions(URGENT, replace(facts, pathway="urgent-temporary-change"))


def due(criterion, *records, **given):
    (found,) = [a.due_on for a in actions(*records, **given) if a.criterion == criterion]
    return found


def test_a_review_is_overdue_from_its_own_last_day():
    assert due("GT-U8.before_extending") == date(2026, 11, 8)


def test_after_a_review_was_held_the_next_one_is_due():
    held = record("temporary_change_review", "r", change="temporary_change/nights",
                  reviewed_on="2026-11-05", held_at="board")  # fmt: skip
    assert due("GT-U8.figures", change(), held) == date(2026, 12, 17)


def test_what_no_date_says_the_day_of_is_overdue_since_the_change_began():
    assert due("GD05.found") == BEGAN


def test_a_question_that_bars_nothing_is_not_overdue():
    questions = [a.due_on for a in actions() if a.state == "to be answered"]
    assert set(questions) <= {None}


def test_every_check_is_listed_once_with_everything_that_it_bars():
    found = actions()
    times = Counter((a.criterion, a.subject) for a in found if a.gate)
    (review,) = [a for a in found if a.criterion == "GT-U8.on_its_days"]
    assert set(times.values()) == {1}
    assert set(review.blocks) == {"U3-U4", EXTENSION}


def test_what_bars_only_the_extension_is_not_before_the_next_step():
    found = [(a.criterion, a.subject, a.blocks) for a in actions() if a.gate]
    only_extension = [each for each in found if each[2] == (EXTENSION,)]
    count = checks_before_the_next_step(URGENT, "U3", found)
    assert only_extension and count == len(found) - len(only_extension)

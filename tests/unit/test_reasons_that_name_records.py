"""Where a check is asked of many records at once, its reason names those that it is about."""

from __future__ import annotations

import pytest

from casework.domain.answers import Verdict, no, not_known, yes
from casework.domain.predicates import about_each
from casework.services.record_titles import naming_records
from casework.store.names import Names
from tests.factories import make_facts, record


def options(*keys, **fields):
    return [record("option", key, title=key.title(), status="open", **fields) for key in keys]


def test_records_with_the_same_answer_are_named_together():
    def judge(r):
        return [yes("fine") if r.key == "b" else no("the trail is not whole")]

    answer = about_each(options("a", "b", "c"), judge)

    assert answer.verdict is Verdict.NO
    assert answer.reason == "the trail is not whole ({rec:option/a}, {rec:option/c})"


def test_what_is_missing_names_the_record_too():
    answer = about_each(options("a"), lambda r: not_known("Not recorded: why"))

    assert answer.missing == answer.reason == "Not recorded: why ({rec:option/a})"


def test_of_many_records_five_are_named_and_the_others_counted():
    answer = about_each(options(*"abcdefg"), lambda r: no("late"))

    assert answer.reason.endswith("{rec:option/e} and 2 more)")


def test_answers_on_the_same_records_name_them_once():
    missing = ("Not recorded: when", "Not recorded: why")

    answer = about_each(options("a", "b"), lambda r: [not_known(words) for words in missing])

    assert answer.reason == "Not recorded: when; why ({rec:option/a}, {rec:option/b})"


def test_answers_on_other_records_stand_apart():
    def judge(r):
        return [no("late"), *([no("unsigned")] if r.key == "a" else [])]

    answer = about_each(options("a", "b"), judge)

    assert answer.reason == "late ({rec:option/a}, {rec:option/b}); unsigned ({rec:option/a})"


def test_no_records_at_all_are_all_right():
    assert about_each([], lambda r: no("late")).is_yes


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (record("option", "a", title="Keep both units", status="open"), "Keep both units"),
        (record("option_scores", "s", option="option/a"), "Keep both units"),
        (record("consultation_material", "m", format="document", title="The paper"), "The paper"),
        (record("urgency_screen", "case"), "Urgency screen"),
    ],
    ids=lambda value: getattr(value, "kind", value),
)
def test_a_record_is_called_by_what_tells_it_from_its_like(asked, said):
    option = record("option", "a", title="Keep both units", status="open")
    names = naming_records(Names(), make_facts(option, asked))

    assert names.fill(f"late ({{rec:{asked.reference}}})") == f"late ({said})"


def test_a_record_that_the_reader_may_not_see_is_not_named():
    names = naming_records(Names(), make_facts())

    assert names.fill("late ({rec:option/secret})") == "late (a record that is not shown here)"

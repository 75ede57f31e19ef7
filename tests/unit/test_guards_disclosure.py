"""GD10: what the proposal rests on is open, and who asks has an answer."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

PUBLISHED = "what_is_relied_on_was_published_in_time"
SEEN = "those_who_decide_saw_what_is_relied_on"
NEW = "new_material_was_given_time"
FOUND = "requests_that_were_made_are_recorded"
ANSWERED = "information_requests_have_an_outcome"
DECIDED = record(
    "decision", purpose="final", outcome="approved", organisation="icb", decided_on="2026-05-25"
)


def consultation(opens="2026-01-12", closes="2026-04-06", closed=None):
    return record("consultation", opens_on=opens, closes_on=closes, closed_on=closed)


def material(key="model", **fields):
    given = {
        "first_available_on": "2025-12-01",
        "published_on": "2026-01-12",
        "seen_by_deciders": True,
        **fields,
    }
    return record("material", key, title="The model", sort="model", **given)


def scores(**fields):
    given = {"published_on": "2026-01-12", "seen_by_deciders": True, **fields}
    return record("option_scores", option="option/one", **given)


def request(under="consultee", asked="2026-03-02", **fields):
    return record(
        "information_request", asked_by="A resident", what="The model", under=under,
        asked_on=asked, **fields,
    )  # fmt: skip


def search(found=False, on="2026-05-20"):
    return record("requests_check", searched="The inbox", found=found, checked_on=on)


WITHHELD = {"published_on": None, "not_published_because": "It names a patient"}
CAME_LATER = {"first_available_on": "2026-05-01"}

TABLE = [
    expect(PUBLISHED, YES, consultation(), material(), scores()),
    expect(PUBLISHED, YES, consultation(), material(published_on="2026-04-06")),
    # Not everything has to be disclosed: a reason will do.
    expect(PUBLISHED, YES, consultation(), material(**WITHHELD)),
    expect(PUBLISHED, YES, consultation(closed="2026-04-20"), material(published_on="2026-04-15")),
    # What came only after the consultation is published before the decision.
    expect(PUBLISHED, YES, consultation(), DECIDED, material(**CAME_LATER,
           published_on="2026-05-10")),
    expect(PUBLISHED, YES, material(), DECIDED),
    expect(PUBLISHED, NO, consultation(), material(published_on="2026-04-07")),
    expect(PUBLISHED, NO, consultation(closed="2026-03-30"), material(published_on="2026-04-01")),
    expect(PUBLISHED, NO, consultation(), material(),
           scores(scored_on="2026-02-02", published_on="2026-05-01")),
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(), scores(published_on="2026-05-01")),
    expect(PUBLISHED, NOT_KNOWN, consultation(closes=None), material()),
    expect(PUBLISHED, NO, consultation(), DECIDED, material(**CAME_LATER,
           published_on="2026-05-25")),
    expect(PUBLISHED, NO, DECIDED, material(published_on="2026-05-26")),
    expect(PUBLISHED, NO, consultation(), material(published_on="2026-07-01")),
    expect(PUBLISHED, NO, consultation(), absent("material")),
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(published_on=None)),
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(), scores(published_on=None)),
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(published_on="2026-04")),
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(published_on="unknown")),
    # Whether it could have been published in time is not recorded.
    expect(PUBLISHED, NOT_KNOWN, consultation(), material(published_on="2026-05-10",
           first_available_on="2026")),
    expect(PUBLISHED, NOT_KNOWN),
    expect(SEEN, YES, material(), scores()),
    # A member cannot weigh totals whose parts were never before them.
    expect(SEEN, NO, material(), scores(seen_by_deciders=False)),
    expect(SEEN, NO, material(**WITHHELD, seen_by_deciders=False)),
    expect(SEEN, NO, absent("material")),
    expect(SEEN, NOT_KNOWN, material(seen_by_deciders=None)),
    expect(SEEN, NOT_KNOWN),
    expect(NEW, YES, consultation(), material()),
    expect(NEW, YES, consultation(), material(published_on="2026-02-10",
           extension_decision="extended", extension_reasons="Four weeks more")),
    expect(NEW, YES, consultation(), material(**CAME_LATER, published_on="2026-05-02")),
    expect(NEW, YES, consultation(), material(**WITHHELD)),
    expect(NEW, NO, consultation(), material(first_available_on="2026-02-10", published_on=None)),
    # It was there before, and people had it only in between.
    expect(NEW, NO, consultation(), material(published_on="2026-02-10")),
    expect(NEW, NO, consultation(), material(), material("other", published_on="2026-04-06")),
    expect(NEW, NO, consultation(), absent("material")),
    expect(NEW, NOT_KNOWN, consultation(), material(published_on="2026-02-10",
           extension_decision="not_needed")),
    expect(NEW, NOT_KNOWN, consultation(), material(published_on="2026-01")),
    expect(NEW, NOT_KNOWN, consultation(), material(published_on="unknown")),
    expect(NEW, NOT_KNOWN, consultation(), material(first_available_on=None, published_on=None)),
    expect(NEW, NOT_KNOWN, consultation(opens=None), material()),
    expect(NEW, NOT_KNOWN, material()),
    expect(NEW, NOT_KNOWN, consultation()),
    expect(NEW, NOT_KNOWN),
    expect(FOUND, YES, search()),
    expect(FOUND, YES, search(True), request()),
    expect(FOUND, NO, search(on="2026-07-01")),
    expect(FOUND, NOT_KNOWN, search(True)),
    expect(FOUND, NOT_KNOWN, search(None)),
    expect(FOUND, NOT_KNOWN, search(on=None)),
    expect(FOUND, NOT_KNOWN),
    expect(ANSWERED, YES, request(outcome="supplied", answered_on="2026-03-20")),
    expect(ANSWERED, NO, request(outcome="supplied", answered_on="2026-07-20")),
    expect(ANSWERED, NOT_KNOWN, request(outcome="supplied")),
    expect(ANSWERED, YES, request(outcome="withdrawn")),
    expect(ANSWERED, YES, request(outcome="refused", refusal_reasons="Personal data",
           answered_on="2026-03-20")),
    expect(ANSWERED, YES, request(due_on="2026-06-01")),
    # Twenty working days after 30 April 2026 end on 1 June: two bank holidays lie between.
    expect(ANSWERED, YES, request("foi", "2026-04-30"), as_at="2026-06-01"),
    expect(ANSWERED, YES, request("decider", outcome="supplied", answered_on="2026-05-20"),
           DECIDED),
    # Whether all requests are recorded is asked by a check of its own.
    expect(ANSWERED, YES),
    expect(ANSWERED, NO, request("foi", "2026-04-30"), as_at="2026-06-02"),
    expect(ANSWERED, NO, request("eir", "2026-03-02")),
    expect(ANSWERED, NO, request(due_on="2026-05-31")),
    # What a member asks for is answered before the decision, whatever day was named.
    expect(ANSWERED, NO, request("decider", due_on="2026-08-01"), DECIDED),
    expect(ANSWERED, NO, request("decider", outcome="supplied", answered_on="2026-05-26"), DECIDED),
    expect(ANSWERED, NOT_KNOWN, request("decider", outcome="supplied"), DECIDED),
    expect(ANSWERED, NOT_KNOWN, request()),
    expect(ANSWERED, NOT_KNOWN, request(due_on="2026")),
    expect(ANSWERED, NOT_KNOWN, request("foi", "unknown")),
    expect(ANSWERED, NOT_KNOWN, request(outcome="refused")),
    expect(ANSWERED, NOT_KNOWN, request(outcome="supplied_in_part")),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_disclosure_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            expect(PUBLISHED, NOT_KNOWN, consultation(), material(published_on=None)),
            "Not recorded: when material relied on was published, or why it is not "
            "({rec:material/model})",
        ),
        (
            expect(PUBLISHED, NO, consultation(), material(published_on="2026-04-07")),
            "material relied on: published 7 April 2026, after the consultation closed "
            "(6 April 2026) ({rec:material/model})",
        ),
        (
            expect(SEEN, NOT_KNOWN, scores(seen_by_deciders=None)),
            "Not recorded: whether those who decide saw scores of an option "
            "({rec:option_scores/case})",
        ),
        (
            expect(FOUND, NOT_KNOWN, search(True)),
            "Not recorded: the requests for information that were found, each as one",
        ),
        (
            expect(ANSWERED, NOT_KNOWN, request()),
            "Not recorded: by when an information request is to be answered "
            "({rec:information_request/case})",
        ),
        (
            expect(NEW, NOT_KNOWN, consultation(opens=None), material()),
            "Not recorded: when the consultation opens and closes",
        ),
    ],
)
def test_why_disclosure_is_in_question_is_named(line, reason):
    assert line.ask(find_guard(line.name)).reason == reason

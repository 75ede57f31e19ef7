"""GD05: no step over an open promise."""

from __future__ import annotations

import pytest

from casework.domain.facts import WITHDRAWN
from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

FOUND = "promises_that_were_found_are_recorded"
CONSULT = "promise_is_kept_before_consultation"
DECIDE = "promise_is_kept_before_the_decision"
TEMPORARY = "promise_is_kept_before_the_temporary_change"
CARRY_OUT = "promise_is_kept_before_implementation"
CLOSE = "promise_is_kept_before_the_close"
STEPS = (CONSULT, DECIDE, TEMPORARY, CARRY_OUT, CLOSE)


def promise(due="consultation", touches=True, **fields):
    return record(
        "promise",
        "p",
        promise="We will consult you",
        made_on="2026-01-10",
        due_before=due,
        touches_this_proposal=touches,
        **fields,
    )


def check(found):
    return record("promises_check", searched="Minutes", found=found)


KEPT = {"kept_on": "2026-02-01", "kept_how": "Consulted in January"}
DECIDED = record(
    "decision", purpose="final", outcome="approved", organisation="icb", decided_on="2026-05-10"
)


def of(name, verdict, *records):
    return expect(name, verdict, *records, subject="p")


TABLE = [
    expect(FOUND, YES, check(False)),
    expect(FOUND, YES, check(True), promise()),
    expect(FOUND, NOT_KNOWN, check(True)),
    expect(FOUND, NOT_KNOWN, check(None)),
    expect(FOUND, NOT_KNOWN),
    *(of(name, YES, promise(**KEPT)) for name in STEPS),
    *(of(name, YES, promise(touches=False, touches_not_because="Of another town"))
      for name in STEPS),
    *(of(name, NOT_KNOWN, promise(touches=False)) for name in STEPS),
    *(of(name, NO, promise(kept_on="2026-01-09", kept_how="Before it was made"))
      for name in STEPS),
    *(of(name, NO, promise()) for name in STEPS),
    *(of(name, NO, promise(kept_on="2026-07-01", kept_how="Planned")) for name in STEPS),
    *(of(name, NOT_KNOWN, promise(touches=None)) for name in STEPS),
    *(of(name, NOT_KNOWN, promise(kept_on="2026-02-01")) for name in STEPS),
    *(of(name, NOT_KNOWN, promise(kept_on="2026", kept_how="So")) for name in STEPS),
    *(of(name, NOT_KNOWN, absent("promise", "p")) for name in STEPS),
    *(
        of(name, NOT_KNOWN, record("promise", "p", state=WITHDRAWN, promise="Not said"))
        for name in STEPS
    ),
    *(of(name, NOT_KNOWN) for name in STEPS),
    # A promise falls due before its step, and stays open at every later one.
    of(CONSULT, YES, promise("decision")),
    of(DECIDE, YES, promise("implementation")),
    of(TEMPORARY, YES, promise("implementation")),
    of(CARRY_OUT, YES, promise("close")),
    of(CARRY_OUT, NO, promise("decision")),
    of(CLOSE, NO, promise("implementation")),
    # One that says nothing of when it falls due bars from the decision on.
    of(CONSULT, NOT_KNOWN, promise("")),
    of(DECIDE, NO, promise("")),
    of(TEMPORARY, NO, promise("")),
    # What is kept only after the decision was open when it was taken.
    of(DECIDE, NO, promise(kept_on="2026-05-20", kept_how="Consulted"), DECIDED),
    of(DECIDE, YES, promise(kept_on="2026-05-10", kept_how="Consulted"), DECIDED),
    of(DECIDE, NOT_KNOWN, promise(kept_on="unknown", kept_how="Consulted"), DECIDED),
    of(TEMPORARY, YES, promise(kept_on="2026-05-20", kept_how="Consulted"), DECIDED),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_promises_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            expect(FOUND, NOT_KNOWN, check(True)),
            "Not recorded: the promises that the search found, each as a promise",
        ),
        (
            of(CONSULT, NOT_KNOWN, promise("")),
            "Not recorded: before what the promise is to be kept",
        ),
        (
            of(DECIDE, NOT_KNOWN, promise(touches=None)),
            "Not recorded: whether an open promise touches this proposal",
        ),
        (
            of(DECIDE, NOT_KNOWN, promise(kept_on="2026-02-01")),
            "Not recorded: how the promise was kept",
        ),
        (
            of(DECIDE, NO, promise()),
            "a promise made 10 January 2026 is open: neither kept nor overridden",
        ),
    ],
)
def test_why_a_promise_bars_is_named(line, reason):
    assert line.ask(find_guard(line.name)).reason == reason

"""GD01: involvement on the very proposal, and on a temporary change, before it is decided."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

PROPOSAL = "people_were_involved_on_this_proposal_before_the_decision"
TEMPORARY = "people_were_involved_before_the_temporary_change"
SINCE = "people_were_involved_since_the_temporary_change_began"
CHANGE = "temporary_change/ward"


def version(key="one", dated="2025-06-01", beds="120", **fields):
    row = {"parameter": "beds", "of": "Site", "value": beds, "unit": "beds"}
    return record(
        "proposal_version", key, title="T", dated=dated, parameters=(row,), **fields
    )


def activity(key="one", **fields):
    given = {
        "about": "proposal_version/one",
        "nature": "engagement",
        "users_reached": True,
        "closed_on": "2026-02-01",
        "outcome": "People fear the journey",
        "fed": ("proposal_version/one",),
        **fields,
    }
    return record("involvement_activity", key, **given)


def decision(on="2026-03-01", by="icb", **fields):
    given = {"outcome": "approved", **fields}
    return record("decision", by, purpose="final", organisation=by, decided_on=on, **given)


def body(key, until=None):
    return record("responsible_body", key, organisation=key, until=until)


def change(**fields):
    given = {"what": "Beds close", "status": "urgent", "decided_on": "2026-03-01", **fields}
    return record("temporary_change", "ward", **given)


def certificate(consulted="one", decided="two"):
    return record(
        "change_certificate",
        consulted=f"proposal_version/{consulted}",
        decided=f"proposal_version/{decided}",
        certified_on="2026-02-25",
        reasons="It is what most people asked for",
    )


CONSULTED = version(used_as=("consultation",))
REVISED = version("two", "2026-02-20", "64", used_as=("decision",))
PROVED = {
    "risk_evidence_on": "2026-02-28",
    "risk_evidence": "Two empty nights",
    "own_delay": False,
    "short_involvement_possible": False,
}
ON_CHANGE = {"about": CHANGE, "closed_on": "2026-02-20"}

TABLE = [
    expect(PROPOSAL, YES, version(), activity(), decision()),
    expect(PROPOSAL, YES, version(), activity()),
    # One activity that will do is enough, whatever else there was.
    expect(PROPOSAL, YES, version(), activity("a", nature="information"), activity(), decision()),
    # What was consulted on counts where the change since then is answered for.
    expect(PROPOSAL, YES, CONSULTED, REVISED, activity(), certificate(), decision()),
    expect(PROPOSAL, NO, CONSULTED, REVISED, activity(), decision()),
    # Engagement on an idea before the version consulted on is not covered by a certificate.
    expect(
        PROPOSAL,
        NO,
        *(version("nought", "2025-01-01", "200"), CONSULTED, REVISED, certificate(), decision()),
        activity(about="proposal_version/nought"),
    ),
    expect(PROPOSAL, NO, version(), activity(closed_on="2026-03-01"), decision()),
    expect(PROPOSAL, NO, version(), activity(closed_on="2026-07-01")),
    expect(PROPOSAL, NO, version(), activity(nature="information"), decision()),
    expect(PROPOSAL, NO, version(), activity(level="inform"), decision()),
    expect(PROPOSAL, NO, version(), activity(questions_only=True), decision()),
    expect(PROPOSAL, NO, version(), activity(users_reached=False), decision()),
    expect(PROPOSAL, NO, version(), activity(on_general_strategy=True), decision()),
    expect(PROPOSAL, NO, version(), absent("involvement_activity", "no-involvement_activity")),
    # Of several bodies that decide, the involvement came before each.
    expect(PROPOSAL, NO, version(), activity(), decision(), decision("2026-01-15", "other-icb")),
    expect(
        PROPOSAL,
        YES,
        *(version(), activity(), decision(), decision("2020-01-15", "old-ccg")),
        *(body("icb"), body("old-ccg", until="2022-06-30")),
    ),
    expect(
        PROPOSAL,
        YES,
        *(version(), activity(), decision()),
        decision("2026-01-15", "other-icb", outcome="deferred"),
    ),
    expect(PROPOSAL, NOT_KNOWN),
    expect(PROPOSAL, NOT_KNOWN, version()),
    # An absence that was recorded for something else says nothing of the proposal.
    expect(
        PROPOSAL, NOT_KNOWN, version(), absent("involvement_activity", "no-involvement_activity:w")
    ),
    expect(PROPOSAL, NOT_KNOWN, activity(), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(about=""), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(users_reached=None), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(closed_on=None), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(closed_on="unknown"), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(closed_on="2026-03"), decision("2026-03-20")),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(closed_on="2026-02"), decision("2026")),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(outcome=None), decision()),
    expect(PROPOSAL, NOT_KNOWN, version(), activity(fed=()), decision()),
    expect(TEMPORARY, YES, change(), activity(**ON_CHANGE), subject="ward"),
    expect(TEMPORARY, YES, change(**PROVED), subject="ward"),
    expect(TEMPORARY, NOT_KNOWN, change(decided_on=None), activity(**ON_CHANGE), subject="ward"),
    expect(TEMPORARY, NO, change(), activity(about=CHANGE, closed_on="2026-03-01"), subject="ward"),
    expect(
        TEMPORARY,
        NO,
        *(change(decided_on=None, starts_on="2026-03-01"),),
        activity(about=CHANGE, closed_on="2026-03-05"),
        subject="ward",
    ),
    # The consultation on the permanent proposal is none on the temporary change.
    expect(TEMPORARY, NO, change(), version(), activity(), subject="ward"),
    expect(TEMPORARY, NO, change(), absent("involvement_activity"), subject="ward"),
    expect(
        TEMPORARY,
        NO,
        *(change(), absent("involvement_activity", "no-involvement_activity:ward")),
        subject="ward",
    ),
    expect(
        TEMPORARY,
        NOT_KNOWN,
        *(change(), absent("involvement_activity", "no-involvement_activity:clinic")),
        subject="ward",
    ),
    expect(TEMPORARY, NOT_KNOWN, change(**{**PROVED, "own_delay": None}), subject="ward"),
    expect(TEMPORARY, NOT_KNOWN, change(**{**PROVED, "own_delay": True}), subject="ward"),
    expect(
        TEMPORARY, NOT_KNOWN, change(**{**PROVED, "short_involvement_possible": None}),
        subject="ward",
    ),
    expect(TEMPORARY, NOT_KNOWN, change(**{**PROVED, "status": "pilot"}), subject="ward"),
    expect(
        TEMPORARY,
        NOT_KNOWN,
        *(change(decided_on="2026-02"), activity(**ON_CHANGE)),
        subject="ward",
    ),
    expect(TEMPORARY, NOT_KNOWN, change(), subject="ward"),
    expect(TEMPORARY, NOT_KNOWN, subject="ward"),
    expect(SINCE, YES, change(), activity(about=CHANGE, closed_on="2026-04-01"), subject="ward"),
    # What was asked before it began does not speak for going on.
    expect(SINCE, NO, change(), activity(**ON_CHANGE), subject="ward"),
    expect(SINCE, NO, change(), activity(about=CHANGE, closed_on="2026-07-01"), subject="ward"),
    expect(SINCE, NO, change(), absent("involvement_activity"), subject="ward"),
    expect(
        SINCE,
        NOT_KNOWN,
        *(change(), activity(about=CHANGE, closed_on="2026-03")),
        subject="ward",
    ),
    expect(SINCE, NOT_KNOWN, change(decided_on=None), activity(**ON_CHANGE), subject="ward"),
    expect(SINCE, NOT_KNOWN, change(), subject="ward"),
    expect(SINCE, NOT_KNOWN, subject="ward"),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_involvement_before_deciding_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        ((), "Not recorded: the version of the proposal that is to be decided"),
        ((version(),), "Not recorded: an involvement activity on this proposal"),
        (
            (version(), activity(closed_on=None)),
            "Not recorded: the date of the end of involving people",
        ),
        (
            (version(), activity(closed_on="2026-03"), decision("2026-03-20")),
            "Not recorded: whether the end of involving people (in March 2026) came before the "
            "decision (20 March 2026)",
        ),
        (
            (version(), activity(fed=())),
            "Not recorded: which paper an involvement activity fed",
        ),
    ],
)
def test_what_is_missing_of_an_involvement_is_named(records, missing):
    assert expect(PROPOSAL, NOT_KNOWN, *records).ask(find_guard(PROPOSAL)).missing == missing


def test_involvement_after_the_decision_is_named_with_both_dates():
    line = expect(PROPOSAL, NO, version(), activity(closed_on="2026-03-05"), decision())
    assert line.ask(find_guard(PROPOSAL)).reason == (
        "the date of the end of involving people is 5 March 2026, which is not before the decision "
        "of 1 March 2026"
    )

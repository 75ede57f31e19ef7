"""GD02: the clock from the first paper that names the change, and urgency older than claimed."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, make_facts, record

KENT, JOINT = "kent-county-council", "joint-committee"
CONTACT, URGENT = (
    "councils_were_contacted_once_the_change_was_named",
    "urgency_is_not_older_than_claimed",
)
WARD = "{rec:temporary_change/ward}"
COUNCIL = record("affected_authority", KENT, organisation=KENT, standing="scrutiny")
COURTESY = record("affected_authority", "welsh", organisation="welsh", standing="courtesy")
TEN = record("local_threshold", threshold="contact_working_days", value=10)
MEMBER = record(
    "joint_scrutiny", outcome="appointed", organisation=JOINT, members=(KENT,), on="2026-01-05"
)


def mention(dated="2026-03-02", key="slides", **fields):
    given = {
        "names_service": True,
        "names_site": True,
        "names_effect": True,
        "contingency": False,
        **fields,
    }
    return record("mention", key, paper="Slides", dated=dated, **given)


def letter(sent_on, to=KENT, direction="sent"):
    return record(
        "letter", "l", purpose="other", organisation=to, direction=direction, sent_on=sent_on
    )


def change(key="ward", since="2026-03-10", first=None, status="urgent"):
    return record(
        "temporary_change",
        key,
        what="Beds close",
        status=status,
        urgent_since=since,
        first_mentioned_on=first,
    )


def version(dated, *parameters, **fields):
    rows = tuple({"parameter": p, "of": "A", "value": "1", "unit": ""} for p in parameters)
    return record("proposal_version", title="T", dated=dated, parameters=rows, **fields)


# The tenth working day after Monday 2 March 2026 is Monday 16 March.
TABLE = [
    expect(CONTACT, YES, TEN, mention(), COUNCIL, letter("2026-03-16")),
    expect(CONTACT, YES, TEN, mention(), COUNCIL, as_at="2026-03-16"),
    expect(CONTACT, YES, TEN, mention(), COUNCIL, MEMBER, letter("2026-03-05", JOINT)),
    expect(CONTACT, YES, TEN, mention(), COUNCIL, COURTESY, letter("2026-03-05")),
    expect(CONTACT, YES, mention()),
    # A contingency shared with the scrutiny committee beforehand is a contact.
    expect(
        CONTACT,
        YES,
        *(TEN, mention(), COUNCIL),
        record("at_risk_service", organisation=KENT, risk="R", shared_on="2026-02-10"),
    ),
    expect(CONTACT, NO, TEN, mention(), COUNCIL, letter("2026-03-17")),
    expect(CONTACT, NO, TEN, version("2026-03-02", "service", "site"), COUNCIL,
           letter("2026-05-01")),
    expect(
        CONTACT,
        NO,
        *(TEN, COUNCIL, letter("2026-05-01")),
        record("logged_decision", decision="D", decided_on="2026-03-02", names_change=True),
    ),
    expect(CONTACT, NOT_KNOWN, TEN, mention(), COUNCIL),
    expect(CONTACT, NOT_KNOWN, TEN, mention(), COUNCIL, letter("2026-03-01", direction="received")),
    expect(CONTACT, NOT_KNOWN, TEN, mention(), COUNCIL, letter("unknown")),
    expect(CONTACT, NOT_KNOWN, TEN, mention(), COUNCIL, letter("2026-03")),
    # A month does not settle the day from which the clock runs.
    expect(CONTACT, NOT_KNOWN, TEN, mention("2026-03"), COUNCIL, letter("2026-03-30")),
    expect(CONTACT, NO, TEN, mention("2026-03"), COUNCIL, letter("2026-05-01")),
    expect(CONTACT, NOT_KNOWN, TEN, mention("by 2026-03-02"), COUNCIL, letter("2026-03-05")),
    expect(CONTACT, NOT_KNOWN, TEN, mention("1987-03-02"), COUNCIL, letter("2026-03-05")),
    expect(CONTACT, NOT_KNOWN, TEN, mention()),
    expect(CONTACT, NOT_KNOWN, TEN, mention(contingency=True), COUNCIL),
    expect(CONTACT, NOT_KNOWN, TEN, mention(names_site=False), COUNCIL),
    expect(CONTACT, NOT_KNOWN, TEN, mention(names_site=None), COUNCIL),
    expect(CONTACT, NOT_KNOWN),
    expect(URGENT, YES, change(first="2026-03-10"), subject="ward"),
    expect(URGENT, YES, change(), mention("2026-03-11"), subject="ward"),
    # An honest plan for a contingency disproves nothing; nor does a service at risk.
    expect(
        URGENT,
        YES,
        *(change(first="2026-03-10"), mention("2026-01-05", contingency=True)),
        record("at_risk_service", risk="R", identified_on="2025-01-05"),
        subject="ward",
    ),
    # What is recorded of one temporary change disproves nothing of another.
    expect(URGENT, YES, change(first="2026-03-10"), change("clinic", "2020-01-10", "2020-01-10"),
           subject="ward"),
    expect(URGENT, YES, change(first="2026-03-10"),
           mention("2026-01-05", about="temporary_change/clinic@1"), subject="ward"),
    expect(URGENT, YES, change(status="pilot", since=None), subject="ward"),
    expect(URGENT, YES, version("2026-01-05", baseline="no_temporary_change")),
    expect(URGENT, YES, absent("temporary_change")),
    expect(URGENT, NO, change(first="2026-02-10"), subject="ward"),
    expect(URGENT, NO, change(first="2026-03-10"), mention("2026-01-05"), subject="ward"),
    expect(URGENT, NO, change(first="2026-03-10"),
           mention("2026-01-05", about="temporary_change/ward"), subject="ward"),
    expect(URGENT, NO, change(first="2026-03-10"), version("2026-01-05", "service", "site"),
           subject="ward"),
    expect(URGENT, NO, change(first="2026-03-10"), change("clinic", "2026-03-10", "2026-02-10")),
    expect(URGENT, NO, version("2026-01-05", baseline="temporary_said")),
    # Whether a paper was only a contingency plan has to be recorded.
    expect(URGENT, NOT_KNOWN, change(first="2026-03-10"), mention("2026-01-05", contingency=None),
           subject="ward"),
    expect(URGENT, NOT_KNOWN, change(first="2026-03-10"), mention("2026-01-05", names_site=None),
           subject="ward"),
    expect(URGENT, NOT_KNOWN, change(first="2026-03"), subject="ward"),
    expect(URGENT, NOT_KNOWN, change(first="unknown"), subject="ward"),
    expect(URGENT, NOT_KNOWN, change(since=None, first="2026-03-10"), subject="ward"),
    expect(URGENT, NOT_KNOWN, change(), subject="ward"),
    expect(URGENT, NOT_KNOWN, subject="ward"),
    expect(URGENT, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_clock_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("name", "records", "missing"),
    [
        (CONTACT, (), "Not recorded: the first paper that names service, site and effect"),
        (CONTACT, (TEN, mention()), "Not recorded: which councils are affected"),
        (
            CONTACT,
            (TEN, mention(), COUNCIL),
            "Not recorded: the first contact with {org:kent-county-council}",
        ),
        (URGENT, (change(since=None),), f"Not recorded: since when it is urgent ({WARD})"),
        (
            URGENT, (change(),),
            f"Not recorded: the day on which the option was first mentioned ({WARD})",
        ),
        (URGENT, (), "Not recorded: whether there is a temporary change"),
    ],
)
def test_what_is_missing_of_the_clock_is_named(name, records, missing):
    assert find_guard(name)(make_facts(*records), "").missing == missing


def test_urgency_that_is_older_is_named_with_both_dates():
    line = expect(URGENT, NO, change(first="2026-02-10"), subject="ward")
    assert line.ask(find_guard(URGENT)).reason == (
        "the option is first mentioned 10 February 2026, and urgency is claimed from 10 March 2026"
    )

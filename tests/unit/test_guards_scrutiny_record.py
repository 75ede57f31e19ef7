"""GD03: what each council was given and answered, all before the decision."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, make_facts, record

KENT, MEDWAY, JOINT = "kent-county-council", "medway-council", "joint-committee"
SUPPLIED = "council_was_supplied_with_this_proposal"
WHOLE = "council_consultation_was_whole"
ASKED = "what_the_council_asked_for_was_answered"
IN_TIME = "papers_reached_the_council_before_its_meeting"
FIVE = record("local_threshold", threshold="papers_clear_days", value=5)
MEMBER = record(
    "joint_scrutiny", outcome="appointed", organisation=JOINT, members=(KENT,), on="2026-01-05"
)


DISCRETIONARY = record(
    "joint_scrutiny", outcome="appointed", committee_type="discretionary", organisation=JOINT,
    members=(KENT, MEDWAY), on="2025-12-01",
)  # fmt: skip


def version(key="one", dated="2025-06-01", beds="120", **fields):
    row = {"parameter": "beds", "of": "Site", "value": beds, "unit": "beds"}
    return record("proposal_version", key, title="T", dated=dated, parameters=(row,), **fields)


CONSULTED = version(used_as=("consultation",))
REVISED = version("two", "2026-02-20", "64", used_as=("decision",))
CERTIFICATE = record(
    "change_certificate",
    consulted="proposal_version/one",
    decided="proposal_version/two",
    certified_on="2026-02-25",
    reasons="It is what most people asked for",
)


def supplied(on="2026-02-01", of="proposal_version/one", to=KENT, key="s", **fields):
    return record(
        "supplied_to_scrutiny",
        key,
        organisation=to,
        proposal=of,
        what="Business case",
        supplied_on=on,
        **fields,
    )


def letter(key="one", purpose="regulation_23", to=KENT, **fields):
    given = {
        "sent_on": "2026-01-10",
        "comments_date": "2026-04-01",
        "decision_date": "2026-05-10",
        "dates_published_on": "2026-01-10",
        "direction": "sent",
        **fields,
    }
    return record("letter", key, purpose=purpose, organisation=to, **given)


def response(on="2026-03-20", by=KENT):
    return record("scrutiny_response", by, organisation=by, outcome="comments", received_on=on)


def request(**fields):
    given = {"organisation": KENT, "asked_on": "2026-02-01", "under": "regulation_26", **fields}
    return record("information_request", "r", asked_by="Chair", what="The model", **given)


def decision(on="2026-05-10"):
    return record(
        "decision", purpose="final", outcome="approved", organisation="icb", decided_on=on
    )


TABLE = [
    expect(SUPPLIED, YES, version(), supplied(), subject=KENT),
    expect(SUPPLIED, YES, version(), supplied(), decision(), subject=KENT),
    expect(SUPPLIED, YES, version(), supplied(to=JOINT), MEMBER, subject=KENT),
    expect(SUPPLIED, YES, CONSULTED, REVISED, supplied(), CERTIFICATE, subject=KENT),
    expect(
        SUPPLIED,
        YES,
        *(CONSULTED, REVISED, supplied(), supplied("2026-03-01", "proposal_version/two", key="t")),
        subject=KENT,
    ),
    expect(SUPPLIED, NO, CONSULTED, REVISED, supplied(), subject=KENT),
    expect(SUPPLIED, NO, version(), supplied("2026-05-10"), decision(), subject=KENT),
    expect(SUPPLIED, NO, version(), supplied("2026-07-01"), subject=KENT),
    expect(SUPPLIED, NO, version(), absent("supplied_to_scrutiny"), subject=KENT),
    expect(
        SUPPLIED, NO, version(), absent("supplied_to_scrutiny", f"no-supplied_to_scrutiny:{KENT}"),
        subject=KENT,
    ),
    # That another council was not supplied says nothing of this one.
    expect(
        SUPPLIED,
        NOT_KNOWN,
        *(version(), absent("supplied_to_scrutiny", f"no-supplied_to_scrutiny:{MEDWAY}")),
        subject=KENT,
    ),
    expect(SUPPLIED, NOT_KNOWN, version(), supplied(of=""), subject=KENT),
    # What was supplied in time is of an unknown version; what is of this one came too late.
    expect(
        SUPPLIED,
        NOT_KNOWN,
        *(version(), supplied(of=""), supplied("2026-05-20", key="t"), decision()),
        subject=KENT,
    ),
    expect(SUPPLIED, NOT_KNOWN, version(), supplied(None), subject=KENT),
    expect(SUPPLIED, NOT_KNOWN, version(), supplied("2026-05"), decision(), subject=KENT),
    expect(SUPPLIED, NOT_KNOWN, version(), supplied(to=MEDWAY), subject=KENT),
    expect(SUPPLIED, NOT_KNOWN, supplied(), subject=KENT),
    expect(SUPPLIED, NOT_KNOWN, subject=KENT),
    expect(WHOLE, YES, letter(), response(), decision(), subject=KENT),
    expect(WHOLE, YES, letter(), decision(), subject=KENT),
    # The dates that the last letter gave count, of whatever kind it is.
    expect(WHOLE, NO, letter(sent_on="2026-03-01", comments_date="2026-08-01"),
           letter("dates", "regulation_23_dates", sent_on="2026-02-01"), subject=KENT),
    # What a council said before it was consulted is no answer.
    expect(WHOLE, NO, letter(comments_date="2026-08-01"), response("2025-12-01"), subject=KENT),
    # A discretionary joint committee takes nothing over from its members.
    expect(WHOLE, NOT_KNOWN, letter(to=JOINT), response(by=JOINT), DISCRETIONARY, subject=KENT),
    expect(WHOLE, YES, letter(to=JOINT), response(by=JOINT), MEMBER, subject=KENT),
    # Each date is the last one given; a letter that only moves one leaves the other.
    expect(
        WHOLE,
        YES,
        *(letter(), letter("two", "regulation_23_dates", sent_on="2026-03-01", comments_date=None)),
        subject=KENT,
    ),
    # A letter that has not gone moves nothing.
    expect(
        WHOLE,
        YES,
        *(letter(), decision()),
        letter("two", "regulation_23_dates", sent_on=None, dates_published_on=None),
        subject=KENT,
    ),
    expect(WHOLE, NO, letter(comments_date="2026-05-20"), decision(), subject=KENT),
    expect(WHOLE, NO, letter(comments_date="2026-07-01"), subject=KENT),
    expect(
        WHOLE, NO, letter(comments_date="2026-05-20"), response("2026-05-15"), decision(),
        subject=KENT,
    ),
    expect(WHOLE, NO, letter(sent_on="2026-05-20"), decision(), subject=KENT),
    expect(WHOLE, NO, letter(dates_published_on="2026-05-20"), decision(), subject=KENT),
    expect(WHOLE, NO, absent("letter", f"no-regulation_23:{KENT}"), subject=KENT),
    expect(WHOLE, NO, absent("letter", "no-regulation_23"), subject=KENT),
    # That Healthwatch was not written to says nothing of a council.
    expect(WHOLE, NOT_KNOWN, absent("letter", "no-healthwatch_consultation"), subject=KENT),
    expect(WHOLE, NOT_KNOWN, letter(comments_date=None), decision(), subject=KENT),
    expect(WHOLE, NOT_KNOWN, letter(decision_date=None), response(), subject=KENT),
    expect(WHOLE, NOT_KNOWN, letter(dates_published_on=None), response(), subject=KENT),
    expect(WHOLE, NOT_KNOWN, letter(comments_date="2026-05"), decision(), subject=KENT),
    expect(
        WHOLE, NOT_KNOWN, letter(comments_date="2026-07-01"), response(None), subject=KENT
    ),
    expect(WHOLE, NOT_KNOWN, letter(direction="received"), subject=KENT),
    expect(WHOLE, NOT_KNOWN, subject=KENT),
    expect(ASKED, YES, request(outcome="supplied", answered_on="2026-02-20"), subject=KENT),
    expect(
        ASKED,
        YES,
        request(outcome="refused", refusal_reasons="Personal data", answered_on="2026-02-20"),
        subject=KENT,
    ),
    expect(ASKED, YES, request(outcome="withdrawn"), subject=KENT),
    expect(ASKED, YES, request(organisation=MEDWAY), subject=KENT),
    expect(ASKED, YES, supplied(asked_on="2026-01-20"), subject=KENT),
    # What is asked for only after the decision is no part of the record before it.
    expect(ASKED, YES, request(asked_on="2026-05-20"), decision(), subject=KENT),
    # Whether all requests are recorded is asked by a check of its own.
    expect(ASKED, YES, subject=KENT),
    expect(ASKED, NO, request(), subject=KENT),
    expect(ASKED, NO, request(organisation=JOINT), MEMBER, subject=KENT),
    expect(
        ASKED, NO, request(outcome="supplied", answered_on="2026-05-20"), decision(), subject=KENT
    ),
    expect(ASKED, NO, supplied("2026-05-20", asked_on="2026-01-20"), decision(), subject=KENT),
    expect(ASKED, NOT_KNOWN, request(outcome="supplied"), subject=KENT),
    expect(
        ASKED, NOT_KNOWN, request(outcome="supplied_in_part", answered_on="2026-02-20"),
        subject=KENT,
    ),
    expect(ASKED, NOT_KNOWN, supplied(None, asked_on="2026-01-20"), subject=KENT),
    # From Tuesday 12 May 2026 to Wednesday 20 May there are five clear working days.
    expect(IN_TIME, YES, FIVE, supplied("2026-05-12", for_meeting_on="2026-05-20"), subject=KENT),
    expect(IN_TIME, YES, FIVE, supplied("2026-05-12"), subject=KENT),
    expect(IN_TIME, YES, supplied("2026-05-19", for_meeting_on="2026-05-20"), subject=KENT),
    expect(IN_TIME, NO, FIVE, supplied("2026-05-13", for_meeting_on="2026-05-20"), subject=KENT),
    expect(IN_TIME, NO, FIVE, supplied("2026-05-21", for_meeting_on="2026-05-20"), subject=KENT),
    expect(
        IN_TIME,
        NO,
        *(FIVE, MEMBER, supplied("2026-05-19", to=JOINT, for_meeting_on="2026-05-20")),
        subject=KENT,
    ),
    expect(
        IN_TIME,
        NO,
        FIVE,
        request(outcome="supplied", answered_on="2026-05-19", for_meeting_on="2026-05-20"),
        subject=KENT,
    ),
    expect(
        IN_TIME, NOT_KNOWN, FIVE, supplied("2026-05", for_meeting_on="2026-05-20"), subject=KENT
    ),
    expect(IN_TIME, NOT_KNOWN, FIVE, supplied(None, for_meeting_on="2026-05-20"), subject=KENT),
    expect(
        IN_TIME, NOT_KNOWN, FIVE, supplied("2026-05-12", for_meeting_on="unknown"), subject=KENT
    ),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_the_record_with_a_council_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("name", "records", "missing"),
    [
        (
            SUPPLIED,
            (version(),),
            "Not recorded: when {org:kent-county-council} was supplied with the proposal",
        ),
        (WHOLE, (), "Not recorded: the consultation of {org:kent-county-council}"),
        (
            WHOLE,
            (letter(decision_date=None), response()),
            "Not recorded: the decision date given to {org:kent-county-council}",
        ),
        (
            ASKED,
            (request(outcome="refused"),),
            "Not recorded: why information that {org:kent-county-council} asked for was refused",
        ),
        (
            IN_TIME,
            (FIVE, supplied(None, for_meeting_on="2026-05-20")),
            "Not recorded: when papers for the meeting of {org:kent-county-council} came",
        ),
    ],
)
def test_what_is_missing_of_the_record_with_a_council_is_named(name, records, missing):
    assert find_guard(name)(make_facts(*records), KENT).missing == missing

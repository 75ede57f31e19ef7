"""Guards on meetings, decisions and calendar checks."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, expect, record

ICB, TRUST = "kent-and-medway-icb", "medway-trust"


def meeting(purpose, by=ICB, key="", **fields):
    given = {"held_on": "2026-05-06", **fields}  # a Wednesday after a bank holiday Monday
    return record("meeting", key or f"{purpose}-{by}", purpose=purpose, organisation=by, **given)


def decision(purpose, outcome="approved", by=ICB, key="", **fields):
    given = {"decided_on": "2026-05-06", **fields}
    return record(
        "decision", key or f"{purpose}-{by}", purpose=purpose, outcome=outcome, organisation=by,
        **given,
    )  # fmt: skip


def check(purpose, **fields):
    return record("calendar_check", purpose, purpose=purpose, **fields)


# guard, purpose of the meeting, field, value that says yes, value that says no
ON_MEETINGS = [
    ("meeting_to_consult_was_in_public", "decision_to_consult", "in_public", True, False),
    ("meeting_to_consult_was_quorate", "decision_to_consult", "quorate", True, False),
    ("meeting_to_consult_recorded_regard", "decision_to_consult", "regard_recorded", True, False),
    ("meeting_to_consult_had_authority", "decision_to_consult", "authority", "s65Z5", None),
    ("decision_meeting_was_in_public", "decision", "in_public", True, False),
    ("decision_meeting_was_quorate", "decision", "quorate", True, False),
    ("decision_meeting_recorded_regard", "decision", "regard_recorded", True, False),
    ("decision_meeting_had_authority", "decision", "authority", "s65Z5", None),
    ("members_read_the_material", "decision", "members_read_material", True, False),
    ("interests_at_the_decision_were_recorded", "decision", "interests", "None declared", None),
]
NOTICES = [
    ("notice_of_meeting_to_consult_was_in_time", "decision_to_consult"),
    ("notice_of_decision_meeting_was_in_time", "decision"),
]
# day of the meeting, day of the notice, answer
NOTICE_DAYS = [
    ("2026-12-09", "2026-12-03", YES),
    ("2026-12-09", "2026-12-04", NO),
    ("2027-01-07", "2026-12-31", YES),
    ("2027-01-07", "2027-01-01", NO),
    ("2026-12-09", "by 2026-12-03", YES),
    ("2026-12-09", "2026-12", NOT_KNOWN),
    ("2026-12-09", "unknown", NOT_KNOWN),
    ("2026-12-09", None, NOT_KNOWN),
    ("2026-12", "2026-11-20", YES),
    ("2026-12", "2026-12-10", NOT_KNOWN),
    ("unknown", "2026-12-01", NOT_KNOWN),
    ("1985-12-09", "1985-11-01", NOT_KNOWN),  # bank holidays of that year are not recorded
]
PAPERS = "decision_papers_were_published_in_time"
NOTICE_PUBLISHED = "decision_notice_was_published"
OPEN = "options_were_open_when_consultation_was_approved"
PRE_ELECTION = [
    ("consultation_avoids_pre_election_period", "consultation"),
    ("decision_avoids_pre_election_period", "decision"),
]
TEXTS = [
    ("holidays_in_the_consultation_are_considered", "holidays"),
    ("scrutiny_meetings_are_considered", "committee_meetings"),
    ("consultation_length_has_reasons", "length_rationale"),
]

TABLE = [
    *(expect(n, YES, meeting(p, **{field: good})) for n, p, field, good, _ in ON_MEETINGS),
    *(
        expect(n, NOT_KNOWN if bad is None else NO, meeting(p, **{field: bad}))
        for n, p, field, _, bad in ON_MEETINGS
    ),
    *(expect(n, NOT_KNOWN, meeting(p)) for n, p, *_ in ON_MEETINGS),
    *(expect(n, NOT_KNOWN) for n, *_ in ON_MEETINGS),
    *(
        expect(n, NOT_KNOWN, meeting(p, **{field: good}), meeting(p, TRUST))
        for n, p, field, good, _ in ON_MEETINGS
    ),
    expect(
        "decision_meeting_was_quorate",
        YES,
        *(meeting("decision", quorate=False), meeting("decision", key="later", quorate=True)),
    ),
    expect(
        "decision_meeting_was_in_public",
        NO,
        meeting("decision", held_on="2026-07-01", in_public=True),
    ),
    *(
        expect(name, verdict, meeting(purpose, held_on=held, notice_published_on=notice))
        for name, purpose in NOTICES
        for held, notice, verdict in NOTICE_DAYS
    ),
    *(expect(name, NOT_KNOWN) for name, _ in NOTICES),
    *(
        expect(PAPERS, verdict, meeting("decision", held_on=held, papers_published_on=papers))
        for held, papers, verdict in [
            ("2026-12-09", "2026-12-02", YES),
            ("2026-12-09", "2026-12-03", NO),
            ("2026-12-09", "2026-12", NOT_KNOWN),
            ("2026-12-09", None, NOT_KNOWN),
        ]
    ),
    expect(PAPERS, NOT_KNOWN),
    expect("consultation_was_approved", YES, decision("to_consult")),
    expect("consultation_was_approved", NO, decision("to_consult", "deferred")),
    expect("consultation_was_approved", NO, decision("to_consult", decided_on="2026-07-01")),
    expect(
        "consultation_was_approved",
        NO,
        *(decision("to_consult"), decision("to_consult", "not_approved", TRUST)),
    ),
    expect("consultation_was_approved", NOT_KNOWN, decision("final")),
    expect("consultation_was_approved", NOT_KNOWN),
    expect(OPEN, YES, decision("to_consult", options_open=True)),
    expect(OPEN, NO, decision("to_consult", options_open=False)),
    expect(OPEN, NOT_KNOWN, decision("to_consult")),
    expect(OPEN, NOT_KNOWN),
    expect(NOTICE_PUBLISHED, YES, decision("final", published_on="2026-05-07")),
    expect(NOTICE_PUBLISHED, NO, decision("final", published_on="2026-07-07")),
    expect(NOTICE_PUBLISHED, NOT_KNOWN, decision("final")),
    expect(NOTICE_PUBLISHED, NOT_KNOWN),
    expect("final_decision_is_dated", YES, decision("final")),
    expect("final_decision_is_dated", NOT_KNOWN, decision("final", decided_on="2026-05")),
    expect("final_decision_is_dated", NOT_KNOWN),
    *(
        expect(name, verdict, check(purpose, falls_in_pre_election_period=falls))
        for name, purpose in PRE_ELECTION
        for falls, verdict in [(False, YES), (True, NO), (None, NOT_KNOWN)]
    ),
    *(expect(name, NOT_KNOWN) for name, _ in PRE_ELECTION),
    *(expect(name, YES, check("consultation", **{field: "Easter"})) for name, field in TEXTS),
    *(expect(name, NOT_KNOWN, check("consultation")) for name, _ in TEXTS),
    *(expect(name, NOT_KNOWN, check("decision", **{field: "Easter"})) for name, field in TEXTS),
]


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_meetings_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


def test_a_late_notice_says_what_the_last_day_was():
    name, purpose = NOTICES[0]
    late = meeting(purpose, held_on="2026-12-09", notice_published_on="2026-12-07")
    answer = expect(name, NO, late).ask(find_guard(name))
    assert answer.reason.endswith("the last day for it was 3 December 2026")

"""GD06, GD07 and GT05: a temporary change has a timer and a way out, and urgency is proved."""

from __future__ import annotations

import pytest

from casework.domain.facts import WITHDRAWN
from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, absent, expect, record

TIMER = "temporary_change_has_its_timer"
EXPIRY = "temporary_changes_have_not_outlived_their_expiry"
BASELINE = "temporary_state_is_not_the_unsaid_baseline"
PROOF = "urgency_is_proved_or_councils_were_consulted"
NOTICE = "people_had_notice_of_the_temporary_change"
GROUND = "safety_ground_is_stated_by_a_clinical_executive"
KENT, JOINT = "kent-county-council", "joint-committee"
COUNCIL = record("affected_authority", KENT, organisation=KENT, standing="scrutiny")
COURTESY = record("affected_authority", "welsh", organisation="welsh", standing="courtesy")
MEMBER = record(
    "joint_scrutiny", outcome="appointed", organisation=JOINT, members=(KENT,), on="2026-01-05"
)
NOTICE_DAYS = record("local_threshold", threshold="notice_days", value=14)


def change(key="ward", state="stated", **fields):
    given = {
        "status": "urgent",
        "reason": "No night cover",
        "risk_evidence_on": "2026-03-01",
        "risk_evidence": "Rota with two empty nights",
        "own_delay": False,
        "decided_on": "2026-03-02",
        "announced_on": "2026-03-02",
        "starts_on": "2026-03-16",
        "council_told_on": "2026-03-02",
        "review_on": "2026-04-16",
        "expires_on": "2026-06-16",
        "exit_plan": "It reopens when two consultants have started",
        "short_involvement_possible": True,
        "short_involvement": "Patients and staff were asked",
        **fields,
    }
    return record("temporary_change", key, state=state, what="Beds close at night", **given)


def of(name, verdict, *records, **kwargs):
    return expect(name, verdict, *records, subject="ward", **kwargs)


def version(baseline):
    return record("proposal_version", title="T", dated="2026-05-01", baseline=baseline)


def letter(on, to=KENT, purpose="regulation_23"):
    return record(
        "letter", "l", purpose=purpose, organisation=to, direction="sent", sent_on=on
    )


def claim(view="agrees", about="temporary_change/ward", reasons="Two beds for a week"):
    return record(
        "classification_claim",
        claim="not_substantial",
        council_view=view,
        about=about,
        reasons=reasons,
    )


def ground(found_on="2026-03-01", change="temporary_change/ward@1"):
    return record("safety_ground", ground="Nobody at night", change=change, found_on=found_on)


def role(code, person="programme-manager", **dates):
    return record("role", f"{person}-{code}", person=person, role=code, **dates)


RENEWED = {"ended_as": "renewed", "ended_on": "2026-05-20", "expires_on": "2026-09-16"}
ASKED_SINCE = record(
    "involvement_activity",
    about="temporary_change/ward",
    nature="engagement",
    users_reached=True,
    closed_on="2026-05-10",
    outcome="People want to know how long",
    fed=("temporary_change/ward",),
)
PILOT = {"status": "pilot", "own_delay": None, "short_involvement_possible": None}

TABLE = [
    of(TIMER, YES, change()),
    *(
        of(TIMER, NOT_KNOWN, change(**{name: None}))
        for name in ("reason", "risk_evidence", "risk_evidence_on", "review_on", "expires_on",
                     "exit_plan", "council_told_on")
    ),
    # A day that nobody knows is no timer.
    of(TIMER, NOT_KNOWN, change(expires_on="unknown")),
    of(TIMER, NOT_KNOWN, change(review_on="unknown")),
    of(TIMER, NO, change(council_told_on="2026-06-20")),
    of(TIMER, NO, change(review_on="2026-07-16")),
    of(TIMER, NO, change(expires_on="2026-03-10", review_on="2026-03-05")),
    of(TIMER, NOT_KNOWN, change(state=WITHDRAWN)),
    of(TIMER, NOT_KNOWN),
    of(EXPIRY, YES, change()),
    of(EXPIRY, YES, change(), as_at="2026-06-16"),
    of(EXPIRY, YES, change(ended_as="reopened", ended_on="2026-05-20"), as_at="2026-08-01"),
    of(EXPIRY, YES, change(ended_as="full_track", ended_on="2026-05-20"), as_at="2026-08-01"),
    of(EXPIRY, YES, change(**RENEWED), ASKED_SINCE, as_at="2026-08-01"),
    of(EXPIRY, YES, change(), change("clinic", expires_on="2020-01-01")),
    expect(EXPIRY, NO, change(), change("clinic", expires_on="2020-01-01")),
    expect(EXPIRY, YES, version("no_temporary_change")),
    expect(EXPIRY, YES, absent("temporary_change", "no-temporary_change")),
    of(EXPIRY, NO, change(), as_at="2026-06-17"),
    of(EXPIRY, NO, change(ended_as="reopened", ended_on="2026-12-01"), as_at="2026-08-01"),
    of(EXPIRY, NO, change(**RENEWED), absent("involvement_activity"), as_at="2026-08-01"),
    expect(EXPIRY, NO, version("temporary_said")),
    of(EXPIRY, NOT_KNOWN, change(expires_on=None)),
    of(EXPIRY, NOT_KNOWN, change(expires_on="unknown")),
    of(EXPIRY, NOT_KNOWN, change(expires_on="2026-06"), as_at="2026-06-17"),
    of(EXPIRY, NOT_KNOWN, change(**RENEWED), as_at="2026-08-01"),
    # A renewal ends too: by its own expiry, or by that of the change that took its place.
    of(EXPIRY, NO, change(**RENEWED), ASKED_SINCE, as_at="2026-09-17"),
    of(EXPIRY, NOT_KNOWN, change(**{**RENEWED, "expires_on": "2026-05-20"}), ASKED_SINCE,
       as_at="2026-06-01"),
    of(EXPIRY, YES, change(**{**RENEWED, "expires_on": "2026-05-20"}), ASKED_SINCE,
       change("second", starts_on="2026-05-20", expires_on="2026-12-01"), as_at="2026-06-01"),
    of(EXPIRY, NOT_KNOWN, change(ended_as="reopened", ended_on=None)),
    expect(EXPIRY, NOT_KNOWN, version("permanent")),
    expect(EXPIRY, NOT_KNOWN),
    expect(BASELINE, YES, version("permanent"), change()),
    expect(BASELINE, YES, version("temporary_said"), change()),
    expect(BASELINE, YES, version("no_temporary_change")),
    # One that was reopened before is over, and no state to compare with.
    expect(
        BASELINE,
        YES,
        *(version("no_temporary_change"), change(ended_as="reopened", ended_on="2026-04-20")),
    ),
    expect(BASELINE, NO, version("temporary_not_said"), change()),
    expect(BASELINE, NO, version("no_temporary_change"), change()),
    expect(BASELINE, NO, version("no_temporary_change"), change(**RENEWED)),
    expect(BASELINE, NOT_KNOWN, version("")),
    expect(BASELINE, NOT_KNOWN),
    of(PROOF, YES, change()),
    of(PROOF, YES, change(short_involvement_possible=False, short_involvement=None)),
    of(PROOF, YES, change(risk_evidence_on="2026-03-02")),
    of(PROOF, NO, change(risk_evidence_on="2026-03-03")),
    of(PROOF, NO, change(decided_on=None, risk_evidence_on="2026-03-17")),
    of(PROOF, NO, change(own_delay=True)),
    of(PROOF, NOT_KNOWN, change(own_delay=None)),
    of(PROOF, NOT_KNOWN, change(**PILOT, decided_on=None, starts_on=None), COUNCIL,
       letter("2026-02-01")),
    of(PROOF, NOT_KNOWN, change(risk_evidence=None)),
    of(PROOF, NOT_KNOWN, change(risk_evidence_on=None)),
    of(PROOF, NOT_KNOWN, change(risk_evidence_on="2026-03")),
    of(PROOF, NOT_KNOWN, change(risk_evidence_on="unknown")),
    of(PROOF, NOT_KNOWN, change(decided_on=None, starts_on=None)),
    of(PROOF, NOT_KNOWN, change(short_involvement=None)),
    of(PROOF, NOT_KNOWN, change(short_involvement_possible=None)),
    of(PROOF, YES, change(**PILOT), COUNCIL, letter("2026-02-01")),
    of(PROOF, YES, change(**PILOT), COUNCIL, COURTESY, letter("2026-02-01")),
    of(PROOF, YES, change(**PILOT), COUNCIL, MEMBER, letter("2026-02-01", JOINT)),
    of(PROOF, YES, change(**PILOT), COUNCIL, claim()),
    of(PROOF, YES, change(**PILOT), COUNCIL,
       record("substantiality", outcome="not_substantial_agreed", reasons="Two beds")),
    # A council that is written to after it was decided was not consulted first.
    of(PROOF, NO, change(**PILOT), COUNCIL, letter("2026-03-02")),
    of(PROOF, NO, change(**PILOT), COUNCIL, absent("letter", f"no-regulation_23:{KENT}")),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL, letter("2026-03")),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL, letter("2026-02-01", purpose="other")),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL, claim("disagrees")),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL, claim(about="temporary_change/clinic")),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL, claim(reasons=None)),
    of(PROOF, NOT_KNOWN, change(**PILOT), COUNCIL),
    of(PROOF, NOT_KNOWN, change(**PILOT)),
    of(PROOF, NOT_KNOWN, change(state=WITHDRAWN)),
    of(PROOF, NOT_KNOWN),
    of(NOTICE, YES, NOTICE_DAYS, change()),
    of(NOTICE, YES, change(announced_on=None)),
    of(NOTICE, NO, NOTICE_DAYS, change(announced_on="2026-03-03")),
    of(NOTICE, NO, NOTICE_DAYS, change(announced_on="2026-03-20")),
    of(NOTICE, NOT_KNOWN, NOTICE_DAYS, change(announced_on="2026-03")),
    of(NOTICE, NOT_KNOWN, NOTICE_DAYS, change(announced_on="unknown")),
    of(NOTICE, NOT_KNOWN, NOTICE_DAYS, change(announced_on=None)),
    of(NOTICE, NOT_KNOWN, NOTICE_DAYS, change(starts_on=None)),
    of(NOTICE, NOT_KNOWN, NOTICE_DAYS),
    of(GROUND, YES, ground(), role("CMO")),
    of(GROUND, YES, ground(), role("CNO")),
    of(GROUND, NO, ground(), role("AO")),
    # Whoever held the role on that day, and nobody who came to hold it later.
    of(GROUND, YES, ground(), role("CMO", until="2026-06-10"), as_at="2026-06-15"),
    of(GROUND, NO, ground(), role("CMO", since="2026-06-05"), as_at="2026-06-15"),
    of(GROUND, NO, ground(), role("CMO", "somebody-else")),
    of(GROUND, NO, ground("2026-06-20"), role("CMO")),
    of(GROUND, NOT_KNOWN, ground(change="temporary_change/clinic"), role("CMO")),
    of(GROUND, NOT_KNOWN, role("CMO")),
    of(GROUND, NOT_KNOWN),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_on_temporary_changes_answers_as_its_table_says(line):
    assert line.ask(find_guard(line.name)).verdict is line.verdict


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            of(TIMER, NOT_KNOWN, change(expires_on=None, exit_plan=None)),
            "Not recorded: how the temporary change ends; Not recorded: when the temporary change "
            "expires",
        ),
        (
            of(EXPIRY, NO, change(), as_at="2026-06-17"),
            "a temporary change expired on 16 June 2026 and is neither reopened, renewed nor taken "
            "through the full process",
        ),
        (expect(EXPIRY, NOT_KNOWN), "Not recorded: whether there is a temporary change"),
        (
            expect(BASELINE, NOT_KNOWN, version("")),
            "Not recorded: what the options are compared with",
        ),
        (
            of(PROOF, NOT_KNOWN, change(short_involvement=None)),
            "Not recorded: the short-form involvement of people that was possible",
        ),
        (
            of(PROOF, NOT_KNOWN, change(own_delay=None)),
            "Not recorded: whether the lack of time comes from the body's own delay",
        ),
        (
            of(PROOF, NO, change(**PILOT), COUNCIL, letter("2026-03-05")),
            "{org:kent-county-council} was approached 5 March 2026, which is not before the "
            "decision of 2 March 2026",
        ),
        (of(GROUND, NOT_KNOWN), "Not recorded: Safety ground"),
    ],
)
def test_why_a_temporary_change_is_barred_is_named(line, reason):
    assert line.ask(find_guard(line.name)).reason == reason

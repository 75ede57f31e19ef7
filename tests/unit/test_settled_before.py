"""What was settled with a body before it ceased: only what is on record of the time before."""

from __future__ import annotations

from typing import Any

import pytest

from casework.domain.facts import RecordVersion
from casework.domain.records.succession import STEPS
from casework.engine.after_succession import outstanding
from casework.engine.settled_before import was_settled_before
from tests.factories import make_facts, record

MERGED = record(
    "succession", "s", predecessor="old", successors=("new",), sort="merger", on="2026-04-01",
    instrument="An order", plan="s", plan_version=1, confirmed_by="second",
    passed=({"what": "responsible_body/old", "to": "new"},), vacant=(),
)  # fmt: skip
POWER = {"organisation": "old", "power": "A power"}
LETTER = {"organisation": "council", "purpose": "regulation_23", "direction": "sent",
          "sent_on": "2026-02-01", "sender": "old"}  # fmt: skip
NOTICE = {**LETTER, "organisation": "dhsc", "purpose": "secretary_of_state_notification"}
PAPER = {"title": "A paper", "type": "other", "classification": "public"}


def settled(step: str, *records: RecordVersion) -> bool:
    return was_settled_before(make_facts(MERGED, *records, as_at="2026-06-01"), MERGED, step)


@pytest.mark.parametrize("step", STEPS)
def test_what_nobody_recorded_is_not_said_to_be_settled(step: str) -> None:
    assert settled(step) is False


@pytest.mark.parametrize(("step", "kind", "values", "expected"), [
    ("decision_maker", "decision_authority", POWER, True),
    ("decision_maker", "decision_authority", {**POWER, "organisation": "new"}, False),
    ("decision_maker", "decision_authority",
     {**POWER, "organisation": "joint", "members": ("old", "other")}, True),
    ("decision_maker", "meeting",
     {"organisation": "old", "purpose": "decision_to_consult", "held_on": "2026-03-01"}, True),
    ("decision_maker", "meeting",
     {"organisation": "old", "purpose": "other", "held_on": "2026-03-01"}, False),
    ("decision_maker", "decision", {"organisation": "old", "purpose": "to_consult",
                                    "decided_on": "2026-03-01"}, True),
    ("delegation", "decision_authority", POWER, False),
    ("delegation", "decision_authority", {**POWER, "delegation": "A scheme"}, True),
    ("delegation", "delegated_power",
     {"organisation": "old", "power": "decide", "since": "2025-04-01", "instrument": "A scheme"},
     True),
    ("delegation", "delegated_power",
     {"organisation": "new", "power": "decide", "since": "2026-04-01", "instrument": "A scheme"},
     False),
    ("scrutiny_letter", "letter", LETTER, True),
    ("scrutiny_letter", "letter", {**LETTER, "sender": "another"}, False),
    ("scrutiny_letter", "letter", {**LETTER, "sent_on": "2026-04-01"}, False),
    ("scrutiny_letter", "letter", NOTICE, False),
    ("secretary_of_state_notice", "letter", NOTICE, True),
    ("secretary_of_state_notice", "letter", LETTER, False),
    ("secretary_of_state_notice", "evidence", {**PAPER, "type": "sos_form"}, True),
    ("web_redirects", "consultation", {"web_address": "https://example.org"}, True),
    ("web_redirects", "consultation", {}, False),
    ("web_redirects", "evidence", {**PAPER, "address": "https://example.org"}, True),
    ("web_redirects", "evidence",
     {**PAPER, "address": "https://example.org", "dated": "2026-05-01"}, False),
])  # fmt: skip
def test_only_what_is_on_record_of_the_old_body_was_settled(
    step: str, kind: str, values: dict[str, Any], expected: bool
) -> None:
    assert settled(step, record(kind, "one", **values)) is expected


@pytest.mark.parametrize(("sponsor", "expected"), [("", True), ("old", True), ("other", False)])
def test_a_letter_that_names_no_sender_is_the_sponsors(sponsor: str, expected: bool) -> None:
    letter = record("letter", "one", **{**LETTER, "sender": ""})
    case = record("particulars", "case", title="A case", sponsor=sponsor, summary="It moves")
    assert settled("scrutiny_letter", letter, case) is expected


def test_what_was_confirmed_anew_after_an_earlier_succession_is_asked_anew_again() -> None:
    earlier = record(
        "succession", "e", predecessor="oldest", successors=("old",), sort="merger",
        on="2022-07-01", instrument="An order", plan="e", plan_version=1, confirmed_by="second",
        passed=({"what": "responsible_body/oldest", "to": "old"},), vacant=(),
    )  # fmt: skip
    step = record("succession_step", "d", succession="succession/e", step="delegation",
                  done_on="2022-07-10", shown_by="evidence/paper")  # fmt: skip
    assert settled("delegation", earlier, step) is True


def test_a_case_on_which_nothing_was_settled_has_nothing_to_confirm_anew() -> None:
    place = record("responsible_body", "new", organisation="new", capacity="lead_commissioner",
                   duty="s14Z45", since="2026-04-01")  # fmt: skip
    assert outstanding(make_facts(MERGED, place, as_at="2026-06-01")) == ()

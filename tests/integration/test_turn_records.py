"""Records behind holds: what the law has no place for is refused; what counts is printed."""

from __future__ import annotations

import pytest

from casework.domain.errors import Invalid
from casework.engine.results import State
from casework.services.second_person import check_record
from tests.integration.desk import Desk


@pytest.fixture
def r24(desk: Desk) -> Desk:
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    return desk


def direct(desk: Desk, **more: object) -> None:
    paper = desk.evidence("other")
    desk.record("call_in_direction", by="GOV", key="first", dated="2026-02-01",
                document=paper.reference)  # fmt: skip
    desk.record(
        "direction_step", key="step",
        **{"direction": "call_in_direction/first", "document": paper.reference,
           "dated": "2026-02-01", "effect": "removes", "checks": ["GT73"], **more},
    )  # fmt: skip


def test_no_council_reports_a_proposal_from_31_january_2024_on(r24: Desk) -> None:
    with pytest.raises(Invalid, match="From 31 January 2024"):
        r24.record("referral_report", organisation="east-council", sent_on="2024-01-31")


def test_a_referral_has_no_place_under_todays_law(r24: Desk) -> None:
    with pytest.raises(Invalid, match="not possible here"):
        r24.record("referral_report", organisation="east-council", sent_on="2023-05-01")


def test_a_referral_is_recorded_under_the_law_that_allows_one(desk: Desk) -> None:
    desk.record("regime", regime="R13_SAVED", as_at="2026-02-01", reasons="Reported before")
    made = desk.record("referral_report", by="GOV", organisation="east-council",
                       sent_on="2023-05-01", grounds=["a", "c"])  # fmt: skip
    assert made.payload.grounds == ("a", "c")


@pytest.mark.parametrize(("changes", "words"), [
    ({"checks": ["GT999"]}, "no gate or check"),
    ({"checks": []}, "Which gates or checks"),
    ({"checks": ["GT01"]}, "leaves it as it is"),
    ({"effect": "replaces"}, "What is to be done instead"),
    ({"effect": "adds", "checks": []}, "What is to be done besides"),
    ({"effect": "adds", "instead": "A hearing"}, "leaves every gate and check as it is"),
    ({"checks": ["GT20.screening"]}, "GT20.screening: .* Equality Act 2010, section 149"),
    ({"checks": ["GT92"]}, "GT92: .* how the direction itself was respected"),
    ({"checks": ["GT62.open_options"]}, "what the courts ask of a fair decision"),
    ({"dated": "2026-01-31"}, "before its direction"),
    ({"dated": "2026-08-01"}, "Why it counts then is not known"),
])  # fmt: skip
def test_a_step_that_varies_nothing_is_refused(
    r24: Desk, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        direct(r24, **changes)


def test_a_step_counts_once_a_second_person_has_checked_it(r24: Desk) -> None:
    direct(r24)
    before = r24.result("GT73.review").state
    check_record(r24.office, r24.viewer("GOV"), r24.reference, "direction_step/step", 1)
    assert (before, r24.result("GT73.review").state) == (State.TO_CHECK, State.SET_ASIDE)

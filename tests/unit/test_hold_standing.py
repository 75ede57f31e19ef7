"""What holds ask to be put on record, and nothing that they take for granted."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.facts import RecordVersion
from casework.domain.hold_standing import call_in_ends, wanted_by_holds, whole_months
from tests.factories import make_facts, record

TOLD = {"notice_on": "2026-03-02", "scrutiny_told_on": "2026-03-02",
        "healthwatch_told_on": "2026-03-02", "department_told_on": "2026-03-02"}  # fmt: skip
REQUEST = record("call_in_request", "council", requested_by="A council", outcome="open",
                 requested_on="2026-02-01")  # fmt: skip


def hold(code: str, **more: object) -> RecordVersion:
    return record("hold", "h", hold=code, **{"started_on": "2026-02-01", **more})


def going_on(goes_on: bool | None) -> RecordVersion:
    return record("going_on_decision", "g", request="call_in_request/council", goes_on=goes_on,
                  decided_by="Officer", decided_on="2026-02-02", reasons="Why")  # fmt: skip


def pause(**more: object) -> RecordVersion:
    values = {"hold": "hold/h", "cause": "election", "decided_by": "Owner",
              "decided_on": "2026-03-01", "resumes_on": "2026-09-01", **TOLD, **more}  # fmt: skip
    return record("pause", "p", **values)


DIRECTION = record("call_in_direction", "d", dated="2026-02-01", document="evidence/x")
STEP = record("direction_step", "s", direction="call_in_direction/d", document="evidence/x",
              dated="2026-02-01", effect="removes", checks=("GT73",))  # fmt: skip
ADDING = record("direction_step", "a", direction="call_in_direction/d", document="evidence/x",
                dated="2026-02-01", effect="adds", instead="A hearing")  # fmt: skip
CLAIM = record("claim", "c", hold="hold/h")
OVER = {"ended_on": "2026-05-01"}


@pytest.mark.parametrize(("records", "wanted"), [
    ((hold("CALL_IN_REQUESTED"),), ["call_in_request"]),
    ((hold("CALL_IN_REQUESTED"), REQUEST), ["going_on_decision"]),
    ((hold("CALL_IN_REQUESTED"), REQUEST, going_on(None)), ["going_on_decision"]),
    ((hold("CALL_IN_REQUESTED"), REQUEST, going_on(False)), []),
    ((hold("CALL_IN_REQUESTED", ended_on="2026-05-01"), REQUEST), []),
    ((hold("CALLED_IN"),), ["call_in_direction"]),
    ((hold("CALLED_IN"), DIRECTION), []),
    ((hold("CALLED_IN", started_on="2025-11-01"), DIRECTION), ["hold"]),
    ((hold("CALLED_IN", started_on="2025-11"), DIRECTION), []),
    ((hold("CALLED_IN", ended_as="procedural_steps", **OVER), DIRECTION), ["direction_step"]),
    ((hold("CALLED_IN", ended_as="procedural_steps", **OVER), DIRECTION, STEP), []),
    ((hold("CALLED_IN", ended_as="procedural_steps", **OVER), DIRECTION, ADDING),
     ["direction_step"]),
    ((hold("CALLED_IN", ended_as="proceed", **OVER), DIRECTION), []),
    ((hold("REFERRED"),), ["referral_report"]),
    ((hold("REFERRED"), record("referral_report", "r", organisation="c")), ["referral_report"]),
    ((hold("REFERRED"), record("referral_report", "r", organisation="c", grounds=("a",))), []),
    ((hold("IN_LITIGATION"),), ["claim"]),
    ((hold("IN_LITIGATION"), CLAIM), []),
    ((hold("IN_LITIGATION", ended_as="quashed", **OVER), CLAIM), ["claim"]),
    ((hold("IN_LITIGATION", ended_as="dismissed", **OVER), CLAIM), []),
    ((hold("PAUSED"),), ["pause"]),
    ((hold("PAUSED"), pause()), []),
    ((hold("PAUSED"), pause(resumes_on="2026-05-31")), ["pause"]),
    ((hold("PAUSED"), pause(resumes_on="2026-06")), []),
    ((hold("PAUSED"), pause(healthwatch_told_on=None)), ["pause"]),
    ((hold("PAUSED"), pause(notice_on=None)), ["pause"]),
    ((hold("PAUSED", ended_as="resumed", **OVER), pause()), ["pause"]),
    ((hold("PAUSED", ended_as="resumed", **OVER), pause(dates_published_on="2026-05-02")), []),
    ((hold("PAUSED", started_on="2026-07-01"),), []),
])  # fmt: skip
def test_what_a_hold_asks_for_on_1_june_2026(
    records: tuple[RecordVersion, ...], wanted: list[str]
) -> None:
    found = wanted_by_holds(make_facts(*records, as_at="2026-06-01"))
    assert [w.kind for w in found] == wanted


@pytest.mark.parametrize(("started", "ends"), [
    ("2026-03-10", "2026-09-09"), ("2025-08-31", "2026-02-28"), ("2026-03", None),
    ("unknown", None),
])  # fmt: skip
def test_the_six_months_begin_with_the_day_of_the_direction(started: str, ends: str | None) -> None:
    found = call_in_ends(hold("CALLED_IN", started_on=started))
    assert (found.isoformat() if found else None) == ends


@pytest.mark.parametrize(("first", "last", "months"), [
    ("2019-09-30", "2021-11-04", 25), ("2019-03", "2021-11-04", 31),
    ("2026-01-31", "2026-02-28", 0), ("2026-01-15", "2026-02-15", 1),
    ("unknown", "2026-02-15", None), ("2026-03-01", "2026-02-15", None),
])  # fmt: skip
def test_months_are_counted_whole_and_never_too_many(
    first: str, last: str, months: int | None
) -> None:
    assert whole_months(FactDate.parse(first), FactDate.parse(last)) == months

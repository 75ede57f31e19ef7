"""A direction or report on record bars by itself: it starts its hold, or is linked to it."""

from __future__ import annotations

from typing import Any

import pytest

from casework.domain.conditions.call_in import call_in_direction_was_given
from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotPermitted
from casework.domain.facts import RecordVersion
from casework.engine.judgement import freezes_of
from casework.engine.results import State
from casework.services import recording
from casework.services.holds import end_hold, start_hold
from casework.services.recording import withdraw_record
from tests.integration.desk import Desk

DAY = FactDate.parse("2026-02-01")


@pytest.fixture
def r24(desk: Desk) -> Desk:
    """A case under today's law on which no position but “no request known” is recorded."""
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("call_in_position", position="none", as_at="2026-02-01")
    return desk


@pytest.fixture
def saved(desk: Desk) -> Desk:
    """A case under the law that allows referrals."""
    desk.record("regime", regime="R13_SAVED", as_at="2026-02-01", reasons="Reported before")
    return desk


def direct(desk: Desk, by: str = "GOV", **more: Any) -> None:
    paper = desk.evidence("other")
    desk.record("call_in_direction", by=by, **{"key": "first", "dated": "2026-02-01",
                "document": paper.reference, **more})  # fmt: skip


def refer(desk: Desk, council: str = "east-council", **more: Any) -> None:
    desk.record("referral_report", by="GOV", organisation=council,
                **{"key": council, "sent_on": "2023-05-01", "grounds": ["a"], **more})  # fmt: skip


def start(desk: Desk, hold: str = "CALLED_IN", on: str = "2026-02-01") -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, hold, FactDate.parse(on),
               key="by-hand")  # fmt: skip


def holds(desk: Desk) -> list[RecordVersion]:
    return desk.view().facts.current("hold")


def test_a_direction_starts_the_hold_from_its_own_day(r24: Desk) -> None:
    direct(r24)
    assert [(h.payload.hold, h.payload.started_on, h.payload.because) for h in holds(r24)] == [
        ("CALLED_IN", DAY, ("call_in_direction/first",))
    ]


def test_a_direction_bars_the_decision_whatever_the_position_says(r24: Desk) -> None:
    direct(r24)
    found = (r24.result("GT92.position").state, r24.result("GT92.direction").state)
    assert State.MET not in found


def test_a_direction_freezes_what_its_hold_freezes(r24: Desk) -> None:
    direct(r24)
    view = r24.view()
    assert [f.hold for f in freezes_of(view.definition, view.judged, "S9-S10")] == ["CALLED_IN"]


def test_a_report_starts_the_referral(saved: Desk) -> None:
    refer(saved)
    assert [h.payload.hold for h in holds(saved)] == ["REFERRED"]


def test_each_council_s_report_is_a_referral_of_its_own(saved: Desk) -> None:
    refer(saved)
    refer(saved, "west-council")
    assert len(holds(saved)) == 2


def test_a_hold_that_is_open_already_is_linked_and_not_doubled(r24: Desk) -> None:
    start(r24)
    direct(r24)
    assert [(h.key, h.payload.because) for h in holds(r24)] == [
        ("by-hand", ("call_in_direction/first",))
    ]


def test_a_later_direction_of_the_same_call_in_is_linked(r24: Desk) -> None:
    direct(r24)
    direct(r24, key="second", dated="2026-02-05")
    assert [h.payload.because for h in holds(r24)] == [
        ("call_in_direction/first", "call_in_direction/second")
    ]


def test_correcting_a_direction_starts_no_second_hold(r24: Desk) -> None:
    direct(r24)
    end_hold(r24.office, r24.viewer("GOV"), r24.reference, "called-in-first", DAY,
             way_out="proceed")  # fmt: skip
    direct(r24, version=1, published_on="2026-02-02")
    assert [h.payload.ended_as for h in holds(r24)] == ["proceed"]


def test_a_direction_after_a_call_in_had_ended_starts_another(r24: Desk) -> None:
    start(r24, on="2025-01-01")
    end_hold(r24.office, r24.viewer("GOV"), r24.reference, "by-hand",
             FactDate.parse("2025-05-01"), way_out="proceed")  # fmt: skip
    direct(r24)
    assert len(holds(r24)) == 2


def test_a_direction_that_a_past_hold_stood_for_starts_none(r24: Desk) -> None:
    start(r24)
    end_hold(r24.office, r24.viewer("GOV"), r24.reference, "by-hand",
             FactDate.parse("2026-02-10"), way_out="proceed")  # fmt: skip
    direct(r24)
    assert len(holds(r24)) == 1


def test_who_may_not_start_the_hold_does_not_record_the_direction(r24: Desk) -> None:
    with pytest.raises(NotPermitted, match="it starts a hold"):
        direct(r24, by="PM")


def test_nothing_is_kept_of_a_direction_that_was_refused(r24: Desk) -> None:
    with pytest.raises(NotPermitted):
        direct(r24, by="PM")
    assert r24.view().facts.current("call_in_direction") == []


def test_who_may_not_start_a_hold_may_record_what_stands_behind_an_open_one(r24: Desk) -> None:
    start(r24)
    direct(r24, by="PM")
    assert holds(r24)[0].payload.because == ("call_in_direction/first",)


def test_a_hold_that_began_with_its_record_is_not_started_again_by_hand(r24: Desk) -> None:
    direct(r24)
    with pytest.raises(Conflict, match="open already"):
        start(r24)


def end(desk: Desk, on: str, key: str = "called-in-first", way: str = "proceed") -> None:
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, key, FactDate.parse(on),
             way_out=way)  # fmt: skip


def withdraw(desk: Desk, record: str = "call_in_direction/first", version: int = 1) -> None:
    withdraw_record(desk.office, desk.viewer("GOV"), desk.reference, record, version, "In error")


def was_directed(desk: Desk) -> bool:
    return call_in_direction_was_given(desk.view().judged, "").is_yes


def starts(desk: Desk) -> list[str]:
    return [h.payload.started_on.text for h in holds(desk)]


def test_the_hold_follows_the_day_of_the_direction_that_began_it(r24: Desk) -> None:
    direct(r24)
    direct(r24, version=1, dated="2026-01-20")
    assert starts(r24) == ["2026-01-20"]


def test_the_hold_follows_its_direction_also_once_it_has_ended(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    direct(r24, version=1, dated="2026-01-20")
    assert [(h.payload.started_on.text, h.payload.ended_as) for h in holds(r24)] == [
        ("2026-01-20", "proceed")
    ]


def test_a_direction_is_not_moved_past_the_end_of_its_hold(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    with pytest.raises(Invalid, match="ended"):
        direct(r24, version=1, dated="2026-02-20")


def test_who_may_not_start_the_hold_does_not_move_its_start(r24: Desk) -> None:
    direct(r24)
    with pytest.raises(NotPermitted, match="hold"):
        direct(r24, by="PM", version=1, dated="2026-01-20")


def test_a_hold_started_by_hand_keeps_its_own_day(r24: Desk) -> None:
    start(r24)
    direct(r24)
    direct(r24, version=1, dated="2026-01-20")
    assert starts(r24) == ["2026-02-01"]


def test_an_earlier_direction_recorded_later_is_where_the_call_in_begins(r24: Desk) -> None:
    direct(r24, dated="2026-02-05")
    direct(r24, key="second", dated="2026-02-01")
    assert starts(r24) == ["2026-02-01"]


def test_a_direction_recorded_by_mistake_takes_its_hold_with_it(r24: Desk) -> None:
    direct(r24)
    withdraw(r24)
    assert holds(r24) == []


def test_a_direction_that_never_was_asks_for_no_note_though_its_hold_had_ended(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    withdraw(r24)
    assert not was_directed(r24)


def test_a_hold_goes_on_for_the_direction_that_is_left(r24: Desk) -> None:
    direct(r24)
    direct(r24, key="second", dated="2026-02-05")
    withdraw(r24)
    assert [(h.payload.started_on.text, h.payload.because) for h in holds(r24)] == [
        ("2026-02-05", ("call_in_direction/second",))
    ]


def test_a_hold_started_by_hand_stays_when_its_direction_is_withdrawn(r24: Desk) -> None:
    start(r24)
    direct(r24)
    withdraw(r24)
    assert [h.payload.because for h in holds(r24)] == [()]


def test_who_may_not_end_the_hold_does_not_withdraw_its_direction(r24: Desk) -> None:
    direct(r24)
    with pytest.raises(NotPermitted, match="hold"):
        withdraw_record(r24.office, r24.viewer("PM"), r24.reference, "call_in_direction/first", 1,
                        "In error")  # fmt: skip


def test_a_direction_stated_again_after_its_withdrawal_bars_again(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    withdraw(r24)
    direct(r24, version=2)
    assert [h.payload.ended_on for h in holds(r24)] == [None]


def test_a_later_direction_after_the_hold_ended_opens_no_new_six_months(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10", way="procedural_steps")
    direct(r24, key="second", dated="2026-02-20")
    assert [h.payload.because for h in holds(r24)] == [
        ("call_in_direction/first", "call_in_direction/second")
    ]


def test_editing_two_earlier_reports_of_one_referral_starts_no_other(saved: Desk) -> None:
    with pytest.MonkeyPatch.context() as before_reports_began_holds:
        before_reports_began_holds.setattr(recording, "start_hold_behind", lambda *_: None)
        refer(saved)
        refer(saved, "west-council")
    start(saved, "REFERRED", "2023-05-01")
    refer(saved, version=1)
    refer(saved, "west-council", version=1)
    assert [h.payload.because for h in holds(saved)] == [
        ("referral_report/east-council", "referral_report/west-council")
    ]


def test_a_direction_withdrawn_before_holds_went_with_it_bars_again_too(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    with pytest.MonkeyPatch.context() as before_holds_went_with_records:
        before_holds_went_with_records.setattr(recording, "withdraw_hold_behind", lambda *_: None)
        withdraw(r24)
    direct(r24, version=2)
    assert [h.payload.ended_on for h in holds(r24)] == [None]


def test_a_direction_after_the_six_months_of_a_call_in_begins_another(r24: Desk) -> None:
    start(r24, on="2025-07-15")
    end(r24, "2025-09-01", "by-hand")
    direct(r24, key="within", dated="2026-01-14")
    direct(r24, key="after", dated="2026-01-15")
    assert [h.payload.because for h in holds(r24)] == [
        ("call_in_direction/within",), ("call_in_direction/after",)
    ]


def test_the_replaced_end_of_a_hold_can_be_recorded_again(r24: Desk) -> None:
    direct(r24)
    end(r24, "2026-02-10")
    withdraw(r24)
    direct(r24, version=2)
    end(r24, "2026-02-12")
    assert [h.payload.ended_on for h in holds(r24)] == [FactDate.parse("2026-02-12")]

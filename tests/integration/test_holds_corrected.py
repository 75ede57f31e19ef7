"""A hold is recorded as it was: days to come are refused, and what was mistyped is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotPermitted
from casework.domain.facts import RecordVersion
from casework.engine.judgement import freezes_of
from casework.engine.library import Library
from casework.engine.results import State
from casework.services.casefiles.export import export_case
from casework.services.holds import end_hold, start_hold
from casework.services.holds_corrected import HoldAsItWas, correct_hold
from casework.services.office import Office
from casework.services.recording import withdraw_record
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.replays import new_office, replay_file, standing

STARTED, ENDED = FactDate.parse("2026-02-01"), FactDate.parse("2026-02-20")
TYPED = "The year was mistyped"
FELL = "decision/final"


@pytest.fixture
def r24(desk: Desk) -> Desk:
    """A case under today's law with a final decision, on which no call-in is known."""
    desk.record("regime", regime="R24", as_at="2026-02-01", reasons="After 31 January 2024")
    desk.record("call_in_position", position="none", as_at="2026-02-01")
    desk.record("decision", key="final", purpose="final", outcome="approved",
                organisation="icb", decided_on="2026-01-20")  # fmt: skip
    return desk


@pytest.fixture
def called_in(r24: Desk) -> Desk:
    """The case called in since 1 February 2026, by hand."""
    start(r24)
    return r24


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


def start(desk: Desk, hold: str = "CALLED_IN", on: FactDate = STARTED, key: str = "h") -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, hold, on, key=key)


def end(desk: Desk, on: FactDate = ENDED, way: str = "stop", *falls: str) -> None:
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "h", on, way_out=way, falls=falls)


def correct(
    desk: Desk, by: str = "GOV", reason: str = TYPED, key: str = "h", version: int | None = None,
    **was: Any,
) -> None:
    correct_hold(desk.office, desk.viewer(by), desk.reference, key, version,
                 HoldAsItWas(**{"started_on": STARTED, **was}), reason)  # fmt: skip


def hold(desk: Desk, key: str = "h") -> RecordVersion:
    found = desk.view().facts.find(f"hold/{key}")
    assert found is not None
    return found


def state_of_decision(desk: Desk) -> str:
    found = desk.view().facts.find(FELL)
    assert found is not None
    return found.state


@pytest.mark.parametrize("day", ["2027-02-20", "2027-02", "2027", "from 2027-01-01"])
def test_an_end_that_lies_ahead_is_refused(called_in: Desk, day: str) -> None:
    with pytest.raises(Invalid, match="lies ahead") as refused:
        end(called_in, FactDate.parse(day), "proceed")
    assert refused.value.field == "ended_on"


def test_nothing_is_kept_of_an_end_that_was_refused(called_in: Desk) -> None:
    with pytest.raises(Invalid):
        end(called_in, FactDate.parse("2027-02-20"), "proceed")
    assert hold(called_in).payload.ended_on is None


@pytest.mark.parametrize("kind", ["CALLED_IN", "CALL_IN_REQUESTED", "IN_LITIGATION"])
def test_what_has_not_happened_yet_starts_no_hold(r24: Desk, kind: str) -> None:
    with pytest.raises(Invalid, match="lies ahead"):
        start(r24, kind, FactDate.parse("2027-03-10"))


def test_a_pause_may_be_planned_and_freezes_nothing_before_its_day(r24: Desk) -> None:
    start(r24, "PAUSED", FactDate.parse("2027-03-10"))
    view = r24.view()
    assert freezes_of(view.definition, view.judged, "S0-S1") == ()


def test_a_direction_that_is_dated_ahead_has_not_been_given(r24: Desk) -> None:
    paper = r24.evidence("secretary_of_state_direction")
    with pytest.raises(Invalid, match="lies ahead") as refused:
        r24.record("call_in_direction", by="GOV", key="first", dated="2027-02-01",
                   document=paper.reference)  # fmt: skip
    assert refused.value.field == "dated"


def test_a_direction_is_not_moved_to_a_day_that_lies_ahead(r24: Desk) -> None:
    paper = r24.evidence("secretary_of_state_direction")
    said = {"by": "GOV", "key": "first", "document": paper.reference}
    r24.record("call_in_direction", dated="2026-02-01", **said)
    with pytest.raises(Invalid, match="lies ahead"):
        r24.record("call_in_direction", dated="2027-02-01", version=1, **said)


@pytest.mark.parametrize("kind", ["CALLED_IN", "CALL_IN_REQUESTED", "PAUSED"])
def test_a_hold_of_which_one_is_open_is_not_opened_twice(r24: Desk, kind: str) -> None:
    start(r24, kind)
    with pytest.raises(Conflict, match="is open already, since 1 February 2026"):
        start(r24, kind, key="again")


def test_several_claims_are_several_holds(r24: Desk) -> None:
    start(r24, "IN_LITIGATION")
    start(r24, "IN_LITIGATION", key="another")
    assert len(r24.view().facts.open_holds()) == 2


def test_a_call_in_after_one_that_ended_is_another(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    start(called_in, on=FactDate.parse("2026-02-25"), key="again")
    assert [h.key for h in called_in.view().facts.open_holds()] == ["again"]


def test_an_end_that_is_on_record_is_corrected_and_not_recorded_again(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    with pytest.raises(Conflict, match="correct the hold"):
        end(called_in, ENDED, "proceed")


def test_a_mistyped_end_is_put_right_and_the_history_keeps_it(called_in: Desk) -> None:
    end(called_in, FactDate.parse("2026-02-02"), "proceed")
    correct(called_in, ended_on=ENDED, way_out="proceed", version=2)
    found = hold(called_in)
    assert (found.version, found.payload.ended_on, str(found.source)) == (3, ENDED, TYPED)


def test_an_end_that_was_none_is_taken_back_and_the_hold_freezes_again(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    correct(called_in)
    view = called_in.view()
    assert [f.hold for f in freezes_of(view.definition, view.judged, "S9-S10")] == ["CALLED_IN"]


def test_a_hold_is_not_opened_again_beside_another_open_one(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    start(called_in, on=FactDate.parse("2026-02-25"), key="again")
    with pytest.raises(Conflict, match="open already"):
        correct(called_in)


def test_a_mistyped_start_is_put_right(called_in: Desk) -> None:
    correct(called_in, started_on=FactDate.parse("2026-01-25"))
    assert hold(called_in).payload.started_on.text == "2026-01-25"


def test_the_start_of_a_hold_that_began_with_a_direction_is_corrected_there(r24: Desk) -> None:
    paper = r24.evidence("secretary_of_state_direction")
    r24.record("call_in_direction", by="GOV", key="first", dated="2026-02-01",
               document=paper.reference)  # fmt: skip
    with pytest.raises(Invalid, match="began with the record") as refused:
        correct(r24, key="called-in-first", started_on=FactDate.parse("2026-01-25"))
    assert refused.value.field == "started_on"


def test_a_decision_that_fell_stands_again_where_the_way_out_was_mistaken(called_in: Desk) -> None:
    end(called_in, ENDED, "stop", FELL)
    correct(called_in, ended_on=ENDED, way_out="proceed")
    assert state_of_decision(called_in) == "stated"


def test_a_decision_falls_where_the_way_out_was_mistaken(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    correct(called_in, ended_on=ENDED, way_out="stop", falls=(FELL,))
    view = called_in.view()
    frozen = freezes_of(view.definition, view.judged, "S9-S10")
    assert (state_of_decision(called_in), bool(frozen)) == ("withdrawn", True)


def test_a_decision_that_falls_still_stays_off_the_record(called_in: Desk) -> None:
    end(called_in, ENDED, "stop", FELL)
    correct(called_in, ended_on=FactDate.parse("2026-02-19"), way_out="stop", falls=(FELL,))
    assert state_of_decision(called_in) == "withdrawn"


def test_a_decision_that_fell_stands_again_also_after_two_corrections(called_in: Desk) -> None:
    end(called_in, ENDED, "stop", FELL)
    correct(called_in, ended_on=FactDate.parse("2026-02-19"), way_out="stop", falls=(FELL,))
    correct(called_in)
    assert state_of_decision(called_in) == "stated"


def test_after_stop_a_correction_too_says_which_decision_falls(called_in: Desk) -> None:
    end(called_in, ENDED, "stop", FELL)
    with pytest.raises(Invalid, match="Which decision no longer stands"):
        correct(called_in, ended_on=ENDED, way_out="stop")


def test_a_decision_withdrawn_by_hand_does_not_stand_again(called_in: Desk) -> None:
    end(called_in, ENDED, "proceed")
    withdraw_record(called_in.office, called_in.viewer("PM"), called_in.reference, FELL, 1, "No")
    correct(called_in)
    assert state_of_decision(called_in) == "withdrawn"


def test_a_check_answers_anew_from_the_hold_as_corrected(called_in: Desk) -> None:
    called_in.record("call_in_position", position="direction", as_at="2026-02-01")
    end(called_in, ENDED, "stop", FELL)
    before = called_in.result("GT92.direction").state
    correct(called_in, ended_on=ENDED, way_out="proceed")
    assert (before, called_in.result("GT92.direction").state) == (State.UNMET, State.MET)


@pytest.mark.parametrize(("was", "says"), [
    ({"ended_on": FactDate.parse("2027-02-20"), "way_out": "proceed"}, "lies ahead"),
    ({"ended_on": FactDate.parse("2026-01-20"), "way_out": "proceed"}, "before it began"),
    ({"started_on": FactDate.parse("2027-02-20")}, "lies ahead"),
    ({"way_out": "proceed"}, "no way out"),
    ({"ended_on": ENDED, "way_out": "vanish"}, "no way out"),
    ({"reason": " "}, "needs a reason"),
])  # fmt: skip
def test_a_correction_is_refused_like_the_act_itself(
    called_in: Desk, was: dict[str, Any], says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        correct(called_in, **was)


def test_who_may_not_start_such_a_hold_does_not_correct_it(called_in: Desk) -> None:
    with pytest.raises(NotPermitted, match="Called in by the Secretary of State"):
        correct(called_in, by="PM")


def test_a_hold_that_has_changed_meanwhile_is_not_corrected(called_in: Desk) -> None:
    with pytest.raises(Conflict, match="changed"):
        correct(called_in, version=7)


def test_a_corrected_hold_is_exported_and_played_as_one(
    called_in: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    end(called_in, FactDate.parse("2026-02-02"), "proceed")
    correct(called_in, ended_on=ENDED, way_out="proceed", started_on=FactDate.parse("2026-01-25"))
    desk = called_in
    written = export_case(desk.office, desk.viewer("GOV"), desk.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0
    assert standing(elsewhere, desk.reference) == standing(desk.office, desk.reference)


@pytest.mark.parametrize("kind", ["claim", "pause"])
def test_what_stands_behind_one_kind_of_hold_is_not_put_behind_another(
    called_in: Desk, kind: str
) -> None:
    more = {"claim": {}, "pause": {"cause": "other", "decided_by": "Board",
            "decided_on": "2026-02-01", "resumes_on": "2026-05-01"}}[kind]  # fmt: skip
    with pytest.raises(Invalid, match="another: Called in by the Secretary of State") as refused:
        called_in.record(kind, by="GOV", hold="hold/h", **more)
    assert refused.value.field == "hold"

"""Moving a case: all blockers at once, exactly one of two people, nothing half done."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Conflict, Invalid, NotPermitted, RefusedMove
from casework.services.holds import end_hold, start_hold
from casework.services.moving import Step, do_act, move_case
from casework.services.office import Office
from casework.services.recomputing import prove_projections
from casework.services.trail import TrailFilter, audit_trail
from casework.services.verb import AlreadyDone
from casework.store.jobs import jobs_of_case
from casework.store.transaction import find_case_row
from tests.integration.desk import Desk, open_desk

Verb = Callable[..., object]


def anyway(what: str, visit: int, **more: object) -> Step:
    """A step that happened in fact, whatever was unmet."""
    return Step(what, visit, happened_anyway=True, **more)  # type: ignore[arg-type]


@pytest.fixture
def past(office: Office) -> Desk:
    """A case of the past, played again: only there is it known that something happened anyway."""
    return open_desk(office, simulated_on=office.clock.today())


def kinds(desk: Desk) -> list[str]:
    trail = audit_trail(desk.office, desk.viewer("PM"), desk.reference, TrailFilter())
    return [entry.kind for entry in reversed(trail.entries)]


def test_a_refused_move_names_every_blocker(desk: Desk) -> None:
    with pytest.raises(RefusedMove) as raised:
        move_case(desk.office, desk.viewer("PM"), desk.reference, Step("S0-S1", 1))
    gates = {r.criterion.gate for r in raised.value.blockers[0].blockers}
    assert gates == {"GT00", "GT01", "GT02", "GT03", "GT04"}


def test_a_refused_move_leaves_the_case_where_it_was(desk: Desk) -> None:
    with pytest.raises(RefusedMove):
        move_case(desk.office, desk.viewer("PM"), desk.reference, Step("S0-S1", 1))
    assert (desk.view().facts.stage, desk.view().facts.visit) == ("S0", 1)


def test_a_refusal_is_recorded(desk: Desk) -> None:
    with pytest.raises(RefusedMove):
        move_case(desk.office, desk.viewer("PM"), desk.reference, Step("S0-S1", 1))
    assert kinds(desk) == ["case_began", "move_refused"]


def test_the_same_refusal_again_is_not_written_twice(desk: Desk) -> None:
    for _ in range(3):
        with pytest.raises(RefusedMove):
            move_case(desk.office, desk.viewer("PM"), desk.reference, Step("S0-S1", 1))
    assert kinds(desk) == ["case_began", "move_refused"]


def test_a_role_that_may_not_move_the_case_is_refused(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        move_case(desk.office, desk.viewer("DPO"), desk.reference, Step("S0-S1", 1))


def test_a_move_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no move"):
        move_case(desk.office, desk.viewer("PM"), desk.reference, Step("S4-S5", 1))


def test_a_move_that_happened_anyway_is_marked_with_what_was_unmet(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    (departure,) = past.view().facts.current("departure")
    assert "GT01.determination" in departure.payload.unmet


@pytest.mark.parametrize("verb", [move_case, do_act])
def test_nothing_happens_anyway_on_a_live_case(desk: Desk, verb: Verb) -> None:
    with pytest.raises(Invalid, match="live case"):
        verb(desk.office, desk.viewer("PM"), desk.reference, anyway("S0-S1", 1))


def test_a_move_is_about_the_case_as_a_whole(desk: Desk) -> None:
    with pytest.raises(Invalid, match="as a whole"):
        move_case(desk.office, desk.viewer("PM"), desk.reference,
                  Step("S0-S1", 1, subject="Mrs Smith"))  # fmt: skip


def test_a_stale_form_moves_nothing(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    with pytest.raises(Conflict, match="has moved"):
        move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))


def test_pressing_twice_moves_once(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1), once="k1")
    with pytest.raises((AlreadyDone, Conflict)):
        move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1), once="k1")
    assert kinds(past).count("case_moved") == 1


def test_going_back_needs_a_reason(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S1-S2", 2))
    with pytest.raises(Invalid, match="reason"):
        move_case(past.office, past.viewer("PM"), past.reference, Step("S2-S1", 3))


def test_a_stage_entered_again_is_a_new_visit(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S1-S2", 2))
    moved = move_case(past.office, past.viewer("PM"), past.reference,
                      anyway("S2-S1", 3, reason="new evidence"))  # fmt: skip
    assert (moved.stage, moved.visit) == ("S1", 4)


def test_a_move_keeps_a_snapshot_and_enqueues_the_work_of_its_stage(past: Desk) -> None:
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    with past.office.database.reading() as connection:
        jobs = [job.name for job in jobs_of_case(connection, past.reference)]
    move = past.view().facts.find("stage_move/visit-2")
    assert move is not None
    assert (jobs, len(move.payload.snapshot)) == (["stage_entered"], 64)


def race(first: Callable[[], object], second: Callable[[], object]) -> list[BaseException | None]:
    """Run two acts at once and return what each raised."""
    outcomes: list[BaseException | None] = [None, None]
    barrier = threading.Barrier(2)

    def run(place: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except CaseworkError as error:
            outcomes[place] = error

    threads = [threading.Thread(target=run, args=(i, act)) for i, act in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_people_at_one_move_exactly_one_succeeds(past: Desk) -> None:
    def move(role: str) -> Callable[[], object]:
        viewer = past.viewer(role)
        return lambda: move_case(past.office, viewer, past.reference, anyway("S0-S1", 1))

    outcomes = race(move("PM"), move("SRO"))
    assert sorted(type(o).__name__ for o in outcomes) == ["Conflict", "NoneType"]
    assert kinds(past).count("case_moved") == 1


def test_a_referral_is_possible_only_under_the_regimes_that_have_one(desk: Desk) -> None:
    desk.record("regime", regime="R24", as_at="2026-02-01", case_opened="2026-02-01")
    with pytest.raises(RefusedMove, match="not possible"):
        start_hold(desk.office, desk.viewer("GOV"), desk.reference, "REFERRED",
                   FactDate.parse("2026-02-10"))  # fmt: skip


def test_a_pause_freezes_the_next_step(desk: Desk) -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, "PAUSED",
               FactDate.parse("2026-02-10"), "election", key="pause")  # fmt: skip
    assert [f.hold for f in desk.view().judge("S0-S1").freezes] == ["PAUSED"]


def test_a_hold_is_not_written_over_by_another_of_its_key(desk: Desk) -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, "PAUSED",
               FactDate.parse("2026-02-10"), "election", key="pause")  # fmt: skip
    with pytest.raises(Conflict, match="hold of that key"):
        start_hold(desk.office, desk.viewer("LEG"), desk.reference, "IN_LITIGATION",
                   FactDate.parse("2026-02-11"), "a claim", key="pause")  # fmt: skip
    assert [f.hold for f in desk.view().judge("S0-S1").freezes] == ["PAUSED"]


def test_pressing_twice_starts_one_hold(desk: Desk) -> None:
    def start() -> None:
        start_hold(desk.office, desk.viewer("GOV"), desk.reference, "PAUSED",
                   FactDate.parse("2026-02-10"), "election", once="k1")  # fmt: skip

    start()
    with pytest.raises(AlreadyDone):
        start()
    assert len(desk.view().facts.open_holds()) == 1


def test_an_ended_pause_freezes_nothing(desk: Desk) -> None:
    start_hold(desk.office, desk.viewer("GOV"), desk.reference, "PAUSED",
               FactDate.parse("2026-02-10"), "election", key="pause")  # fmt: skip
    end_hold(desk.office, desk.viewer("GOV"), desk.reference, "pause",
             FactDate.parse("2026-02-20"), "election over")  # fmt: skip
    assert desk.view().judge("S0-S1").freezes == ()


def test_an_act_belongs_to_its_stage(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no act"):
        do_act(desk.office, desk.viewer("PM"), desk.reference, Step("open_consultation", 1))


def test_what_is_stored_for_lists_is_what_the_facts_give(past: Desk) -> None:
    past.record("service", name="Stroke unit")
    move_case(past.office, past.viewer("PM"), past.reference, anyway("S0-S1", 1))
    assert prove_projections(past.office) == []


def test_a_verb_that_fails_leaves_the_chain_as_it_was(desk: Desk) -> None:
    with desk.office.database.reading() as connection:
        before = find_case_row(connection, desk.reference).audit_position
    with pytest.raises(Conflict):
        desk.record("service", key="x", version=7, name="Stroke unit")
    with desk.office.database.reading() as connection:
        assert find_case_row(connection, desk.reference).audit_position == before

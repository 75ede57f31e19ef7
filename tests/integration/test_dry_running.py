"""A dry run judges what is assumed exactly as it would judge it recorded, and records nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from casework.domain.assumptions import (
    MOST_ASSUMPTIONS,
    Assumption,
    Sort,
    as_plain,
    check_room,
    from_plain,
)
from casework.domain.errors import Invalid
from casework.engine.comparing import Change
from casework.engine.results import State
from casework.services.dry_running import try_step
from casework.services.holds import end_hold, start_hold
from casework.services.recording import Statement, record_absence, withdraw_record
from tests.integration.case_pages import on
from tests.integration.desk import Desk
from tests.integration.dry_runs import row_counts, stated, told, trial_of

COUNCIL = {"organisation": "east-council", "standing": "scrutiny"}
SCREEN = {"no_time_to_consult": "no", "reasons": "No risk found", "screened_on": "2026-02-02"}


def _recorded(desk: Desk) -> None:
    desk.record("affected_authority", key="assumed", **COUNCIL)


def _screened(desk: Desk) -> None:
    desk.record("urgency_screen", key="assumed", **SCREEN)


def _regime(desk: Desk) -> None:
    desk.record("regime", regime="R24", as_at="2026-02-01", case_opened="2026-02-01")


def _absent(desk: Desk) -> None:
    record_absence(
        desk.office, desk.viewer("PM"), desk.reference,
        Statement("letter", key="no-regulation_23:east-council", source="The council"),
    )  # fmt: skip


CASES: list[tuple[Assumption, Callable[[Desk], None]]] = [
    (stated("affected_authority", **COUNCIL), _recorded),
    (stated("urgency_screen", **SCREEN), _screened),
    (stated("regime", regime="R24", as_at="2026-02-01", case_opened="2026-02-01"), _regime),
    (Assumption(Sort.ABSENT, "letter", "no-regulation_23:east-council"), _absent),
]


@pytest.mark.parametrize(
    ("assumption", "record"), CASES, ids=[f"{a.sort}-{a.kind}" for a, _ in CASES]
)
@pytest.mark.parametrize("what", ["S0-S1", "S2-S3"])
def test_what_is_assumed_is_judged_as_if_it_were_recorded(
    desk: Desk, assumption: Assumption, record: Callable[[Desk], None], what: str
) -> None:
    assumed = told(trial_of(desk, assumption, what=what).judgement)
    record(desk)
    assert assumed == told(desk.view().judge(what))


def test_a_paper_is_judged_as_if_it_were_put_in(desk: Desk) -> None:
    kinds = desk.view().definition.evidence_types
    paper = next(t for t in kinds if t.shelf_life_months and not t.classification)
    values = {"type": paper.id, "dated": "2026-02-01"}
    assumed = trial_of(desk, Assumption(Sort.PAPER, "evidence", "p", values), what="S2-S3")
    desk.evidence(paper.id)
    assert told(assumed.judgement) == told(desk.view().judge("S2-S3"))


def test_a_sign_off_is_judged_as_if_it_were_signed(desk: Desk) -> None:
    _screened(desk)
    assumed = trial_of(desk, Assumption(Sort.SIGNED, criterion="GT04.screen"))
    desk.sign("GT04.screen", "CMO")
    assert told(assumed.judgement) == told(desk.view().judge("S0-S1"))


def test_a_record_assumed_away_is_judged_as_if_it_were_withdrawn(desk: Desk) -> None:
    _screened(desk)
    desk.sign("GT04.screen", "CMO")
    assumed = trial_of(desk, Assumption(Sort.WITHDRAWN, "urgency_screen", _screen_key(desk)))
    withdraw_record(
        desk.office, desk.viewer("PM"), desk.reference,
        f"urgency_screen/{_screen_key(desk)}", 1, "An error",
    )  # fmt: skip
    assert told(assumed.judgement) == told(desk.view().judge("S0-S1"))


def _screen_key(desk: Desk) -> str:
    return desk.view().facts.current("urgency_screen")[0].key


def test_a_record_assumed_to_change_asks_for_its_sign_off_again(desk: Desk) -> None:
    _screened(desk)
    desk.sign("GT04.screen", "CMO")
    changed = Assumption(Sort.CHANGED, "urgency_screen", _screen_key(desk), SCREEN)
    assert _state(trial_of(desk, changed), "GT04.screen") is State.RECONFIRM


def _state(trial, ref: str) -> State:  # type: ignore[no-untyped-def]
    return next(r.state for g in trial.judgement.gates for r in g.results if r.criterion.ref == ref)


def test_a_hold_assumed_to_have_ended_is_judged_as_if_it_had(desk: Desk) -> None:
    hold = start_hold(desk.office, desk.viewer("SRO"), desk.reference, "PAUSED", on("2026-02-01"))
    before = trial_of(desk)
    assumed = trial_of(desk, Assumption(Sort.HOLD_ENDED, "hold", hold.key))
    end_hold(desk.office, desk.viewer("SRO"), desk.reference, hold.key, on("2026-02-02"))
    freezes = [bool(t.judgement.freezes) for t in (before, assumed, trial_of(desk))]
    assert freezes == [True, False, False]


def test_sign_offs_rest_on_what_is_assumed_beside_them_in_whatever_order(desk: Desk) -> None:
    signed, screen = Assumption(Sort.SIGNED, criterion="GT04.screen"), stated(
        "urgency_screen", **SCREEN
    )
    assert _state(trial_of(desk, signed, screen), "GT04.screen") is State.MET


def test_a_sign_off_meets_nothing_that_is_not_recorded(desk: Desk) -> None:
    signed = Assumption(Sort.SIGNED, criterion="GT04.screen")
    assert _state(trial_of(desk, signed), "GT04.screen") is State.NOT_RECORDED


def test_a_sign_off_brings_the_second_persons_check_that_it_needs(desk: Desk) -> None:
    desk.record("affected_authority", **COUNCIL)
    view = stated("authority_view", organisation="east-council", view="substantial",
                  given_on="2026-02-20")  # fmt: skip
    d = desk.view().definition
    criterion = next(
        c for g in d.gates for c in g.criteria
        if c.per == "affected_authority" and any(n.record == "authority_view" for n in c.needs)
        and not c.attesters.system
    )  # fmt: skip
    signed = Assumption(Sort.SIGNED, criterion=criterion.ref, subject="east-council")
    made = trial_of(desk, view, signed).assumed.records[1]
    assert {record.kind for record in made} >= {"second_check", "attestation"}


def test_each_check_says_what_the_assumption_changes(desk: Desk) -> None:
    screen = stated("urgency_screen", **SCREEN)
    signed = Assumption(Sort.SIGNED, criterion="GT04.screen")
    council = stated("affected_authority", key="another", **COUNCIL)
    changes = trial_of(desk, screen, signed, council).changes
    found = {(c.result.criterion.ref, c.result.subject): c.change for c in changes}
    assert found["GT04.screen", ""] is Change.MET
    assert Change.STILL_UNMET in found.values()


def test_what_is_assumed_away_becomes_unmet(desk: Desk) -> None:
    _screened(desk)
    desk.sign("GT04.screen", "CMO")
    gone = Assumption(Sort.WITHDRAWN, "urgency_screen", _screen_key(desk))
    found = {c.result.criterion.ref: c.change for c in trial_of(desk, gone).changes}
    assert found["GT04.screen"] is Change.BECOMES_UNMET


def test_trying_writes_no_row_in_any_table(desk: Desk) -> None:
    before = row_counts(desk.office.database)
    trial_of(desk, *(assumption for assumption, _ in CASES))
    assert row_counts(desk.office.database) == before


@pytest.mark.parametrize(
    "assumption",
    [
        Assumption(Sort.STATED, "attestation", "x"),
        Assumption(Sort.STATED, "dry_run", "x"),
        Assumption(Sort.WITHDRAWN, "service", "nothing"),
        Assumption(Sort.SIGNED, criterion="GT99.nothing"),
        Assumption(Sort.PAPER, "evidence", "p", {"type": "nothing"}),
        Assumption(Sort.HOLD_ENDED, "hold", "nothing"),
        stated("service", key="not a key", name="Stroke care"),
    ],
    ids=lambda a: f"{a.sort}-{a.kind}",
)
def test_what_could_never_be_recorded_is_not_assumed(desk: Desk, assumption: Assumption) -> None:
    trial, plain = trial_of(desk, assumption), trial_of(desk)
    assert (trial.assumed.is_sound, told(trial.judgement)) == (False, told(plain.judgement))


def test_gates_see_of_an_assumed_text_only_that_there_is_one(desk: Desk) -> None:
    assumed = trial_of(desk, stated("service", name="Stroke care")).assumed.facts
    assert assumed.find("service/assumed").payload.name.value is None  # type: ignore[union-attr]


def test_an_assumption_reads_back_as_it_was_written() -> None:
    given = stated("service", name="Stroke care")
    assert from_plain(as_plain(given)) == given


def test_there_is_room_for_so_many_assumptions() -> None:
    with pytest.raises(Invalid, match=str(MOST_ASSUMPTIONS)):
        check_room((Assumption(Sort.SIGNED, criterion="GT04.screen"),) * (MOST_ASSUMPTIONS + 1))


def test_an_assumption_is_no_longer_than_it_may_be() -> None:
    with pytest.raises(Invalid, match="Shorten"):
        check_room((stated("service", name="x" * 20_000),))


def test_another_day_gives_another_mark(desk: Desk) -> None:
    step = trial_of(desk).step
    later = replace(step, day=step.day.replace(year=2027))
    view = desk.view()
    now = desk.office.clock.now()
    marks = {try_step(view.definition, view.judged, s, "pm", now).mark for s in (step, later)}
    assert len(marks) == 2

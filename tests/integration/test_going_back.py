"""Through the services: going back asks again for exactly what rests on what changed.

`tests/unit/test_returns_generated.py` tries every check of the pathway on facts alone; here people
work on one case, go back and on, and what is asked is compared with what they did.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid
from casework.engine.results import State
from casework.engine.returns import asked_again
from casework.services import moving
from casework.services.casefiles.export import export_case
from casework.services.covering import CoverNamed, name_cover
from casework.services.moving import Step, move_case
from casework.services.office import Office
from casework.services.recording import withdraw_record
from casework.services.returning import GoingBack
from tests.generated import tried
from tests.integration.desk import Desk, open_desk
from tests.integration.moved_in_fact import move_in_fact

CHECK, ROLE, PAPER = "GT10.plan", "ENG", "involvement_plan"
FORWARD, BACK = "S1-S2", "S2-S1"


class Working:
    """Work on a case in its second stage, whose plan is signed. ``changed`` says whether what the
    sign-off rests on has changed, or was put in doubt, since it was made."""

    def __init__(self, office: Office) -> None:
        self.desk = open_desk(office)
        self.paper = self.desk.evidence(PAPER)
        self.go("S0-S1")
        self.sign()

    def sign(self) -> None:
        self.desk.sign(CHECK, ROLE)
        self.changed = False

    def go(self, what: str, **going: object) -> None:
        facts = self.desk.view().facts
        if facts.stage != what.partition("-")[0]:
            return
        step = Step(what, facts.visit, "It did", happened_anyway=True,
                    going_back=GoingBack("gov", **going))  # type: ignore[arg-type]
        with patch.object(moving, "_check_anyway"):
            move_case(self.desk.office, self.desk.viewer("PM"), self.desk.reference, step)

    def go_on(self) -> None:
        self.go(FORWARD)

    def go_back(self) -> None:
        self.go(BACK)

    def go_back_in_doubt(self) -> None:
        if self.desk.view().facts.stage == "S2" and not self.changed:
            self.go(BACK, in_doubt=(self.paper.pin,))
            self.changed = True

    def replace_the_plan(self) -> None:
        self.paper = self.desk.evidence(PAPER)
        withdraw_record(self.desk.office, self.desk.viewer("PM"), self.desk.reference,
                        self.relied_on(), 1, "An error.")  # fmt: skip
        self.changed = True

    def relied_on(self) -> str:
        plans = self.desk.view().facts.evidence_of(PAPER)
        return str(plans[0].reference)

    def put_in_another_paper(self) -> None:
        self.desk.evidence("delivery_proof")


ACTS: tuple[Callable[[Working], None], ...] = (
    Working.go_on, Working.go_back, Working.go_back_in_doubt, Working.replace_the_plan,
    Working.put_in_another_paper, Working.sign, Working.go_on,
)  # fmt: skip


@tried(8)
@given(acts=st.lists(st.sampled_from(ACTS), max_size=6))
def test_over_returns_a_sign_off_is_asked_again_exactly_when_what_it_rests_on_changed(
    office: Office, acts: list[Callable[[Working], None]]
) -> None:
    working = Working(office)
    for act in acts:
        act(working)
        must = State.RECONFIRM if working.changed else State.MET
        assert working.desk.result(CHECK).state is must


@pytest.fixture
def back(office: Office) -> Desk:
    """A live case that may go back: nothing bars it."""
    working = Working(office)
    desk = working.desk
    desk.record("particulars", key="case", title="T", sponsor="icb", outside_nhs_in_england="no")
    desk.record("regime", regime="R24", as_at="2026-03-01", reasons="Nothing began.")
    for role in ("GOV", "LEG"):
        desk.sign("GT01.determination", role)
    working.go_on()
    return desk


def go(desk: Desk, by: str = "PM", reason: str = "A new site", **going: object) -> None:
    """Go back as nobody but a person of the case can."""
    step = Step(BACK, desk.view().facts.visit, reason, going_back=GoingBack(**going))  # type: ignore[arg-type]
    move_case(desk.office, desk.viewer(by), desk.reference, step)


def test_the_return_keeps_reason_authoriser_and_what_is_in_doubt(back: Desk) -> None:
    (paper,) = back.view().facts.evidence_of(PAPER)
    go(back, authorised_by="sro", authorised_on=FactDate.parse("2026-03-01"),
       authority="Minute 4", in_doubt=(paper.pin,))  # fmt: skip
    (made,) = back.view().facts.current("stage_return")
    p = made.payload
    assert (made.recorded_by, p.authorised_by, str(p.reason)) == ("pm", "sro", "A new site")
    assert (p.origin, p.target, p.in_doubt, str(p.authority)) == (
        "S2", "S1", (paper.pin,), "Minute 4"
    )


@pytest.mark.parametrize(
    ("going", "says"),
    [({}, "authorised"), ({"authorised_by": "eng"}, "may not authorise"),
     ({"authorised_by": "sro", "authorised_on": FactDate.parse("2030-01-01")}, "lies ahead"),
     ({"authorised_by": "sro", "in_doubt": ("evidence/nothing@1",)}, "put in doubt")],
)  # fmt: skip
def test_what_is_missing_or_wrong_leaves_the_case_where_it_is(
    back: Desk, going: dict[str, object], says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        go(back, **going)
    assert back.view().facts.stage == "S2"


def test_who_held_no_role_on_the_day_did_not_authorise_it_then(back: Desk) -> None:
    today = back.office.clock.today()
    named = CoverNamed("gov", "stranger", today, today, ("GOV",))
    name_cover(back.office, back.viewer("GOV"), (back.reference,), named)
    with pytest.raises(Invalid, match="of this case on that day"):
        go(back, authorised_by="stranger", authorised_on=FactDate.parse("1900-01-01"))


def test_what_was_not_shown_is_not_asked_for(back: Desk) -> None:
    (paper,) = back.view().facts.evidence_of(PAPER)
    with pytest.raises(Conflict, match="not what you were shown"):
        go(back, authorised_by="sro", in_doubt=(paper.pin,), seen=())
    assert back.view().facts.stage == "S2"


def test_what_is_said_beforehand_is_what_is_asked_afterwards(back: Desk) -> None:
    (paper,) = back.view().facts.evidence_of(PAPER)
    go(back, authorised_by="sro", in_doubt=(paper.pin,), seen=(f"again:{CHECK}",))
    view = back.view()
    assert asked_again(view.definition, view.judged).asked == (f"again:{CHECK}",)


def test_an_export_tells_who_authorised_it(back: Desk, tmp_path: Path) -> None:
    go(back, authorised_by="sro", authority="Minute 4")
    exported = export_case(back.office, back.viewer("GOV"), back.reference, tmp_path / "export")
    said = exported.path.read_text(encoding="utf-8")
    assert "authorised_by: sro" in said and "authority: Minute 4" in said


def test_a_replayed_move_back_may_not_know_who_authorised_it(office: Office) -> None:
    working = Working(office)
    working.go_on()
    move_in_fact(office, working.desk.viewer("PM"), working.desk.reference, BACK, 3)
    (made,) = working.desk.view().facts.current("stage_return")
    assert made.payload.authorised_by == ""

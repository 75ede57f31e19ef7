"""Through the services: a sign-off is to be confirmed again exactly when its records changed.

`tests/unit/test_sign_offs_generated.py` tries every check of the pathway on facts alone; here one
check is signed by governance and people go on working on the case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.adapters.clock import FixedClock
from casework.domain.dates import FactDate
from casework.engine.results import State
from casework.services.case_people import end_role, give_role
from casework.services.office import Office
from casework.services.recording import withdraw_record
from tests.generated import tried
from tests.integration.desk import open_desk

CHECK, ROLE = "GT00.confirmed", "GOV"
COUNCILS = [f"council-{number}" for number in range(12)]


class Working:
    """Work on a case whose record governance has confirmed. Each act returns True if it changes
    what the confirmation covers."""

    def __init__(self, office: Office) -> None:
        self.desk = open_desk(office)
        self.made = 0
        self.desk.record("responsible_body", key="icb", organisation="icb", duty="s14Z45",
                         capacity="commissioner")  # fmt: skip
        for key in COUNCILS:
            self.desk.record("affected_authority", key=key, organisation="east-council",
                             standing="scrutiny")  # fmt: skip
        self.councils = list(COUNCILS)
        self.sign()

    def sign(self) -> None:
        self.desk.sign(CHECK, ROLE)

    def another(self) -> str:
        self.made += 1
        return f"made-{self.made}"

    def record_a_body_anew(self) -> bool:
        self.desk.record("responsible_body", key="icb", organisation="icb", duty="s242",
                         capacity="commissioner")  # fmt: skip
        return True

    def record_another_body(self) -> bool:
        self.desk.record("responsible_body", key=self.another(), organisation="trust",
                         duty="s242", capacity="provider")  # fmt: skip
        return True

    def withdraw_a_council(self) -> bool:
        withdraw_record(self.desk.office, self.desk.viewer("PM"), self.desk.reference,
                        f"affected_authority/{self.councils.pop()}", 1, "An error.")  # fmt: skip
        return True

    def record_a_service(self) -> bool:
        self.desk.record("service", key=self.another(), name="Stroke care")
        return False

    def put_a_paper_in_for_it(self) -> bool:
        self.desk.evidence("delivery_proof", criteria=(CHECK,))
        return False

    def give_and_end_a_role(self) -> bool:
        office, keeper, reference = self.desk.office, self.desk.viewer("GOV"), self.desk.reference
        give_role(office, keeper, reference, "leg2", "LEG")
        end_role(office, keeper, reference, "leg2", "LEG", FactDate.parse("2026-03-02"))
        return False

    def sign_another_check(self) -> bool:
        self.desk.record("regime", regime="R24", as_at="2026-03-01", reasons="Nothing began.")
        self.desk.sign("GT01.determination", "LEG")
        return False

    def come_back_in_a_year(self) -> bool:
        office = self.desk.office
        clock = FixedClock(office.clock.now() + timedelta(days=365))
        self.desk.office = replace(office, clock=clock)
        return False


ACTS: tuple[Callable[[Working], bool], ...] = (
    Working.record_a_body_anew, Working.record_another_body, Working.withdraw_a_council,
    Working.record_a_service, Working.put_a_paper_in_for_it, Working.give_and_end_a_role,
    Working.sign_another_check, Working.come_back_in_a_year,
)  # fmt: skip


def expected(changed: bool) -> State:
    return State.RECONFIRM if changed else State.MET


def state(working: Working) -> State:
    found: State = working.desk.result(CHECK).state
    return found


@tried(8)
@given(acts=st.lists(st.sampled_from([*ACTS, None]), max_size=6))
def test_a_confirmation_is_wanted_again_exactly_when_what_it_covers_changed(
    office: Office, acts: list[Callable[[Working], bool] | None]
) -> None:
    """None stands for governance signing again."""
    working, changed = Working(office), False
    for act in acts:
        if act is None:
            working.sign()
            changed = False
        else:
            changed = act(working) or changed
        assert state(working) is expected(changed)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_act_alone_changes_what_it_says(
    office: Office, act: Callable[[Working], bool]
) -> None:
    working = Working(office)
    changed = act(working)
    assert state(working) is expected(changed)

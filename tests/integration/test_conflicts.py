"""A declared conflict bars the person's own sign-off, and takes back one that they gave."""

from __future__ import annotations

import pytest

from casework.domain.errors import NotPermitted
from casework.engine.results import State
from tests.integration.desk import Desk

REGISTER = "GT03.register"


def declare(desk: Desk, conflict: str) -> None:
    desk.record("interest", key="gov", seat="governance", person="gov", capacity="adviser",
                nothing_to_declare="no", interest="Shares", conflict=conflict,
                tie_to_proposer="no")  # fmt: skip


def test_somebody_with_a_declared_conflict_cannot_sign_off(desk: Desk) -> None:
    desk.evidence("interests_register", classification="restricted")
    declare(desk, "yes")
    with pytest.raises(NotPermitted, match="conflict of interests"):
        desk.sign(REGISTER, "GOV")


def test_a_sign_off_is_to_be_confirmed_by_somebody_else_once_a_conflict_is_declared(
    desk: Desk,
) -> None:
    desk.evidence("interests_register", classification="restricted")
    desk.sign(REGISTER, "GOV")
    assert desk.result(REGISTER).state is State.MET
    declare(desk, "yes")
    assert desk.result(REGISTER).state is State.RECONFIRM


def test_a_declaration_without_a_conflict_bars_nothing(desk: Desk) -> None:
    desk.evidence("interests_register", classification="restricted")
    declare(desk, "no")
    desk.sign(REGISTER, "GOV")
    assert desk.result(REGISTER).state is State.MET

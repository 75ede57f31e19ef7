"""Signing off in cover: in both names, and never as a second person to whom one covers for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from casework.domain.errors import NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.library import Library
from casework.engine.results import State
from casework.services.casefiles.export import export_case
from casework.services.covering import CoverNamed, end_cover, name_cover
from casework.services.decision_record import get_decision
from casework.services.office import Office
from tests.databases import Databases
from tests.integration.desk import Desk
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.replays import new_office, replay_file

REGIME, REGISTER = "GT01.determination", "GT03.register"


def cover(desk: Desk, covered: str, covering: str, *roles: str) -> RecordVersion:
    day = desk.office.clock.today()
    named = CoverNamed(covered, covering, day, day + timedelta(days=5), roles)
    viewer = SYSTEM if covering == "gov" else desk.viewer("GOV")
    (written,) = name_cover(desk.office, viewer, (desk.reference,), named)
    return written


def determine(desk: Desk, by: str = "PM") -> None:
    desk.record("particulars", title="Stroke services", sponsor="icb",
                outside_nhs_in_england="no")  # fmt: skip
    desk.record("regime", by=by, regime="R24", as_at="2026-03-02", reasons="Begun lately")


def test_a_sign_off_in_cover_says_both_names(desk: Desk) -> None:
    determine(desk)
    cover(desk, "leg", "stranger", "LEG")
    signed = desk.sign(REGIME, "LEG", by="stranger")
    assert signed.payload.acted_for == ("leg",)


def test_a_sign_off_in_a_role_of_ones_own_has_one_name(desk: Desk) -> None:
    determine(desk)
    cover(desk, "eng", "leg", "ENG")
    assert desk.sign(REGIME, "LEG").payload.acted_for == ()


def test_who_covers_does_not_sign_what_the_person_covered_put_in(desk: Desk) -> None:
    determine(desk)
    cover(desk, "pm", "leg", "PM")
    with pytest.raises(NotPermitted, match="cover"):
        desk.sign(REGIME, "LEG")


def test_the_person_covered_does_not_sign_what_was_put_in_for_them(desk: Desk) -> None:
    cover(desk, "leg", "stranger", "LEG")
    determine(desk, by="stranger")
    with pytest.raises(NotPermitted, match="cover"):
        desk.sign(REGIME, "LEG")


def test_after_the_cover_who_covered_signs_what_the_other_put_in_later(desk: Desk) -> None:
    found = cover(desk, "pm", "leg", "PM")
    end_cover(desk.office, desk.viewer("PM"), desk.reference, found.key)
    determine(desk)
    assert desk.sign(REGIME, "LEG").version == 1


def test_the_two_of_a_cover_do_not_sign_as_two(desk: Desk) -> None:
    determine(desk)
    desk.sign(REGIME, "LEG")
    cover(desk, "leg", "gov", "LEG")
    with pytest.raises(NotPermitted, match="two persons"):
        desk.sign(REGIME, "GOV")


def test_a_cover_does_not_sign_in_a_second_role_of_the_check(desk: Desk) -> None:
    determine(desk)
    desk.sign(REGIME, "GOV")
    cover(desk, "leg", "gov", "LEG")
    with pytest.raises(NotPermitted, match="two persons"):
        desk.sign(REGIME, "LEG", by="GOV")


def signed_in_cover(desk: Desk, named_by: Viewer) -> None:
    """A sign-off in a cover that somebody named, after which the person covered declares a
    conflict."""
    desk.evidence("interests_register", classification="restricted")
    day = desk.office.clock.today()
    named = CoverNamed("gov", "stranger", day, day + timedelta(days=5))
    name_cover(desk.office, named_by, (desk.reference,), named)
    desk.sign(REGISTER, "GOV", by="stranger")
    desk.record("interest", person="gov", conflict="yes", capacity="adviser", key="gov",
                seat="gov-1", interest="Shares", declared_on="2026-01-05")  # fmt: skip


def test_a_conflict_of_who_chose_their_cover_has_its_sign_off_confirmed_again(
    desk: Desk,
) -> None:
    signed_in_cover(desk, desk.viewer("GOV"))
    assert desk.result(REGISTER).state is State.RECONFIRM


def test_a_cover_whom_somebody_else_named_has_signed_by_their_own_conscience(desk: Desk) -> None:
    signed_in_cover(desk, SYSTEM)
    assert desk.result(REGISTER).state is State.MET


@pytest.fixture
def elsewhere(databases: Databases, pathways: Library, tmp_path: Path) -> Iterator[Office]:
    """An office over another, empty store."""
    with ExitStack() as stack:
        yield new_office(databases, pathways, tmp_path / "elsewhere", stack)


def test_a_cover_goes_along_with_an_export(
    desk: Desk, elsewhere: Office, tmp_path: Path
) -> None:
    found = cover(desk, "pm", "stranger", "PM")
    desk.record("site", by="stranger", name="West Hospital")
    end_cover(desk.office, desk.viewer("PM"), desk.reference, found.key)
    written = export_case(desk.office, SYSTEM, desk.reference, tmp_path / "out")
    assert replay_file(elsewhere, written.path).exit_code == 0


def test_a_past_decision_says_both_names(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    move_in_fact(desk.office, desk.viewer("stranger"), desk.reference, "S0-S1", 1)
    found = get_decision(desk.office, desk.viewer("GOV"), desk.reference, "visit-2")
    assert found.recorded_by == "Holder of stranger, covering for Holder of pm (programme manager)"

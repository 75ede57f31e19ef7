"""Roles on a case: nobody gives themselves one, and governance gives those that check others."""

from __future__ import annotations

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotPermitted
from casework.domain.permissions import PRIVILEGED_READERS
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.case_people import end_role, give_role
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from tests.integration.desk import Desk

STRANGER = Viewer("stranger", "icb")


def give(desk: Desk, by: str, person: str, role: str) -> object:
    return give_role(desk.office, desk.viewer(by), desk.reference, person, role)


@pytest.mark.parametrize("role", ["BRD", "NR", "LEG", "ENG"])
def test_a_programme_manager_gives_herself_no_role(desk: Desk, role: str) -> None:
    with pytest.raises(NotPermitted):
        give(desk, "PM", "pm", role)


def test_governance_gives_itself_no_role(desk: Desk) -> None:
    with pytest.raises(NotPermitted, match="yourself"):
        give(desk, "GOV", "gov", "BRD")


@pytest.mark.parametrize("role", ["GOV", "LEG", "AO", *sorted(OUTSIDE_ROLES)])
def test_a_programme_manager_gives_nobody_a_role_that_checks_others(
    desk: Desk, role: str
) -> None:
    with pytest.raises(NotPermitted, match="Only governance"):
        give(desk, "PM", "stranger", role)


def test_a_programme_manager_does_not_end_the_role_of_the_board(desk: Desk) -> None:
    give(desk, "GOV", "brd", "BRD")
    with pytest.raises(NotPermitted, match="Only governance"):
        end_role(desk.office, desk.viewer("PM"), desk.reference, "brd", "BRD",
                 FactDate.parse("2026-06-01"))  # fmt: skip


def test_a_programme_manager_gives_others_the_roles_of_the_work(desk: Desk) -> None:
    give(desk, "PM", "stranger", "ENG")
    assert desk.view().facts.roles_of("stranger") == {"ENG"}


@pytest.mark.parametrize("role", sorted(PRIVILEGED_READERS))
def test_a_programme_manager_chooses_nobody_who_reads_privileged_papers(
    desk: Desk, role: str
) -> None:
    with pytest.raises(NotPermitted, match="Only governance"):
        give(desk, "PM", "stranger", role)


@pytest.mark.parametrize("role", ["PM", "ENG", "LEG", "SRO"])
def test_a_person_from_outside_gets_no_role_inside(desk: Desk, role: str) -> None:
    with pytest.raises(Invalid, match="from outside"):
        give(desk, "GOV", "east-clerk", role)


def test_a_person_from_outside_gets_a_role_outside(desk: Desk) -> None:
    give(desk, "GOV", "east-clerk", "HC")
    assert desk.view().facts.roles_of("east-clerk") == {"HC"}


def test_oversight_by_governance_gives_the_roles_that_check_others(desk: Desk) -> None:
    viewer = Viewer("leg2", "icb", frozenset({"governance"}))
    give_role(desk.office, viewer, desk.reference, "brd", "BRD")
    assert desk.view().facts.roles_of("brd") == {"BRD"}


@pytest.mark.parametrize("role", ["GOV", "LEG", "AO", "SRO", "NR"])
def test_the_opener_is_at_most_the_programme_manager(office: Office, role: str) -> None:
    people = (("stranger", "PM"), ("stranger", role))
    with pytest.raises(NotPermitted, match="with yourself as"):
        open_case(office, STRANGER, Opening("T", "icb", people=people))


def test_the_opener_names_others_in_any_role(office: Office) -> None:
    people = (("stranger", "PM"), ("gov", "GOV"), ("leg", "LEG"), ("east-clerk", "HC"))
    reference = open_case(office, STRANGER, Opening("T", "icb", people=people))
    assert Desk(office, reference).view("GOV").facts.roles_of("east-clerk") == {"HC"}


def test_the_system_opens_a_case_in_any_role(office: Office) -> None:
    viewer = Viewer("stranger", "icb", SYSTEM.roles)
    reference = open_case(office, viewer, Opening("T", "icb", people=(("stranger", "GOV"),)))
    assert Desk(office, reference).view("stranger").facts.roles_of("stranger") == {"GOV"}

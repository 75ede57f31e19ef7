"""Absence cover: who may name it, what it gives, both names, and no chain, cycle or second pair of
eyes that is none."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from casework.domain.cover import act_of, persons_behind
from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Invalid, NotFound, NotPermitted
from casework.domain.permissions import can_decide_as
from casework.domain.viewer import Viewer
from casework.services.case_people import end_role, give_role
from casework.services.covering import CoverNamed, end_cover, name_cover
from casework.services.covering_reading import list_cases_to_cover
from casework.services.opening import Opening, open_case
from casework.services.reading import get_case
from casework.services.second_person import check_record
from casework.services.work import CaseTodos, read_work
from casework.store.audit import read_chain
from casework.store.listing import find_visible_case
from tests.integration.desk import Desk

STRANGER = Viewer("stranger", "icb")


def today(desk: Desk) -> date:
    return desk.office.clock.today()


def cover(
    desk: Desk, covered: str, covering: str, *roles: str, by: str = "", first: int = 0,
    last: int = 14,
):
    """Name a cover from and to a number of days from today, as the person covered or ``by``."""
    day = today(desk)
    named = CoverNamed(
        covered, covering, day + timedelta(days=first), day + timedelta(days=last), roles
    )
    (written,) = name_cover(
        desk.office, desk.viewer(by or covered.upper()), (desk.reference,), named
    )
    return written


def refusal(kind: type[CaseworkError], desk: Desk, *args: str, **more: object) -> str:
    with pytest.raises(kind) as error:
        cover(desk, *args, **more)
    return str(error.value)


def test_who_covers_holds_the_roles_of_whom_they_cover_for(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    assert desk.view().judged.roles_of("stranger") == {"PM"}


def test_who_covers_sees_the_case_while_it_lasts_only(desk: Desk) -> None:
    found = cover(desk, "pm", "stranger", "PM")
    end_cover(desk.office, desk.viewer("PM"), desk.reference, found.key)
    with pytest.raises(NotFound):
        get_case(desk.office, STRANGER, desk.reference)


@pytest.mark.parametrize(("day", "held"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_cover_lasts_from_its_first_day_to_its_last(desk: Desk, day: int, held: bool) -> None:
    cover(desk, "pm", "stranger", "PM", first=5, last=19)
    at = desk.view().judged.at(today(desk) + timedelta(days=5 + day))
    assert bool(at.roles_of("stranger")) is held


def test_a_cover_falls_with_the_role_of_whom_it_covers(desk: Desk) -> None:
    cover(desk, "eng", "stranger", "ENG")
    yesterday = FactDate.on(today(desk) - timedelta(days=1))
    end_role(desk.office, desk.viewer("GOV"), desk.reference, "eng", "ENG", yesterday)
    assert desk.view().judged.roles_of("stranger") == set()


def test_a_case_is_no_longer_listed_once_the_role_that_was_lent_has_ended(desk: Desk) -> None:
    cover(desk, "eng", "stranger", "ENG")
    yesterday = FactDate.on(today(desk) - timedelta(days=1))
    end_role(desk.office, desk.viewer("GOV"), desk.reference, "eng", "ENG", yesterday)
    with desk.office.database.reading() as connection:
        assert find_visible_case(connection, STRANGER, today(desk), desk.reference) is None


def test_a_case_is_listed_for_who_covers_on_it(desk: Desk) -> None:
    cover(desk, "eng", "stranger", "ENG")
    with desk.office.database.reading() as connection:
        assert find_visible_case(connection, STRANGER, today(desk), desk.reference) is not None


def test_the_entry_of_an_act_in_cover_says_both_names(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    desk.record("site", by="stranger", name="West Hospital")
    with desk.office.database.reading() as connection:
        last = list(read_chain(connection, desk.reference))[-1]
    assert (last.actor, json.loads(last.body)["covering"]) == ("stranger", [["pm", "PM"]])


def test_the_record_of_an_act_in_cover_says_both_names(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    written = desk.record("site", by="stranger", name="West Hospital")
    said = desk.view().recorded_by(written)
    assert said == "Holder of stranger, covering for Holder of pm (programme manager)"


def test_what_was_done_in_cover_keeps_both_names_once_it_has_ended(desk: Desk) -> None:
    found = cover(desk, "pm", "stranger", "PM")
    written = desk.record("site", by="stranger", name="West Hospital")
    end_cover(desk.office, desk.viewer("PM"), desk.reference, found.key)
    assert "covering for Holder of pm" in desk.view().recorded_by(written)


def test_what_was_done_before_the_cover_was_named_has_one_name(desk: Desk) -> None:
    written = desk.record("site", by="ENG", name="West Hospital")
    cover(desk, "pm", "eng", "PM")
    assert desk.view().recorded_by(written) == "Holder of eng"


def test_a_role_held_in_ones_own_right_is_signed_in_one_name(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM")
    written = desk.record("site", by="ENG", name="West Hospital")
    assert desk.view().recorded_by(written, "ENG") == "Holder of eng"


@pytest.mark.parametrize(("role", "by"), [("PM", "pm"), ("ENG", "eng"), ("GOV", "gov")])
def test_a_person_names_who_covers_for_them(desk: Desk, role: str, by: str) -> None:
    cover(desk, by, "stranger", role)
    assert desk.view("GOV").judged.roles_of("stranger") == {role}


def test_governance_names_who_covers_for_another(desk: Desk) -> None:
    cover(desk, "leg", "leg2", "LEG", by="GOV")
    assert desk.view().judged.roles_of("leg2") == {"LEG"}


@pytest.mark.parametrize("role", ["LEG", "AO", "SRO"])
def test_only_governance_names_the_cover_of_a_role_that_only_it_gives(
    desk: Desk, role: str
) -> None:
    assert "Only governance" in refusal(NotPermitted, desk, role.lower(), "stranger", role)


def test_nobody_names_the_cover_of_a_colleague(desk: Desk) -> None:
    said = refusal(NotPermitted, desk, "eng", "stranger", "ENG", by="PM")
    assert "somebody else" in said


def test_nobody_names_themselves(desk: Desk) -> None:
    assert "yourself" in refusal(NotPermitted, desk, "eng", "gov", "ENG", by="GOV")


def test_who_covers_names_nobody_whom_they_cover_for(desk: Desk) -> None:
    cover(desk, "gov", "stranger", "GOV")
    named = CoverNamed("sro", "gov", today(desk), today(desk), ("SRO",))
    with pytest.raises(NotPermitted, match="whom you cover for"):
        name_cover(desk.office, Viewer("stranger", "icb"), (desk.reference,), named)


def test_who_covers_gives_no_role_to_whom_they_cover_for(desk: Desk) -> None:
    cover(desk, "gov", "stranger", "GOV")
    with pytest.raises(NotPermitted, match="whom you cover for"):
        give_role(desk.office, Viewer("stranger", "icb"), desk.reference, "gov", "AO")


def test_a_role_that_is_named_twice_is_covered_once(desk: Desk) -> None:
    assert cover(desk, "pm", "stranger", "PM", "PM").payload.roles == ("PM",)


def test_nobody_covers_for_themselves(desk: Desk) -> None:
    assert "themselves" in refusal(Invalid, desk, "pm", "pm", "PM")


def test_a_role_that_is_not_held_is_not_covered(desk: Desk) -> None:
    assert "is not engagement lead" in refusal(Invalid, desk, "pm", "stranger", "ENG")


def test_a_role_of_another_body_is_not_covered(desk: Desk) -> None:
    assert "another body" in refusal(Invalid, desk, "hc", "stranger", "HC", by="GOV")


def test_nobody_from_outside_covers_for_somebody_inside(desk: Desk) -> None:
    assert "outside" in refusal(Invalid, desk, "pm", "east-clerk", "PM")


def test_a_cover_does_not_begin_in_the_past(desk: Desk) -> None:
    assert "in the past" in refusal(Invalid, desk, "pm", "stranger", "PM", first=-1)


def test_a_cover_does_not_end_before_it_begins(desk: Desk) -> None:
    assert "before it begins" in refusal(Invalid, desk, "pm", "stranger", first=5, last=4)


def test_a_cover_is_not_passed_on(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM")
    assert "not passed on" in refusal(Invalid, desk, "eng", "stranger", "PM", by="GOV")


def test_who_covers_for_somebody_is_not_covered_for_in_that_time(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM")
    assert "not passed on" in refusal(Invalid, desk, "eng", "stranger", "ENG", last=3)


def test_who_is_away_covers_for_nobody(desk: Desk) -> None:
    cover(desk, "eng", "stranger", "ENG")
    assert "is away" in refusal(Invalid, desk, "pm", "eng", "PM")


def test_two_do_not_cover_for_each_other_in_the_same_time(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM")
    assert "covers for them in turn" in refusal(Invalid, desk, "eng", "pm", "ENG")


def test_two_cover_for_each_other_one_after_the_other(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM", last=5)
    cover(desk, "eng", "pm", "ENG", first=6)
    assert len(desk.view().judged.current("cover")) == 2


def test_one_role_has_one_cover_at_a_time(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    assert "already" in refusal(Invalid, desk, "pm", "eng", "PM", first=14, last=20)


def test_a_cover_ended_early_makes_way_for_another(desk: Desk) -> None:
    found = cover(desk, "pm", "stranger", "PM")
    end_cover(desk.office, desk.viewer("PM"), desk.reference, found.key)
    cover(desk, "pm", "eng", "PM")
    assert desk.view().judged.roles_of("eng") == {"ENG", "PM"}


def test_who_has_nothing_to_do_with_a_cover_does_not_end_it(desk: Desk) -> None:
    found = cover(desk, "pm", "stranger", "PM")
    with pytest.raises(NotPermitted):
        end_cover(desk.office, desk.viewer("ENG"), desk.reference, found.key)


def conflict(desk: Desk, person: str) -> None:
    desk.record("interest", by="LEG", person=person, conflict="yes", capacity="adviser",
                seat=person + "-1",
                interest="An interest", declared_on="2026-01-05")  # fmt: skip


def test_a_person_with_a_declared_conflict_covers_for_nobody(desk: Desk) -> None:
    conflict(desk, "stranger")
    assert "conflict" in refusal(Invalid, desk, "pm", "stranger", "PM")


def test_a_person_with_a_declared_conflict_does_not_choose_their_cover(desk: Desk) -> None:
    conflict(desk, "pm")
    assert "conflict" in refusal(NotPermitted, desk, "pm", "stranger", "PM")


def test_a_cover_chosen_before_the_conflict_was_declared_lets_nothing_pass(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    conflict(desk, "pm")
    assert not can_decide_as(desk.view("GOV").judged, STRANGER, ("PM",))


def test_a_cover_whom_governance_names_for_a_conflicted_person_decides(desk: Desk) -> None:
    conflict(desk, "pm")
    cover(desk, "pm", "stranger", "PM", by="GOV")
    assert can_decide_as(desk.view("GOV").judged, STRANGER, ("PM",))


def test_a_case_held_only_in_cover_is_not_offered_to_be_covered(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    assert list_cases_to_cover(desk.office, STRANGER) == ()


def test_a_case_on_which_one_acts_and_covers_too_is_offered_to_be_covered(desk: Desk) -> None:
    cover(desk, "pm", "eng", "PM")
    found = list_cases_to_cover(desk.office, desk.viewer("ENG"))
    assert [reference for reference, _ in found] == [desk.reference]


def gates_of(parts: tuple[CaseTodos, ...]) -> set[str]:
    return {todo.gate for case in parts for todo in case.todos}


def test_what_waits_for_a_role_of_ones_own_too_is_not_sorted_under_cover(desk: Desk) -> None:
    own = gates_of(read_work(desk.office, desk.viewer("PM")).shared)
    cover(desk, "gov", "pm", by="GOV")
    after = read_work(desk.office, desk.viewer("PM"))
    assert own and own <= gates_of(after.shared)


def test_what_waits_for_a_role_that_is_lent_is_sorted_under_cover(desk: Desk) -> None:
    cover(desk, "gov", "pm", by="GOV")
    assert gates_of(read_work(desk.office, desk.viewer("PM")).covering)


def former_manager_in_cover(desk: Desk) -> Viewer:
    """Somebody whose role as programme manager ended yesterday, who covers for the present one."""
    yesterday = FactDate.on(today(desk) - timedelta(days=1))
    give_role(desk.office, desk.viewer("GOV"), desk.reference, "stranger", "PM")
    end_role(desk.office, desk.viewer("GOV"), desk.reference, "stranger", "PM", yesterday)
    cover(desk, "pm", "stranger", "PM")
    return STRANGER


def test_what_waits_for_a_role_that_one_had_before_is_sorted_under_cover(desk: Desk) -> None:
    former = former_manager_in_cover(desk)
    work = read_work(desk.office, former)
    assert work.covering and not gates_of((*work.only, *work.shared))


def test_a_case_on_which_ones_own_role_has_ended_is_not_offered_to_be_covered(desk: Desk) -> None:
    former = former_manager_in_cover(desk)
    assert list_cases_to_cover(desk.office, former) == ()


def test_an_act_in_cover_is_the_act_of_both(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    written = desk.record("site", by="stranger", name="West Hospital")
    assert persons_behind(desk.view().judged, [act_of(written)]) == {"stranger", "pm"}


def said_by_a_council(desk: Desk, by: str) -> str:
    record = desk.record("authority_view", by=by, organisation="east-council",
                         view="substantial", given_on="2026-02-01")  # fmt: skip
    return record.reference


def test_who_covers_does_not_check_what_the_person_covered_recorded(desk: Desk) -> None:
    record = said_by_a_council(desk, "PM")
    cover(desk, "pm", "gov", "PM")
    with pytest.raises(NotPermitted):
        check_record(desk.office, desk.viewer("GOV"), desk.reference, record, 1)


def test_the_person_covered_does_not_check_what_their_cover_recorded(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    record = said_by_a_council(desk, "stranger")
    with pytest.raises(NotPermitted):
        check_record(desk.office, desk.viewer("PM"), desk.reference, record, 1)


def test_a_third_person_checks_what_a_cover_recorded(desk: Desk) -> None:
    cover(desk, "pm", "stranger", "PM")
    record = said_by_a_council(desk, "stranger")
    assert check_record(desk.office, desk.viewer("LEG"), desk.reference, record, 1).version == 1


def test_a_cover_of_several_cases_is_named_in_all_or_in_none(desk: Desk) -> None:
    other = open_case(desk.office, STRANGER, Opening("Another case", "icb"))
    named = CoverNamed("pm", "eng", today(desk), today(desk), ("PM",))
    with pytest.raises(CaseworkError):
        name_cover(desk.office, desk.viewer("PM"), (desk.reference, other), named)
    assert desk.view().judged.current("cover") == []


def test_a_cover_of_several_cases_is_on_each(desk: Desk) -> None:
    other = open_case(desk.office, desk.viewer("PM"), Opening("Another case", "icb"))
    named = CoverNamed("pm", "stranger", today(desk), today(desk))
    written = name_cover(desk.office, desk.viewer("PM"), (desk.reference, other), named)
    assert len(written) == 2

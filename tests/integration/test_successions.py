"""Bodies are succeeded: stated, confirmed by a second person, carried out over all their cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from casework.domain.errors import Conflict, InvalidFields, NotPermitted, RefusedMove
from casework.domain.facts import CaseFacts
from casework.domain.viewer import SYSTEM
from casework.services.audit import verify_chain
from casework.services.dates import dates_of
from casework.services.decision_record import get_decision
from casework.services.reading import get_case
from casework.services.recomputing import prove_projections
from casework.services.recording import Statement, record_fact
from casework.services.succession_carrying import lines_of_case
from casework.services.succession_lines import dates_on_record
from casework.services.succession_of_one_case import SuccessionStated, succeed_on_case
from casework.services.successions import (
    choose_successors,
    confirm_succession,
    correct_succession,
    get_succession,
    state_succession,
    withdraw_succession,
)
from casework.store.models.successions import FormerNameRow
from casework.store.names import names_of
from casework.store.parties import (
    find_person,
    insert_organisation,
    insert_succession,
    kinds_stood_for,
    list_organisations,
    successions_of,
)
from casework.store.transaction import system_transaction
from tests.integration.case_pages import (
    GOV,
    ICB,
    LEG,
    PM,
    Pages,
    open_live_case,
    put_in,
    record,
)
from tests.integration.merging import (
    ADMINISTRATOR,
    CONFIRMER,
    EAST,
    LEGAL,
    NEW,
    NORTH_EAST,
    SOUTH,
    SOUTH_EAST,
    STATER,
    TODAY,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    newest,
    split_of_the_council,
    state_and_confirm,
)
from tests.integration.moved_in_fact import move_in_fact


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case of a board that will merge."""
    yield from case_of_a_board_that_merges(migrated_url, tmp_path / "data")


def facts(pages: Pages) -> CaseFacts:
    return get_case(pages.office, STATER, pages.reference).facts


def is_sound(pages: Pages) -> bool:
    return verify_chain(pages.office.database, pages.reference).intact


def choose_all(pages: Pages, key: str, to: tuple[str, ...]) -> None:
    lines = lines_of_case(pages.office, STATER, key, pages.reference).lines
    own = {f"{pages.reference}|{li.holding.what}": to for li in lines if li.is_chosen_here}
    people = {li.person: to[0] for li in lines if li.person}
    choose_successors(pages.office, STATER, key, newest(pages, key), lines=own, persons=people)


def test_the_place_of_the_old_board_ends_and_that_of_the_new_one_begins(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    now = facts(pages)
    assert now.parties("responsible_body") == [NEW]
    assert now.at(date(2026, 5, 31)).parties("responsible_body") == [ICB]


def test_each_case_is_done_once_however_often_it_is_pressed(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    first, again = carried_out(pages, key), carried_out(pages, key)
    assert [r.outcome for r in first] == ["done"]
    assert [r.outcome for r in again] == ["already"]


def test_the_chain_and_the_projections_are_sound_afterwards(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    assert is_sound(pages) and prove_projections(pages.office) == []


def test_the_promise_is_listed_with_its_successor(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    passed = facts(pages).current("succession")[0].payload.passed
    assert {"what": "promise/reopen", "to": NEW} in [dict(row) for row in passed]


def test_papers_that_age_polls_and_moved_dates_are_listed_as_deadlines(pages: Pages) -> None:
    put_in(pages, title="Assessment", type="iia_report", dated="2026-03-01")
    letter = facts(pages).current("letter", purpose="regulation_23")[0]
    values = {"purpose": "regulation_23", "organisation": EAST, "direction": "sent",
              "sent_on": "2026-05-01", "sender": ICB, "decision_date": "2027-05-10",
              "comments_date": "2027-02-01"}  # fmt: skip
    record_fact(pages.office, PM, pages.reference,
                Statement("letter", values, key=letter.key, version=letter.version))  # fmt: skip
    key = state_and_confirm(pages, merger())
    lines = lines_of_case(pages.office, STATER, key, pages.reference).lines
    rules = {line.holding.what.removeprefix("date/").partition(":")[0] for line in lines
             if line.holding.group == "deadline"}  # fmt: skip
    assert {"T03", "T12", "T19"} <= rules


def test_a_case_that_a_national_body_sponsors_passes_the_days_of_its_calendar(pages: Pages) -> None:
    national = {"key": "nhs-england", "name": "NHS England", "kind": "nhs_england_commissioner"}
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        insert_organisation(tx.connection, national)
        tx.record_audit("organisations_added", {})
    record(pages, "particulars", title="Moving the ward", sponsor="nhs-england", summary="It moves")
    record(pages, "letter", purpose="regulation_23_dates", organisation=EAST, direction="sent",
           sent_on="2026-05-02", decision_date="2027-05-10")  # fmt: skip
    view = get_case(pages.office, PM, pages.reference)
    with pages.office.database.reading() as connection:
        kinds = {r.key: r.kind for r in list_organisations(connection)}
        passed = dates_on_record(connection, view.definition, view.row, view.judged, kinds)
    shown = dates_of(pages.office, PM, view).all
    days = [d.on for d in shown if d.rule_id == "T12"]
    assert days and days == [d.on for d in passed if d.rule_id == "T12"]


def test_people_of_the_old_board_go_on_as_people_of_the_new_one(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    assert facts(pages).holders_of("PM") == ["programme-manager", "second-manager"]
    with pages.office.database.reading() as connection:
        assert find_person(connection, "programme-manager").organisation == NEW


def test_the_case_is_that_of_the_new_board(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger()))
    assert get_case(pages.office, STATER, pages.reference).row.organisation == NEW


def test_nothing_passes_before_the_day_in_force(pages: Pages) -> None:
    key = state_and_confirm(pages, merger(on=date(2026, 6, 2)))
    with pytest.raises(Conflict, match="only planned"):
        carried_out(pages, key)
    assert facts(pages).parties("responsible_body") == [ICB]


def test_nobody_confirms_what_they_stated(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    with pytest.raises(NotPermitted):
        confirm_succession(pages.office, STATER, key, 1)


def test_an_administrator_states_and_may_not_confirm(pages: Pages) -> None:
    key = state_succession(pages.office, ADMINISTRATOR, merger())
    with pytest.raises(NotPermitted):
        confirm_succession(pages.office, ADMINISTRATOR, key, 1)
    confirm_succession(pages.office, LEGAL, key, 1)


def test_nothing_is_carried_out_unconfirmed(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    with pytest.raises(Conflict, match="No second person"):
        carried_out(pages, key)


def test_a_split_with_a_line_left_open_passes_nothing(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, split_of_the_council())
    choose_successors(pages.office, STATER, key, 1, persons={"east-clerk": NORTH_EAST})
    confirm_succession(pages.office, CONFIRMER, key, 2)
    (result,) = carried_out(pages, key)
    assert result.outcome == "refused" and "No successor is chosen" in result.why
    assert EAST in facts(pages).scrutiny_authorities()


def test_a_person_without_a_place_stops_the_confirmation(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, split_of_the_council())
    with pytest.raises(RefusedMove, match="where these people go"):
        confirm_succession(pages.office, CONFIRMER, key, 1)


def test_a_split_passes_a_place_to_both_successors(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, split_of_the_council())
    choose_all(pages, key, (NORTH_EAST, SOUTH_EAST))
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    (result,) = carried_out(pages, key)
    assert result.outcome == "done", result.why
    now = facts(pages)
    assert now.scrutiny_authorities() == ["west-council", NORTH_EAST, SOUTH_EAST]
    assert now.about("letter", NORTH_EAST) and now.about("letter", SOUTH_EAST)


def test_the_clerk_speaks_for_the_body_that_was_chosen(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, split_of_the_council())
    choose_all(pages, key, (NORTH_EAST,))
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    carried_out(pages, key)
    assert facts(pages).holders_of("HC", NORTH_EAST) == ["east-clerk"]
    assert facts(pages).holders_of("HC", EAST) == []


def test_members_of_a_joint_committee_keep_their_seat(pages: Pages) -> None:
    key = state_and_confirm(pages, merger(EAST, new=NORTH_EAST))
    carried_out(pages, key)
    assert facts(pages).joint_committees_of(NORTH_EAST) == {"joint"}


def test_without_a_successor_roles_are_vacant_and_governance_is_told(pages: Pages) -> None:
    key = state_and_confirm(pages, replace(merger(EAST), sort="abolition", successors=()))
    (result,) = carried_out(pages, key)
    assert result.outcome == "done", result.why
    assert facts(pages).holders_of("HC") == []
    assert facts(pages).current("succession")[0].payload.vacant == ("HC",)


def test_a_body_is_not_succeeded_twice(pages: Pages) -> None:
    state_succession(pages.office, STATER, merger())
    with pytest.raises(InvalidFields, match="another succession already"):
        state_succession(pages.office, STATER, merger(new=SOUTH))


def test_no_body_follows_one_that_followed_it(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger(on=date(2026, 5, 1))))
    with pytest.raises(InvalidFields, match="ceased"):
        state_succession(pages.office, STATER, merger(NEW, new=ICB, on=TODAY))


def test_what_passed_passes_on_to_the_successor_of_the_successor(pages: Pages) -> None:
    carried_out(pages, state_and_confirm(pages, merger(EAST, new=NORTH_EAST,
                                                       on=date(2026, 5, 20))))  # fmt: skip
    carried_out(pages, state_and_confirm(pages, merger(NORTH_EAST, new=SOUTH_EAST)))
    now = facts(pages)
    assert [r.payload.organisation for r in now.about("letter", SOUTH_EAST)] == [EAST]
    assert now.scrutiny_authorities() == ["west-council", SOUTH_EAST]


def test_a_corrected_date_moves_the_places_and_leaves_no_second_one(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    correct_succession(pages.office, STATER, key, newest(pages, key),
                       merger(on=date(2026, 5, 15), reason="Read again"))  # fmt: skip
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    (result,) = carried_out(pages, key)
    assert result.outcome == "done", result.why
    now = facts(pages)
    assert now.at(date(2026, 5, 14)).parties("responsible_body") == [ICB]
    assert now.at(date(2026, 5, 15)).parties("responsible_body") == [NEW]
    assert now.parties("responsible_body") == [NEW] and is_sound(pages)


def test_a_corrected_successor_takes_the_place_of_the_wrong_one(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    correct_succession(pages.office, STATER, key, newest(pages, key),
                       merger(new=SOUTH, reason="The order names another"))  # fmt: skip
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    carried_out(pages, key)
    now = facts(pages)
    assert now.parties("responsible_body") == [SOUTH]
    assert get_case(pages.office, STATER, pages.reference).row.organisation == SOUTH


def test_a_date_before_what_began_later_is_refused_whole(pages: Pages) -> None:
    record(pages, "healthwatch", key="healthwatch-east", organisation="healthwatch-east",
           since="2026-04-01")  # fmt: skip
    key = state_and_confirm(pages, merger("healthwatch-east", on=date(2026, 3, 1)))
    (result,) = carried_out(pages, key)
    assert result.outcome == "refused" and "as beginning" in result.why


def test_what_was_not_carried_out_can_be_withdrawn(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    withdraw_succession(pages.office, STATER, key, 1, "The order was not made")
    state_succession(pages.office, STATER, merger(new=SOUTH))
    assert get_succession(pages.office, STATER, key).latest.state == "withdrawn"


def test_a_stranger_to_governance_sees_no_line_of_a_case(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    with pytest.raises(NotPermitted):
        lines_of_case(pages.office, ADMINISTRATOR, key, pages.reference)
    assert get_succession(pages.office, ADMINISTRATOR, key).cases == ()


def test_a_renamed_board_has_its_old_name_in_what_is_dated_before(pages: Pages) -> None:
    details = merger(sort="renaming", successors=(), name="Northern Health Board",
                     on=date(2026, 5, 15))  # fmt: skip
    carried_out(pages, state_and_confirm(pages, details))
    now = get_case(pages.office, STATER, pages.reference)
    assert now.names.organisation(ICB) == "Northern Health Board"
    with pages.office.database.reading() as connection:
        before = names_of(connection, [ICB], [], on=date(2026, 5, 14))
    assert before.organisation(ICB) == "North Integrated Care Board"


def test_two_boards_merge_in_one_act(pages: Pages) -> None:
    key = state_and_confirm(pages, merger(ICB, SOUTH))
    (result,) = carried_out(pages, key)
    assert result.outcome == "done" and facts(pages).parties("responsible_body") == [NEW]


def replayed_case(pages: Pages) -> str:
    """A reconstruction beside the live case, of the same board."""
    live = pages.reference
    replayed = open_live_case(pages, simulated_on=TODAY)
    pages.reference = live
    return replayed


def test_a_live_succession_is_carried_out_on_live_cases_alone(pages: Pages) -> None:
    replayed = replayed_case(pages)
    found = carried_out(pages, state_and_confirm(pages, merger()))
    assert [r.reference for r in found] == [pages.reference]
    assert not get_case(pages.office, PM, replayed).facts.current("succession")


def test_what_a_case_file_says_of_a_succession_is_not_written_into_the_register(
    pages: Pages,
) -> None:
    stated = SuccessionStated("closing", "merger", (ICB,), (NEW,), TODAY, "An order",
                              LEG.person)  # fmt: skip
    replayed = replayed_case(pages)
    succeed_on_case(pages.office, GOV, replayed, stated, simulated_on=TODAY)
    assert get_case(pages.office, PM, replayed).facts.current("succession")
    with pages.office.database.reading() as connection:
        assert successions_of(connection, NEW) == []


def test_a_place_that_began_on_the_very_day_is_refused(pages: Pages) -> None:
    place = facts(pages).current("healthwatch")[0]
    values = {"organisation": "healthwatch-east", "since": TODAY.isoformat()}
    record_fact(pages.office, PM, pages.reference,
                Statement("healthwatch", values, key=place.key, version=1))  # fmt: skip
    key = state_and_confirm(pages, merger("healthwatch-east", new=SOUTH))
    (result,) = carried_out(pages, key)
    assert result.outcome == "refused" and "local Healthwatch (" in result.why
    assert place.reference not in result.why


def test_a_body_speaks_for_all_that_came_before_it(pages: Pages) -> None:
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        for old, new in (("east-council", ICB), (ICB, NEW)):
            insert_succession(tx.connection, {
                "predecessor": old, "successor": new, "succeeded_on": TODAY, "instrument": "",
                "plan": "a-plan",
            })  # fmt: skip
        tx.record_audit("successions_carried_out", {})
    with pages.office.database.reading() as connection:
        assert set(kinds_stood_for(connection, NEW)) == {"icb", "local_authority"}


def test_a_past_decision_names_a_board_as_it_was_called_then(pages: Pages) -> None:
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        tx.connection.execute(insert(FormerNameRow).values(
            organisation=ICB, name="The Old Board", until=date(2030, 1, 1), succession="none"
        ))
        tx.record_audit("organisation_renamed", {})
    found = get_decision(pages.office, STATER, pages.reference, "visit-2")
    assert found.names.organisation(ICB) == "The Old Board"

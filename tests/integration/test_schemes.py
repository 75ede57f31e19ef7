"""A body's scheme of delegation is kept once, and every case of the body is judged by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from casework.domain.facts import STATED, WITHDRAWN
from casework.domain.guards.registry import find_guard
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.linking import Linking, open_linked_case
from casework.services.recording import Statement, record_fact, withdraw_record
from casework.services.scheme_followed import list_cases_of_scheme
from casework.services.scheme_taking import (
    NothingToTakeOver,
    schemes_of_case,
    take_over_scheme,
)
from casework.services.schemes import (
    correct_entry,
    end_entry,
    get_scheme,
    send_scheme_to_cases,
    withdraw_entry,
)
from tests.integration.case_pages import GOV, ICB, PM, Pages, open_live_case, record, running_pages
from tests.integration.scheming import (
    ELSEWHERE,
    KEEPER,
    LETTERS,
    OTHER_ICB,
    PAPER,
    READER,
    add_keepers,
    bring,
    details,
    entries,
    facts_of,
    open_another,
    state,
)
from tests.integration.tampering import tamper

KEY = f"{LETTERS}-1"
ON_CASE = f"delegated_power/{ICB}:{KEY}"
GUARD = "letters_to_councils_were_signed_within_the_scheme_of_delegation"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case of a board that keeps no scheme yet."""
    found = running_pages(migrated_url, tmp_path / "data")
    add_keepers(found)
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


def letter_signed(pages: Pages, on: str = "2026-05-01") -> None:
    record(pages, "letter", key="east", purpose="regulation_23", organisation="east-council",
           direction="sent", sent_on=on, sender=ICB, decision_date="2026-12-01",
           comments_date="2026-10-01")  # fmt: skip
    record(pages, "power_used", key="letters", what=["letter/east"], power=LETTERS, used_by="AO",
           person="accountable-officer")  # fmt: skip


def answer(pages: Pages) -> Any:
    guard = find_guard(GUARD)
    assert guard is not None
    return guard(facts_of(pages), "")


def test_a_case_of_the_body_is_judged_by_what_is_stated_once(pages: Pages) -> None:
    letter_signed(pages)
    assert answer(pages).is_not_known
    state(pages)
    bring(pages)
    assert answer(pages).is_yes


def test_the_power_of_a_case_pins_the_version_of_the_entry(pages: Pages) -> None:
    state(pages)
    bring(pages)
    taken = facts_of(pages).find(f"scheme_taken_over/{ICB}").payload
    assert [dict(row) for row in taken.entries] == [
        {"entry": KEY, "version": "1", "record": ON_CASE}
    ]
    power = facts_of(pages).find(ON_CASE)
    assert str(power.payload.instrument) == f"{PAPER}, 26 March 2026"
    assert str(power.source).endswith(f"entry {KEY}, version 1")


def test_the_chain_of_the_case_says_who_changed_the_scheme(pages: Pages) -> None:
    state(pages)
    bring(pages)
    (body,) = entries(pages, "scheme_taken_over")
    assert (body["scheme"], body["entries"]) == (ICB, [f"{KEY}@1"])
    assert facts_of(pages).find(ON_CASE).recorded_by == KEEPER.person


def test_every_live_case_of_the_body_has_a_result_of_its_own(pages: Pages) -> None:
    other = open_another(pages)
    state(pages)
    waiting = list_cases_of_scheme(pages.office, KEEPER, ICB).cases
    assert [(c.holds_it, c.job) for c in waiting] == [(False, "waiting")] * 2
    bring(pages)
    found = list_cases_of_scheme(pages.office, READER, ICB).cases
    assert {c.reference for c in found} == {pages.reference, other}
    assert all(c.holds_it and not c.job for c in found)


def test_a_case_of_another_body_and_a_replayed_one_are_left_alone(pages: Pages) -> None:
    replayed = open_another(pages, simulated_on=date(2026, 5, 1), reference="OLD-1")
    open_another(pages, OTHER_ICB)
    state(pages)
    bring(pages)
    found = [c.reference for c in list_cases_of_scheme(pages.office, KEEPER, ICB).cases]
    assert found == [pages.reference]
    assert not facts_of(pages, replayed).current("delegated_power")


def test_a_case_opened_later_takes_the_scheme_over(pages: Pages) -> None:
    state(pages)
    later = open_another(pages)
    bring(pages)
    assert facts_of(pages, later).find(ON_CASE).state == STATED


def test_a_body_that_comes_to_a_case_brings_its_own_scheme(pages: Pages) -> None:
    state(pages, ELSEWHERE)
    record(pages, "responsible_body", organisation=OTHER_ICB, capacity="commissioner",
           duty="s14Z45")  # fmt: skip
    bring(pages)
    assert facts_of(pages).find(f"delegated_power/{OTHER_ICB}:{KEY}") is not None
    assert facts_of(pages).find(ON_CASE) is None


def test_an_entry_that_ends_keeps_what_it_gave_until_its_last_day(pages: Pages) -> None:
    letter_signed(pages)
    state(pages)
    bring(pages)
    end_entry(pages.office, KEEPER, ICB, KEY, 1, FactDate.parse("2026-05-01"), "Minute 7")
    bring(pages)
    assert answer(pages).is_yes
    record(pages, "letter", key="east", purpose="regulation_23", organisation="east-council",
           direction="sent", sent_on="2026-05-02", sender=ICB, decision_date="2026-12-01",
           comments_date="2026-10-01")  # fmt: skip
    assert answer(pages).is_not_known


def test_a_correction_is_a_new_version_on_the_same_power(pages: Pages) -> None:
    state(pages)
    bring(pages)
    wrong = details("The post was misread", held_by="SRO")
    correct_entry(pages.office, KEEPER, ICB, KEY, 1, wrong)
    bring(pages)
    power = facts_of(pages).find(ON_CASE)
    assert (power.version, power.payload.held_by) == (2, "SRO")
    assert [v.entry.version for v in get_scheme(pages.office, READER, ICB).history(KEY)] == [2, 1]


def test_what_did_not_change_is_not_written_again(pages: Pages) -> None:
    state(pages)
    state(pages, power="decide_to_consult", held_by="board", reserved="yes")
    bring(pages)
    end_entry(pages.office, KEEPER, ICB, KEY, 1, FactDate.parse("2026-05-01"), "Minute 7")
    bring(pages)
    facts = facts_of(pages)
    assert facts.find(ON_CASE).version == 2
    assert facts.find(f"delegated_power/{ICB}:decide_to_consult-1").version == 1


def test_an_entry_that_is_withdrawn_judges_no_case_any_more(pages: Pages) -> None:
    letter_signed(pages)
    state(pages)
    bring(pages)
    withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "It was of another board")
    bring(pages)
    assert facts_of(pages).find(ON_CASE).state == WITHDRAWN
    assert answer(pages).is_not_known
    (case,) = list_cases_of_scheme(pages.office, KEEPER, ICB).cases
    assert case.holds_it


def test_one_that_was_withdrawn_may_be_stated_again(pages: Pages) -> None:
    state(pages)
    withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "An error")
    bring(pages)
    correct_entry(pages.office, KEEPER, ICB, KEY, 2, details("It was right after all"))
    bring(pages)
    assert facts_of(pages).find(ON_CASE).state == STATED


def test_what_was_passed_on_names_its_source_on_the_case(pages: Pages) -> None:
    state(pages, held_by="board", may_be_passed_on="yes")
    state(pages, passed_on_from=KEY)
    bring(pages)
    passed = facts_of(pages).find(f"delegated_power/{ICB}:{LETTERS}-2")
    assert passed.payload.passed_on_from == ON_CASE


def test_a_case_that_has_all_of_it_is_not_written_on(pages: Pages) -> None:
    state(pages)
    bring(pages)
    with pytest.raises(NothingToTakeOver):
        take_over_scheme(pages.office, PM, pages.reference, ICB)
    assert len(entries(pages, "scheme_taken_over")) == 1


def test_somebody_of_the_case_may_take_it_over_at_once(pages: Pages) -> None:
    state(pages)
    assert take_over_scheme(pages.office, PM, pages.reference, ICB) == 1
    bring(pages)
    assert len(entries(pages, "scheme_taken_over")) == 1


def test_the_scheme_of_a_body_that_has_no_part_in_a_case_is_not_taken(pages: Pages) -> None:
    state(pages, ELSEWHERE)
    with pytest.raises(NotFound):
        take_over_scheme(pages.office, PM, pages.reference, OTHER_ICB)


def test_whoever_records_nothing_on_a_case_takes_nothing_over_there(pages: Pages) -> None:
    state(pages)
    with pytest.raises(NotFound):
        take_over_scheme(pages.office, Viewer("stranger", ICB), pages.reference, ICB)


def test_a_power_from_the_scheme_is_changed_by_no_hand_on_the_case(pages: Pages) -> None:
    state(pages)
    bring(pages)
    values = {"organisation": ICB, "power": LETTERS, "held_by": "PM", "since": "2026-04-01",
              "instrument": "I say so"}  # fmt: skip
    with pytest.raises(Conflict, match="the body itself keeps"):
        record_fact(pages.office, PM, pages.reference,
                    Statement("delegated_power", values, key=f"{ICB}:{KEY}"))  # fmt: skip
    with pytest.raises(Conflict, match="the body itself keeps"):
        withdraw_record(pages.office, PM, pages.reference, ON_CASE, 1, "Not so")


OWN = {"organisation": ICB, "power": LETTERS, "held_by": "SRO", "since": "2026-04-01",
       "instrument": "Terms of the joint committee"}  # fmt: skip


def states_its_own(pages: Pages, viewer: Viewer = GOV, key: str = "ours") -> None:
    record_fact(pages.office, viewer, pages.reference, Statement("delegated_power", OWN, key=key))


def test_only_governance_states_a_power_of_a_body_that_keeps_its_scheme(pages: Pages) -> None:
    state(pages)
    with pytest.raises(NotPermitted, match="beside the scheme of delegation"):
        states_its_own(pages, PM)
    states_its_own(pages)


def test_only_governance_withdraws_a_power_of_a_body_that_keeps_its_scheme(pages: Pages) -> None:
    states_its_own(pages)
    state(pages)
    with pytest.raises(NotPermitted, match="beside the scheme of delegation"):
        withdraw_record(pages.office, PM, pages.reference, "delegated_power/ours", 1, "Not so")


def test_anybody_of_the_case_states_a_power_of_a_body_that_keeps_none(pages: Pages) -> None:
    states_its_own(pages, PM)
    assert facts_of(pages).find("delegated_power/ours") is not None


def test_the_keys_of_what_comes_from_a_scheme_are_kept_for_that(pages: Pages) -> None:
    with pytest.raises(Invalid, match="kept for what comes from"):
        states_its_own(pages, key=f"{ICB}:{KEY}")


def test_a_case_of_another_body_has_the_powers_and_not_the_texts(pages: Pages) -> None:
    state(pages, ELSEWHERE, holder="A. Person", conditions="After advice from A. Person",
          limit="5000")  # fmt: skip
    record(pages, "responsible_body", organisation=OTHER_ICB, capacity="commissioner",
           duty="s14Z45")  # fmt: skip
    bring(pages)
    found = facts_of(pages).find(f"delegated_power/{OTHER_ICB}:{KEY}")
    assert found is not None
    said = found.payload
    assert (said.held_by, said.limit, str(said.holder)) == ("AO", 5000, "")
    assert "sets conditions" in str(said.conditions)
    (beside,) = schemes_of_case(pages.office, PM, pages.reference).schemes
    assert "A. Person" not in str(beside.entries[0].entry.values)


def test_a_case_of_the_body_has_the_texts_too(pages: Pages) -> None:
    state(pages, holder="A. Person")
    bring(pages)
    assert str(facts_of(pages).find(ON_CASE).payload.holder) == "A. Person"


def test_a_case_still_states_what_holds_there_alone(pages: Pages) -> None:
    state(pages)
    bring(pages)
    states_its_own(pages)
    state(pages, power="decide_to_consult", held_by="board")
    bring(pages)
    assert facts_of(pages).find("delegated_power/ours").version == 1


def test_a_copied_case_takes_the_scheme_from_the_body_and_not_from_the_copy(pages: Pages) -> None:
    state(pages)
    bring(pages)
    linking = Linking("copied_to", "Another", "Alike", parts=("scheme", "bodies"))
    copied = open_linked_case(pages.office, PM, pages.reference, linking)
    assert not facts_of(pages, copied).current("delegated_power")
    bring(pages)
    assert facts_of(pages, copied).find(ON_CASE).version == 1


def test_cases_that_lack_it_are_sent_it_again(pages: Pages) -> None:
    state(pages)
    tamper(pages.office.database, "DELETE FROM job")
    assert send_scheme_to_cases(pages.office, KEEPER, ICB) == 1
    bring(pages)
    with pytest.raises(Conflict, match="Every live case"):
        send_scheme_to_cases(pages.office, KEEPER, ICB)


def test_a_case_that_ended_keeps_what_it_was_judged_by(pages: Pages) -> None:
    state(pages)
    tamper(pages.office.database, "UPDATE service_case SET stage = 'CLOSED'")
    bring(pages)
    assert not list_cases_of_scheme(pages.office, KEEPER, ICB).cases
    with pytest.raises(Conflict, match="has ended"):
        take_over_scheme(pages.office, SYSTEM, pages.reference, ICB)


def test_a_replayed_case_shows_no_scheme_of_a_living_body(pages: Pages) -> None:
    replayed = open_another(pages, simulated_on=date(2026, 5, 1), reference="OLD-1")
    state(pages)
    found = schemes_of_case(pages.office, PM, replayed)
    assert (found.schemes, found.without, found.may_take_over) == ((), (), False)
    with pytest.raises(Conflict, match="replayed"):
        take_over_scheme(pages.office, SYSTEM, replayed, ICB)

"""A succession is corrected, refused on cases and taken up again; and whose move it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid
from casework.services import succession_carrying
from casework.services.case_people import give_role
from casework.services.reading import get_case
from casework.services.recording import Statement, record_fact
from casework.services.succession_moves import list_succession_moves
from casework.services.successions import (
    confirm_succession,
    correct_succession,
    get_succession,
    state_succession,
)
from casework.services.version_changes import change_many
from casework.store.parties import list_organisations
from casework.store.successions import insert_version
from casework.store.transaction import system_transaction
from tests.integration.case_pages import (
    GOV,
    ICB,
    Pages,
    counted_statements,
    record,
    token_in,
)
from tests.integration.merging import (
    ADMINISTRATOR,
    CONFIRMER,
    LEGAL,
    STATER,
    TODAY,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    newest,
    open_case_with_all,
    state_and_confirm,
)

ROOT = "/administration/successions"
EARLIER, LATER = date(2026, 5, 15), date(2026, 6, 3)


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case of a board that will merge."""
    yield from case_of_a_board_that_merges(migrated_url, tmp_path / "data")


def correct(pages: Pages, key: str, on: date) -> None:
    correct_succession(pages.office, STATER, key, newest(pages, key),
                       merger(on=on, reason="Read again"))  # fmt: skip


def confirm(pages: Pages, key: str) -> None:
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))


def page_of(pages: Pages, key: str, person: str = STATER.person) -> str:
    return pages.sign_in(person).get(f"{ROOT}/{key}").get_data(as_text=True)


def refused_at_first(pages: Pages) -> str:
    """A merger that is refused on a case whose place began on the very day."""
    record(pages, "healthwatch", key="healthwatch-east", organisation="healthwatch-east",
           since="2026-06-01")  # fmt: skip
    key = state_and_confirm(pages, merger("healthwatch-east", on=TODAY))
    carried_out(pages, key)
    return key


def test_what_has_passed_is_not_put_off_to_a_day_ahead(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    with pytest.raises(Invalid, match="cannot be put off to 3 June 2026"):
        correct(pages, key, LATER)
    assert get_succession(pages.office, STATER, key).latest.on == TODAY


def test_the_page_of_the_correction_keeps_the_day_typed_and_says_why_not(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    client = pages.sign_in(STATER.person)
    token = token_in(client.get("/glossary").get_data(as_text=True))
    answer = client.post(f"{ROOT}/{key}/correct", data={
        "csrf_token": token, "version": str(newest(pages, key)), "sort": "merger",
        "predecessors": [ICB], "successors": ["new-icb"], "on-day": "3", "on-month": "6",
        "on-year": "2026", "instrument": "An order", "reason": "Read again",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "cannot be put off to 3 June 2026" in answer.get_data(as_text=True)


def test_a_correction_into_the_future_from_before_this_rule_is_not_confirmed(
    pages: Pages,
) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    _written_before_the_rule(pages, key)
    page = page_of(pages, key)
    assert "it cannot be carried out" in page and "the register and 1 case" in page
    with pytest.raises(Invalid, match="cannot be put off"):
        confirm(pages, key)


def _written_before_the_rule(pages: Pages, key: str) -> None:
    s = get_succession(pages.office, STATER, key).latest
    now = pages.office.clock.now()
    with system_transaction(pages.office.database, STATER, now) as tx:
        later = replace(s, version=s.version + 1, state="stated", on=LATER)
        insert_version(tx.connection, later, "", now)
        tx.record_audit("succession_corrected", {"succession": key})


def test_until_it_is_carried_out_anew_the_page_says_what_still_says_the_old_day(
    pages: Pages,
) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    correct(pages, key, EARLIER)
    confirm(pages, key)
    before = page_of(pages, key)
    assert f"the register and 1 case ({pages.reference}) still say" in before
    assert "still says: in force from 1 June 2026" in before
    carried_out(pages, key)
    after = page_of(pages, key)
    assert "still say" not in after and "passed, in force from 15 May 2026" in after


def test_the_register_and_the_case_follow_the_corrected_day_in_one_act(pages: Pages) -> None:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    correct(pages, key, EARLIER)
    confirm(pages, key)
    (result,) = carried_out(pages, key)
    with pages.office.database.reading() as connection:
        last = {r.key: r.valid_to for r in list_organisations(connection)}[ICB]
    (passed,) = get_succession(pages.office, STATER, key).passed[pages.reference]
    assert (result.outcome, last) == ("done", date(2026, 5, 14))
    assert passed.on == FactDate.on(EARLIER)


def test_the_state_says_on_how_many_cases_it_was_carried_out_and_which_were_refused(
    pages: Pages,
) -> None:
    key = refused_at_first(pages)
    listed = pages.sign_in(STATER.person).get(ROOT).get_data(as_text=True)
    assert "Carried out on 0 of 1 case" in listed
    assert f"{pages.reference} refused: The date in force, 1 June 2026" in listed
    assert "refused. The date in force" in page_of(pages, key)


def test_an_administrator_is_told_the_count_and_no_case(pages: Pages) -> None:
    refused_at_first(pages)
    listed = pages.sign_in(ADMINISTRATOR.person).get(ROOT).get_data(as_text=True)
    assert "Carried out on 0 of 1 case" in listed and pages.reference not in listed


def test_a_refusal_says_in_words_what_began_too_late(pages: Pages) -> None:
    key = refused_at_first(pages)
    (why,) = get_succession(pages.office, STATER, key).latest.refused.values()
    assert "local Healthwatch (" in why and "healthwatch/" not in why


def test_what_was_refused_is_taken_up_once_it_is_mended(pages: Pages) -> None:
    key = refused_at_first(pages)
    (place,) = places_with_a_first_day(pages)
    record_again(pages, place)
    (result,) = carried_out(pages, key)
    found = get_succession(pages.office, STATER, key).latest
    assert (result.outcome, found.state, dict(found.refused)) == ("done", "carried_out", {})


def places_with_a_first_day(pages: Pages) -> list[Any]:
    facts = get_case(pages.office, GOV, pages.reference).facts
    return [r for r in facts.current("healthwatch") if r.payload.since is not None]


def record_again(pages: Pages, place: Any) -> None:
    record_fact(pages.office, GOV, pages.reference, Statement(
        "healthwatch", {"organisation": "healthwatch-east", "since": "2026-01-01"},
        key=place.key, version=place.version))  # fmt: skip


def test_a_role_inside_that_begins_the_day_after_passes_from_its_own_beginning(
    pages: Pages,
) -> None:
    give_role(pages.office, GOV, pages.reference, "confirmer", "ENG", FactDate.on(LATER))
    key = state_and_confirm(pages, merger())
    (result,) = carried_out(pages, key)
    assert result.outcome == "done", result.why


def test_one_row_that_the_database_refuses_loses_no_other_result(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = open_case_with_all(pages)
    first, pass_on = [], succession_carrying.pass_on

    def refuse_the_first(*given: Any) -> str:
        if not first:
            first.append(given)
            raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed"))
        return pass_on(*given)

    monkeypatch.setattr(succession_carrying, "pass_on", refuse_the_first)
    key = state_and_confirm(pages, merger())
    results = carried_out(pages, key)
    assert [r.outcome for r in results] == ["refused", "done"]
    assert results[1].reference == second


def test_of_many_changes_of_version_one_refused_row_loses_no_other_result(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed"))

    monkeypatch.setattr("casework.services.version_changes.change_version", refuse)
    found = change_many(pages.office, GOV, [pages.reference, "SC-2026-0099"], 3, "A new version")
    assert ["The database refused" in r.refused for r in found] == [True, True]


@pytest.mark.parametrize(("who", "waits"), [
    (STATER, []), (ADMINISTRATOR, []), (CONFIRMER, ["confirm"]), (LEGAL, ["confirm"]),
])  # fmt: skip
def test_a_confirmation_waits_for_who_may_confirm(pages: Pages, who: Any, waits: list[str]) -> None:
    state_succession(pages.office, STATER, merger())
    assert [m.move for m in list_succession_moves(pages.office, who)] == waits


def test_my_work_and_the_first_page_show_the_legal_adviser_what_waits(pages: Pages) -> None:
    state_succession(pages.office, STATER, merger())
    client = pages.sign_in(LEGAL.person)
    for address in ("/work", "/home"):
        page = client.get(address).get_data(as_text=True)
        assert "To be confirmed" in page and "Merger: from" in page, address


@pytest.mark.parametrize(("on", "move"), [(TODAY, "carry_out"), (LATER, "planned")])
def test_what_is_confirmed_waits_for_governance(pages: Pages, on: date, move: str) -> None:
    state_and_confirm(pages, merger(on=on))
    found = [list_succession_moves(pages.office, who) for who in (STATER, LEGAL)]
    assert [[m.move for m in moves] for moves in found] == [[move], []]


def test_the_page_says_by_name_whose_move_it_is(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    stated = page_of(pages, key, LEGAL.person)
    confirm(pages, key)
    confirmed = page_of(pages, key, LEGAL.person)
    assert "Confirmer or Legal-of-the-system confirms it" in stated
    assert "Confirmer or Stater carries it out" in confirmed
    assert "Carry the succession out</button>" not in confirmed


def test_a_legal_adviser_is_not_offered_to_withdraw(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    assert "Withdraw the succession" not in page_of(pages, key, LEGAL.person)
    assert "Withdraw the succession" in page_of(pages, key)


def test_the_tab_of_successions_is_on_every_page_of_the_case(pages: Pages) -> None:
    client = pages.sign_in(GOV.person)
    for part in ("", "/decisions", "/audit", "/people", "/records"):
        page = client.get(f"{pages.url}{part}").get_data(as_text=True)
        assert f'href="{pages.url}/successions"' in page, part


def test_my_work_costs_few_statements_with_a_succession_that_waits(pages: Pages) -> None:
    state_succession(pages.office, STATER, merger())
    client = pages.sign_in(LEGAL.person)
    for address in ("/work", "/home"):
        with counted_statements(pages) as seen:
            client.get(address)
        sent = [each for each in seen if not each.startswith("BEGIN")]
        assert len(sent) <= 8, (address, sent)

"""Who keeps a body's scheme of delegation, what is refused, and what the chain says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.domain.dates import FactDate
from casework.domain.errors import Conflict, InvalidFields, NotPermitted
from casework.domain.viewer import Viewer
from casework.services.audit import verify_all, verify_chain
from casework.services.scheme_followed import list_cases_of_scheme
from casework.services.schemes import (
    correct_entry,
    end_entry,
    get_scheme,
    send_scheme_to_cases,
    state_entry,
    withdraw_entry,
)
from tests.integration.case_pages import GOV, ICB, PM, Pages, open_live_case, running_pages
from tests.integration.entry_pages import browser_of
from tests.integration.scheming import (
    DATED,
    ELSEWHERE,
    KEEPER,
    LETTERS,
    READER,
    ROOT,
    add_keepers,
    bring,
    details,
    entries,
    newest,
    state,
)
from tests.integration.tampering import tamper

KEY = f"{LETTERS}-1"


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case of a board that keeps no scheme yet."""
    found = running_pages(migrated_url, tmp_path / "data")
    add_keepers(found)
    open_live_case(found)
    yield found
    found.office.database.engine.dispose()


@pytest.mark.parametrize("viewer", [
    ELSEWHERE, READER, PM, GOV, Viewer("clerk", ICB, frozenset({"governance"}), outside=True),
    Viewer("administrator", ICB, frozenset({"administrator"})),
], ids=lambda v: v.person)  # fmt: skip
def test_only_governance_of_the_body_keeps_its_scheme(pages: Pages, viewer: Viewer) -> None:
    state(pages)
    with pytest.raises(NotPermitted):
        state_entry(pages.office, viewer, ICB, details())
    with pytest.raises(NotPermitted):
        correct_entry(pages.office, viewer, ICB, KEY, 1, details("x"))
    with pytest.raises(NotPermitted):
        end_entry(pages.office, viewer, ICB, KEY, 1, FactDate.parse("2026-05-01"), "x")
    with pytest.raises(NotPermitted):
        withdraw_entry(pages.office, viewer, ICB, KEY, 1, "x")
    with pytest.raises(NotPermitted):
        send_scheme_to_cases(pages.office, viewer, ICB)
    assert newest(pages, KEY).version == 1


@pytest.mark.parametrize("viewer", [ELSEWHERE, PM, GOV], ids=lambda v: v.person)
def test_others_do_not_read_it_either(pages: Pages, viewer: Viewer) -> None:
    with pytest.raises(NotPermitted):
        get_scheme(pages.office, viewer, ICB)
    with pytest.raises(NotPermitted):
        list_cases_of_scheme(pages.office, viewer, ICB)


def test_where_the_scheme_says_nothing_it_is_not_known(pages: Pages) -> None:
    state(pages)
    found = get_scheme(pages.office, KEEPER, ICB)
    assert LETTERS not in found.silent_on and "decide_proposal" in found.silent_on


def test_pressing_twice_states_one_entry(pages: Pages) -> None:
    first = state_entry(pages.office, KEEPER, ICB, details(), one_use_key="once")
    second = state_entry(pages.office, KEEPER, ICB, details(), one_use_key="once")
    assert first == second == KEY
    assert len(get_scheme(pages.office, KEEPER, ICB).entries) == 1


def test_whoever_is_second_is_told_so(pages: Pages) -> None:
    state(pages)
    correct_entry(pages.office, KEEPER, ICB, KEY, 1, details("First"))
    with pytest.raises(Conflict, match="changed this entry"):
        withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "Second")


@pytest.mark.parametrize(("field", "changes"), [
    ("power", {"power": "fly"}), ("held_by", {"held_by": ""}), ("since", {"since": ""}),
    ("until", {"until": "2026-03-01"}), ("document", {"document": " "}),
    ("document", {"document": "x" * 301}), ("dated", {"dated": None}),
    ("dated", {"dated": date(2027, 1, 1)}), ("limit", {"limit": "much"}),
    ("committee", {"committee": "nobody"}), ("committee", {"committee": "east-council"}),
    ("dated", {"dated": date(1947, 12, 31)}), ("reserved", {"reserved": "yes"}),
    ("passed_on_from", {"passed_on_from": "none-1"}), ("holder", {"holder": "x" * 501}),
])  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_refused(
    pages: Pages, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidFields) as refused:
        state(pages, **changes)
    assert list(refused.value.faults) == [field]
    assert not get_scheme(pages.office, KEEPER, ICB).entries


def test_an_entry_may_not_be_passed_on_from_another_power(pages: Pages) -> None:
    state(pages)
    with pytest.raises(InvalidFields, match="same power"):
        state(pages, power="decide_to_consult", passed_on_from=KEY)


def test_an_entry_is_not_passed_on_in_a_circle(pages: Pages) -> None:
    first = state(pages)
    second = state(pages, passed_on_from=first)
    third = state(pages, passed_on_from=second)
    with pytest.raises(InvalidFields, match="passed on from this one"):
        correct_entry(pages.office, KEEPER, ICB, first, 1, details("So", passed_on_from=third))


def test_the_page_that_withdraws_an_entry_names_what_was_passed_on_from_it(pages: Pages) -> None:
    first = state(pages)
    state(pages, passed_on_from=first, held_by="SRO")
    words = browser_of(pages, KEEPER.person).open(f"{ROOT}/{first}").get_data(as_text=True)
    assert "These were passed on from it" in words


def test_an_end_before_the_beginning_is_refused(pages: Pages) -> None:
    state(pages)
    with pytest.raises(InvalidFields, match="must not be before"):
        end_entry(pages.office, KEEPER, ICB, KEY, 1, FactDate.parse("2026-03-01"), "Minute 7")


def test_the_system_chain_has_an_entry_for_each_version(pages: Pages) -> None:
    state(pages, holder="Chief executive", conditions="With the chair")
    withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "An error")
    (stated,) = entries(pages, "scheme_entry_stated")
    assert (stated["body"], stated["entry"], stated["dated"]) == (ICB, KEY, DATED.isoformat())
    assert stated["says"]["held_by"] == "AO"
    assert "Chief executive" not in json.dumps(stated)
    assert stated["has"] == ["conditions", "holder"]
    assert entries(pages, "scheme_entry_withdrawn")[0]["version"] == 2


def test_every_chain_verifies_after_all_of_it(pages: Pages) -> None:
    state(pages)
    bring(pages)
    withdraw_entry(pages.office, KEEPER, ICB, KEY, 1, "An error")
    bring(pages)
    assert [r.reason for r in verify_all(pages.office.database) if not r.intact] == []


@pytest.mark.parametrize(("statement", "reason"), [
    ("UPDATE scheme_entry SET structure = replace(structure, '\"AO\"', '\"SRO\"')",
     "A version of a scheme of delegation is not as its entry says"),
    ("UPDATE scheme_entry SET state = 'withdrawn'",
     "A version of a scheme of delegation is not as its entry says"),
    ("DELETE FROM scheme_entry", "A version of a scheme of delegation is gone"),
])  # fmt: skip
def test_a_scheme_that_is_not_as_the_chain_says_is_found(
    pages: Pages, statement: str, reason: str
) -> None:
    state(pages)
    tamper(pages.office.database, statement)
    report = verify_chain(pages.office.database, "system")
    assert not report.intact and report.reason.startswith(reason)

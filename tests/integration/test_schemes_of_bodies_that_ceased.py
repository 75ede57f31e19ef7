"""A body's scheme of delegation ends with the body, and passes to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.domain.errors import InvalidFields, NotPermitted
from casework.domain.viewer import Viewer
from casework.services.audit import verify_all
from casework.services.schemes import correct_entry, get_scheme, state_entry
from casework.services.succession_carrying import lines_of_case
from casework.services.successions import (
    confirm_succession,
    correct_succession,
    state_succession,
)
from tests.integration.case_pages import ICB, Pages
from tests.integration.entry_pages import browser_of
from tests.integration.merging import (
    CONFIRMER,
    NEW,
    STATER,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    newest,
    state_and_confirm,
)
from tests.integration.scheming import LETTERS, bring, details, facts_of

KEY = f"{LETTERS}-1"
ON_CASE = f"delegated_power/{ICB}:{KEY}"
AFTER = Viewer("stater", NEW, frozenset({"governance"}))
"""The same person, who went to the new board with the merger."""


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case of a board that will merge and keeps a scheme."""
    for found in case_of_a_board_that_merges(migrated_url, tmp_path / "data"):
        state_entry(found.office, STATER, ICB, details())
        bring(found)
        yield found


def merged(pages: Pages) -> str:
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    bring(pages)
    return key


def power(pages: Pages, reference: str = ON_CASE) -> Any:
    return facts_of(pages).find(reference)


def test_the_powers_of_a_case_end_with_the_last_day_of_the_body(pages: Pages) -> None:
    merged(pages)
    assert power(pages).payload.until.text == "2026-05-31"
    taken = facts_of(pages).find(f"scheme_taken_over/{ICB}").payload
    assert taken.ended_on.text == "2026-05-31"


def test_nothing_of_it_passes_to_the_successor(pages: Pages) -> None:
    key = state_succession(pages.office, STATER, merger())
    lines = lines_of_case(pages.office, STATER, key, pages.reference).lines
    held = {line.holding.what for line in lines}
    assert not {ON_CASE, f"scheme_taken_over/{ICB}"} & held
    assert not get_scheme(pages.office, Viewer("x", NEW, frozenset({"legal"})), NEW).entries


def test_the_successor_states_its_own_and_the_case_takes_that_over(pages: Pages) -> None:
    merged(pages)
    state_entry(pages.office, AFTER, NEW, details(since="2026-06-01"))
    bring(pages)
    assert power(pages, f"delegated_power/{NEW}:{KEY}").payload.organisation == NEW
    assert power(pages).payload.organisation == ICB


def test_governance_of_the_successor_reads_and_corrects_what_the_old_body_said(
    pages: Pages,
) -> None:
    merged(pages)
    correct_entry(pages.office, AFTER, ICB, KEY, 1, details("Misread", held_by="SRO"))
    bring(pages)
    assert power(pages).payload.held_by == "SRO"
    assert power(pages).payload.until.text == "2026-05-31"


def test_governance_of_a_body_that_is_only_to_take_over_sees_nothing_yet(pages: Pages) -> None:
    state_and_confirm(pages, merger())
    with pytest.raises(NotPermitted):
        get_scheme(pages.office, AFTER, ICB)


def test_nothing_begins_after_the_last_day_of_the_body(pages: Pages) -> None:
    merged(pages)
    with pytest.raises(InvalidFields, match="nothing begins after that"):
        state_entry(pages.office, AFTER, ICB, details(since="2026-06-01"))


def test_both_pages_say_that_the_scheme_ended_and_passed_to_nobody(pages: Pages) -> None:
    merged(pages)
    keeper = browser_of(pages, STATER.person)
    keeper.open("/administration/schemes")
    assert "nothing of them is carried over: North Integrated Care Board" in keeper.text
    keeper.open(f"/administration/schemes/{ICB}")
    assert "ceased on 31 May 2026, and its scheme ended with it" in keeper.text
    assert "New Integrated Care Board states its own" in keeper.text
    keeper.open(f"/cases/{pages.reference}/scheme")
    assert "It passes to nobody" in keeper.text and "No scheme is kept" in keeper.text


def test_a_succession_that_is_corrected_moves_the_last_day(pages: Pages) -> None:
    key = merged(pages)
    earlier = merger(on=merger().on.replace(month=5, day=15), reason="The order says 15 May")
    correct_succession(pages.office, STATER, key, newest(pages, key), earlier)
    confirm_succession(pages.office, CONFIRMER, key, newest(pages, key))
    carried_out(pages, key)
    bring(pages)
    assert power(pages).payload.until.text == "2026-05-14"


def test_every_chain_verifies_after_a_merger(pages: Pages) -> None:
    merged(pages)
    assert [r.reason for r in verify_all(pages.office.database) if not r.intact] == []

"""A case is moved to another version of its pathway: tried, made with a reason, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.errors import Conflict, Invalid, NotFound, NotPermitted, RefusedMove
from casework.engine.version_change import try_version
from casework.services.audit import verify_chain
from casework.services.judging_again import judge_case_again
from casework.services.reading import get_case
from casework.services.version_changes import (
    change_many,
    change_version,
    changes_made,
    undo_change,
)
from casework.store.models.records import CaseRecordRow
from tests.integration.case_pages import (
    GOV,
    PM,
    Pages,
    fill_intake,
    open_live_case,
    running_pages,
    sign,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.tampering import tamper

REASON = "The guards are asked from now on"
FIRST, SECOND = 1, 2


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case on the first version of the full pathway."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, version=FIRST)
    yield found
    found.office.database.engine.dispose()


def version_of(pages: Pages) -> int:
    return get_case(pages.office, PM, pages.reference).definition.version


def is_sound(pages: Pages) -> bool:
    return verify_chain(pages.office.database, pages.reference).intact


def change(pages: Pages, version: int = SECOND, reason: str = REASON) -> None:
    change_version(pages.office, GOV, pages.reference, version, reason)


def test_trying_says_which_gates_are_added_and_changes_nothing(pages: Pages) -> None:
    view = get_case(pages.office, GOV, pages.reference)
    newer = pages.office.pathways.version(view.definition.pathway, SECOND)
    tried = try_version(view.definition, newer, view.judged)
    assert {g.ref for g in tried.compared.gates_added} >= {"GD01", "GD20", "GT103"}
    assert not tried.compared.gates_removed and tried.allowed
    assert version_of(pages) == FIRST


def test_the_case_is_judged_by_the_new_version_and_its_chain_is_sound(pages: Pages) -> None:
    change(pages)
    view = get_case(pages.office, PM, pages.reference)
    assert view.definition.version == SECOND
    assert view.definition.find_gate("GD01") is not None
    found = view.facts.single("pathway_version").payload
    assert (found.before, found.version, str(found.reason)) == (FIRST, SECOND, REASON)
    assert is_sound(pages)


def test_a_change_is_undone_until_the_case_moves(pages: Pages) -> None:
    change(pages)
    undo_change(pages.office, GOV, pages.reference, "Too early")
    assert version_of(pages) == FIRST and is_sound(pages)
    with pytest.raises(RefusedMove, match="no change of version"):
        undo_change(pages.office, GOV, pages.reference, "Again")
    change(pages)
    move_in_fact(pages.office, PM, pages.reference, "S0-S1", 1)
    with pytest.raises(RefusedMove, match="was judged by it"):
        undo_change(pages.office, GOV, pages.reference, "Too late")
    assert version_of(pages) == SECOND and is_sound(pages)


def test_a_version_that_the_chain_does_not_know_of_is_found(pages: Pages) -> None:
    change(pages)
    older = pages.office.pathways.version("major-service-change", FIRST)
    tamper(pages.office.database, f"UPDATE service_case SET definition_hash = '{older.hash}'")
    report = verify_chain(pages.office.database, pages.reference)
    assert not report.intact and "another version of its pathway" in report.reason


@pytest.mark.parametrize(
    ("viewer", "version", "reason", "error"),
    [(PM, SECOND, REASON, NotPermitted), (GOV, SECOND, " ", Invalid), (GOV, 99, REASON, NotFound),
     (GOV, FIRST, REASON, RefusedMove)],
)  # fmt: skip
def test_what_may_not_be_changed_stays(pages: Pages, viewer, version, reason, error) -> None:
    with pytest.raises(error):
        change_version(pages.office, viewer, pages.reference, version, reason)
    assert version_of(pages) == FIRST


def test_an_older_version_is_refused_with_what_to_do_instead(pages: Pages) -> None:
    change(pages)
    with pytest.raises(RefusedMove, match="Only a change of version can be undone"):
        change(pages, FIRST)


def test_a_form_that_showed_another_version_is_refused(pages: Pages) -> None:
    with pytest.raises(Conflict, match="since you opened this page"):
        change_version(pages.office, GOV, pages.reference, SECOND, REASON, shown=SECOND)


def test_many_cases_have_a_result_each(pages: Pages) -> None:
    first = pages.reference
    newest = open_live_case(pages)
    results = change_many(pages.office, GOV, [first, newest, "NO-SUCH"], SECOND, REASON)
    assert [bool(r.refused) for r in results] == [False, True, True]
    pages.reference = first
    assert version_of(pages) == SECOND


def test_governance_tries_changes_and_undoes_in_the_browser(pages: Pages) -> None:
    lead = browser_of(pages, "governance-lead")
    lead.open(f"{pages.url}/version/to/{SECOND}")
    assert "People are involved before it is decided" in lead.text
    lead.send(reason="")
    assert status(lead) == 422 and "Say why the version changes." in lead.text
    lead.send(reason=REASON)
    assert "The case is on version 2 now." in lead.text and REASON in lead.text
    lead.open(f"{pages.url}/version/undo")
    lead.send(reason="Too early")
    assert "The change of version is undone." in lead.text
    assert version_of(pages) == FIRST


def test_a_manager_sees_what_would_change_and_no_button(pages: Pages) -> None:
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/version/to/{SECOND}")
    assert "Only the governance lead of this case" in manager.text
    assert not manager.page.select("main form button")


def test_each_change_is_a_version_of_one_record(pages: Pages) -> None:
    change(pages)
    undo_change(pages.office, GOV, pages.reference, "Too early")
    with pages.office.database.reading() as connection:
        table = CaseRecordRow.__table__
        rows = connection.execute(
            table.select().where(table.c.kind == "pathway_version").order_by(table.c.version)
        ).all()
    assert [row.version for row in rows] == [1, 2]


def test_past_moves_are_judged_by_another_version_before_anything_changes(pages: Pages) -> None:
    for visit, move in enumerate(("S0-S1", "S1-S2", "S2-S3"), start=1):
        move_in_fact(pages.office, PM, pages.reference, move, visit)
    newer = pages.office.pathways.version("major-service-change", SECOND)
    assert all(m.is_same for m in judge_case_again(pages.office.database, pages.reference))
    moves = judge_case_again(pages.office.database, pages.reference, newer)
    differs = {(m.move, d.part, d.criterion.partition(".")[0])
               for m in moves for d in m.differences}  # fmt: skip
    assert not any(m.refused for m in moves) and len(moves) == 3
    assert ("S1-S2", "asked", "GD02") in differs
    urgent = pages.office.pathways.newest("urgent-temporary-change")
    assert judge_case_again(pages.office.database, pages.reference, urgent) == []


def test_an_undo_of_another_change_than_the_one_shown_is_refused(pages: Pages) -> None:
    change(pages)
    shown = changes_made(get_case(pages.office, PM, pages.reference).facts)
    undo_change(pages.office, GOV, pages.reference, "Too early", shown=shown)
    change(pages, reason="For another reason")
    with pytest.raises(Conflict, match="since you opened this page"):
        undo_change(pages.office, GOV, pages.reference, "Too early", shown=shown)
    assert version_of(pages) == SECOND


def test_what_was_signed_by_a_version_keeps_the_case_on_it(pages: Pages) -> None:
    fill_intake(pages)
    change(pages)
    sign(pages, GOV, "GT00.confirmed", "GOV")
    with pytest.raises(RefusedMove, match="was judged by it"):
        undo_change(pages.office, GOV, pages.reference, "Too late")

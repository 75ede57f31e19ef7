"""Every check of the guards leads to a form that helps, filled in beforehand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework.engine.judgement import judge_gate
from casework.engine.results import CriterionResult
from casework.services.reading import CaseView, get_case
from casework.web.cases.next_links import supply_links
from tests.integration.case_pages import (
    PM,
    Pages,
    fill_intake,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.gates_in_browser import links, shown_to

CHANGE = "The ward closes at night"


@pytest.fixture(scope="module")
def pages(databases: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A live case with one record of every kind of which checks are asked one by one."""
    with databases.migrated() as url:  # type: ignore[attr-defined]
        found = running_pages(url, tmp_path_factory.mktemp("guards"))
        open_live_case(found, stage="S3")
        fill_intake(found)
        record(found, "temporary_change", what=CHANGE, status="pilot")
        record(found, "promise", promise="Nothing moves unasked", sort="consult")
        record(found, "classification_claim", claim="rename")
        record(found, "irreversible_step", step="Sign the contract")
        decision = record(found, "decision", purpose="other", outcome="approved",
                          decided_on="2026-05-01")  # fmt: skip
        record(found, "condition", attached_to=decision.reference, condition="Beds stay open")
        yield found
        found.office.database.engine.dispose()


def guarded(view: CaseView) -> list[CriterionResult]:
    """Every check of the guards, with how it stands."""
    gates = [g for g in view.definition.gates if g.ref.startswith("GD") or g.ref == "GT103"]
    return [r for g in gates for r in judge_gate(view.definition, g, view.judged).results]


def addresses(pages: Pages) -> dict[str, list[str]]:
    """Where each of these checks leads, by the check."""
    view = get_case(pages.office, PM, pages.reference)
    with pages.app.test_request_context():
        return {
            r.criterion.ref: [link.address for link in supply_links(view, r)] for r in guarded(view)
        }


def test_every_check_of_the_guards_leads_somewhere(pages: Pages) -> None:
    assert [ref for ref, found in addresses(pages).items() if not found] == []


def test_every_page_that_they_lead_to_is_there(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    wanted = {address for found in addresses(pages).values() for address in found}
    wrong = [a for a in sorted(wanted) if client.get(a.partition("#")[0]).status_code != 200]
    assert wrong == []


def test_the_form_of_a_claim_names_the_temporary_change_and_what_it_is_called(
    pages: Pages,
) -> None:
    change = get_case(pages.office, PM, pages.reference).facts.current("temporary_change")[0]
    manager = shown_to(pages, "programme-manager", "/gates/GD18")
    manager.open(links(manager, f"temporary-{change.key}")["Record another: classification claim"])
    chosen = manager.page.select("option[selected], input[checked]")
    assert {f"temporary_change/{change.key}", "pilot"} <= {e.get("value") for e in chosen}


def test_a_check_of_a_temporary_change_is_about_it_in_its_own_words(pages: Pages) -> None:
    change = get_case(pages.office, PM, pages.reference).facts.current("temporary_change")[0]
    manager = shown_to(pages, "programme-manager", "/gates/GD06")
    found = links(manager, f"timer-{change.key}")
    assert found[CHANGE].endswith(f"/records/temporary_change/{change.key}")


def test_no_key_of_a_record_stands_in_the_place_of_its_words(pages: Pages) -> None:
    change = get_case(pages.office, PM, pages.reference).facts.current("temporary_change")[0]
    paths = ("/gates/GD01", "/gates/GD15", "/move", "/try", "/history", "/stages/S0")
    texts = [shown_to(pages, "programme-manager", path).text for path in paths]
    assert [path for path, text in zip(paths, texts, strict=True) if change.key in text] == []

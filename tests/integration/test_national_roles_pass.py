"""If NHS England and local Healthwatch cease, as a Bill before Parliament would have it, what they
do on a case passes by a succession to whichever bodies are named, on the same pathway version.

To whom functions would pass is taken from the Bill as published; it is not law.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.domain.errors import Invalid
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.judgement import judge_gate
from casework.services.case_people import give_role
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.reading import CaseView, get_case
from casework.services.signing import SignOff, sign_off
from casework.store import parties
from casework.store.transaction import system_transaction
from tests.integration.case_pages import GOV, ICB, LEG, PM, Pages, record, sign
from tests.integration.merging import (
    STATER,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    state_and_confirm,
)

REGION, DEPARTMENT, HEALTHWATCH = "region", "department", "healthwatch-east"
LETTER, WRITTEN_TO = "GT42.letter", "GT34.letter"
ENGAGEMENT = Viewer("engagement-lead", ICB)


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case on which the region of NHS England assures, and local Healthwatch was written to."""
    for found in case_of_a_board_that_merges(migrated_url, tmp_path / "data"):
        with system_transaction(found.office.database, SYSTEM, found.office.clock.now()) as tx:
            for key, name, kind in ((REGION, "Region of NHS England", "nhs_england_region"),
                                    (DEPARTMENT, "The Department", "government")):  # fmt: skip
                parties.insert_organisation(
                    tx.connection, {"key": key, "name": name, "kind": kind}
                )
            tx.record_audit("organisations_added", {})
        create_demo_accounts(found.office, [DemoPerson("regional-lead", "Regional lead", REGION)])
        give_role(found.office, GOV, found.reference, "regional-lead", "NR")
        record(found, "assurance_letter", purpose="stage_1", organisation=REGION,
               outcome="proceed", dated="2026-05-20")  # fmt: skip
        record(found, "letter", purpose="healthwatch_involvement", organisation=HEALTHWATCH,
               direction="sent", sent_on="2026-05-04")  # fmt: skip
        yield found


def ends(pages: Pages, body: str, successor: str) -> str:
    """The body is abolished, and another takes over what it did."""
    key = state_and_confirm(pages, merger(body, sort="abolition", new=successor))
    (result,) = carried_out(pages, key)
    assert result.outcome == "done", result.why
    return key


def view_of(pages: Pages) -> CaseView:
    return get_case(pages.office, STATER, pages.reference)


def states(pages: Pages, ref: str) -> dict[str, str]:
    """How a check stands, by the body that it is asked of."""
    view = view_of(pages)
    gate = view.definition.find_gate(ref.partition(".")[0])
    assert gate is not None
    return {r.subject: r.state.value for r in judge_gate(view.definition, gate, view.judged).results
            if r.criterion.ref == ref}  # fmt: skip


def test_the_person_of_nhs_england_assures_for_the_body_that_took_over(pages: Pages) -> None:
    ends(pages, REGION, DEPARTMENT)
    lead = Viewer("regional-lead", DEPARTMENT, outside=True)
    sign(pages, lead, LETTER, "NR")
    assert view_of(pages).judged.holders_of("NR", DEPARTMENT) == ["regional-lead"]
    assert states(pages, LETTER) == {"": "met"}


def test_what_nhs_england_signed_before_stands(pages: Pages) -> None:
    sign(pages, Viewer("regional-lead", REGION, outside=True), LETTER, "NR")
    ends(pages, REGION, DEPARTMENT)
    assert states(pages, LETTER) == {"": "met"}


def test_a_letter_of_the_body_that_took_over_counts_as_the_regions(pages: Pages) -> None:
    signing = SignOff(LETTER, "NR", recorded_from=DEPARTMENT)
    with pytest.raises(Invalid):
        sign_off(pages.office, LEG, pages.reference, signing)
    ends(pages, REGION, DEPARTMENT)
    sign_off(pages.office, LEG, pages.reference, signing)
    assert states(pages, LETTER) == {"": "to be signed off"}  # until a second person checks it


def test_what_is_asked_of_healthwatch_is_asked_of_its_successor_and_counts(pages: Pages) -> None:
    before = states(pages, WRITTEN_TO)
    ends(pages, HEALTHWATCH, ICB)
    after = states(pages, WRITTEN_TO)
    sign(pages, ENGAGEMENT, WRITTEN_TO, "ENG", ICB)
    assert (before, after) == ({HEALTHWATCH: "to be signed off"}, {ICB: "to be signed off"})
    assert states(pages, WRITTEN_TO) == {ICB: "met"}


def test_no_other_version_of_the_pathway_is_needed(pages: Pages) -> None:
    before = view_of(pages).row.definition_hash
    ends(pages, REGION, DEPARTMENT)
    ends(pages, HEALTHWATCH, ICB)
    assert view_of(pages).row.definition_hash == before


def test_nothing_of_the_boards_own_is_left_open_by_it(pages: Pages) -> None:
    ends(pages, REGION, DEPARTMENT)
    ends(pages, HEALTHWATCH, ICB)
    view = view_of(pages)
    assert [view.judge(move).left_open for move in ("S3-S4", "S6-S7", "S9-S10")] == [(), (), ()]


def test_the_page_of_successions_names_what_passed_of_both(pages: Pages) -> None:
    ends(pages, REGION, DEPARTMENT)
    ends(pages, HEALTHWATCH, ICB)
    page = pages.sign_in(PM.person).get(f"{pages.url}/successions").get_data(as_text=True)
    assert "from Region of NHS England to The Department" in page
    assert "from Healthwatch East to North Integrated Care Board" in page

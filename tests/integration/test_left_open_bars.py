"""On a live case a succession leaves things open: what waits, who settles it, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.domain.errors import Invalid, NotPermitted, RefusedMove
from casework.services.case_documents.context import source_of
from casework.services.case_documents.highlights import highlights
from casework.services.judging_again import judge_case_again
from casework.services.moving import Step, move_case
from casework.services.reading import get_case
from casework.services.recomputing import prove_projections
from casework.services.recording import withdraw_record
from casework.store.models.audit import AuditEntryRow
from casework.store.models.projections import RequiredActionRow
from tests.integration.case_pages import GOV, PM, Pages, record
from tests.integration.dry_run_pages import keep, kept
from tests.integration.entry_pages import browser_of
from tests.integration.merging import (
    EAST,
    NORTH_EAST,
    carried_out,
    case_of_a_board_that_merges,
    merger,
    state_and_confirm,
)
from tests.integration.moved_in_fact import move_in_fact
from tests.integration.outside_pages import put_in_paper

WAY = ("S0-S1", "S1-S2", "S2-S3", "S3-S4", "S4-S5")
DECIDES = {"step/decision_maker", "step/delegation"}


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A case before its board decides whether to consult; the board merges."""
    for found in case_of_a_board_that_merges(migrated_url, tmp_path / "data"):
        for visit, what in enumerate(WAY, 1):
            move_in_fact(found.office, PM, found.reference, what, visit)
        yield found


def merge(pages: Pages) -> str:
    """The board merges, on the day judged; the reference of the succession."""
    key = state_and_confirm(pages, merger())
    carried_out(pages, key)
    return f"succession/{key}"


def settle(pages: Pages, succession: str, step: str, **values: object) -> None:
    """Governance says that it was confirmed anew today, and which paper shows it."""
    paper = put_in_paper(pages, f"What shows {step}").partition("@")[0]
    record(pages, "succession_step", GOV, succession=succession, step=step,
           **{"done_on": "2026-06-01", "shown_by": paper, **values})  # fmt: skip


def barring(pages: Pages, move: str = "S5-S6") -> set[str]:
    """What a succession left open that bars the move."""
    view = get_case(pages.office, PM, pages.reference)
    return {each.about for each in view.judge(move).left_open}


def test_the_move_to_the_board_waits_until_its_power_is_confirmed_anew(pages: Pages) -> None:
    succession = merge(pages)
    before = barring(pages)
    settle(pages, succession, "decision_maker")
    settle(pages, succession, "delegation")
    assert (before, barring(pages)) == (DECIDES, set())


def test_a_refusal_keeps_what_was_left_open(pages: Pages) -> None:
    succession = merge(pages)
    with pytest.raises(RefusedMove, match="2 matters left open by a succession"):
        move_case(pages.office, PM, pages.reference, Step("S5-S6", 6))
    with pages.office.database.reading() as connection:
        body = connection.execute(
            select(AuditEntryRow.body).where(AuditEntryRow.kind == "move_refused")
            .order_by(AuditEntryRow.position.desc())
        ).scalars().first()  # fmt: skip
    assert set(json.loads(str(body))["left_open"]) == {f"{succession}:{x}" for x in DECIDES}


def test_a_move_made_in_fact_is_judged_again_to_the_same_answer(pages: Pages) -> None:
    merge(pages)
    move_in_fact(pages.office, PM, pages.reference, "S5-S6", 6)
    facts = get_case(pages.office, PM, pages.reference).facts
    (departure,) = [r for r in facts.current("departure") if r.payload.act == "S5-S6"]
    again = judge_case_again(pages.office.database, pages.reference)
    assert {f"left_open:{x}" for x in DECIDES} <= set(departure.payload.unmet)
    assert again and all(each.is_same for each in again)


def test_work_names_the_move_that_waits_and_the_projection_is_sound(pages: Pages) -> None:
    merge(pages)
    table = RequiredActionRow.__table__
    with pages.office.database.reading() as connection:
        rows = connection.execute(
            select(table.c.blocks).where(table.c.criterion == "succession/step/delegation")
        ).scalars().all()  # fmt: skip
    assert set(rows) == {"S5-S6"} and prove_projections(pages.office) == []


def test_the_page_of_the_move_says_what_why_in_law_and_whose_move(pages: Pages) -> None:
    merge(pages)
    page = pages.sign_in(PM.person).get(f"{pages.url}/move/S5-S6").get_data(as_text=True)
    assert "Left open by a succession of bodies" in page
    assert "section 14Z28" in page and "sections 65Z5 to 65Z7" in page
    assert "our own reading of the law [assumed]" in page
    assert "Whose move: Governance lead" in page


def test_the_case_page_counts_what_was_left_open(pages: Pages) -> None:
    merge(pages)
    page = pages.sign_in(PM.person).get(pages.url).get_data(as_text=True)
    assert "2 matters left open by a succession of bodies" in page
    assert "2 matters of a succession" in page


def test_withdrawing_the_proposal_waits_for_nothing_of_it(pages: Pages) -> None:
    merge(pages)
    assert (barring(pages, "S5-WITHDRAWN"), barring(pages, "S5-S4")) == (set(), set())


def test_only_governance_settles_it(pages: Pages) -> None:
    succession = merge(pages)
    paper = put_in_paper(pages).partition("@")[0]
    with pytest.raises(NotPermitted, match="confirm anew after a succession"):
        record(pages, "succession_step", PM, succession=succession, step="delegation",
               done_on="2026-06-01", shown_by=paper)  # fmt: skip


@pytest.mark.parametrize(("values", "said"), [
    ({"shown_by": ""}, "What shows"),
    ({"done_on": ""}, "On which day"),
    ({"done_on": "2026-05-30"}, "nothing was confirmed anew before"),
    ({"done_on": "2026-06-02"}, "has not come"),
])  # fmt: skip
def test_what_settles_nothing_is_refused_with_what_is_missing(
    pages: Pages, values: dict[str, str], said: str
) -> None:
    succession = merge(pages)
    with pytest.raises(Invalid, match=said):
        settle(pages, succession, "delegation", **values)


def test_a_step_that_the_succession_did_not_leave_cannot_be_settled(pages: Pages) -> None:
    key = state_and_confirm(pages, merger(EAST, new=NORTH_EAST))
    carried_out(pages, key)
    with pytest.raises(Invalid, match="left nothing of this"):
        settle(pages, f"succession/{key}", "delegation")


def test_it_may_be_said_why_it_is_not_needed(pages: Pages) -> None:
    succession = merge(pages)
    settle(pages, succession, "delegation", done_on="", shown_by="",
           not_needed_because="The joined board took over the scheme by name")  # fmt: skip
    assert barring(pages) == {"step/decision_maker"}


def test_the_page_of_successions_says_who_settled_it_when_and_what_shows_it(pages: Pages) -> None:
    settle(pages, merge(pages), "delegation")
    page = pages.sign_in(PM.person).get(f"{pages.url}/successions").get_data(as_text=True)
    assert "<strong>settled</strong>, confirmed 1 June 2026" in page
    assert "Recorded by Governance lead" in page and "What shows delegation" in page


def test_a_paper_that_is_taken_back_leaves_it_open_again(pages: Pages) -> None:
    settle(pages, merge(pages), "delegation")
    (step,) = get_case(pages.office, PM, pages.reference).facts.current("succession_step")
    withdraw_record(pages.office, PM, pages.reference, step.payload.shown_by, 1, "Another paper")
    assert "step/delegation" in barring(pages)


@pytest.mark.parametrize(("who", "offered"), [("governance-lead", True), (PM.person, False)])
def test_only_governance_is_offered_the_form(pages: Pages, who: str, offered: bool) -> None:
    merge(pages)
    page = pages.sign_in(who).get(f"{pages.url}/successions").get_data(as_text=True)
    assert ("Record it<span" in page) is offered


def test_a_dry_run_that_is_kept_says_what_was_left_open(pages: Pages) -> None:
    merge(pages)
    visitor = browser_of(pages, PM.person)
    visitor.open(f"{pages.url}/try?what=S5-S6")
    keep(pages, visitor)
    (found,) = kept(pages)
    barred = [row for row in found.payload.barred if row["state"] == "left open"]
    page = visitor.open(f"{pages.url}/dry-runs/{found.key}").text
    assert {row["ref"].rpartition(":")[2] for row in barred} == DECIDES
    assert "Left open by a succession" in page and "[assumed]" in page


def test_the_highlight_report_tells_what_was_left_open(pages: Pages) -> None:
    merge(pages)
    page = pages.sign_in(PM.person).get(f"{pages.url}/highlights").get_data(as_text=True)
    assert "The delegation under which it decides" in page and "[assumed]" in page


def test_the_report_in_word_names_them_with_whose_move_it_is(pages: Pages) -> None:
    merge(pages)
    view = get_case(pages.office, PM, pages.reference)
    printed = highlights(source_of(pages.office, view))["blockers"]
    found = [b for b in printed if "[assumed]" in (b.reason or "")]
    assert len(found) == 2 and {b.whose for b in found} == {"Governance lead"}

"""What is cited for a check is the law in force on the date judged, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from casework.engine.citing import NOT_ENCODED, Citation, cite
from casework.engine.definition import Definition
from casework.engine.library import Library
from casework.engine.results import CriterionResult, GateResult, Judgement, State
from casework.services.casefiles.report import Blocker, blockers_of
from casework.web.cases.words import law_lines
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).parents[2] / "workflows"
NOT_YET = "The provision that we cite was not yet in force on this date."


@cache
def pathway() -> Definition:
    return Library.load(WORKFLOWS).version("major-service-change", 1)


def cited(criterion: str, day: str, regime: str | None = None) -> Citation:
    found = pathway().find_criterion(criterion)
    assert found is not None
    return cite(pathway(), found, date.fromisoformat(day), regime)


def ids(criterion: str, day: str, regime: str | None = None) -> set[str]:
    return {entry.id for entry in cited(criterion, day, regime).entries}


def blocker(criterion: str, day: str) -> Blocker:
    c = pathway().find_criterion(criterion)
    gate = pathway().find_gate(criterion.partition(".")[0])
    assert c is not None and gate is not None
    result = CriterionResult(c, "", State.NOT_RECORDED, "Not recorded.")
    judgement = Judgement("S0-S1", "Start", (GateResult(gate, (result,)),))
    return blockers_of(pathway(), judgement, str, make_facts(as_at=day))[0]


def test_a_provision_of_2022_is_not_cited_in_2018() -> None:
    assert ids("GT02.outcome", "2018-06-01") == {
        "nhs-act-2006-s14z2", "nhs-act-2006-s13q", "nhs-act-2006-s242-1b",
    }  # fmt: skip


def test_a_provision_that_has_ended_is_not_cited_afterwards() -> None:
    assert "nhs-act-2006-s14z2" not in ids("GT02.outcome", "2022-07-01")


@pytest.mark.parametrize(("day", "in_it"), [("2022-06-30", False), ("2022-07-01", True)])
def test_a_provision_is_cited_from_its_first_day(day: str, in_it: bool) -> None:
    assert ("nhs-act-2006-s14z45" in ids("GT02.outcome", day)) is in_it


def test_a_statutory_check_without_law_of_that_day_says_so() -> None:
    assert cited("GT22.regard", "2018-06-01") == Citation(note=NOT_YET)


def test_guidance_does_not_stand_in_for_an_act_that_was_not_in_force() -> None:
    assert cited("GT112.annual_report", "2018-06-01").note == NOT_YET


def test_law_that_has_ended_is_said_to_be_no_longer_in_force() -> None:
    c = pathway().find_criterion("GT82a.statement")
    assert c is not None
    ended = replace(c, law=("si-2013-218-reg-23-6-to-8",))
    said = "The provision that we cite was no longer in force on this date."
    assert cite(pathway(), ended, date(2024, 1, 31), "R24") == Citation(note=said)


def test_guidance_that_was_not_yet_issued_is_not_cited() -> None:
    note = "What we cite for this was not yet in force on this date."
    assert cited("GT11.map", "2018-06-01") == Citation(note=note)


@pytest.mark.parametrize("criterion", ["GT02.outcome", "GT01.determination", "GT20.screening"])
def test_under_law_that_is_not_encoded_a_statutory_check_cites_nothing(criterion: str) -> None:
    assert cited(criterion, "2026-06-01", "PRE_R13_OR_OTHER") == Citation(note=NOT_ENCODED)


def test_before_april_2013_no_act_is_cited_even_where_the_regime_is_not_determined() -> None:
    assert cited("GT02.outcome", "2013-03-31") == Citation(note=NOT_ENCODED)


def test_under_law_that_is_not_encoded_fairness_is_still_cited() -> None:
    assert ids("GT62.resolution", "2012-06-01", "PRE_R13_OR_OTHER") == {"common-law-gunning-1"}


def test_under_law_that_is_not_encoded_guidance_names_no_act() -> None:
    assert "nhs-act-2006-s14z45" not in ids("GT20.carers", "2026-06-01", "PRE_R13_OR_OTHER")


def test_a_proposal_already_reported_is_cited_the_regulations_as_they_stood() -> None:
    assert "si-2013-218-reg-23-6-to-8" in ids("GT82a.statement", "2024-06-01", "R13_SAVED")


def test_a_saved_proposal_is_not_cited_what_the_regulations_said_later() -> None:
    found = ids("GT92.direction_considered", "2024-06-01", "R13_SAVED")
    assert "si-2013-218-reg-23-5a" not in found


def test_a_list_of_law_marks_what_is_not_dated() -> None:
    marked = "section 13Q (from when it applies is not recorded)"
    assert any(title.endswith(marked) for title in cited("GT02.outcome", "2026-06-01").titles)


def test_what_courts_developed_is_not_marked_as_undated() -> None:
    titles = cited("GT62.resolution", "2026-06-01").titles
    assert titles == ("Common law: Gunning principle 1, formative stage",)


def test_a_page_names_no_law_where_the_provision_was_not_yet_in_force() -> None:
    c = pathway().find_criterion("GT22.regard")
    assert c is not None
    (line,) = law_lines(pathway(), c, date(2018, 6, 1))
    assert (line.title, line.cited) == (NOT_YET.rstrip("."), False)


def test_a_page_says_what_ended_and_that_its_beginning_is_not_recorded() -> None:
    c = pathway().find_criterion("GT02.outcome")
    assert c is not None
    said = {line.title: line.validity for line in law_lines(pathway(), c, date(2018, 6, 1))}
    assert said["National Health Service Act 2006, section 14Z2"] == (
        "Law as at 1 June 2018: in force (to 30 June 2022). From when it applies is not recorded."
    )


def test_a_page_shows_saved_law_as_at_its_last_day() -> None:
    c = pathway().find_criterion("GT82a.statement")
    assert c is not None
    lines = law_lines(pathway(), c, date(2024, 6, 1), "R13_SAVED")
    assert lines[0].validity.startswith("Law as at 30 January 2024: in force")


def test_a_report_names_only_law_of_the_date_judged() -> None:
    assert not any("14Z45" in title for title in blocker("GT02.outcome", "2018-06-01").law)


def test_a_report_says_why_a_statutory_check_names_no_law() -> None:
    found = blocker("GT22.regard", "2018-06-01")
    assert (found.law, found.law_note) == ((), NOT_YET)


def test_a_report_reads_the_regime_that_was_determined() -> None:
    c = pathway().find_criterion("GT02.outcome")
    gate = pathway().find_gate("GT02")
    assert c is not None and gate is not None
    result = CriterionResult(c, "", State.NOT_RECORDED, "Not recorded.")
    judgement = Judgement("S0-S1", "Start", (GateResult(gate, (result,)),))
    facts = make_facts(record("regime", regime="PRE_R13_OR_OTHER"))
    assert blockers_of(pathway(), judgement, str, facts)[0].law_note == NOT_ENCODED

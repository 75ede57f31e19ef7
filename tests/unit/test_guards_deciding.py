"""GD11 to GD14 and GD17: what is decided, on which papers, for whom, by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.guards import find_guard
from casework.domain.records.equality import CARERS, CHARACTERISTICS, INCLUSION
from tests.factories import NO, NOT_KNOWN, YES, Expected, absent, expect, record


def beds(key: str, value: str, *used: str, dated: str = "2026-01-05"):
    rows = ({"parameter": "beds", "of": "Site", "value": value, "unit": ""},) if value else ()
    return record("proposal_version", key, title="T", dated=dated, used_as=used, parameters=rows)


SAME = beds("one", "120", "consultation", "decision")
CONSULTED, REVISED = (
    beds("one", "120", "consultation"), beds("two", "64", "decision", dated="2026-04-06"),
)
UNSAID = beds("two", "", "decision", dated="2026-04-06")
CERTIFICATE = record(
    "change_certificate", "c", consulted="proposal_version/one",
    decided="proposal_version/two", reasons="R", certified_on="2026-05-01",
)  # fmt: skip
ASKED = {"nature": "engagement", "on_general_strategy": False, "users_reached": True,
         "closed_on": "2026-02-01", "outcome": "O", "fed": ["proposal_version/one"]}  # fmt: skip
ACTIVITY = record("involvement_activity", "a", about="proposal_version/one", **ASKED)
AGAIN = record("involvement_activity", "b", about="proposal_version/two",
               **{**ASKED, "closed_on": "2026-05-20"})  # fmt: skip
LIMIT = record("local_threshold", "l", threshold="changed_share", value=20, set_by="")
MEETING = record("meeting", "m", organisation="icb", purpose="decision", held_on="2026-05-28")
ASSESSMENT = record("equality_assessment", "e", title="T", about="proposal_version/one",
                    stage="full", dated="2026-03-02", complete=True,
                    inequalities_addressed=True)  # fmt: skip


CORRECTED = replace(ASSESSMENT, version=2)


def assessment(**changes: object):
    values = {"title": "T", "about": "proposal_version/one", "stage": "full",
              "dated": "2026-03-02", **changes}  # fmt: skip
    return record("equality_assessment", "e", **values)


def finding(key: str, groups: tuple[str, ...], what: str = "none", **more: object):
    return record("equality_finding", key, assessment="equality_assessment/e", groups=groups,
                  finding=what, reasons="R", **more)  # fmt: skip


def papers(**changes: object):
    values = {"meeting": "meeting/m", "seat": "chair", "votes": True, "channel": "paper",
              "items": ["equality_assessment/e"], "delivered_on": "2026-05-11",
              "full_report": True, **changes}  # fmt: skip
    return record("papers_to_member", "p", **values)


def authority(**changes: object):
    values = {"organisation": "icb", "power": "P", "covers_all": True, "joint_committee": False,
              **changes}  # fmt: skip
    return record("decision_authority", "d", **values)


JOINT = {"joint_committee": True, "members": ["icb", "trust"], "delegation": "D", "quorum": "Q",
         "voting": "V", "terms_agreed_on": "2026-01-05"}  # fmt: skip


def interest(**changes: object):
    values = {"seat": "chair", "capacity": "voter", "declared_on": "2026-02-02",
              "nothing_to_declare": True, **changes}  # fmt: skip
    return record("interest", "i", **values)


def representation(**values: object):
    return record("representation", "r", sort="response", by="B", **values)


def statement(*rests_on: str):
    return record("paper_statement", "s", statement="S", rests_on=rests_on)


INTO = "what_is_decided_was_consulted_on"
CASE = "full_business_case_is_what_was_decided"
SMALL = "change_since_consultation_is_small"
FBC = beds("three", "40", "full_business_case", dated="2026-05-01")
TABLE = [
    expect(INTO, YES, SAME),
    expect(INTO, NO, CONSULTED, REVISED),
    expect(INTO, YES, CONSULTED, REVISED, CERTIFICATE),
    expect(INTO, YES, CONSULTED, REVISED, AGAIN),
    expect(INTO, NOT_KNOWN, CONSULTED, UNSAID),
    expect(INTO, NOT_KNOWN, REVISED),
    expect(CASE, YES, SAME),
    expect(CASE, NO, SAME, FBC),
    expect(CASE, NOT_KNOWN, FBC),
    expect(SMALL, YES, SAME),
    expect(SMALL, NO, CONSULTED, REVISED, LIMIT),
    expect(SMALL, NOT_KNOWN, CONSULTED, UNSAID, LIMIT),
    expect("change_is_as_small_as_a_document_asks", NOT_KNOWN, CONSULTED, UNSAID,
           record("local_threshold", "l", threshold="changed_share", value=20, set_by="Order")),
    expect("full_report_came_as_a_document_asks", NOT_KNOWN, MEETING, papers(delivered_on=None),
           record("local_threshold", "l", threshold="report_clear_days", value=5,
                  set_by="Order")),
    expect("representations_are_answered_in_the_paper", YES,
           representation(disposition="noted", paragraph="1.2", reasons="R")),
    expect("representations_are_answered_in_the_paper", YES, absent("representation")),
    expect("representations_are_answered_in_the_paper", NOT_KNOWN, representation()),
    expect("statements_rest_on_activities", YES, SAME, ACTIVITY,
           statement("involvement_activity/a")),
    expect("statements_rest_on_activities", NO, SAME, statement("proposal_version/one")),
    expect("statements_rest_on_activities", NOT_KNOWN, SAME, statement()),
    expect("full_report_is_in_members_hands", YES, MEETING, papers()),
    expect("full_report_is_in_members_hands", NO, MEETING, papers(full_report=False)),
    expect("full_report_is_in_members_hands", NOT_KNOWN, MEETING, papers(full_report=None)),
    expect("full_report_is_in_members_hands", NOT_KNOWN, MEETING),
    expect("full_report_came_in_time", YES, MEETING, papers(),
           record("local_threshold", "l", threshold="report_clear_days", value=5)),
    expect("full_report_came_in_time", NO, MEETING, papers(delivered_on="2026-05-27"),
           record("local_threshold", "l", threshold="report_clear_days", value=5)),
    expect("full_report_came_in_time", NOT_KNOWN, MEETING),
    expect("equality_was_assessed_for_this_proposal", YES, SAME, ASSESSMENT),
    expect("equality_was_assessed_for_this_proposal", NO, CONSULTED, REVISED, ASSESSMENT),
    expect("equality_was_assessed_for_this_proposal", NOT_KNOWN, SAME),
    expect("every_characteristic_is_answered", YES, SAME, ASSESSMENT,
           finding("f", tuple(CHARACTERISTICS))),
    expect("every_characteristic_is_answered", NO, SAME, ASSESSMENT,
           finding("f", tuple(CHARACTERISTICS), "not_known", gap_closed=False)),
    expect("every_characteristic_is_answered", NOT_KNOWN, SAME, ASSESSMENT,
           finding("f", ("age",))),
    expect("inclusion_groups_and_carers_are_answered", YES, SAME, ASSESSMENT,
           finding("f", (*INCLUSION, *CARERS))),
    expect("inclusion_groups_and_carers_are_answered", NO, SAME, ASSESSMENT,
           finding("f", (*INCLUSION, *CARERS), "not_known", gap_closed=False)),
    expect("inclusion_groups_and_carers_are_answered", NOT_KNOWN, SAME, ASSESSMENT),
    expect("equality_assessment_is_complete", YES, SAME, ASSESSMENT),
    expect("equality_assessment_is_complete", NO, SAME, assessment(complete=False)),
    expect("equality_assessment_is_complete", NOT_KNOWN, SAME, assessment()),
    expect("inequalities_are_addressed", YES, SAME, ASSESSMENT),
    expect("inequalities_are_addressed", NO, SAME, assessment(inequalities_addressed=False)),
    expect("inequalities_are_addressed", NOT_KNOWN, SAME, assessment()),
    expect("mitigations_have_owners", YES, SAME, ASSESSMENT, finding("f", ("age",))),
    expect("mitigations_have_owners", NO, CONSULTED, REVISED, ASSESSMENT),
    expect("mitigations_have_owners", NOT_KNOWN, SAME, ASSESSMENT,
           finding("f", ("age",), "negative")),
    expect("each_voter_has_the_equality_assessment", YES, SAME, ASSESSMENT, MEETING, papers()),
    expect("each_voter_has_the_equality_assessment", NO, SAME, ASSESSMENT, MEETING,
           papers(items=["meeting/m"])),
    expect("each_voter_has_the_equality_assessment", NOT_KNOWN, SAME, ASSESSMENT, MEETING),
    # A voter who is known by a declaration alone, and papers of before a correction.
    expect("each_voter_has_the_equality_assessment", NOT_KNOWN, SAME, ASSESSMENT, MEETING,
           papers(), interest(seat="member")),
    expect("each_voter_has_the_equality_assessment", YES, SAME, CORRECTED, MEETING,
           papers(items=["equality_assessment/e@2"])),
    expect("each_voter_has_the_equality_assessment", NOT_KNOWN, SAME, CORRECTED, MEETING,
           papers(items=["equality_assessment/e@1"])),
    expect("equality_was_assessed_for_the_temporary_change", YES,
           assessment(about="temporary_change/t"), subject="t"),
    expect("equality_was_assessed_for_the_temporary_change", NO,
           assessment(about="temporary_change/t", dated="2026-09-01"), subject="t"),
    expect("equality_was_assessed_for_the_temporary_change", NOT_KNOWN, subject="t"),
    expect("decider_has_the_power", YES, authority()),
    expect("decider_has_the_power", NO, authority(covers_all=False)),
    expect("decider_has_the_power", NOT_KNOWN, authority(covers_all=None)),
    expect("voting_terms_are_settled", YES, authority(**JOINT, deadlock="Casting vote")),
    expect("voting_terms_are_settled", NOT_KNOWN, authority(**JOINT)),
    expect("voting_terms_are_settled", NO,
           authority(), record("particulars", title="T", joint_committee_decides=True)),
    expect("all_parties_approved_the_business_case", YES,
           authority(business_case_approved_by=["icb"])),
    expect("all_parties_approved_the_business_case", NOT_KNOWN, authority()),
    expect("all_parties_approved_the_decision_case", YES,
           authority(decision_case_approved_by=["icb"])),
    expect("all_parties_approved_the_decision_case", NOT_KNOWN, authority(**JOINT)),
    expect("evaluators_have_declared_interests", YES,
           record("evaluation_panel", "p", name="P", all_declared=True)),
    expect("evaluators_have_declared_interests", NO,
           record("evaluation_panel", "p", name="P", all_declared=False)),
    expect("evaluators_have_declared_interests", NOT_KNOWN,
           record("evaluation_panel", "p", name="P")),
    expect("voters_have_declared_interests", YES, MEETING, papers(), interest()),
    expect("voters_have_declared_interests", NO, MEETING, papers(),
           interest(nothing_to_declare=False, tie_to_proposer=True)),
    expect("voters_have_declared_interests", YES, MEETING, papers(),
           interest(nothing_to_declare=False, tie_to_proposer=True, managed="surfaced")),
    expect("voters_have_declared_interests", NOT_KNOWN, MEETING, papers()),
    # A tie is named although nobody has papers yet.
    expect("voters_have_declared_interests", NO, MEETING,
           interest(nothing_to_declare=False, tie_to_proposer=True, conflict=False)),
    expect("suppliers_have_declared_interests", YES, interest(capacity="supplier")),
    expect("suppliers_have_declared_interests", NO,
           interest(capacity="supplier", nothing_to_declare=False, conflict=True)),
    expect("suppliers_have_declared_interests", NOT_KNOWN, interest()),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_answers_as_its_table_says(line: Expected) -> None:
    answer = line.ask(find_guard(line.name))
    assert answer.verdict is line.verdict, answer.reason


def test_one_reasoned_entry_may_cover_several_groups_and_shows_how_many() -> None:
    line = expect("every_characteristic_is_answered", YES, SAME, ASSESSMENT,
                  finding("f", tuple(CHARACTERISTICS)))  # fmt: skip
    assert line.ask(find_guard(line.name)).reason == "9 groups are answered in 1 entry"

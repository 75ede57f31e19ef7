"""What the dates proposed for a consultation run into, finding by finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.domain.calendar.england import england_bank_holidays
from casework.domain.calendar.poll_register import SHIPPED, Poll
from casework.domain.calendar.windows import ConsultationWindow
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts
from casework.domain.launch import OtherConsultation, check_launch
from casework.domain.launch.findings import Finding, Weight
from tests.factories import make_facts, record

ENGLAND = england_bank_holidays()
ELECTIONS, SEASONS, COMMITTEES, OTHERS = range(4)
CONSIDER, NOT_KNOWN, NOTHING = Weight.CONSIDER, Weight.NOT_KNOWN, Weight.NOTHING
EAST = record("affected_authority", "east", organisation="east", standing="scrutiny")
LOCAL = Poll("local", "Local elections", date(2027, 5, 6), "local", all_england=True)


def found(
    part: int, opens: str, closes: str, *records, polls=(), others=(),
    facts: CaseFacts | None = None,
) -> tuple[Finding, ...]:
    window = ConsultationWindow(date.fromisoformat(opens), date.fromisoformat(closes))
    facts = facts or make_facts(EAST, *records, as_at="2026-12-01")
    return check_launch(facts, window, ENGLAND, tuple(polls), others)[part].findings


def weights(*given, **more) -> list[Weight]:
    return [finding.weight for finding in found(*given, **more)]


def text(*given, **more) -> str:
    return " ".join(finding.what for finding in found(*given, **more))


@pytest.mark.parametrize("finding", found(ELECTIONS, "2027-04-01", "2027-06-30", polls=[LOCAL])
                         + found(SEASONS, "2026-12-01", "2027-08-31")
                         + found(COMMITTEES, "2027-04-01", "2027-06-30")
                         + found(OTHERS, "2027-04-01", "2027-06-30"))  # fmt: skip
def test_every_finding_says_why_by_what_rule_and_how_sure(finding):
    assert finding.basis.why and finding.basis.rule and finding.basis.tag in {"C1", "C2", "A"}


@pytest.mark.parametrize(
    ("opens", "closes", "said", "tag"),
    [
        ("2027-03-31", "2027-06-23", "would open on 31 March 2027, in", "C1"),
        ("2027-05-06", "2027-07-29", "would open on 6 May 2027, in", "C1"),
        ("2027-03-30", "2027-06-23", "would open 1 day before", "C2"),
        ("2027-03-17", "2027-03-20", "would open 14 days before", "C2"),
        ("2027-03-16", "2027-06-23", "would run through", "C2"),
        ("2027-01-11", "2027-04-04", "would run into", "C2"),
    ],
)
def test_a_window_that_meets_a_pre_election_period(opens, closes, said, tag):
    (finding,) = found(ELECTIONS, opens, closes, polls=[LOCAL])
    assert (finding.weight, finding.basis.tag) == (CONSIDER, tag)
    assert said in finding.what and "31 March 2027 to 6 May 2027" in finding.what


@pytest.mark.parametrize(
    ("opens", "closes"), [("2027-05-07", "2027-07-30"), ("2027-01-04", "2027-03-30")],
)
def test_a_window_that_meets_none(opens, closes):
    assert weights(ELECTIONS, opens, closes, polls=[LOCAL]) == [NOTHING]


def test_a_year_of_which_the_register_holds_no_poll_is_not_known():
    (finding,) = found(ELECTIONS, "2026-09-07", "2026-11-29", polls=[LOCAL])
    assert finding.weight == NOT_KNOWN
    assert "no poll of 2026" in finding.what and "holds polls: 2027." in finding.what


def test_each_year_of_the_window_is_looked_for_on_the_register():
    said = text(ELECTIONS, "2026-11-02", "2028-01-31", polls=[LOCAL])
    assert "no poll of 2026" in said and "no poll of 2028" in said and "no poll of 2027" not in said


def test_the_last_day_for_a_notice_is_not_said_to_be_the_notice():
    assert "own notice is not recorded" in text(
        ELECTIONS, "2027-04-01", "2027-06-23", polls=[LOCAL]
    )


def test_a_poll_of_other_councils_is_left_out():
    other = replace(LOCAL, all_england=False, areas=("west",))
    assert weights(ELECTIONS, "2027-04-01", "2027-06-23", polls=[other]) == [NOTHING]


def test_a_poll_whose_voters_are_not_recorded_is_not_known_to_concern_the_case():
    (finding,) = found(ELECTIONS, "2027-04-01", "2027-06-23", polls=[SHIPPED[-1]])
    assert finding.weight is NOT_KNOWN
    assert "Whether people of the affected councils vote is not recorded" in finding.what
    assert "to be verified" in finding.what


def test_a_general_election_without_a_recorded_dissolution_is_not_known():
    general = replace(LOCAL, kind="general")
    (finding,) = found(ELECTIONS, "2027-01-11", "2027-04-04", polls=[general])
    assert finding.weight is NOT_KNOWN
    assert "when its pre-election period begins is not recorded" in finding.what


def test_without_affected_councils_which_polls_concern_the_case_is_not_known():
    named = replace(LOCAL, all_england=False, areas=("west",))
    facts = make_facts(as_at="2026-12-01")
    assert weights(ELECTIONS, "2027-04-01", "2027-06-23", polls=[named], facts=facts) == [
        NOT_KNOWN, NOT_KNOWN
    ]  # fmt: skip


def test_a_poll_of_all_england_concerns_a_case_without_recorded_councils():
    facts = make_facts(as_at="2026-12-01")
    first = found(ELECTIONS, "2027-04-01", "2027-06-23", polls=[LOCAL], facts=facts)[0]
    assert first.weight is CONSIDER


def test_no_poll_found_is_not_said_to_be_none():
    (finding,) = found(ELECTIONS, "2027-06-01", "2027-08-23", polls=[LOCAL])
    assert "may not be on it" in finding.basis.why


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("2027-01-11", "2027-04-04", "12 weeks, with 58 working days. 12 weeks are looked for"),
        ("2027-01-11", "2027-04-05", "12 weeks and 1 day, with"),
        ("2026-11-30", "2027-02-21", "Christmas falls into these dates: a week more is advised"),
        ("2026-11-30", "2027-02-21", "25 December 2026 (Christmas Day)"),
        ("2027-01-11", "2027-04-04", "Easter falls into these dates: a week more is advised"),
        ("2027-07-01", "2027-09-30", "31 days of August fall into these dates: 2 weeks more"),
        ("2027-08-01", "2027-08-15", "15 days of August fall into these dates, which is not most"),
        ("2026-12-01", "2027-08-31", "Altogether 4 weeks more are advised"),
        ("2026-11-30", "2027-02-21", "would close it on 28 February 2027"),
        ("2027-06-01", "2027-07-30", "No bank holiday falls into these dates"),
        ("2027-06-01", "2027-07-30", "Neither Christmas, Easter nor August"),
    ],
)
def test_length_holidays_and_seasons(opens, closes, said):
    assert said in text(SEASONS, opens, closes)


@pytest.mark.parametrize(
    ("opens", "closes", "weight"),
    [("2027-01-11", "2027-04-04", NOTHING), ("2027-01-11", "2027-04-03", CONSIDER)],
)
def test_fewer_weeks_than_usual_are_to_be_considered(opens, closes, weight):
    assert found(SEASONS, opens, closes)[0].weight is weight


def test_a_length_recorded_on_the_case_takes_the_place_of_twelve_weeks():
    local = record("local_threshold", threshold="consultation_weeks", value=8, set_by="Protocol")
    said = text(SEASONS, "2027-01-11", "2027-03-07", local)
    assert "8 weeks are looked for (recorded on this case)" in said


def meeting(on: str, by: str = "east"):
    return record("meeting", on, organisation=by, purpose="scrutiny", held_on=on)


def letter(comments: str):
    return record("letter", purpose="consultation", organisation="east", direction="sent",
                  comments_date=comments)  # fmt: skip


WINDOW = ("2026-12-07", "2027-03-01")


def test_without_scrutinising_councils_their_meetings_are_not_known():
    assert weights(COMMITTEES, *WINDOW, facts=make_facts()) == [NOT_KNOWN]


def test_without_a_recorded_meeting_when_the_council_meets_is_not_known():
    assert weights(COMMITTEES, *WINDOW) == [NOT_KNOWN, NOT_KNOWN]


def test_meetings_outside_the_window_alone_are_to_be_considered():
    assert weights(COMMITTEES, *WINDOW, meeting("2026-12-02"))[0] is CONSIDER


def test_a_meeting_without_a_day_leaves_it_open():
    said = found(COMMITTEES, *WINDOW, meeting("2027-01"))[0]
    assert (said.weight, "January 2027" in said.what) == (NOT_KNOWN, True)


@pytest.mark.parametrize(
    ("value", "set_by", "due", "said"),
    [
        (None, "", "29 December 2026", "the default"),
        (7, "Protocol", "23 December 2026", "as recorded on this case"),
        (7, "", "23 December 2026", "without the document that sets it"),
        (3, "Protocol", "29 December 2026", "3 is recorded on this case"),
    ],
)
def test_papers_are_due_by_the_councils_own_figure_and_never_later_than_the_law(
    value, set_by, due, said
):
    """The meeting of the brief's test: 7 January 2027, after a substitute bank holiday."""
    local = record("local_threshold", threshold="papers_clear_days", value=value, set_by=set_by)
    records = [local] if value else []
    papers = found(COMMITTEES, *WINDOW, meeting("2027-01-07"), *records)[1].what
    assert f"published by {due}," in papers
    assert said in papers


@pytest.mark.parametrize(
    ("comments", "weight"),
    [("2026-12-22", CONSIDER), ("2026-12-23", NOTHING), ("2027-01-10", NOTHING),
     ("2026-12", NOT_KNOWN)],
)
def test_a_comments_date_is_held_against_the_next_meeting(comments, weight):
    said = found(COMMITTEES, *WINDOW, meeting("2026-12-09"), letter(comments))[-1]
    assert said.weight is weight
    assert "10 working days after its next recorded meeting, 9 December 2026, is " in said.what


def test_without_a_comments_date_the_earliest_is_named_and_the_date_not_known():
    said = found(COMMITTEES, *WINDOW, meeting("2026-12-09"))[-1]
    assert (said.weight, "23 December 2026" in said.what) == (NOT_KNOWN, True)


def test_an_appointed_joint_committee_meets_for_its_members():
    joint = record("joint_scrutiny", organisation="joint", outcome="appointed", members=["east"],
                   committee_type="mandatory")  # fmt: skip
    assert weights(COMMITTEES, *WINDOW, joint, meeting("2026-12-09", "joint"))[0] is NOTHING


def other(opens: str | None, closes: str | None, *councils: str) -> OtherConsultation:
    return OtherConsultation(
        "SC-2026-0009", "Maternity", FactDate.parse(opens) if opens else None,
        FactDate.parse(closes) if closes else None, frozenset(councils),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("neighbour", "weight"),
    [
        (other("2026-11-01", "2026-12-07", "east"), CONSIDER),
        (other("2027-03-01", "2027-06-01", "east", "west"), CONSIDER),
        (other("2026-11-01", "2026-12-06", "east"), NOTHING),
        (other("2027-03-02", "2027-06-01", "east"), NOTHING),
        (other("2026-11-01", "2027-03-01", "west"), NOTHING),
        (other("2026-11-01", None, "east"), NOT_KNOWN),
        (other(None, None, "east"), NOT_KNOWN),
        (other("2026-11-01", "2027-03-01"), NOT_KNOWN),
    ],
)
def test_another_consultation_counts_where_it_overlaps_and_shares_a_council(neighbour, weight):
    assert weights(OTHERS, *WINDOW, others=(neighbour,)) == [weight]


def test_a_reconstructed_case_is_not_compared_with_live_ones():
    assert weights(OTHERS, *WINDOW, others=None) == [NOT_KNOWN]


def test_without_affected_councils_others_cannot_be_compared():
    assert weights(OTHERS, *WINDOW, facts=make_facts()) == [NOT_KNOWN]


@pytest.mark.parametrize("start", range(0, 365, 5))
def test_no_finding_asserts_that_a_duty_is_breached(start):
    opens = date(2027, 1, 1) + timedelta(days=start)
    said = "".join(
        finding.what
        for part in range(4)
        for finding in found(part, opens.isoformat(), (opens + timedelta(84)).isoformat(),
                             meeting("2027-04-07"), polls=[LOCAL])
    )  # fmt: skip
    assert not {"breach", "unlawful", "must not", "illegal"} & set(said.lower().split())


def test_a_national_sponsor_has_its_own_period_before_local_elections():
    facts = make_facts(EAST, as_at="2026-12-01")
    window = ConsultationWindow(date(2027, 4, 1), date(2027, 6, 30))
    words = [
        " ".join(f.what for f in check_launch(
            facts, window, ENGLAND, (LOCAL,), (), national=national
        )[ELECTIONS].findings)
        for national in (False, True)
    ]  # fmt: skip
    assert "would open on 1 April 2027, in" in words[0]
    assert "15 April 2027 to 6 May 2027 (national bodies start three weeks" in words[1]

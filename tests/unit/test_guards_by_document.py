"""Figures that a document sets bar; our own only raise a question."""

from __future__ import annotations

import pytest

from casework.domain.guards import find_guard
from tests.factories import NO, NOT_KNOWN, YES, Expected, absent, expect, record

LATE = record(
    "supplied_to_scrutiny", "p", organisation="east", what="Papers", supplied_on="2026-05-19",
    for_meeting_on="2026-05-20",
)  # fmt: skip
UNDATED = record(
    "supplied_to_scrutiny", "u", organisation="east", what="Papers", for_meeting_on="2026-05-20"
)
NOT_WRITTEN_TO = absent("letter", "no-regulation_23:west")
LETTER = record(
    "letter", "l", purpose="other", organisation="east", direction="sent", sent_on="2026-05-20"
)
COUNCIL = record("affected_authority", "east", organisation="east", standing="scrutiny")
MEETING = record("meeting", "m", organisation="icb", purpose="decision", held_on="2026-05-20")
PAPERS = record(
    "papers_to_member", "c", meeting="meeting/m", seat="chair", votes=True, channel="paper",
    delivered_on="2026-05-19", items=["meeting/m"],
)  # fmt: skip
FLOW = record(
    "patient_flow", "f", organisation="west", standing="scrutiny", patients=900, affected=None
)
MENTION = record(
    "mention", "m", paper="P", dated="2026-03-02", names_service=True, names_site=True,
    names_effect=True, contingency=False,
)  # fmt: skip


def beds(key: str, value: str, use: str, dated: str):
    return record(
        "proposal_version", key, title="T", dated=dated, used_as=(use,),
        parameters=({"parameter": "beds", "of": "Site", "value": value, "unit": ""},),
    )  # fmt: skip


CONSULTED = beds("one", "120", "consultation", "2026-01-05")
DECIDED = beds("two", "64", "decision", "2026-04-06")


def figure(name: str, value: int, by: str = "Protocol of 2024"):
    return record("local_threshold", name, threshold=name, value=value, set_by=by)


TABLE = [
    expect("papers_reached_the_council_as_a_document_asks", YES, LATE, COUNCIL, subject="east"),
    expect("papers_reached_the_council_as_a_document_asks", YES, LATE, COUNCIL,
           figure("papers_clear_days", 5, by=""), subject="east"),
    expect("papers_reached_the_council_as_a_document_asks", NO, LATE, COUNCIL,
           figure("papers_clear_days", 5), subject="east"),
    expect("full_report_came_as_a_document_asks", YES, MEETING, PAPERS),
    expect("full_report_came_as_a_document_asks", NO, MEETING, PAPERS,
           figure("report_clear_days", 5)),
    expect("no_authority_was_left_out_that_a_document_counts", YES, FLOW),
    expect("no_authority_was_left_out_that_a_document_counts", NO, FLOW, NOT_WRITTEN_TO,
           figure("flow_patients", 500)),
    expect("no_authority_was_left_out_that_a_document_counts", NOT_KNOWN, FLOW,
           figure("flow_patients", 500)),
    # Only the figure that a document sets bars, whatever our own for the other is.
    expect("no_authority_was_left_out_that_a_document_counts", YES, FLOW, NOT_WRITTEN_TO,
           figure("flow_patients", 1000), figure("flow_share", 5, by="")),
    expect("no_authority_was_left_out_that_a_document_counts", NOT_KNOWN, FLOW, NOT_WRITTEN_TO,
           figure("flow_share", 5)),
    expect("papers_reached_the_council_as_a_document_asks", NOT_KNOWN, UNDATED, COUNCIL,
           figure("papers_clear_days", 5), subject="east"),
    expect("change_is_as_small_as_a_document_asks", YES, CONSULTED, DECIDED),
    expect("change_is_as_small_as_a_document_asks", NO, CONSULTED, DECIDED,
           figure("changed_share", 20)),
    expect("councils_were_contacted_as_a_document_asks", YES, MENTION, COUNCIL),
    expect("councils_were_contacted_as_a_document_asks", NO, MENTION, COUNCIL, LETTER,
           figure("contact_working_days", 10)),
    expect("councils_were_contacted_as_a_document_asks", NOT_KNOWN, COUNCIL,
           figure("contact_working_days", 10)),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.id)
def test_a_guard_bars_only_where_a_document_sets_the_figure(line: Expected) -> None:
    assert line.ask(find_guard(line.name)).verdict is line.verdict

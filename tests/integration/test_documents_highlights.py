"""The highlight report as a Word document says what the page says, by role."""

from __future__ import annotations

import pytest

from casework.documents.context import DocumentContext
from casework.services.highlights import record_highlight_report
from tests.integration.desk import Desk
from tests.integration.hosc_case import make
from tests.integration.urgent_case import open_urgent_case, printed


@pytest.fixture
def desk(office) -> Desk:
    return open_urgent_case(office)


def report(desk: Desk) -> DocumentContext:
    return printed(desk, "HR1")


def test_it_names_what_blocks_and_whose_move_it_is(desk) -> None:
    found = report(desk).blockers
    assert any(b.whose and b.reason for b in found)
    assert len(found) == len({b.check for b in found})


def test_open_issues_come_before_risks_and_settled_ones_not_at_all(desk) -> None:
    desk.record("risk", risk="Nobody answers")
    desk.record("issue", key="open", issue="The plan is late", owner="Programme manager")
    desk.record("issue", key="done", issue="No room", settled_on="2025-11-01")
    assert [(m.kind, m.what, m.owner) for m in report(desk).open_matters] == [
        ("Issue", "The plan is late", "Programme manager"), ("Risk", "Nobody answers", None),
    ]  # fmt: skip


def test_dates_lie_ahead_in_their_order(desk) -> None:
    days = [d.on.earliest for d in report(desk).next_dates]
    assert days and days == sorted(days) and days[0] >= desk.view().judged.as_at


def test_a_report_of_today_still_counts_from_the_one_before(desk) -> None:
    record_highlight_report(desk.office, desk.viewer("PM"), desk.reference)
    assert report(desk).last_report_on is None and report(desk).changes


def test_no_other_document_judges_what_is_next(desk) -> None:
    assert printed(desk, "D32").blockers == ()


def test_it_is_made_as_a_document(desk) -> None:
    assert make(desk, "HR1", "") is not None


def test_more_than_a_page_has_room_for_is_counted_with_where_it_stands(desk) -> None:
    for number in range(7):
        desk.record("risk", key=f"r{number}", risk=f"Risk {number}")
    found = report(desk)
    assert len(found.open_matters) == 3
    assert found.report and found.report.more_matters == "And 4 of them more, among its records."


def test_a_long_text_is_cut_to_two_lines(desk) -> None:
    desk.record("risk", risk="Nobody answers the telephone at night. " * 20)
    (found,) = report(desk).open_matters
    assert len(found.what) <= 110 and found.what.endswith("…")


def test_what_was_set_aside_is_counted_and_not_listed(desk) -> None:
    found = report(desk)
    assert (found.set_aside, found.questions) == ((), ())

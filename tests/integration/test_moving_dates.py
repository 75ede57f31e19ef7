"""Moving one date: what follows is shown before anything is recorded, and the old date is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.domain.errors import Invalid
from casework.services.date_moving import DateMove, move_date
from casework.services.reading import get_case, get_history
from tests.integration.case_pages import (
    COUNCILS,
    ICB,
    PM,
    Pages,
    counted_statements,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import status
from tests.integration.gates_in_browser import LETTER, shown_to
from tests.visitors import MovableClock, Visitor

MOST = 8
CLOSING = "/dates/move?record=consultation/case&field=closes_on"
RUNS = {"opens_on": "2026-07-01", "closes_on": "2026-10-01", "web_address": "www.example.org/us"}


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a consultation that two councils may have been told of."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found, stage="S3")
    for council in COUNCILS:
        record(found, "affected_authority", organisation=council, standing="scrutiny")
    record(found, "consultation", **RUNS)
    yield found
    found.office.database.engine.dispose()


def on_page(pages: Pages, path: str = CLOSING, person: str = "programme-manager") -> Visitor:
    """Somebody on the page of one date."""
    return shown_to(pages, person, path)


def day(when: str) -> dict[str, str]:
    """A day as the form's three inputs."""
    parts = when.split("-")
    return {f"becomes-{name}": part for name, part in zip(("year", "month", "day"), parts,
                                                          strict=True)}  # fmt: skip


def looked(pages: Pages, when: str, path: str = CLOSING) -> Visitor:
    """What would follow, as the page shows it."""
    visitor = on_page(pages, path)
    visitor.send(act="look", **day(when))
    return visitor


def moved(pages: Pages, when: str, path: str = CLOSING) -> Visitor:
    """The date moved, after a look."""
    visitor = looked(pages, when, path)
    visitor.send(act="move")
    return visitor


def closing(pages: Pages) -> Any:
    """The consultation's record now."""
    return get_case(pages.office, PM, pages.reference).facts.single("consultation")


def path_of(record_: Any, field: str) -> str:
    """The page that moves a date of a record."""
    return f"/dates/move?record={record_.reference}&field={field}"


def test_the_dates_of_the_case_lead_to_it(pages: Pages) -> None:
    hrefs = [a["href"] for a in on_page(pages, "/dates").page.select("a[href]")]
    assert f"{pages.url}/dates/move" in hrefs
    assert any("field=closes_on" in href for href in hrefs)


def test_the_closing_date_is_offered_first(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    record(pages, "meeting", purpose="decision", organisation=ICB, held_on="2027-02-03")
    items = on_page(pages, "/dates/move").page.select("main ul.casework-dates strong")
    assert [i.get_text() for i in items] == [
        "Consultation closes", "Comments of councils due", "Proposed decision date", "Meeting",
        "Consultation opens",
    ]  # fmt: skip


def test_a_look_shows_what_moves_and_records_nothing(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    assert "Mid-point review of the consultation (Public consultation) " in visitor.text
    assert "16 August 2026 Then 26 August 2026" in visitor.text
    assert closing(pages).version == 1


def test_a_date_is_moved_as_one_new_version_that_keeps_the_rest(pages: Pages) -> None:
    visitor = moved(pages, "2026-10-21")
    now = closing(pages)
    assert "The date is moved." in visitor.text
    assert (now.version, now.payload.closes_on.text) == (2, "2026-10-21")
    assert (now.payload.opens_on.text, str(now.payload.web_address)) == (
        "2026-07-01", "www.example.org/us")  # fmt: skip


def test_the_earlier_date_stays_in_the_history(pages: Pages) -> None:
    moved(pages, "2026-10-21")
    history = get_history(pages.office, PM, pages.reference, "consultation", "case")
    assert [v.payload.closes_on.text for v in history.versions] == ["2026-10-01", "2026-10-21"]


def test_where_the_new_date_is_stated_is_recorded(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    visitor.send(act="move", source="Minute 7 of 1 June 2026")
    assert str(closing(pages).source) == "Minute 7 of 1 June 2026"


def test_a_move_without_a_look_is_asked_to_look_first(pages: Pages) -> None:
    visitor = on_page(pages)
    visitor.send(act="move", **day("2026-10-21"))
    assert status(visitor) == 409 and "Look at what would follow" in visitor.text
    assert closing(pages).version == 1


def test_another_day_than_the_one_looked_at_is_looked_at_first(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    visitor.send(act="move", **day("2026-11-02"))
    assert status(visitor) == 409 and "to 2 November 2026" in visitor.text


def test_what_is_no_date_is_kept_as_typed(pages: Pages) -> None:
    visitor = on_page(pages)
    visitor.send(act="look", **day("2026-02-31"), source="A minute")
    assert status(visitor) == 422 and "must be a real date" in visitor.text
    assert visitor.page.find(id="becomes-day")["value"] == "31"
    assert visitor.page.find(id="source")["value"] == "A minute"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-06-20", "would close before it opens (1 July 2026)"),
        ("2026-10-01", "This is the date as it is recorded now."),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    pages: Pages, when: str, words: str
) -> None:
    visitor = looked(pages, when)
    assert status(visitor) == 422 and words in visitor.text
    assert visitor.page.select_one("#becomes-error") is not None


def test_somebody_elses_move_in_between_is_told_and_nothing_is_moved(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    moved(pages, "2026-11-04")
    visitor.send(act="move")
    assert status(visitor) == 409
    assert "Programme manager changed this record after you opened the page" in visitor.text
    assert "the date is 4 November 2026 now. Nothing was moved." in visitor.text
    assert closing(pages).payload.closes_on.text == "2026-11-04"


def test_after_that_the_page_looks_again_from_the_newer_date(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    moved(pages, "2026-11-04")
    visitor.send(act="move")
    assert "If it moves from 4 November 2026 to 21 October 2026" in visitor.text
    visitor.send(act="move")
    assert closing(pages).payload.closes_on.text == "2026-10-21"


def test_pressing_twice_moves_once(pages: Pages) -> None:
    visitor = looked(pages, "2026-10-21")
    form = visitor.page.select_one("main form")
    assert form is not None
    sent = {i["name"]: i.get("value", "") for i in form.select("input[name]")} | {"act": "move"}
    for _ in range(2):
        visitor.client.post(pages.url + CLOSING, data=sent)
    assert closing(pages).version == 2


WARNED = [
    ("2026-10-24", "24 October 2026 is a Saturday."),
    ("2026-12-25", "25 December 2026 is no working day: Christmas Day."),
    ("2027-04-15", "falls in the pre-election period of the local election on 6 May 2027"),
    ("2026-08-03", "would last 34 days"),
]


@pytest.mark.parametrize(("when", "words"), WARNED)
def test_what_is_worth_a_look_is_said(pages: Pages, when: str, words: str) -> None:
    assert words in looked(pages, when).text


def test_a_proposed_decision_before_the_new_closing_date_is_said(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    text = looked(pages, "2027-02-10").text
    assert "The letter to East Council proposes to decide on 1 February 2027, which" in text


def test_a_decision_date_before_the_laws_earliest_is_said(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    text = looked(pages, "2026-11-30", path_of(letter, "decision_date")).text
    assert "which rule T02 gives as the earliest" in text


def test_a_notice_that_would_be_late_for_the_new_day_is_said(pages: Pages) -> None:
    meeting = record(pages, "meeting", purpose="decision", organisation=ICB,
                     held_on="2027-02-03", notice_published_on="2027-01-20")  # fmt: skip
    text = looked(pages, "2027-01-21", path_of(meeting, "held_on")).text
    assert "The notice recorded as published on 20 January 2027 would be later than" in text


def test_the_papers_and_notice_of_a_meeting_move_with_it(pages: Pages) -> None:
    meeting = record(pages, "meeting", purpose="decision", organisation=ICB, held_on="2027-02-03")
    text = looked(pages, "2027-02-10", path_of(meeting, "held_on")).text
    for rule in ("T05: 3 clear working days", "T06: working days before"):
        assert rule in text


def test_another_letter_with_the_same_date_stays_behind_and_is_named(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    record(pages, "letter", **{**LETTER, "organisation": "west-council"})
    text = looked(pages, "2026-12-15", path_of(letter, "comments_date")).text
    assert "The letter to West Council gives 1 December 2026 too, and does not move" in text
    assert "West Council , 22 May 2026: Letter" in text


def test_a_letter_that_proposes_the_day_of_a_moved_meeting_stays_behind(pages: Pages) -> None:
    record(pages, "letter", **LETTER)
    meeting = record(pages, "meeting", purpose="decision", organisation=ICB, held_on="2027-02-01")
    text = looked(pages, "2027-02-10", path_of(meeting, "held_on")).text
    assert "The letter to East Council gives 1 February 2027 too, and does not move" in text


def test_a_check_whose_answer_changes_is_shown(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    text = looked(pages, "2026-11-30", path_of(letter, "decision_date")).text
    assert "These would be answered otherwise." in text
    assert "which is not earlier" in text


def test_whoever_was_told_the_old_date_is_named_with_the_letter(pages: Pages) -> None:
    letter = record(pages, "letter", **LETTER)
    record(pages, "delivery", letter=letter.reference, channel="email", delivered_on="2026-05-23")
    text = looked(pages, "2026-12-15", path_of(letter, "comments_date")).text
    assert "East Council , 22 May 2026: Letter: Consultation of a council under" in text
    assert "East Council , 23 May 2026: Delivery" in text
    assert "Rule T03: tell the councils the new date and publish it by 1 June 2026" in text


def test_letters_that_may_have_given_the_closing_date_are_kept_apart(pages: Pages) -> None:
    record(pages, "letter", **{**LETTER, "sent_on": "2026-06-01"})
    text = looked(pages, "2026-10-21").text
    assert "No record says that anybody was told this date." in text
    assert "may give it. Look at each: East Council" in text
    assert "The rule is about the date for comments" in text


def test_where_nobody_was_told_no_council_is_to_be_told(pages: Pages) -> None:
    text = looked(pages, "2026-10-21").text
    assert "Rule T03" not in text


@pytest.mark.parametrize(
    "path",
    ["/dates/move?record=consultation/none&field=closes_on",
     "/dates/move?record=consultation/case&field=dated",
     "/dates/move?record=role/none&field=since"],
)  # fmt: skip
def test_what_is_no_such_date_is_not_found(pages: Pages, path: str) -> None:
    assert status(on_page(pages, path)) == 404


def test_dates_of_a_letter_from_outside_are_not_moved(pages: Pages) -> None:
    letter = record(pages, "letter", **{**LETTER, "direction": "received"})
    assert status(on_page(pages, path_of(letter, "comments_date"))) == 404


def test_people_without_a_role_are_refused(pages: Pages) -> None:
    assert status(on_page(pages, CLOSING, "stranger")) == 404


@pytest.mark.parametrize("act", ["look", ""])
def test_it_costs_few_statements(pages: Pages, act: str) -> None:
    record(pages, "letter", **LETTER)
    visitor = on_page(pages)
    with counted_statements(pages) as statements:
        if act:
            visitor.send(act=act, **day("2026-10-21"))
        else:
            visitor.open(pages.url + "/dates/move")
    assert len([s for s in statements if s != "BEGIN"]) <= MOST


def test_a_year_that_could_not_be_read_again_is_refused_at_the_field(pages: Pages) -> None:
    visitor = looked(pages, "2200-03-03")
    assert "must have a year from 1800 to 2199" in visitor.text
    assert closing(pages).payload.closes_on.latest.year < 2200


def test_the_opening_day_moves_and_cannot_pass_the_closing_day(pages: Pages) -> None:
    view = get_case(pages.office, PM, pages.reference)
    known = view.facts.find("consultation/case")
    assert known is not None
    late = DateMove("consultation/case", "opens_on", date(2030, 1, 7), known.version)
    with pytest.raises(Invalid):
        move_date(pages.office, PM, view, late)
    opens = replace(late, becomes=date(2026, 7, 6))
    assert move_date(pages.office, PM, view, opens).payload.opens_on.text == "2026-07-06"


def test_a_temporary_change_is_put_off_by_no_new_date_alone(pages: Pages) -> None:
    record(pages, "temporary_change", key="w", what="The ward closes", status="urgent",
           expires_on="2026-08-01", review_on="2026-07-01")  # fmt: skip
    view = get_case(pages.office, PM, pages.reference)
    later = DateMove("temporary_change/w", "expires_on", date(2026, 9, 1), 1)
    with pytest.raises(Invalid, match="extension"):
        move_date(pages.office, PM, view, later)
    page = on_page(pages, "/dates/move?record=temporary_change/w&field=review_on")
    assert status(page) == 200 and "Temporary change to be reviewed" in page.text


def test_another_correction_of_a_temporary_change_takes_no_extension_back(pages: Pages) -> None:
    clock = MovableClock(pages.office.clock.now())
    moved = replace(pages, office=replace(pages.office, clock=clock))
    first = clock.today()
    change = {"what": "The ward closes", "status": "urgent", "expires_on": "2026-08-01"}
    record(moved, "temporary_change", key="w", **change, review_on="2026-07-01")
    record(moved, "decision", key="e", purpose="extend", outcome="approved",
           decided_on=first.isoformat(), temporary_changes=("temporary_change/w",))  # fmt: skip
    clock.pass_by(days=3)
    record(moved, "temporary_change", key="w", **change, review_on="2026-07-08")
    later = DateMove("temporary_change/w", "expires_on", date(2026, 9, 1), 2)
    view = get_case(moved.office, PM, moved.reference)
    assert move_date(moved.office, PM, view, later).payload.expires_on.text == "2026-09-01"
    again = replace(later, becomes=date(2026, 10, 1), version=3)
    with pytest.raises(Invalid, match="taken since then"):
        move_date(moved.office, PM, get_case(moved.office, PM, moved.reference), again)

"""The launch check of a case in the browser: what is asked, what is found, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from casework.domain.viewer import Viewer
from casework.services.opening import Opening, open_case
from casework.services.polls import PollDetails, add_poll
from casework.services.recording import Statement, record_fact
from tests.integration.case_pages import (
    COUNCILS,
    ICB,
    OUTSIDER,
    PM,
    Pages,
    counted_statements,
    fill_intake,
    on,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.moved_in_fact import move_in_fact

ADMINISTRATOR = Viewer("administrator", roles=frozenset({"administrator"}))
OF_ANOTHER = Viewer("second-manager", ICB)


@pytest.fixture
def pages(migrated_url: str, tmp_path) -> Iterator[Pages]:  # type: ignore[no-untyped-def]
    """A live case with two councils."""
    found = running_pages(migrated_url, tmp_path)
    open_live_case(found)
    fill_intake(found)
    yield found
    found.office.database.engine.dispose()


def address(pages: Pages, opens: str = "2026-12-07", closes: str = "2027-03-01") -> str:
    asked = [
        f"{name}-{part}={number}"
        for name, given in (("opens_on", opens), ("closes_on", closes))
        for part, number in zip(("year", "month", "day"), given.split("-"), strict=True)
    ]
    return f"{pages.url}/launch-check?{'&'.join(asked)}"


def shown(pages: Pages, path: str, person: str = "programme-manager") -> tuple[int, str]:
    answer = pages.sign_in(person).get(path)
    main = BeautifulSoup(answer.text, "html.parser").find("main")
    assert main is not None
    return answer.status_code, " ".join(main.get_text(" ").split())


def consult(pages: Pages, opens: str = "2026-12-07", closes: str = "2027-03-01") -> None:
    record(pages, "consultation", opens_on=on(opens), closes_on=on(closes))


def test_without_recorded_dates_the_form_is_empty_and_nothing_is_found(pages: Pages) -> None:
    status, text = shown(pages, f"{pages.url}/launch-check")
    assert status == 200
    assert "No opening and closing day is recorded on this case yet" in text


def test_the_form_begins_with_the_days_of_the_recorded_consultation(pages: Pages) -> None:
    consult(pages)
    answer = pages.sign_in("programme-manager").get(f"{pages.url}/launch-check")
    page = BeautifulSoup(answer.text, "html.parser")
    ids = ("opens_on-day", "opens_on-month", "closes_on-day", "closes_on-year")
    assert [page.find(id=each)["value"] for each in ids] == ["7", "12", "1", "2027"]
    assert "Christmas falls into these dates" in page.text


def test_the_dates_asked_for_are_checked_and_not_those_recorded(pages: Pages) -> None:
    consult(pages)
    _, text = shown(pages, address(pages, "2027-06-01", "2027-07-30"))
    assert "Neither Christmas, Easter nor August falls into these dates" in text


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [("2027-02-30", "2027-06-01", "Opening day must be a real date"),
     ("2027-06-01", "2027-05-31", "The closing day must be on or after the opening day"),
     ("2027-06-01", "2030-05-31", "within two years"),
     ("1066-06-01", "1066-07-01", "must have a year from 1800 to 2199"),
     ("2040-06-01", "2040-07-01", "The year must be from 1991 to 2039"),
     ("-06-01", "2027-07-01", "Opening day must include a year")],
)  # fmt: skip
def test_dates_that_cannot_be_checked_are_named(
    pages: Pages, opens: str, closes: str, said: str
) -> None:
    status, text = shown(pages, address(pages, opens, closes))
    assert status == 422
    assert said in text


def test_what_was_typed_stays_beside_its_errors(pages: Pages) -> None:
    answer = pages.sign_in("programme-manager").get(address(pages, "2027-02-30", "2027-06-01"))
    page = BeautifulSoup(answer.text, "html.parser")
    kept = [page.find(id=each)["value"] for each in ("opens_on-day", "closes_on-month")]
    assert kept == ["30", "06"]


def test_an_error_leads_to_its_field(pages: Pages) -> None:
    answer = pages.sign_in("programme-manager").get(address(pages, "2027-06-01", "2027-05-31"))
    page = BeautifulSoup(answer.text, "html.parser")
    link = page.find(class_="nhsuk-error-summary").find("a")
    assert page.find(id=link["href"].removeprefix("#")) is not None


def test_councils_are_shown_by_name_and_a_meeting_that_is_missing_as_not_known(
    pages: Pages,
) -> None:
    _, text = shown(pages, address(pages))
    assert "Not known No day of a scrutiny meeting of East Council in these dates" in text


def test_a_poll_that_an_administrator_recorded_is_found(pages: Pages) -> None:
    details = PollDetails("Council elections", on("2027-05-06").latest, "local", False,
                          (COUNCILS[0],), on("2027-03-22").latest, "Notice")  # fmt: skip
    add_poll(pages.office, ADMINISTRATOR, details)
    _, text = shown(pages, address(pages, "2027-03-25", "2027-06-25"))
    assert "would open on 25 March 2027, in the pre-election period of Council elections" in text


def another(pages: Pages, viewer: Viewer, council: str) -> str:
    """A case of somebody else at the decision to consult, with dates in the same months."""
    reference = open_case(pages.office, viewer, Opening("Maternity care", ICB))
    for kind, values in (
        ("affected_authority", {"organisation": council, "standing": "scrutiny"}),
        ("consultation", {"opens_on": on("2027-01-04"), "closes_on": on("2027-03-28")}),
    ):
        record_fact(pages.office, viewer, reference, Statement(kind, values))
    for visit, move in enumerate(("S0-S1", "S1-S2", "S2-S3", "S3-S4", "S4-S5"), start=1):
        move_in_fact(pages.office, viewer, reference, move, visit)
    return reference


def test_a_consultation_of_another_case_that_overlaps_is_named(pages: Pages) -> None:
    reference = another(pages, OF_ANOTHER, COUNCILS[0])
    _, text = shown(pages, address(pages), "second-manager")
    assert f"{reference} Maternity care is recorded as open from 4 January 2027" in text
    assert "also for East Council" in text


def test_a_case_that_the_viewer_may_not_see_is_not_named(pages: Pages) -> None:
    another(pages, OF_ANOTHER, COUNCILS[0])
    _, text = shown(pages, address(pages))
    assert "Maternity care" not in text


def test_a_person_of_another_case_is_not_shown_the_check(pages: Pages) -> None:
    answer = pages.sign_in(OUTSIDER).get(address(pages))
    assert answer.status_code in (403, 404)


def test_the_check_records_nothing(pages: Pages) -> None:
    client = pages.sign_in("programme-manager")
    with counted_statements(pages) as seen:
        client.get(address(pages))
    asked = ("SELECT", "BEGIN")
    assert [s for s in seen if not s.startswith(asked) and "user_session" not in s] == []


def test_the_check_costs_at_most_eight_statements_however_much_is_recorded(pages: Pages) -> None:
    client = pages.sign_in("second-manager")
    counts = []
    for _ in range(2):
        client.get(address(pages))
        with counted_statements(pages) as seen:
            client.get(address(pages))
        counts.append(len([s for s in seen if s != "BEGIN"]))
        another(pages, OF_ANOTHER, COUNCILS[0])
        for month in range(1, 10):
            record(pages, "meeting", organisation=COUNCILS[0], purpose="scrutiny",
                   held_on=on(f"2027-0{month}-05"))  # fmt: skip
    assert counts[0] == counts[1] <= 8


def test_the_case_page_leads_to_it_where_the_consultation_is_planned(pages: Pages) -> None:
    reference = another(pages, PM, COUNCILS[0])
    _, early = shown(pages, pages.url)
    _, planned = shown(pages, f"/cases/{reference}")
    link = "Check the dates of the launch"
    assert (link in early, link in planned) == (False, True)


def test_a_meeting_beyond_our_calendar_leaves_its_days_not_known(pages: Pages) -> None:
    record(pages, "meeting", organisation="east-council", purpose="scrutiny", held_on="2100-01-04")
    status, words = shown(pages, address(pages))
    assert status == 200 and "The bank holidays around" in words

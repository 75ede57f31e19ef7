"""The register of polls: added, corrected and withdrawn by administrators, and all of it kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from casework.domain.errors import Conflict, InvalidFields, NotFound, NotPermitted
from casework.domain.viewer import Viewer
from casework.services import polls
from casework.services.office import Office
from casework.services.polls import PollDetails
from tests.visitors import Visitor, add_organisation

ADMINISTRATOR = Viewer("administrator", roles=frozenset({"administrator"}))
SHIPPED = "local-2027-05-06"
GIVEN = PollDetails("A mayor", date(2028, 5, 4), "mayoral", source="The council's notice")


def keys(office: Office) -> list[str]:
    return [poll.key for poll in polls.list_polls(office, ADMINISTRATOR).polls]


def last_entry(office: Office) -> tuple[str, dict[str, object]]:
    with office.database.reading() as connection:
        found = connection.execute(
            text("select kind, body from audit_entry order by id desc limit 1")
        ).one()
    return found.kind, json.loads(found.body)


def test_the_register_begins_with_the_polls_that_were_read_in_a_source(office: Office) -> None:
    assert keys(office) == [
        "local-2022-05-05", "local-2023-05-04", "local-2024-05-02", "general-2024-07-04",
        "local-2025-05-01", "local-2026-05-07", SHIPPED,
    ]  # fmt: skip


def test_a_poll_is_added_on_its_page(administrator: Visitor, app_office: Office) -> None:
    council = add_organisation(app_office, "east-council", "local_authority")
    administrator.open("/administration/polls/add")
    administrator.send(
        **{"title": "East Council", "kind": "local", "source": "Its notice", "areas": council,
           "poll_on-day": "4", "poll_on-month": "5", "poll_on-year": "2028"}
    )  # fmt: skip
    assert "East Council Local election 4 May 2028 East Council Not recorded" in administrator.text


def test_what_was_typed_stays_beside_its_errors(administrator: Visitor) -> None:
    administrator.open("/administration/polls/add")
    answer = administrator.send(
        **{"title": "A mayor", "poll_on-day": "30", "poll_on-month": "2", "poll_on-year": "2028"}
    )
    kept = administrator.page.find(id="poll_on-day")["value"]
    assert (answer.status_code, kept) == (422, "30")


def test_a_shipped_poll_is_corrected_on_its_page(administrator: Visitor) -> None:
    administrator.open(f"/administration/polls/{SHIPPED}")
    administrator.send(
        f"/administration/polls/{SHIPPED}",
        **{"starts_on-day": "22", "starts_on-month": "3", "starts_on-year": "2027",
           "source": "The council's notice", "reason": "The notice came"},
    )  # fmt: skip
    assert "notice or dissolution: 22 March 2027" in administrator.text
    assert "Why: The notice came. Recorded by Administrator" in administrator.text


def test_a_poll_is_withdrawn_on_its_page_with_a_reason(
    administrator: Visitor, app_office: Office
) -> None:
    administrator.open(f"/administration/polls/{SHIPPED}")
    administrator.send(f"/administration/polls/{SHIPPED}/withdraw", why="Put off")
    assert SHIPPED not in keys(app_office)


def test_withdrawing_without_a_reason_says_so(administrator: Visitor) -> None:
    administrator.open(f"/administration/polls/{SHIPPED}")
    answer = administrator.send(f"/administration/polls/{SHIPPED}/withdraw", why="")
    assert answer.status_code == 422
    assert "Say why the poll is withdrawn" in administrator.text


def test_a_poll_that_does_not_exist_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        polls.get_poll(office, ADMINISTRATOR, "no-such-poll")


@pytest.mark.parametrize("viewer", [Viewer("gov", "icb", frozenset({"governance"})), Viewer("pm")])
def test_nobody_but_an_administrator_reads_or_changes_the_register(
    office: Office, viewer: Viewer
) -> None:
    for act in (
        lambda: polls.list_polls(office, viewer),
        lambda: polls.get_poll(office, viewer, SHIPPED),
        lambda: polls.add_poll(office, viewer, GIVEN),
        lambda: polls.change_poll(office, viewer, SHIPPED, 0, GIVEN),
        lambda: polls.withdraw_poll(office, viewer, SHIPPED, 0, "So"),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_adding_a_poll_is_in_the_chain_of_the_system(office: Office) -> None:
    key = polls.add_poll(office, ADMINISTRATOR, GIVEN)
    kind, body = last_entry(office)
    assert (kind, body["poll"], body["poll_on"]) == ("poll_added", key, "2028-05-04")


def test_two_polls_of_a_kind_on_a_day_have_keys_of_their_own(office: Office) -> None:
    first, second = (polls.add_poll(office, ADMINISTRATOR, GIVEN) for _ in range(2))
    assert first != second
    assert {first, second} <= set(keys(office))


def test_pressing_twice_adds_one(office: Office) -> None:
    added = {polls.add_poll(office, ADMINISTRATOR, GIVEN, one_use_key="k" * 32) for _ in "ab"}
    assert len(added) == 1


def test_every_version_is_kept(office: Office) -> None:
    key = polls.add_poll(office, ADMINISTRATOR, GIVEN)
    again = PollDetails("A mayor", date(2028, 5, 11), "mayoral", source="x", reason="Put off")
    polls.change_poll(office, ADMINISTRATOR, key, 1, again)
    polls.withdraw_poll(office, ADMINISTRATOR, key, 2, "Called off")
    found = polls.get_poll(office, ADMINISTRATOR, key)
    versions = [(v.poll.version, v.stands) for v in found.versions]
    assert versions == [(3, False), (2, True), (1, True)]
    assert last_entry(office)[0] == "poll_withdrawn"


def test_a_change_to_a_poll_that_somebody_changed_is_refused(office: Office) -> None:
    polls.withdraw_poll(office, ADMINISTRATOR, SHIPPED, 0, "Put off")
    with pytest.raises(Conflict):
        polls.withdraw_poll(office, ADMINISTRATOR, SHIPPED, 0, "Put off")


@pytest.mark.parametrize(
    ("details", "faults"),
    [(PollDetails("", None, "x"), ["title", "poll_on", "kind", "source"]),
     (PollDetails("A", date(2028, 5, 4), "local", True, ("east",), None, "x"), ["areas"]),
     (PollDetails("A", date(2028, 5, 4), "local", False, ("nobody",), None, "x"), ["areas"]),
     (PollDetails("A", date(2028, 5, 4), "local", False, (), date(2028, 5, 5), "x"),
      ["starts_on"])],
)  # fmt: skip
def test_every_fault_is_named_at_once(
    office: Office, details: PollDetails, faults: list[str]
) -> None:
    with pytest.raises(InvalidFields) as raised:
        polls.add_poll(office, ADMINISTRATOR, details)
    assert list(raised.value.faults) == faults


@pytest.mark.parametrize("day", [date(1, 5, 4), date(1990, 1, 2), date(2041, 5, 2)])
@pytest.mark.parametrize("name", ["poll_on", "starts_on"])
def test_a_day_outside_our_calendar_is_refused_at_its_field(
    office: Office, name: str, day: date
) -> None:
    with pytest.raises(InvalidFields) as raised:
        polls.add_poll(office, ADMINISTRATOR, replace(GIVEN, **{name: day}))
    assert name in raised.value.faults


def test_a_form_without_the_day_that_may_be_left_out_is_taken(
    administrator: Visitor, app_office: Office
) -> None:
    administrator.open("/administration/polls/add")
    token = administrator.page.select_one("main input[name=csrf_token]")["value"]
    answer = administrator.client.post(
        "/administration/polls/add",
        data={"csrf_token": token, "title": "A mayor", "kind": "mayoral", "source": "A notice",
              "all_england": "y", "poll_on-day": "4", "poll_on-month": "5",
              "poll_on-year": "2028"},
        headers={"Origin": "http://localhost"},
    )  # fmt: skip
    assert answer.status_code in (302, 422)

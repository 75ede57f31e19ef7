"""A clerk sees only what is shared with their council, and says what their committee says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.domain.dates import FactDate
from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.judgement import judge_gate
from casework.services.case_people import give_role
from casework.services.outside_reading import get_outside_case
from casework.services.reading import get_case
from casework.services.scrutiny import (
    acknowledge,
    comment,
    give_view,
)
from casework.services.sharing import share, shared_item, withdraw_share
from casework.store import parties
from casework.store.models.files import ShareOpeningRow
from casework.store.transaction import system_transaction
from tests.integration.case_pages import (
    GOV,
    PM,
    Pages,
    counted_statements,
    fill_intake,
    on,
    open_live_case,
    record,
    running_pages,
)
from tests.integration.entry_pages import browser_of, status
from tests.integration.outside_pages import (
    EAST,
    WEST,
    ZIP_BYTES,
    add_clerks,
    add_organisation,
    issue_pack,
    put_in_paper,
)


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with two affected councils, each with a clerk who can sign in."""
    found = running_pages(migrated_url, tmp_path / "data")
    open_live_case(found)
    fill_intake(found)
    add_clerks(found)
    yield found
    found.office.database.engine.dispose()


def test_a_clerk_sees_the_pack_issued_to_their_council(pages: Pages) -> None:
    issue_pack(pages)
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/shared/{pages.reference}")
    assert "Download: Pack: notification" in clerk.text


def test_the_first_page_of_a_clerk_lists_their_packs(pages: Pages) -> None:
    issue_pack(pages)
    clerk = browser_of(pages, "east-clerk")
    clerk.open("/")
    assert "Your packs" in clerk.heading and "1 item shared with you" in clerk.text


def test_the_clerk_of_another_council_learns_nothing(pages: Pages) -> None:
    issue_pack(pages)
    other = browser_of(pages, "west-clerk")
    other.open("/shared")
    assert pages.reference not in other.text


def test_the_clerk_of_another_council_cannot_open_the_case(pages: Pages) -> None:
    issue_pack(pages)
    other = browser_of(pages, "west-clerk")
    other.open(f"/shared/{pages.reference}")
    assert status(other) == 404


def test_the_clerk_of_another_council_cannot_download_the_pack(pages: Pages) -> None:
    pin = issue_pack(pages)
    with pytest.raises(NotFound):
        shared_item(pages.office, WEST, pages.reference, pin)


def test_to_another_council_a_case_unshared_and_no_case_sound_the_same(pages: Pages) -> None:
    pin = issue_pack(pages)
    said = []
    for reference in (pages.reference, "NO-SUCH-CASE"):
        with pytest.raises(NotFound) as raised:
            shared_item(pages.office, WEST, reference, pin)
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_a_download_gives_the_very_bytes_as_an_attachment(pages: Pages) -> None:
    issue_pack(pages)
    answer = pages.sign_in("east-clerk").get(
        f"/shared/{pages.reference}/pack/notification:east-council/1"
    )
    assert answer.data == ZIP_BYTES
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_every_opening_and_every_attempt_is_logged(pages: Pages) -> None:
    pin = issue_pack(pages)
    shared_item(pages.office, EAST, pages.reference, pin)
    with pytest.raises(NotFound):
        shared_item(pages.office, WEST, pages.reference, pin)
    with pages.office.database.reading() as connection:
        logged = connection.execute(select(ShareOpeningRow.person, ShareOpeningRow.outcome)).all()
    assert [tuple(row) for row in logged] == [("east-clerk", "opened"), ("west-clerk", "refused")]


def test_an_acknowledgement_writes_the_delivery(pages: Pages) -> None:
    issue_pack(pages)
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/shared/{pages.reference}")
    clerk.send(f"/shared/{pages.reference}/pack/notification:east-council/1/acknowledge")
    assert "Acknowledged on 1 June 2026" in clerk.text
    facts = get_case(pages.office, PM, pages.reference).facts
    (delivery,) = facts.current("delivery")
    assert delivery.payload.acknowledged_on == on("2026-06-01")
    assert str(delivery.payload.acknowledged_by) == "Scrutiny committee clerk"


def test_nothing_is_acknowledged_twice(pages: Pages) -> None:
    pin = issue_pack(pages)
    acknowledge(pages.office, EAST, pages.reference, pin)
    with pytest.raises(Invalid):
        acknowledge(pages.office, EAST, pages.reference, pin)


def test_one_councils_acknowledgement_does_not_count_for_another(pages: Pages) -> None:
    pin = put_in_paper(pages)
    for council in ("east-council", "west-council"):
        share(pages.office, PM, pages.reference, pin, council)
    acknowledge(pages.office, EAST, pages.reference, pin)
    (item,) = get_outside_case(pages.office, WEST, pages.reference).items
    assert item.acknowledged == ""


def test_each_council_acknowledges_what_it_was_sent(pages: Pages) -> None:
    pin = put_in_paper(pages)
    for council in ("east-council", "west-council"):
        share(pages.office, PM, pages.reference, pin, council)
    give_role(pages.office, GOV, pages.reference, "west-clerk", "HC")
    keys = {acknowledge(pages.office, clerk, pages.reference, pin).key for clerk in (EAST, WEST)}
    assert len(keys) == 2


def test_a_member_acknowledges_for_the_joint_committee_and_for_itself(pages: Pages) -> None:
    add_organisation(pages, "joint-committee", "joint_scrutiny")
    record(pages, "joint_scrutiny", outcome="appointed", organisation="joint-committee",
           members=["east-council"])  # fmt: skip
    pin = put_in_paper(pages)
    for body in ("east-council", "joint-committee"):
        share(pages.office, PM, pages.reference, pin, body)
    acknowledge(pages.office, EAST, pages.reference, pin, "joint-committee")
    items = get_outside_case(pages.office, EAST, pages.reference).items
    assert {i.organisation for i in items if i.acknowledged} == {"joint-committee"}


@pytest.mark.parametrize(
    "values", [{"classification": "restricted"}, {"classification": "privileged"}]
)
def test_what_is_not_public_cannot_be_shared(pages: Pages, values: dict[str, str]) -> None:
    pin = put_in_paper(pages, **values)
    with pytest.raises(NotPermitted):
        share(pages.office, PM, pages.reference, pin, "east-council")


def test_a_pack_goes_to_nobody_but_whom_it_was_issued_to(pages: Pages) -> None:
    pin = issue_pack(pages)
    with pytest.raises(NotPermitted):
        share(pages.office, PM, pages.reference, pin, "west-council")


def test_only_named_roles_share(pages: Pages) -> None:
    pin = put_in_paper(pages)
    with pytest.raises(NotPermitted):
        share(pages.office, Viewer("engagement-lead", "north-icb"), pages.reference, pin,
              "east-council")  # fmt: skip


def test_a_withdrawn_share_shows_nothing_from_the_same_day(pages: Pages) -> None:
    pin = issue_pack(pages)
    withdraw_share(pages.office, GOV, pages.reference, pin, "east-council")
    with pytest.raises(NotFound):
        shared_item(pages.office, EAST, pages.reference, pin)


def test_what_was_withdrawn_can_be_shared_again(pages: Pages) -> None:
    pin = issue_pack(pages)
    withdraw_share(pages.office, GOV, pages.reference, pin, "east-council")
    share(pages.office, GOV, pages.reference, pin, "east-council")
    assert shared_item(pages.office, EAST, pages.reference, pin).content == ZIP_BYTES


def test_a_successor_sees_nothing_without_a_recorded_succession(pages: Pages) -> None:
    pin = issue_pack(pages)
    add_organisation(pages, "new-council")
    with pytest.raises(NotFound):
        shared_item(pages.office, _clerk_of("new-council"), pages.reference, pin)


@pytest.mark.parametrize(("day", "sees"), [(date(2026, 4, 1), True), (date(2027, 4, 1), False)])
def test_a_successor_sees_the_share_from_the_day_of_succession(
    pages: Pages, day: date, sees: bool
) -> None:
    pin = issue_pack(pages)
    add_organisation(pages, "new-council")
    with system_transaction(pages.office.database, SYSTEM, pages.office.clock.now()) as tx:
        parties.insert_succession(
            tx.connection,
            {"predecessor": "east-council", "successor": "new-council", "succeeded_on": day,
             "instrument": "an order"},
        )  # fmt: skip
        tx.record_audit("succession_recorded", {})
    assert _can_open(pages, _clerk_of("new-council"), pin) is sees


def test_a_member_of_the_joint_committee_sees_what_is_shared_with_it(pages: Pages) -> None:
    add_organisation(pages, "joint-committee", "joint_scrutiny")
    record(pages, "joint_scrutiny", outcome="appointed", organisation="joint-committee",
           members=["east-council"])  # fmt: skip
    pin = issue_pack(pages, "joint-committee")
    assert _can_open(pages, EAST, pin) and not _can_open(pages, WEST, pin)


def test_a_view_given_by_the_clerk_is_on_the_record(pages: Pages) -> None:
    give_view(pages.office, EAST, pages.reference, "east-council", "substantial",
              on("2026-05-20"), "Minute 7")  # fmt: skip
    view = get_case(pages.office, PM, pages.reference)
    (found,) = view.facts.about("authority_view", "east-council")
    assert (found.payload.view, found.recorded_by) == ("substantial", "east-clerk")


def test_a_view_meets_what_gate_30_asks_to_be_recorded_for_that_council(pages: Pages) -> None:
    before = _states(pages, "GT30", "views")
    give_view(pages.office, EAST, pages.reference, "east-council", "substantial",
              on("2026-05-20"))  # fmt: skip
    after = _states(pages, "GT30", "views")
    assert before["east-council"] == "not recorded"
    assert (after["east-council"], after["west-council"]) == ("to be signed off", "not recorded")


def test_comments_of_the_clerk_meet_gate_82(pages: Pages) -> None:
    record(pages, "substantiality", outcome="substantial", determined_on="2026-05-21")
    record(pages, "urgency_screen", no_time_to_consult="no", screened_on="2026-05-21")
    comment(pages.office, EAST, pages.reference, "east-council", "comments", "We agree.",
            on("2026-05-28"))  # fmt: skip
    assert _states(pages, "GT82", "comments")["east-council"] == "met"


def test_a_clerk_cannot_speak_for_another_council(pages: Pages) -> None:
    with pytest.raises(NotPermitted):
        comment(pages.office, EAST, pages.reference, "west-council", "comments", "We agree.",
                on("2026-05-28"))  # fmt: skip


def test_a_clerk_without_a_role_on_the_case_cannot_speak(pages: Pages) -> None:
    with pytest.raises(NotFound):
        give_view(pages.office, WEST, pages.reference, "west-council", "substantial",
                  on("2026-05-28"))  # fmt: skip


def test_nobody_has_said_anything_tomorrow(pages: Pages) -> None:
    with pytest.raises(Invalid):
        comment(pages.office, EAST, pages.reference, "east-council", "comments", "We agree.",
                FactDate.on(date(2026, 6, 2)))  # fmt: skip


def test_a_clerk_enters_a_meeting_in_the_browser(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/shared/{pages.reference}/meetings/new")
    clerk.send(**{"on-day": "7", "on-month": "7", "on-year": "2026", "body": "east-council"})
    assert "Meeting (East Council): 7 July 2026" in clerk.open(f"/shared/{pages.reference}").text


def test_comments_pressed_twice_are_recorded_once(pages: Pages) -> None:
    client = pages.sign_in("east-clerk")
    address = f"/shared/{pages.reference}/say/comments"
    from tests.integration.case_pages import field_in, token_in

    page = client.get(address).get_data(as_text=True)
    fields = {"csrf_token": token_in(page), "once": field_in(page, "once"),
              "body": "east-council", "outcome": "comments", "comments": "We agree.",
              "received_on": "2026-05-28"}  # fmt: skip
    answers = [client.post(address, data=fields).status_code for _ in range(2)]
    facts = get_case(pages.office, PM, pages.reference).facts
    assert (answers, len(facts.current("scrutiny_response"))) == ([302, 302], 1)


def test_a_form_with_mistakes_keeps_what_was_written(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(f"/shared/{pages.reference}/say/comments")
    clerk.send(body="east-council", outcome="comments", comments="Word for word",
               received_on="31 February")  # fmt: skip
    assert status(clerk) == 422
    assert "Word for word" in str(clerk.page) and "There is a problem" in clerk.text


def test_a_clerk_cannot_open_the_case_itself(pages: Pages) -> None:
    clerk = browser_of(pages, "east-clerk")
    clerk.open(pages.url)
    assert status(clerk) == 404


@pytest.mark.parametrize("path", ["/shared", "/shared/{}", "/home"])
def test_pages_for_a_clerk_send_eight_statements_at_most(pages: Pages, path: str) -> None:
    for number in range(12):
        pin = put_in_paper(pages, f"Paper {number}")
        share(pages.office, PM, pages.reference, pin, "east-council")
    client = pages.sign_in("east-clerk")
    with counted_statements(pages) as seen:
        answer = client.get(path.format(pages.reference))
    asked = [s for s in seen if s not in ("BEGIN", "BEGIN IMMEDIATE")]
    assert answer.status_code == 200
    assert len(asked) <= 8, asked


def _clerk_of(organisation: str) -> Viewer:
    return Viewer(f"{organisation}-clerk", organisation, outside=True)


def _can_open(pages: Pages, viewer: Viewer, pin: str) -> bool:
    try:
        return shared_item(pages.office, viewer, pages.reference, pin).content == ZIP_BYTES
    except NotFound:
        return False


def _states(pages: Pages, gate: str, criterion: str) -> dict[str, str]:
    view = get_case(pages.office, PM, pages.reference)
    found = view.definition.find_gate(gate)
    assert found is not None
    return {
        r.subject: r.state.value for r in judge_gate(view.definition, found, view.judged).results
        if r.criterion.id == criterion
    }  # fmt: skip

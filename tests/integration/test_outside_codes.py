"""A share opened without an account: once, in time, by whoever has both link and code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.domain.errors import Invalid, NotFound, NotPermitted
from casework.services.identity.throttle import TooManyAttempts
from casework.services.recording import withdraw_record
from casework.services.share_codes import (
    download_opened_share,
    open_share,
    revoke_share_code,
    share_with_contact,
)
from casework.store.models.files import ShareCodeRow, ShareOpeningRow
from casework.store.models.jobs import JobRow
from casework.web.outside import without_account
from tests.integration.case_pages import PM, SRO, Pages, open_live_case, running_pages
from tests.integration.entry_pages import browser_of, status
from tests.integration.outside_pages import CONTACT, add_contact, issue_pack, put_in_paper
from tests.visitors import MovableClock, Visitor


@pytest.fixture
def pages(migrated_url: str, tmp_path: Path) -> Iterator[Pages]:
    """A live case with a contact, and a clock that a test can move."""
    found = running_pages(migrated_url, tmp_path / "data")
    clock = MovableClock(found.office.clock.now())
    object.__setattr__(found.office, "clock", clock)
    open_live_case(found)
    add_contact(found)
    yield found
    found.office.database.engine.dispose()


@pytest.fixture
def sent(pages: Pages) -> tuple[str, str]:
    """The link's token and the code, as the letter to the contact gives them."""
    pin = put_in_paper(pages)
    share_with_contact(pages.office, PM, pages.reference, pin, CONTACT, 7)
    return letter(pages)


def letter(pages: Pages) -> tuple[str, str]:
    with pages.office.database.reading() as connection:
        arguments = connection.execute(
            select(JobRow.arguments).where(JobRow.name == "send_letter").order_by(JobRow.id.desc())
        ).scalars().first()  # fmt: skip
    body = json.loads(arguments or "{}")["body"]
    found = re.search(r"/share/(\S+)\s.*code: ([0-9 ]+)", body, re.DOTALL)
    assert found, body
    return found.group(1), found.group(2)


def test_the_code_opens_the_paper_in_a_browser_without_an_account(
    pages: Pages, sent: tuple[str, str]
) -> None:
    visitor = Visitor(pages.app)
    visitor.open(f"/share/{sent[0]}")
    visitor.send(code=sent[1])
    assert visitor.heading.endswith("Travel times")
    assert visitor.client.get("/opened-share/file").data == b"Travel times\n"


def test_looking_at_the_page_uses_nothing_up(pages: Pages, sent: tuple[str, str]) -> None:
    visitor = Visitor(pages.app)
    for _ in range(3):
        visitor.open(f"/share/{sent[0]}")
    visitor.send(code=sent[1])
    assert status(visitor) == 200 and "Download it" in visitor.text


def test_a_code_works_once(pages: Pages, sent: tuple[str, str]) -> None:
    open_share(pages.office, *sent)
    with pytest.raises(Invalid):
        open_share(pages.office, *sent)


def test_a_wrong_code_opens_nothing_and_says_nothing(pages: Pages, sent: tuple[str, str]) -> None:
    with pytest.raises(Invalid, match="does not open anything"):
        open_share(pages.office, sent[0], "00000000")


def test_the_code_of_one_letter_does_not_fit_the_link_of_another(
    pages: Pages, sent: tuple[str, str]
) -> None:
    share_with_contact(pages.office, PM, pages.reference, put_in_paper(pages, "Other"), CONTACT, 7)
    with pytest.raises(Invalid):
        open_share(pages.office, letter(pages)[0], sent[1])


def test_guessing_is_slowed_down(pages: Pages, sent: tuple[str, str]) -> None:
    with pytest.raises(TooManyAttempts):
        for number in range(20):
            with pytest.raises(Invalid):
                open_share(pages.office, sent[0], f"{number:08d}")


def test_a_stranger_who_guesses_too_often_is_not_told_to_reset_a_password(
    pages: Pages, sent: tuple[str, str]
) -> None:
    refusal = ""
    for number in range(20):
        try:
            open_share(pages.office, sent[0], f"{number:08d}")
        except (Invalid, TooManyAttempts) as error:
            refusal = str(error)
    assert "then try again." in refusal and "password" not in refusal


def test_a_code_expires(pages: Pages, sent: tuple[str, str]) -> None:
    pages.office.clock.pass_by(days=7)  # type: ignore[attr-defined]
    with pytest.raises(Invalid):
        open_share(pages.office, *sent)


def test_a_code_can_be_revoked_before_it_is_used(pages: Pages, sent: tuple[str, str]) -> None:
    revoke_share_code(pages.office, PM, pages.reference, code_id(pages))
    with pytest.raises(Invalid):
        open_share(pages.office, *sent)


def test_a_code_can_be_revoked_while_it_is_looked_at(pages: Pages, sent: tuple[str, str]) -> None:
    opened = open_share(pages.office, *sent)
    revoke_share_code(pages.office, PM, pages.reference, opened)
    with pytest.raises(NotFound):
        download_opened_share(pages.office, opened)


def test_the_look_ends_after_half_an_hour(pages: Pages, sent: tuple[str, str]) -> None:
    opened = open_share(pages.office, *sent)
    pages.office.clock.pass_by(minutes=31)  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        download_opened_share(pages.office, opened)


def test_what_was_withdrawn_meanwhile_is_not_served(pages: Pages, sent: tuple[str, str]) -> None:
    opened = open_share(pages.office, *sent)
    with pages.office.database.reading() as connection:
        pin = connection.execute(select(ShareCodeRow.shared)).scalar_one()
    withdraw_record(pages.office, PM, pages.reference, pin.partition("@")[0], 1, "Wrong file")
    with pytest.raises(NotFound):
        download_opened_share(pages.office, opened)


def test_openings_are_logged_with_the_contact(pages: Pages, sent: tuple[str, str]) -> None:
    opened = open_share(pages.office, *sent)
    download_opened_share(pages.office, opened)
    with pytest.raises(Invalid):
        open_share(pages.office, *sent)
    with pages.office.database.reading() as connection:
        logged = connection.execute(select(ShareOpeningRow.contact, ShareOpeningRow.outcome)).all()
    assert [tuple(row) for row in logged] == [(CONTACT, "opened"), (CONTACT, "refused")]


def test_only_a_hash_of_the_code_is_kept(pages: Pages, sent: tuple[str, str]) -> None:
    with pages.office.database.reading() as connection:
        kept = " ".join(map(str, connection.execute(select(ShareCodeRow.__table__)).one()))
    assert sent[0] not in kept and sent[1].replace(" ", "") not in kept


def test_a_browser_cannot_choose_which_share_it_has_opened(pages: Pages) -> None:
    client = pages.app.test_client()
    client.set_cookie("casework_session", '{"opened_share": 1}')
    assert client.get("/opened-share/file").status_code == 404
    assert without_account.OPENED == "opened_share"


def test_a_restricted_paper_gets_no_code(pages: Pages) -> None:
    pin = put_in_paper(pages, classification="restricted")
    with pytest.raises(NotPermitted):
        share_with_contact(pages.office, PM, pages.reference, pin, CONTACT, 7)


def test_only_named_roles_send_codes(pages: Pages) -> None:
    pin = put_in_paper(pages)
    with pytest.raises(NotPermitted):
        share_with_contact(pages.office, SRO, pages.reference, pin, CONTACT, 7)


def test_a_manager_sends_and_revokes_a_code_in_the_browser(pages: Pages) -> None:
    pin = put_in_paper(pages)
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/sharing")
    manager.send(f"{pages.url}/sharing/codes", code_pin=pin, contact=CONTACT, days="14")
    assert "Not used yet; expires on 15 June 2026" in manager.text
    manager.send(f"{pages.url}/sharing/codes/{code_id(pages)}/revoke")
    assert "Revoked on 1 June 2026" in manager.text


def test_a_manager_shares_and_stops_sharing_in_the_browser(pages: Pages) -> None:
    pin = put_in_paper(pages)
    manager = browser_of(pages, "programme-manager")
    manager.open(f"{pages.url}/sharing")
    manager.send(f"{pages.url}/sharing", pin=pin, organisation="east-council")
    assert "With East Council since 1 June 2026" in manager.text
    manager.send(f"{pages.url}/sharing/withdraw")
    assert "Withdrawn on 1 June 2026" in manager.text


def test_the_sharing_page_offers_no_forms_to_other_roles(pages: Pages) -> None:
    issue_pack(pages)
    other = browser_of(pages, "engagement-lead")
    other.open(f"{pages.url}/sharing")
    assert "With East Council" in other.text and "Stop sharing" not in other.text


def code_id(pages: Pages) -> int:
    with pages.office.database.reading() as connection:
        return int(connection.execute(select(ShareCodeRow.id)).scalars().all()[-1])

"""Characters that no database keeps: refused with a page, and by the services that take texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.domain.errors import Invalid, InvalidFields
from casework.domain.text import typed
from casework.domain.viewer import SYSTEM
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    defer_gate,
    set_aside,
)
from casework.services.listing import open_programme
from casework.services.office import Office
from casework.services.people import (
    ContactDetails,
    PersonDetails,
    add_contact,
    add_contact_list,
    add_person,
)
from casework.services.recording import withdraw_record
from tests.integration.desk import Desk
from tests.visitors import Visitor, add_account

PERSON = "person@icb.example"


@pytest.mark.parametrize(
    "address",
    ["/cases/%00", "/kept/%00", "/cases?stage=%00", "/cases?%00=1", "/sign-in?next=%00",
     "/cases/SC-2026-0001/records/promise/%00", "/no-such-page%00"],
)  # fmt: skip
@pytest.mark.parametrize("signed_in", [False, True])
def test_an_address_with_a_nul_answers_400(
    visitor: Visitor, app_office: Office, address: str, signed_in: bool
) -> None:
    if signed_in:
        add_account(app_office, PERSON)
        visitor.sign_in(PERSON)
    assert visitor.open(address).status_code == 400
    assert visitor.heading == "This address cannot be read"


@pytest.mark.parametrize("page", ["/sign-in", "/reset-password"])
def test_a_form_with_a_nul_answers_400_without_signing_in(visitor: Visitor, page: str) -> None:
    visitor.open(page)
    assert visitor.send(email="per\0son@icb.example").status_code == 400


def test_what_was_typed_is_offered_again_without_the_nul(
    visitor: Visitor, app_office: Office
) -> None:
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    token = visitor.page.find("input", attrs={"name": "csrf_token"})
    assert token is not None
    answer = visitor.client.post(
        "/cases/SC-2026-0001/records/promise/new",
        data={"csrf_token": token["value"], "what": "A new\0 ward"},
        headers={"Origin": "http://localhost"},
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "A new ward</textarea>" in text
    assert "\0" not in text


def test_a_nul_in_the_name_of_a_browser_answers_400(visitor: Visitor) -> None:
    answer = visitor.client.get("/sign-in", headers={"User-Agent": "a\0b"})
    assert answer.status_code == 400


NUL = "words\0"


def _set_aside(desk: Desk, **texts: str) -> None:
    set_aside(
        desk.office, desk.viewer("SRO"), desk.reference,
        SetAside("GT03.register", "waiver", **{"reason": "Kept elsewhere.", **texts}),
    )  # fmt: skip


def _withdraw(desk: Desk) -> None:
    found = desk.record("site", name="West Hospital")
    withdraw_record(
        desk.office, desk.viewer("PM"), desk.reference, found.reference, 1, NUL
    )


TEXTS: dict[str, Callable[[Desk], object]] = {
    "reason": lambda desk: _set_aside(desk, reason=NUL),
    "privileged note": lambda desk: add_privileged_note(
        desk.office, desk.viewer("LEG"), desk.reference,
        desk.record("site", name="West Hospital").reference, NUL,
    ),
    "withdrawal": _withdraw,
    "statement": lambda desk: desk.sign("GT03.register", "GOV", statement=NUL),
    "source": lambda desk: desk.sign("GT03.register", "GOV", source=NUL),
    "programme": lambda desk: open_programme(desk.office, desk.viewer("GOV"), NUL, "icb"),
    "person": lambda desk: add_person(desk.office, SYSTEM, PersonDetails(NUL)),
    "job title": lambda desk: add_person(
        desk.office, SYSTEM, PersonDetails("Somebody", job_title=NUL)
    ),
    "contact": lambda desk: add_contact(
        desk.office, SYSTEM, ContactDetails(NUL, "contact@icb.example")
    ),
    "list": lambda desk: add_contact_list(desk.office, SYSTEM, NUL),
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_a_nul_is_refused(desk: Desk, text: str) -> None:
    desk.evidence("interests_register", classification="restricted")
    with pytest.raises((Invalid, InvalidFields), match="character that cannot be kept"):
        TEXTS[text](desk)


def test_what_turns_writing_round_is_left_out_of_a_text() -> None:
    assert typed("read \u202eback\u0007\r\nplainly ") == "read back\nplainly"


BLANK = [" ", "   \x07 ", "\u200b\u2060", "\u3164", "\xad\n"]


@pytest.mark.parametrize("blank", BLANK)
def test_a_reason_in_which_nothing_is_seen_is_none(desk: Desk, blank: str) -> None:
    with pytest.raises(Invalid, match="An exception needs a reason"):
        _set_aside(desk, reason=blank)
    with pytest.raises(Invalid, match="An exception needs a reason"):
        defer_gate(desk.office, desk.viewer("GOV"), desk.reference, "GT31", blank)


@pytest.mark.parametrize("blank", BLANK)
def test_a_privileged_note_in_which_nothing_is_seen_is_refused(desk: Desk, blank: str) -> None:
    site = desk.record("site", name="West Hospital")
    with pytest.raises(Invalid, match="A privileged note needs words"):
        add_privileged_note(
            desk.office, desk.viewer("LEG"), desk.reference, site.reference, blank
        )


@pytest.mark.parametrize("blank", BLANK)
def test_a_required_field_in_which_nothing_is_seen_is_empty(desk: Desk, blank: str) -> None:
    with pytest.raises(InvalidFields, match="Enter the name"):
        desk.record("site", name=blank)


def test_a_sign_that_is_seen_is_a_word() -> None:
    assert typed(" \u2713 ") == "\u2713"

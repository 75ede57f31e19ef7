"""Signing in, sessions, throttling, and the second factor."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from casework.services.identity.sign_in import sign_in
from casework.services.identity.throttle import TooManyAttempts, count_attempt
from casework.services.office import Office
from tests.integration.identities import (
    GOVERNANCE,
    MANAGER,
)
from tests.visitors import PASSWORD, MovableClock, Visitor, add_account, add_organisation


@pytest.fixture
def manager(app_office: Office) -> str:
    add_organisation(app_office, "an-icb")
    return add_account(app_office, MANAGER, organisation="an-icb", name="Programme manager")


@pytest.fixture
def governance(app_office: Office) -> str:
    return add_account(app_office, GOVERNANCE, roles=frozenset({"governance"}))


def test_the_right_password_signs_in(visitor: Visitor, manager: str) -> None:
    visitor.sign_in(MANAGER)
    visitor.open("/account")
    assert "Programme manager" in visitor.text


def test_the_address_may_be_written_in_capitals(visitor: Visitor, manager: str) -> None:
    visitor.sign_in(MANAGER.upper())
    assert visitor.open("/account").status_code == 200 and visitor.heading == "Your account"


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(
    app: Flask, manager: str
) -> None:
    said = []
    for email in (MANAGER, "nobody@icb.example"):
        visitor = Visitor(app)
        visitor.sign_in(email, "not the password")
        said.append(visitor.text)
    assert said[0] == said[1] and "is not right" in said[0]


def test_a_stranger_is_sent_to_sign_in_and_then_to_where_they_wanted_to_go(
    visitor: Visitor, manager: str
) -> None:
    visitor.open("/account/password")
    visitor.send("/sign-in", email=MANAGER, password=PASSWORD)
    assert visitor.heading == "Change your password"


def test_nobody_is_sent_to_another_site_after_signing_in(visitor: Visitor, manager: str) -> None:
    for address in ("//evil.example/", "https://evil.example/", "/\\evil.example", "//["):
        visitor.open("/sign-in?next=" + address)
        with visitor.client.session_transaction() as session:
            assert "next" not in session


@pytest.mark.parametrize("hidden", ["%0D%0AX-Inj:%201", "%09", "%7F", "%C2%85", "%E2%80%A8"])
def test_an_address_with_a_control_character_is_no_place_to_go_to(
    visitor: Visitor, manager: str, hidden: str
) -> None:
    visitor.open("/sign-in?next=/account/password" + hidden)
    visitor.send("/sign-in", email=MANAGER, password=PASSWORD)
    assert visitor.heading not in ("Change your password", "")


def test_signing_in_again_gives_a_new_token_and_ends_the_old_one(
    visitor: Visitor, app_office: Office, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    visitor.open("/reset-password")  # a page with a form, also for who is signed in
    token = visitor.page.find("input", {"name": "csrf_token"})["value"]
    form = {"email": MANAGER, "password": PASSWORD, "csrf_token": token}
    visitor.client.post("/sign-in", data=form)
    with app_office.database.reading() as connection:
        revoked = connection.execute(text("select revoked_at from user_session order by id"))
        assert [row.revoked_at is None for row in revoked] == [False, True]


def test_tokens_are_kept_only_as_hashes(visitor: Visitor, app_office: Office, manager: str) -> None:
    visitor.sign_in(MANAGER)
    with visitor.client.session_transaction() as session:
        token = session["_user_id"]
    with app_office.database.reading() as connection:
        kept = connection.execute(text("select token_hash from user_session")).scalars().all()
    assert kept and token not in kept


def test_a_session_ends_when_it_is_idle_for_more_than_half_an_hour(
    visitor: Visitor, clock: MovableClock, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    clock.pass_by(minutes=29)
    visitor.open("/account")
    clock.pass_by(minutes=29)
    assert visitor.open("/account") and visitor.heading == "Your account"
    clock.pass_by(minutes=31)
    visitor.open("/account")
    assert visitor.heading == "Sign in to Casework"


def test_a_session_ends_after_twelve_hours_however_busy(
    visitor: Visitor, clock: MovableClock, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    for _ in range(36):
        clock.pass_by(minutes=20)
        visitor.open("/account")
    clock.pass_by(minutes=1)
    visitor.open("/account")
    assert visitor.heading == "Sign in to Casework"


def test_a_stolen_cookie_does_not_work_in_another_browser(visitor: Visitor, manager: str) -> None:
    visitor.sign_in(MANAGER)
    answer = visitor.client.get("/account", headers={"User-Agent": "Another browser"})
    assert answer.status_code == 302


def test_signing_out_ends_the_session_on_the_server(
    app: Flask, visitor: Visitor, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    with visitor.client.session_transaction() as session:
        stolen = dict(session)
    visitor.open("/account")
    visitor.send("/sign-out")
    thief = Visitor(app)
    with thief.client.session_transaction() as session:
        session.update(stolen)
    thief.open("/account")
    assert thief.heading == "Sign in to Casework"


def test_one_can_end_ones_other_sessions(app: Flask, manager: str) -> None:
    here, there = Visitor(app), Visitor(app)
    here.sign_in(MANAGER)
    there.sign_in(MANAGER)
    here.open("/account")
    here.send("/account/sessions/end-others")
    there.open("/account")
    assert (here.heading, there.heading) == ("Your account", "Sign in to Casework")


def test_nobody_can_end_somebody_elses_session(
    app: Flask, app_office: Office, manager: str, governance: str
) -> None:
    mine, theirs = Visitor(app), Visitor(app)
    add_account(app_office, "other@icb.example")
    theirs.sign_in("other@icb.example")
    mine.sign_in(MANAGER)
    with app_office.database.reading() as connection:
        other = connection.execute(text("select min(id) from user_session")).scalar_one()
    mine.open("/account")
    token = mine.page.find("input", {"name": "csrf_token"})["value"]
    answer = mine.client.post(f"/account/sessions/{other}/end", data={"csrf_token": token})
    assert answer.status_code == 404


def test_changing_the_password_ends_other_sessions_and_the_old_password(
    app: Flask, manager: str
) -> None:
    here, there = Visitor(app), Visitor(app)
    here.sign_in(MANAGER)
    there.sign_in(MANAGER)
    here.open("/account/password")
    here.send(present=PASSWORD, new="quite another phrase", new_again="quite another phrase")
    there.open("/account")
    there.send("/sign-in", email=MANAGER, password=PASSWORD)
    assert (here.heading, there.heading) == ("Your account", "Sign in to Casework")


@pytest.mark.parametrize(
    "weak", ["short", "password1234", "aaaaaaaaaaaaaa", "manager12345", "manager@icb.example"]
)
def test_a_weak_password_is_refused_with_the_reason(
    visitor: Visitor, manager: str, weak: str
) -> None:
    visitor.sign_in(MANAGER)
    visitor.open("/account/password")
    answer = visitor.send(present=PASSWORD, new=weak, new_again=weak)
    words = visitor.text
    assert answer.status_code == 422 and ("easy to guess" in words or "shorter" in words)


def test_guesses_are_slowed_down_and_the_right_password_waits_too(
    visitor: Visitor, clock: MovableClock, manager: str
) -> None:
    for _ in range(5):
        visitor.sign_in(MANAGER, "not the password")
    refused = visitor.sign_in(MANAGER)
    clock.pass_by(minutes=16)
    visitor.sign_in(MANAGER)
    visitor.open("/account")
    assert refused.status_code == 429 and visitor.heading == "Your account"


def test_an_unknown_address_is_slowed_down_in_the_same_way(visitor: Visitor) -> None:
    answers = [visitor.sign_in("nobody@icb.example").status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_many_sign_in_from_one_address(visitor: Visitor, app_office: Office) -> None:
    for number in range(6):
        email = f"person{number}@icb.example"
        add_account(app_office, email)
        for _ in range(6):
            sign_in(app_office, email, PASSWORD, address="10.0.0.1")
    with app_office.database.reading() as connection:
        assert connection.execute(text("select count(*) from sign_in_failure")).scalar() == 0


def test_a_success_takes_back_no_other_attempt_from_its_address(
    app_office: Office, manager: str
) -> None:
    for number in range(3):
        count_attempt(app_office, f"victim{number}@icb.example", "10.0.0.1")
    sign_in(app_office, MANAGER, PASSWORD, address="10.0.0.1")
    with app_office.database.reading() as connection:
        assert connection.execute(text("select count(*) from sign_in_failure")).scalar() == 6


def test_the_sign_in_page_says_how_long_to_wait(visitor: Visitor) -> None:
    for _ in range(6):
        refused = visitor.sign_in("nobody@icb.example")
    assert refused.headers["Retry-After"] == "2"


def test_an_address_that_cannot_be_read_is_no_place_to_go_to(
    visitor: Visitor, manager: str
) -> None:
    assert visitor.open("/sign-in?next=//[").status_code == 200


def test_who_mistypes_a_password_too_often_is_told_that_it_can_be_reset(
    visitor: Visitor, manager: str
) -> None:
    for _ in range(6):
        visitor.sign_in(MANAGER, "not the password")
    assert "then try again, or reset your password" in visitor.text


def test_the_delay_grows_with_every_failure(
    visitor: Visitor, clock: MovableClock, app_office: Office, manager: str
) -> None:
    waits = []
    for _ in range(9):
        try:
            count_attempt(app_office, MANAGER, "")
        except TooManyAttempts as error:
            waits.append(error.seconds)
            clock.pass_by(seconds=error.seconds)
            count_attempt(app_office, MANAGER, "")
    assert waits == [2, 4, 8, 16]

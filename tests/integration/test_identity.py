"""Signing in, sessions, throttling, and the second factor."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp
import pytest
from flask import Flask
from sqlalchemy import text

from casework.domain.viewer import SYSTEM
from casework.services.identity import accounts
from casework.services.office import Office
from casework.store import accounts as store
from tests.visitors import PASSWORD, MovableClock, Visitor, add_account, add_organisation

MANAGER = "manager@icb.example"
GOVERNANCE = "governance@icb.example"


@pytest.fixture
def manager(office: Office) -> str:
    add_organisation(office, "an-icb")
    return add_account(office, MANAGER, organisation="an-icb", name="Programme manager")


@pytest.fixture
def governance(office: Office) -> str:
    return add_account(office, GOVERNANCE, roles=frozenset({"governance"}))


def secret_on(visitor: Visitor) -> str:
    found = visitor.page.find(class_="casework-secret")
    assert found is not None
    return found.get_text().replace(" ", "")


def code_of(secret: str, clock: MovableClock) -> str:
    return pyotp.TOTP(secret).at(clock.now())


def with_second_factor(visitor: Visitor, clock: MovableClock) -> tuple[str, list[str]]:
    """Sign in as governance, set the second factor up; the secret and the recovery codes."""
    visitor.sign_in(GOVERNANCE)
    secret = secret_on(visitor)
    visitor.send("/account/second-factor", code=code_of(secret, clock))
    codes = [item.get_text(strip=True) for item in visitor.page.select(".casework-codes li")]
    return secret, codes


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
    for address in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        visitor.open("/sign-in?next=" + address)
        with visitor.client.session_transaction() as session:
            assert "next" not in session


def test_signing_in_gives_a_new_token(visitor: Visitor, manager: str) -> None:
    tokens = []
    for _ in range(2):
        visitor.client.post("/sign-out")
        visitor.open("/account")
        if visitor.page.find("input", {"name": "email"}):
            visitor.sign_in(MANAGER)
        with visitor.client.session_transaction() as session:
            tokens.append(session["_user_id"])
            session.pop("_user_id")
    assert tokens[0] != tokens[1]


def test_tokens_are_kept_only_as_hashes(visitor: Visitor, office: Office, manager: str) -> None:
    visitor.sign_in(MANAGER)
    with visitor.client.session_transaction() as session:
        token = session["_user_id"]
    with office.database.reading() as connection:
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
    app: Flask, office: Office, manager: str, governance: str
) -> None:
    mine, theirs = Visitor(app), Visitor(app)
    add_account(office, "other@icb.example")
    theirs.sign_in("other@icb.example")
    mine.sign_in(MANAGER)
    with office.database.reading() as connection:
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
    assert answer.status_code == 422 and ("easy to guess" in visitor.text or "shorter" in answer.text)


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


def test_the_delay_grows_with_every_failure(
    visitor: Visitor, clock: MovableClock, office: Office, manager: str
) -> None:
    from casework.services.identity.throttle import TooManyAttempts, count_attempt

    waits = []
    for _ in range(9):
        try:
            count_attempt(office, MANAGER, "")
        except TooManyAttempts as error:
            waits.append(error.seconds)
            clock.pass_by(seconds=error.seconds)
            count_attempt(office, MANAGER, "")
    assert waits == [2, 4, 8, 16]


def test_governance_must_set_up_a_second_factor_before_anything_else(
    visitor: Visitor, governance: str
) -> None:
    visitor.sign_in(GOVERNANCE)
    visitor.open("/account")
    assert visitor.heading == "Set up your second factor"


def test_an_accountable_officer_of_any_case_must_have_a_second_factor(
    visitor: Visitor, office: Office, manager: str
) -> None:
    from casework.services.identity.sessions import find_session

    visitor.sign_in(MANAGER)
    with visitor.client.session_transaction() as session:
        token = session["_user_id"]
    before = find_session(office, token, "Werkzeug/3.1.9")
    with office.database.reading() as connection:
        row = store.find_session(connection, "", frozenset({"AO"}))
    assert row is None and (before is None or not before.needs_second_factor_set_up)


def test_the_code_of_the_app_completes_the_sign_in(
    app: Flask, visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    secret, _ = with_second_factor(visitor, clock)
    clock.pass_by(minutes=1)
    again = Visitor(app)
    again.sign_in(GOVERNANCE)
    asked = again.heading
    again.send("/sign-in/code", code=code_of(secret, clock))
    again.open("/account")
    assert (asked, again.heading) == ("Enter your code", "Your account")


def test_the_password_alone_opens_nothing_where_there_is_a_second_factor(
    app: Flask, visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    with_second_factor(visitor, clock)
    again = Visitor(app)
    again.sign_in(GOVERNANCE)
    again.open("/account")
    assert again.heading == "Sign in to Casework"


def test_a_code_works_once(
    app: Flask, visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    secret, _ = with_second_factor(visitor, clock)
    again = Visitor(app)
    again.sign_in(GOVERNANCE)
    answer = again.send("/sign-in/code", code=code_of(secret, clock))
    assert answer.status_code == 401 and "used already" in again.text


def test_a_recovery_code_works_once_in_place_of_the_app(
    app: Flask, visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    _, codes = with_second_factor(visitor, clock)
    answers = []
    for _ in range(2):
        again = Visitor(app)
        again.sign_in(GOVERNANCE)
        answers.append(again.send("/sign-in/code", code=codes[0]).status_code)
    assert answers == [200, 401]


def test_the_password_step_is_forgotten_after_ten_minutes(
    app: Flask, visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    secret, _ = with_second_factor(visitor, clock)
    again = Visitor(app)
    again.sign_in(GOVERNANCE)
    clock.pass_by(minutes=11)
    again.send("/sign-in/code", code=code_of(secret, clock))
    assert again.heading == "Sign in to Casework"


def test_a_deactivated_person_is_out_at_once(
    visitor: Visitor, office: Office, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    accounts.deactivate(office, SYSTEM, manager)
    visitor.open("/account")
    visitor.send("/sign-in", email=MANAGER, password=PASSWORD)
    assert visitor.heading == "Sign in to Casework"


def test_two_browsers_keep_two_people(app: Flask, office: Office, manager: str) -> None:
    add_account(office, "other@icb.example", name="Engagement lead")
    one, two = Visitor(app), Visitor(app)
    one.sign_in(MANAGER)
    two.sign_in("other@icb.example")
    one.open("/account")
    two.open("/account")
    assert "Programme manager" in one.text and "Engagement lead" in two.text


def test_a_page_asks_at_most_two_statements_to_know_who_is_looking(
    visitor: Visitor, office: Office, manager: str
) -> None:
    from sqlalchemy import event

    visitor.sign_in(MANAGER)
    asked: list[str] = []
    event.listen(
        office.database.engine, "before_cursor_execute", lambda *a: asked.append(a[2])
    )
    visitor.open("/account/password")
    assert 1 <= len([s for s in asked if not s.startswith(("BEGIN", "PRAGMA"))]) <= 2


def test_instants_of_the_clock_are_aware(clock: MovableClock) -> None:
    assert clock.now() == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

"""Signing in, sessions, throttling, and the second factor."""

from __future__ import annotations

import pyotp
import pytest
from flask import Flask
from sqlalchemy import Connection, event, text

from casework.domain.viewer import SYSTEM
from casework.services.identity import accounts
from casework.services.identity.sign_in import sign_in
from casework.services.identity.sweeping import sweep_sign_ins
from casework.services.identity.throttle import TooManyAttempts, count_attempt
from casework.services.office import Office
from tests.visitors import PASSWORD, MovableClock, Visitor, add_account, add_organisation

SOME_CASE = (
    "insert into pathway_definition (hash, pathway, version, canonical_text, recorded_at) "
    "values ('h', 'p', 1, '', '2026-01-01T00:00:00.000000+00:00'); "
    "insert into service_case (id, reference, title, pathway, definition_hash, stage, visit, seq, "
    "audit_position, audit_hash, opened_on, opened_at, stage_since, replayed, organisation, "
    "blockers, next_date_label) values (1, 'C-1', '', 'p', 'h', 'S0', 1, 0, 0, '', '2026', "
    "'2026-01-01T00:00:00.000000+00:00', '2026-01-01', false, '', 0, '')"
)
ACCESS = (
    "insert into case_access (case_id, person, role, outside) values (1, '{}', 'AO', false)"
)
MANAGER = "manager@icb.example"
GOVERNANCE = "governance@icb.example"


@pytest.fixture
def manager(app_office: Office) -> str:
    add_organisation(app_office, "an-icb")
    return add_account(app_office, MANAGER, organisation="an-icb", name="Programme manager")


@pytest.fixture
def governance(app_office: Office) -> str:
    return add_account(app_office, GOVERNANCE, roles=frozenset({"governance"}))


def insert_rows(connection: Connection, statements: str) -> None:
    for statement in statements.split("; "):
        connection.execute(text(statement))


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
    for address in ("//evil.example/", "https://evil.example/", "/\\evil.example", "//["):
        visitor.open("/sign-in?next=" + address)
        with visitor.client.session_transaction() as session:
            assert "next" not in session


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


def test_governance_must_set_up_a_second_factor_before_anything_else(
    visitor: Visitor, governance: str
) -> None:
    visitor.sign_in(GOVERNANCE)
    visitor.open("/account")
    assert visitor.heading == "Set up your second factor"


def test_an_accountable_officer_of_any_case_must_set_up_a_second_factor(
    visitor: Visitor, app_office: Office, manager: str
) -> None:
    with app_office.database.writing(audited=True) as connection:
        insert_rows(connection, f"{SOME_CASE}; {ACCESS.format(manager)}")
    visitor.sign_in(MANAGER)
    visitor.open("/account")
    assert visitor.heading == "Set up your second factor"


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


def test_new_recovery_codes_need_the_password(
    visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    with_second_factor(visitor, clock)
    visitor.open("/account")
    answer = visitor.send("/account/recovery-codes", present="not the password")
    assert answer.status_code == 422 and not visitor.page.select(".casework-codes li")


def test_the_password_gives_new_recovery_codes(
    visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    _, codes = with_second_factor(visitor, clock)
    visitor.open("/account")
    visitor.send("/account/recovery-codes", present=PASSWORD)
    new = [item.get_text(strip=True) for item in visitor.page.select(".casework-codes li")]
    assert len(new) == len(codes) and not set(new) & set(codes)


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
    visitor: Visitor, app_office: Office, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    accounts.deactivate(app_office, SYSTEM, manager)
    visitor.open("/account")
    visitor.send("/sign-in", email=MANAGER, password=PASSWORD)
    assert visitor.heading == "Sign in to Casework"


def test_two_browsers_keep_two_people(app: Flask, app_office: Office, manager: str) -> None:
    add_account(app_office, "other@icb.example", name="Engagement lead")
    one, two = Visitor(app), Visitor(app)
    one.sign_in(MANAGER)
    two.sign_in("other@icb.example")
    one.open("/account")
    two.open("/account")
    assert "Programme manager" in one.text and "Engagement lead" in two.text


def test_a_page_asks_at_most_two_statements_to_know_who_is_looking(
    visitor: Visitor, app_office: Office, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    asked: list[str] = []
    event.listen(
        app_office.database.engine, "before_cursor_execute", lambda *a: asked.append(a[2])
    )
    visitor.open("/account/password")
    assert 1 <= len([s for s in asked if not s.startswith(("BEGIN", "PRAGMA"))]) <= 2



def test_another_telephone_needs_the_present_password(
    visitor: Visitor, clock: MovableClock, governance: str
) -> None:
    with_second_factor(visitor, clock)
    clock.pass_by(minutes=1)
    visitor.open("/account/second-factor")
    code = code_of(secret_on(visitor), clock)
    answers = [
        visitor.send("/account/second-factor", code=code, present=password).status_code
        for password in ("not the password", PASSWORD)
    ]
    assert answers == [422, 200]


def test_what_signing_in_left_behind_is_forgotten_in_time(
    visitor: Visitor, app_office: Office, clock: MovableClock, manager: str
) -> None:
    visitor.sign_in(MANAGER)
    Visitor(visitor.app).sign_in("nobody@icb.example")
    clock.pass_by(days=31)
    sweep_sign_ins(app_office)
    with app_office.database.reading() as connection:
        left = [
            connection.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in ("user_session", "sign_in_failure")
        ]
    assert left == [0, 0]

"""A second factor, recovery codes, and what ends with an account."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import event, text

from casework.domain.viewer import SYSTEM
from casework.services.identity import accounts
from casework.services.identity.sweeping import sweep_sign_ins
from casework.services.office import Office
from tests.integration.identities import (
    ACCESS,
    GOVERNANCE,
    MANAGER,
    SOME_CASE,
    code_of,
    insert_rows,
    secret_on,
    with_second_factor,
)
from tests.visitors import PASSWORD, MovableClock, Visitor, add_account, add_organisation


@pytest.fixture
def manager(app_office: Office) -> str:
    add_organisation(app_office, "an-icb")
    return add_account(app_office, MANAGER, organisation="an-icb", name="Programme manager")


@pytest.fixture
def governance(app_office: Office) -> str:
    return add_account(app_office, GOVERNANCE, roles=frozenset({"governance"}))


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

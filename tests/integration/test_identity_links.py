"""Invitations and resets: links that work once, for a while, and stand in no audit entry."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import text

from casework.domain.viewer import SYSTEM
from casework.services import people
from casework.services.identity import accounts
from casework.services.office import Office
from tests.visitors import PASSWORD, MovableClock, Visitor, add_account

CLERK = "clerk@council.example"


@pytest.fixture
def person(app_office: Office) -> str:
    return people.add_person(app_office, SYSTEM, people.PersonDetails("Clerk", CLERK))


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:5000")


def choose_password(visitor: Visitor, password: str = PASSWORD) -> None:
    visitor.send(password=password, password_again=password)


def letters(app_office: Office) -> list[dict[str, str]]:
    statement = text("select arguments from job where name = 'send_letter' order by id")
    with app_office.database.reading() as connection:
        return [json.loads(found) for found in connection.execute(statement).scalars()]


def audit_text(app_office: Office) -> str:
    with app_office.database.reading() as connection:
        rows = connection.execute(text("select kind, body from audit_entry")).all()
    return "\n".join(f"{row.kind} {row.body}" for row in rows)


def test_an_invited_person_chooses_a_password_and_is_in(
    visitor: Visitor, app_office: Office, person: str
) -> None:
    visitor.open(path_of(accounts.invite(app_office, SYSTEM, person, CLERK)))
    choose_password(visitor)
    visitor.open("/account")
    assert CLERK in visitor.text


def test_the_invitation_goes_out_by_mail_with_the_link(app_office: Office, person: str) -> None:
    link = accounts.invite(app_office, SYSTEM, person, CLERK)
    assert [(one["to"], link in one["body"]) for one in letters(app_office)] == [(CLERK, True)]


def test_an_invitation_works_once(app: Flask, app_office: Office, person: str) -> None:
    link = path_of(accounts.invite(app_office, SYSTEM, person, CLERK))
    first, second = Visitor(app), Visitor(app)
    first.open(link)
    choose_password(first)
    assert second.open(link).status_code == 404


def test_of_two_people_with_one_link_only_one_sets_the_password(
    app: Flask, app_office: Office, person: str
) -> None:
    link = path_of(accounts.invite(app_office, SYSTEM, person, CLERK))
    first, second = Visitor(app), Visitor(app)
    first.open(link)
    second.open(link)
    choose_password(first)
    choose_password(second, "the slower one's words")
    third = Visitor(app)
    third.sign_in(CLERK, "the slower one's words")
    assert third.response is not None and third.response.status_code == 401


def test_an_invitation_expires_after_72_hours(
    visitor: Visitor, app_office: Office, clock: MovableClock, person: str
) -> None:
    link = path_of(accounts.invite(app_office, SYSTEM, person, CLERK))
    clock.pass_by(hours=72, seconds=1)
    assert visitor.open(link).status_code == 404


def test_a_new_invitation_ends_the_earlier_one(
    visitor: Visitor, app_office: Office, person: str
) -> None:
    link = path_of(accounts.invite(app_office, SYSTEM, person, CLERK))
    accounts.invite(app_office, SYSTEM, person, CLERK)
    assert visitor.open(link).status_code == 404


def test_the_secret_and_the_address_stand_in_no_audit_entry(
    app_office: Office, person: str
) -> None:
    link = accounts.invite(app_office, SYSTEM, person, CLERK)
    written = audit_text(app_office)
    assert "account_invited" in written
    assert CLERK not in written and link.rpartition("/")[2] not in written


def test_a_weak_first_password_is_refused_and_the_link_still_works(
    visitor: Visitor, app_office: Office, person: str
) -> None:
    visitor.open(path_of(accounts.invite(app_office, SYSTEM, person, CLERK)))
    choose_password(visitor, "short")
    refused = visitor.response.status_code if visitor.response else 0
    choose_password(visitor)
    visitor.open("/account")
    assert (refused, visitor.heading) == (422, "Your account")


def test_two_different_passwords_are_refused(
    visitor: Visitor, app_office: Office, person: str
) -> None:
    visitor.open(path_of(accounts.invite(app_office, SYSTEM, person, CLERK)))
    visitor.send(password=PASSWORD, password_again=PASSWORD + "!")
    assert "The two passwords are not the same" in visitor.text


def test_asking_for_a_reset_says_the_same_for_an_unknown_address(
    app: Flask, app_office: Office
) -> None:
    add_account(app_office, CLERK)
    said = []
    for address in (CLERK, "nobody@council.example"):
        visitor = Visitor(app)
        visitor.open("/reset-password")
        visitor.send("/reset-password", email=address)
        said.append(visitor.text)
    assert said[0] == said[1]
    assert [letter["to"] for letter in letters(app_office)] == [CLERK]


def test_a_reset_sets_the_password_and_ends_every_session(
    app: Flask, app_office: Office
) -> None:
    add_account(app_office, CLERK)
    before, visitor = Visitor(app), Visitor(app)
    before.sign_in(CLERK)
    visitor.open("/reset-password")
    visitor.send("/reset-password", email=CLERK)
    body = letters(app_office)[0]["body"]
    visitor.open(path_of(next(line for line in body.splitlines() if line.startswith("http"))))
    choose_password(visitor, "words after the reset")
    before.open("/account")
    before.send("/sign-in", email=CLERK, password=PASSWORD)
    visitor.open("/account")
    assert (before.heading, visitor.heading) == ("Sign in to Casework", "Your account")


def test_a_reset_link_expires_after_an_hour(
    visitor: Visitor, app_office: Office, clock: MovableClock
) -> None:
    add_account(app_office, CLERK)
    visitor.open("/reset-password")
    visitor.send("/reset-password", email=CLERK)
    body = letters(app_office)[0]["body"]
    link = path_of(next(line for line in body.splitlines() if line.startswith("http")))
    clock.pass_by(minutes=61)
    assert visitor.open(link).status_code == 404


def test_a_reset_link_is_no_invitation(visitor: Visitor, app_office: Office, person: str) -> None:
    link = path_of(accounts.invite(app_office, SYSTEM, person, CLERK))
    assert visitor.open(link.replace("/invitation/", "/reset-password/")).status_code == 404

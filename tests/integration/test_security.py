"""What stands around every page: denial by default, headers, tokens, escaping, plain errors."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError
from sqlalchemy import text

from casework.app import configuration
from casework.domain.errors import NotFound
from casework.domain.viewer import SYSTEM
from casework.services.identity import demo
from casework.services.office import Office
from casework.settings import Settings
from casework.store.marks import mark_as_demo
from casework.store.transaction import system_transaction
from casework.web.public_endpoints import PUBLIC_ENDPOINTS
from tests.visitors import MovableClock, Visitor, add_account, add_organisation

PERSON = "person@icb.example"


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every endpoint, a method it takes, and an address made up for it."""
    made = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:[^>]+>", "1", rule.rule)
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", path)  # the first of what it may be
        path = re.sub(r"<[^>]+>", "nothing", path)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            made.append((rule.endpoint, method, path))
    return made


def test_a_stranger_reaches_nothing_but_the_public_endpoints(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    reached = []
    for endpoint, method, path in addresses(app):
        answer = client.open(path, method=method)
        turned_away = answer.status_code == 401 or "/sign-in" in answer.headers.get("Location", "")
        if endpoint not in PUBLIC_ENDPOINTS and not turned_away:
            reached.append((endpoint, method, answer.status_code))
    assert reached == []


def test_the_public_list_names_only_endpoints_that_exist(app: Flask) -> None:
    assert PUBLIC_ENDPOINTS - {"static"} <= app.view_functions.keys()


def test_a_person_without_roles_reaches_no_page_of_administration(
    app: Flask, visitor: Visitor, app_office: Office
) -> None:
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    app.config["WTF_CSRF_ENABLED"] = False
    answers = {
        visitor.client.open(path, method=method).status_code
        for endpoint, method, path in addresses(app)
        if endpoint.startswith("people.")
    }
    assert answers == {403}


def test_the_policy_allows_only_our_own_files_and_a_nonce(visitor: Visitor) -> None:
    answer = visitor.open("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    script = visitor.page.find("script", src=False)
    assert nonce and script and script["nonce"] == nonce[1]
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_every_answer_has_its_own_nonce(visitor: Visitor) -> None:
    policies = {visitor.open("/sign-in").headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 2


def test_no_page_holds_a_style_or_script_that_the_policy_forbids(visitor: Visitor) -> None:
    html = visitor.open("/sign-in").text
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html)


def test_pages_are_not_kept_by_the_browser(visitor: Visitor) -> None:
    assert visitor.open("/sign-in").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in", "/static/casework.css", "/nothing"])
def test_every_answer_forbids_guessing_its_type(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).headers["X-Content-Type-Options"] == "nosniff"


def test_the_front_end_may_be_kept_for_a_year(visitor: Visitor) -> None:
    answer = visitor.open("/static/nhsuk-frontend-10.6.1/nhsuk-frontend.min.css")
    assert "immutable" in answer.headers["Cache-Control"]


def test_cookies_travel_only_over_tls_except_on_this_machine() -> None:
    key = "k" * 40
    here = Settings(Path("data"), secret_key=key)
    away = Settings(Path("data"), secret_key=key, base_url="https://casework.example")
    plain = Settings(Path("data"), secret_key=key, base_url="http://casework.example")
    secure = [configuration(s)["SESSION_COOKIE_SECURE"] for s in (here, away, plain)]
    assert secure == [False, True, True]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = visitor.open("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Expires" not in cookie


def test_a_request_for_another_host_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_the_macros_escape_what_people_typed(app: Flask) -> None:
    template = (
        '{% from "nhsuk/components/summary-list/macro.jinja" import summaryList %}'
        '{{ summaryList({"rows": [{"key": {"text": "k"}, "value": {"text": typed}}]}) }}'
    )
    with app.test_request_context():
        html = render_template_string(template, typed="<b>bold</b>")
    assert "<b>bold</b>" not in html and "&lt;b&gt;bold" in html


def test_a_misspelt_name_in_a_template_is_an_error(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ nobody_gave_me_this }}")


def test_a_form_without_its_token_is_not_obeyed(
    visitor: Visitor, app_office: Office
) -> None:
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    assert visitor.client.post("/sign-out").status_code == 400
    assert visitor.open("/account").status_code == 200 and visitor.heading == "Your account"


def test_a_stale_token_puts_what_was_typed_before_the_person_again(
    visitor: Visitor, app_office: Office
) -> None:
    add_account(app_office, "admin@icb.example")
    _make_administrator(app_office, "admin@icb.example")
    visitor.sign_in("admin@icb.example")
    visitor.open("/administration/organisations/add")
    visitor.send(csrf_token="stale", name="A body <b>", kind="icb", code_system="")
    offered = visitor.text
    visitor.send("/administration/organisations/add")
    assert "A body <b>" in offered and visitor.heading == "A body <b>"


def test_what_another_site_sent_is_not_put_before_anybody(visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/sign-in", data={"name": "forged words"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 400 and "forged words" not in answer.text


def test_passwords_are_never_shown_again(visitor: Visitor) -> None:
    visitor.open("/sign-in")
    visitor.send("/sign-in", csrf_token="stale", email=PERSON, password="my secret words")
    assert PERSON in visitor.text and "my secret words" not in str(visitor.page)


def test_text_sent_after_the_session_ended_is_kept_for_its_person(
    visitor: Visitor, app_office: Office, clock: MovableClock
) -> None:
    add_account(app_office, "admin@icb.example")
    _make_administrator(app_office, "admin@icb.example")
    visitor.sign_in("admin@icb.example")
    visitor.open("/administration/organisations/add")
    clock.pass_by(minutes=31)
    visitor.send(name="Typed for an hour", kind="icb", code_system="")
    visitor.send("/sign-in", email="admin@icb.example", password="three unlikely words")
    offered = visitor.heading
    visitor.send("/administration/organisations/add")
    assert (offered, visitor.heading) == ("What you typed was kept", "Typed for an hour")


def test_a_file_sent_after_the_session_ended_is_kept_for_its_person(
    visitor: Visitor, app_office: Office, clock: MovableClock
) -> None:
    add_account(app_office, PERSON)
    visitor.sign_in(PERSON)
    visitor.open("/account/password")
    clock.pass_by(minutes=31)
    visitor.send(file=(BytesIO(b"minutes of the meeting\n"), "minutes.txt"))
    with app_office.database.reading() as connection:
        kept = connection.execute(text("select file_name from staged_upload")).scalars().all()
    assert kept == ["minutes.txt"]


def test_nobody_else_sees_a_kept_text(
    app: Flask, visitor: Visitor, app_office: Office, clock: MovableClock
) -> None:
    add_account(app_office, PERSON)
    add_account(app_office, "other@icb.example")
    visitor.sign_in(PERSON)
    visitor.open("/account/password")
    clock.pass_by(minutes=31)
    visitor.send()
    with app_office.database.reading() as connection:
        token = connection.execute(text("select token from staged_text")).scalar_one()
    other = Visitor(app)
    other.sign_in("other@icb.example")
    assert other.open(f"/kept/{token}").status_code == 404


def test_a_method_that_is_not_taken_says_which_are(visitor: Visitor) -> None:
    answer = visitor.client.open("/reset-password", method="DELETE")
    assert answer.status_code == 405 and "POST" in answer.headers["Allow"]


def test_a_fault_of_ours_shows_no_stack_trace(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise RuntimeError("inner workings")

    monkeypatch.setitem(app.view_functions, "identity.ask_for_reset", fail)
    answer = visitor.open("/reset-password")
    assert answer.status_code == 500 and "inner workings" not in answer.text
    assert visitor.heading == "Something went wrong"


def test_a_database_that_is_away_still_gets_a_plain_page(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise RuntimeError("no database")

    monkeypatch.setitem(app.jinja_env.globals, "store_is_demo", fail)
    answer = visitor.open("/sign-in")
    assert answer.status_code == 500 and visitor.heading == "Something went wrong"


def test_the_page_is_in_british_english_and_can_be_skipped_into(visitor: Visitor) -> None:
    visitor.open("/sign-in")
    assert visitor.page.html["lang"] == "en-GB"
    assert visitor.page.find("a", href="#maincontent") and visitor.page.find(id="maincontent")


def test_there_is_no_demo_sign_in_outside_a_demo_store(app: Flask, visitor: Visitor) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answers = {visitor.client.open("/sign-in/demo", method=m).status_code for m in ("GET", "POST")}
    assert answers == {404}


def test_demo_accounts_cannot_be_made_outside_a_demo_store(app_office: Office) -> None:
    with pytest.raises(NotFound):
        demo.create_demo_accounts(app_office, [demo.DemoPerson("manager", "Manager", "")])


def test_a_demo_store_says_so_on_every_page_and_lets_one_choose_a_role(
    visitor: Visitor, app_office: Office
) -> None:
    add_organisation(app_office, "a-council", "local_authority")
    with system_transaction(app_office.database, SYSTEM, app_office.clock.now()) as tx:
        mark_as_demo(tx)
    clerk = demo.DemoPerson("hosc-clerk", "Scrutiny committee clerk", "a-council")
    demo.create_demo_accounts(app_office, [clerk])
    visitor.open("/sign-in")
    visitor.send("/sign-in/demo", person="hosc-clerk")
    answer = visitor.open("/account")
    assert "Scrutiny committee clerk" in visitor.text
    assert "Everything in it is fictional or reconstructed" in answer.text


def _make_administrator(app_office: Office, email: str) -> None:
    """An administrator, in a store marked as demo so that no second factor is asked for."""
    statement = text(
        "update user_account set system_roles = 'administrator' where email = :email"
    )
    mark = text("insert into store_mark (name, value) values ('demo', 'yes')")
    with app_office.database.writing(audited=True) as connection:
        connection.execute(statement, {"email": email})
        connection.execute(mark)

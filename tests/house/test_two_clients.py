"""Two test clients are two people: no hidden request context lets one see the other's sign-in."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user


class Person(UserMixin):
    def __init__(self, name: str) -> None:
        self.id = name


@pytest.fixture
def app() -> Flask:
    """Named `app` because that is the fixture around which pytest-flask pushes its context."""
    app = Flask(__name__)
    app.secret_key = "for this test only"
    LoginManager(app).user_loader(Person)

    @app.post("/sign-in/<name>")
    def sign_in(name: str) -> str:
        login_user(Person(name))
        return name

    @app.get("/who")
    def who() -> str:
        return current_user.id if current_user.is_authenticated else "nobody"

    return app


def test_two_clients_keep_two_users(app: Flask) -> None:
    manager, clerk = app.test_client(), app.test_client()
    manager.post("/sign-in/manager")
    clerk.post("/sign-in/clerk")
    assert (manager.get("/who").text, clerk.get("/who").text) == ("manager", "clerk")


def test_a_client_that_never_signed_in_is_nobody(app: Flask) -> None:
    app.test_client().post("/sign-in/manager")
    assert app.test_client().get("/who").text == "nobody"

"""People at the pages, as tests see them: a browser without scripts, and accounts to sign in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from casework.adapters.clock import LONDON
from casework.domain.viewer import SYSTEM
from casework.services import organisations, people
from casework.services.identity import accounts, links
from casework.services.office import Office

PASSWORD = "three unlikely words"


class MovableClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def today(self) -> Any:
        return self.instant.astimezone(LONDON).date()

    def pass_by(self, **duration: float) -> None:
        """Let time pass, such as ``minutes=31``."""
        self.instant += timedelta(**duration)


@dataclass
class Visitor:
    """One browser. ``page`` is what it shows; forms are filled in by the names on the page."""

    app: Flask
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "html.parser"))
    response: TestResponse | None = None

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def open(self, path: str) -> TestResponse:
        """Open a page, following redirections."""
        return self._show(self.client.get(path, follow_redirects=True))

    def send(self, action: str = "", **values: Any) -> TestResponse:
        """Fill in and send the form of the page with this address (or its only other form)."""
        form = self._form(action)
        fields = {**_filled(form), **values}
        path = form.get("action") or self._path()
        headers = {"Origin": "http://localhost"}
        return self._show(
            self.client.post(path, data=fields, headers=headers, follow_redirects=True)
        )

    def send_all_the_same(self, **values: Any) -> int:
        """Send to the page's own address a form that it does not show; returns the status."""
        token = self.page.find("input", attrs={"name": "csrf_token"})
        assert isinstance(token, Tag)
        fields = {"csrf_token": token["value"], **values}
        return self._show(self.client.post(self._path(), data=fields)).status_code

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        """Sign in with an address and a password."""
        self.open("/sign-in")
        return self.send("/sign-in", email=email, password=password)

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        main = self.page.find("main") or self.page
        return " ".join(main.get_text(" ").split())

    @property
    def heading(self) -> str:
        """The page's first heading."""
        found = self.page.find("h1")
        return found.get_text(" ", strip=True) if found else ""

    def _show(self, response: TestResponse) -> TestResponse:
        self.response = response
        self.page = BeautifulSoup(response.text, "html.parser")
        response.close()
        return response

    def _path(self) -> str:
        assert self.response is not None
        # A form without an address goes to the page's own, with its query, as in a real browser.
        return self.response.request.full_path.rstrip("?")

    def _form(self, action: str) -> Tag:
        forms = [f for f in self.page.find_all("form", method="post")
                 if f.get("action") != "/sign-out"]  # fmt: skip
        if action:
            forms = [f for f in self.page.find_all("form") if f.get("action") == action]
        assert len(forms) == 1, f"{len(forms)} forms for {action!r} on {self.heading!r}"
        return forms[0]


def _filled(form: Tag) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for box in form.find_all("input"):
        kind = box.get("type", "text")
        if kind in ("radio", "checkbox"):
            if box.has_attr("checked"):
                fields.setdefault(box["name"], []).append(box.get("value", ""))
        elif kind != "file" and box.get("name"):
            fields.setdefault(box["name"], []).append(box.get("value", ""))
    for area in form.find_all("textarea"):
        fields.setdefault(area["name"], []).append(area.get_text().removeprefix("\n"))
    for select in form.find_all("select"):
        chosen = select.find("option", selected=True) or select.find("option")
        fields[select["name"]] = [chosen.get("value", "") if chosen else ""]
    return fields


def add_organisation(office: Office, key: str, kind: str = "icb", name: str = "") -> str:
    """Add an organisation and return its key."""
    details = organisations.OrganisationDetails(name or key.replace("-", " ").title(), kind)
    return organisations.add_organisation(office, SYSTEM, details, key=key)


def add_account(
    office: Office, email: str, *, roles: frozenset[str] = frozenset(), organisation: str = "",
    name: str = "",
) -> str:
    """A person with an active account and ``PASSWORD``; returns the person's key."""
    details = people.PersonDetails(name or email.partition("@")[0], email, organisation)
    person = people.add_person(office, SYSTEM, details)
    link = accounts.invite(office, SYSTEM, person, email, roles, by_mail=False)
    links.set_password_by_link(office, link.rpartition("/")[2], links.INVITATION, PASSWORD)
    return person

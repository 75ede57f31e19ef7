"""A running application with one case, people who can sign in, and a counter of statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from casework.adapters.clock import FixedClock
from casework.app import create_app
from casework.domain.dates import FactDate
from casework.domain.viewer import SYSTEM, Viewer
from casework.services.evidence import Submission, put_in_evidence
from casework.services.identity.demo import PASSWORD, DemoPerson, create_demo_accounts
from casework.services.office import Office
from casework.services.opening import Opening, open_case
from casework.services.recording import Statement, record_fact
from casework.services.signing import SignOff, sign_off
from casework.settings import Settings
from casework.store import parties
from casework.store.marks import mark_as_demo
from casework.store.transaction import system_transaction

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ICB = "north-icb"
COUNCILS = ("east-council", "west-council")
ORGANISATIONS = {
    ICB: ("North Integrated Care Board", "icb"),
    "east-council": ("East Council", "local_authority"),
    "west-council": ("West Council", "local_authority"),
    "healthwatch-east": ("Healthwatch East", "healthwatch"),
}
PEOPLE = {
    "programme-manager": ("Programme manager", "PM"),
    "second-manager": ("Second programme manager", "PM"),
    "accountable-officer": ("Accountable officer", "AO"),
    "senior-owner": ("Senior responsible owner", "SRO"),
    "governance-lead": ("Governance lead", "GOV"),
    "legal-adviser": ("Legal adviser", "LEG"),
    "engagement-lead": ("Engagement lead", "ENG"),
    "data-protection-officer": ("Data protection officer", "DPO"),
}
OUTSIDER = "stranger"
PM = Viewer("programme-manager", ICB)
AO = Viewer("accountable-officer", ICB)
GOV = Viewer("governance-lead", ICB)
LEG = Viewer("legal-adviser", ICB)
DPO = Viewer("data-protection-officer", ICB)
SRO = Viewer("senior-owner", ICB)


@dataclass
class Pages:
    """The application, its office, and the reference of the case."""

    app: Flask
    office: Office
    reference: str = ""

    def sign_in(self, person: str) -> FlaskClient:
        """A browser in which this person is signed in."""
        client = self.app.test_client()
        token = token_in(client.get("/sign-in").get_data(as_text=True))
        answer = client.post(
            "/sign-in",
            data={"email": f"{person}@demo.example", "password": PASSWORD, "csrf_token": token},
        )
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return client

    @property
    def url(self) -> str:
        return f"/cases/{self.reference}"


def running_pages(database_url: str, folder: Path) -> Pages:
    """The application on a migrated database, with organisations and demo accounts."""
    settings = Settings(data=folder, database_url=database_url, secret_key="x" * 64)
    app = create_app(settings, FixedClock(NOW))
    office = app.extensions["casework"]
    _add_people(office)
    return Pages(app, office)


def _add_people(office: Office) -> None:
    with system_transaction(office.database, SYSTEM, office.clock.now()) as tx:
        mark_as_demo(tx)
        for key, (name, kind) in ORGANISATIONS.items():
            parties.insert_organisation(tx.connection, {"key": key, "name": name, "kind": kind})
        tx.record_audit("organisations_added", {})
    create_demo_accounts(
        office,
        [DemoPerson(key, name, ICB) for key, (name, _) in PEOPLE.items()]
        + [DemoPerson(OUTSIDER, "Somebody of another case", ICB)],
    )


def open_live_case(pages: Pages, **changes: Any) -> str:
    """Open a case with a person in every role, and let ``pages`` know its reference."""
    opening = Opening(
        title="Moving the stroke ward",
        organisation=ICB,
        summary="Stroke care moves from two hospitals to one.",
        people=tuple((person, role) for person, (_, role) in PEOPLE.items()),
        **changes,
    )
    pages.reference = open_case(pages.office, PM, opening)
    return pages.reference


def record(pages: Pages, kind: str, viewer: Viewer = PM, key: str = "", **values: Any) -> Any:
    """Record a fact on the case."""
    return record_fact(
        pages.office, viewer, pages.reference, Statement(kind, values, key=key)
    )


def put_in(pages: Pages, viewer: Viewer = PM, **values: Any) -> Any:
    """Put published evidence in."""
    values = {"classification": "public", "address": "https://example.org/paper", **values}
    return put_in_evidence(pages.office, viewer, pages.reference, Submission(values))


def sign(pages: Pages, viewer: Viewer, criterion: str, role: str, subject: str = "") -> Any:
    """Sign a criterion off."""
    return sign_off(pages.office, viewer, pages.reference, SignOff(criterion, role, subject))


def fill_intake(pages: Pages) -> None:
    """Record what the first stage asks about the bodies."""
    record(pages, "particulars", title="Moving the stroke ward", sponsor=ICB,
           summary="Stroke care moves from two hospitals to one.")  # fmt: skip
    record(pages, "responsible_body", organisation=ICB, capacity="lead_commissioner",
           duty="s14Z45")  # fmt: skip
    record(pages, "service", name="Stroke care")
    record(pages, "site", name="West Hospital")
    for council in COUNCILS:
        record(pages, "affected_authority", organisation=council, standing="scrutiny")


def settle_regime(pages: Pages) -> None:
    """Determine which law applies, and have it signed: no move goes without."""
    record(pages, "particulars", key="case", title="Moving the stroke ward", sponsor=ICB,
           outside_nhs_in_england="no")  # fmt: skip
    record(pages, "regime", regime="R24", as_at="2026-06-01")
    sign(pages, GOV, "GT01.determination", "GOV")
    sign(pages, LEG, "GT01.determination", "LEG")


def token_in(page: str) -> str:
    """The CSRF token of a page's form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page
    return found.group(1)


def field_in(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found.group(1)


@contextmanager
def counted_statements(pages: Pages) -> Iterator[list[str]]:
    """Every SQL statement that the application sends meanwhile."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    engine = pages.office.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def on(day: str) -> FactDate:
    """An exact date of fact."""
    return FactDate.on(date.fromisoformat(day))

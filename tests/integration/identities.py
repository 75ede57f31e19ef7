"""What tests of signing in share: accounts, second factors and rows as they are stored."""

from __future__ import annotations

import pyotp
from sqlalchemy import Connection, text

from tests.visitors import MovableClock, Visitor

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

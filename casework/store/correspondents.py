"""Persons who can be written to, with their address and whether they can sign in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from casework.store.models.accounts import UserAccountRow
from casework.store.models.parties import PersonRow

_PERSON = PersonRow.__table__
_ACCOUNT = UserAccountRow.__table__


def people_of(connection: Connection, organisations: Iterable[str]) -> list[Any]:
    """Persons of these who have an address: key, email, organisation, has_account."""
    statement = _with_address().where(_PERSON.c.organisation.in_(sorted(organisations)))
    return list(connection.execute(statement))


def find_correspondents(connection: Connection, persons: Iterable[str]) -> list[Any]:
    """Those who have an address: key, email, organisation, has_account."""
    statement = _with_address().where(_PERSON.c.key.in_(sorted(persons)))
    return list(connection.execute(statement))


def _with_address() -> Select[Any]:
    active = (_ACCOUNT.c.person == _PERSON.c.key) & (_ACCOUNT.c.state == "active")
    return (
        select(
            _PERSON.c.key, _PERSON.c.email, _PERSON.c.organisation,
            _ACCOUNT.c.id.is_not(None).label("has_account"),
        )
        .outerjoin(_ACCOUNT, active)
        .where(_PERSON.c.email != "")
        .order_by(_PERSON.c.key)
    )  # fmt: skip

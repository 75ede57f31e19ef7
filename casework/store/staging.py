"""Staged uploads: files sent with a form that is not yet accepted, kept per person for a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from casework.store.models.files import StagedUploadRow, StoredFileRow

_STAGED = StagedUploadRow.__table__
_STORED = StoredFileRow.__table__


def add_staged(connection: Connection, row: dict[str, Any]) -> None:
    """Note a staged file."""
    connection.execute(insert(_STAGED), row)


def find_staged(connection: Connection, person: str, token: str) -> Any:
    """This person's staged file, or None; nobody sees another person's."""
    statement = select(_STAGED).where(_STAGED.c.token == token, _STAGED.c.person == person)
    return connection.execute(statement).one_or_none()


def list_staged(connection: Connection, person: str, case: str, form: str) -> list[Any]:
    """What a person has staged for a form, in the order sent."""
    statement = (
        select(_STAGED)
        .where(_STAGED.c.person == person, _STAGED.c.case_reference == case,
               _STAGED.c.form == form)
        .order_by(_STAGED.c.staged_at, _STAGED.c.token)
    )  # fmt: skip
    return list(connection.execute(statement))


def remove_staged(connection: Connection, person: str, token: str) -> None:
    """Forget a staged file; its bytes are swept when nobody else has staged the same."""
    connection.execute(
        delete(_STAGED).where(_STAGED.c.token == token, _STAGED.c.person == person)
    )


def list_staged_before(connection: Connection, before: datetime) -> list[Any]:
    """Every file staged before an instant (UTC), oldest first."""
    statement = (
        select(_STAGED).where(_STAGED.c.staged_at < before)
        .order_by(_STAGED.c.staged_at, _STAGED.c.token)
    )  # fmt: skip
    return list(connection.execute(statement))


def remove_tokens(connection: Connection, tokens: Iterable[str]) -> None:
    """Forget staged files by their tokens, whosever they are."""
    for token in tokens:
        connection.execute(delete(_STAGED).where(_STAGED.c.token == token))


def is_staged(connection: Connection, sha256: str) -> bool:
    """True if anybody still has a file with this hash staged."""
    statement = select(func.count()).select_from(_STAGED).where(_STAGED.c.sha256 == sha256)
    return bool(connection.execute(statement).scalar_one())


def note_stored(connection: Connection, row: dict[str, Any]) -> None:
    """Note a file that the case keeps, unless it is noted already."""
    known = select(_STORED.c.key).where(_STORED.c.key == row["key"])
    if connection.execute(known).first() is None:
        connection.execute(insert(_STORED), row)


def is_stored(connection: Connection, key: str) -> bool:
    """True if a case keeps the file under this key."""
    return connection.execute(select(_STORED.c.key).where(_STORED.c.key == key)).first() is not None

"""What a person had typed when their session ended, kept for 24 hours."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from casework.store.models.files import StagedTextRow

_TEXT = StagedTextRow.__table__
KEPT_FOR = timedelta(hours=24)
LONGEST_ADDRESS = 200


def keep_text(
    connection: Connection, token: str, person: str, form: str, fields: dict[str, list[str]],
    now: datetime,
) -> None:
    """Keep the fields of a form under a token."""
    connection.execute(
        insert(_TEXT),
        {"token": token, "person": person, "form": form, "fields": json.dumps(fields),
         "staged_at": now},
    )  # fmt: skip


def find_text(connection: Connection, token: str, person: str, now: datetime) -> Any:
    """The form's address and its fields, if they are this person's and not too old; or None."""
    statement = select(_TEXT.c.form, _TEXT.c.fields).where(
        _TEXT.c.token == token, _TEXT.c.person == person, _TEXT.c.staged_at > now - KEPT_FOR
    )
    row = connection.execute(statement).one_or_none()
    return (row.form, json.loads(row.fields)) if row else None


def forget_text(connection: Connection, token: str, person: str) -> None:
    """Remove a kept text."""
    connection.execute(delete(_TEXT).where(_TEXT.c.token == token, _TEXT.c.person == person))


def sweep_texts(connection: Connection, now: datetime) -> int:
    """Remove every text kept for longer than a day; returns how many."""
    statement = delete(_TEXT).where(_TEXT.c.staged_at <= now - KEPT_FOR)
    return int(connection.execute(statement).rowcount)

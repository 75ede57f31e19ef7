"""Forgetting what signing in left behind, when it is of no more use."""

from __future__ import annotations

from datetime import timedelta

from casework.services.office import Office
from casework.store import accounts as store
from casework.store import kept_texts, one_use_keys

FAILURES_ARE_KEPT = timedelta(days=1)
SESSIONS_ARE_KEPT = timedelta(days=30)
KEYS_ARE_KEPT = timedelta(days=7)


def sweep_sign_ins(office: Office) -> None:
    """Remove old failures, ended sessions, kept texts and used keys."""
    now = office.clock.now()
    with office.database.writing() as connection:
        store.remove_failures(connection, now - FAILURES_ARE_KEPT)
        store.remove_sessions(connection, now - SESSIONS_ARE_KEPT)
        kept_texts.sweep_texts(connection, now)
        one_use_keys.remove_keys(connection, now - KEYS_ARE_KEPT)

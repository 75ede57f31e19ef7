"""Which cases are under legal hold, for everything that forgets files and texts as days pass."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from casework.domain.legal_hold import IN_LITIGATION
from casework.store.holds import holds_of_kind


def cases_under_legal_hold(connection: Connection, today: date) -> frozenset[str]:
    """References of the cases with a claim, or a letter before claim, whose end has not come.

    A hold that is dated ahead counts already: what it will keep must not go before.
    """
    return frozenset(case for case, _ in holds_of_kind(connection, IN_LITIGATION, today))


def is_of_a_held_case(held: Collection[str], case: str, form: str) -> bool:
    """True if what waits for a form belongs to one of the cases ``held``: it says so itself, or the
    form's address does."""
    return case in held or any(part in held for part in form.split("/"))

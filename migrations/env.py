"""Runs the migrations on the connection that ``casework.store.schema`` hands over.

Everything happens in the caller's one transaction, on SQLite too, so that a failed migration
leaves the database as it was. The append-only triggers are put back at the end, because a batch
ALTER on SQLite drops them without a word.
"""

from __future__ import annotations

from alembic import context

from casework.store import protection
from casework.store.schema import COMPARISON

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=True,
    transactional_ddl=True,
    **COMPARISON,
)
context.run_migrations()
if not context.config.attributes.get("drafting"):
    protection.install(connection)

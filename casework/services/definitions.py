"""The definition that a case is pinned to."""

from __future__ import annotations

from sqlalchemy import Connection

from casework.engine.definition import Definition
from casework.engine.loader import definition_from_canonical
from casework.services.office import Office
from casework.store.definitions import keep_definition, stored_definition_text


def definition_of(office: Office, connection: Connection, definition_hash: str) -> Definition:
    """The pinned definition: from the files if they still hold it, else from the store."""
    found = office.pathways.find(definition_hash)
    if found is None:
        found = definition_from_canonical(stored_definition_text(connection, definition_hash))
        office.pathways.definitions[definition_hash] = found
    return found


def pin_definition(office: Office, connection: Connection, definition: Definition) -> None:
    """Keep the definition's canonical text in the store, once."""
    keep_definition(connection, definition, office.clock.now())

"""What forms offer: every organisation and person, in one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, literal, select, union_all

from casework.store.models.parties import OrganisationRow, PersonRow
from casework.store.parties import from_published_records, is_of_a_replay

_ORGANISATION = OrganisationRow.__table__
_PERSON = PersonRow.__table__


def list_organisations_and_persons(connection: Connection, *, replayed: bool) -> list[Any]:
    """Rows of what (`organisation` or `person`), key, name, detail and kind, ordered by name.

    The detail is the organisation's kind, or the person's organisation by name; the kind is that of
    the organisation in both. Unless
    ``replayed``, those are left out that only replays brought in.
    """
    organisations = select(
        literal("organisation").label("what"), _ORGANISATION.c.key, _ORGANISATION.c.name,
        _ORGANISATION.c.kind.label("detail"), _ORGANISATION.c.kind.label("kind"),
    )  # fmt: skip
    persons = select(
        literal("person").label("what"), _PERSON.c.key, _PERSON.c.name,
        _ORGANISATION.c.name.label("detail"), _ORGANISATION.c.kind.label("kind"),
    ).outerjoin(_ORGANISATION, _ORGANISATION.c.key == _PERSON.c.organisation)  # fmt: skip
    if not replayed:
        organisations = organisations.where(~from_published_records())
        persons = persons.where(~is_of_a_replay())
    both = union_all(organisations, persons).subquery()
    return list(connection.execute(select(both).order_by(both.c.name, both.c.key)))

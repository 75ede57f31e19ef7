"""What the access log knows of who opened which shared paper."""

from __future__ import annotations

from datetime import datetime

from casework.services.office import Office
from casework.services.reading import CaseView
from casework.store.share_openings import first_openings_by_person


def openings_of(office: Office, view: CaseView) -> dict[tuple[str, str], datetime]:
    """The instant at which each person first opened each shared item, by person and pin.

    Only what is shared is logged: what people of the case open is not.
    """
    with office.database.reading() as connection:
        return first_openings_by_person(connection, view.row.id)

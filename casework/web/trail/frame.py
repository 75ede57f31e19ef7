"""The frame of a case's pages, made from its row alone: these pages read no facts."""

from __future__ import annotations

from typing import Any

from casework.domain.dates import long_date
from casework.services.office import Office
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import PLACES, CaseFrame, Place
from casework.web.listing.presenters import stage_title


def frame_of_row(office: Office, row: Any, here: str, heading: str) -> CaseFrame:
    """The frame around a page of the case; ``here`` is a name of ``PLACES``."""
    places = ((name, text, address_of(endpoint, reference=row.reference))
              for name, text, endpoint in PLACES)  # fmt: skip
    notes: tuple[str, ...] = ()
    if row.replayed:
        on = f"; simulated date {long_date(row.simulated_on)}" if row.simulated_on else ""
        notes = (f"Reconstructed from published records{on}.",)
    return CaseFrame(
        reference=row.reference,
        title=row.title,
        stage=stage_title(office, row.definition_hash, row.stage),
        address=address_of("cases.show", reference=row.reference),
        heading=heading,
        notes=notes,
        places=tuple(Place(text, address, name == here) for name, text, address in places
                     if address),
        is_live=True,
    )  # fmt: skip

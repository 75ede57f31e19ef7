"""What opening a consultation sets off: a launch pack for every affected council."""

from __future__ import annotations

from casework.domain.canonical import sha256_of
from casework.domain.errors import CaseworkError, Invalid
from casework.domain.viewer import SYSTEM
from casework.services.case_documents.making import maker
from casework.services.case_documents.pack_order import PackOrder
from casework.services.case_documents.packs import order_packs
from casework.services.office import Office
from casework.services.reading import get_case
from casework.services.verb import AlreadyDone

OPENING = "open_consultation"


def order_launch_packs(office: Office, reference: str, once: str) -> int:
    """Order one launch pack for every affected council, for whoever opened the consultation.

    Each council's pack is ordered once for one ``once``, however often this is run. Returns how
    many were ordered now; a replayed case sends nothing by itself. Raises Invalid naming the
    councils whose pack could not be ordered.
    """
    view = get_case(office, SYSTEM, reference)
    if view.replayed:
        return 0
    opened = [r for r in view.judged.current("act") if r.payload.act == OPENING]
    viewer = maker(opened[-1].recorded_by if opened else SYSTEM.person)
    ordered, faults = 0, []
    for council in view.judged.scrutiny_authorities():
        try:
            order = PackOrder(council, "launch")
            order_packs(office, viewer, reference, [order], once=sha256_of(f"{once}:{council}"))
            ordered += 1
        except AlreadyDone:
            continue
        except CaseworkError as error:
            faults.append(error.message)
    if faults:
        raise Invalid(" ".join(dict.fromkeys(faults)), "Then order the launch packs by hand.")
    return ordered

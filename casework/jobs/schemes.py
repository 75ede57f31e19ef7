"""Bringing a body's scheme of delegation, as it stands now, to one of its cases."""

from __future__ import annotations

from typing import Any

from casework.domain.errors import CaseworkError
from casework.domain.viewer import Viewer
from casework.jobs.registry import GiveUp, job
from casework.services.office import Office
from casework.services.scheme_followed import TAKE_OVER
from casework.services.scheme_taking import NothingToTakeOver, take_over_scheme


@job(TAKE_OVER)
def take_over(office: Office, arguments: dict[str, Any]) -> None:
    """Record it on the case, in the name of who changed the scheme or brought the body there.
    A case that has it already is left as it is; what the case refuses is given up, and said so."""
    viewer = Viewer(arguments["person"], roles=frozenset({"system"}))
    try:
        take_over_scheme(office, viewer, arguments["case"], arguments["body"])
    except NothingToTakeOver:
        return
    except CaseworkError as refusal:
        raise GiveUp(str(refusal)) from refusal

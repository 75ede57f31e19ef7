"""Playing one act: the same services that pages call, as the person named, on its date."""

from __future__ import annotations

from casework.domain.viewer import Viewer
from casework.engine.results import Judgement
from casework.services.casefiles import (
    played_checks,
    played_holds,
    played_people,
    played_records,
    played_steps,
)
from casework.services.casefiles.format import ActLine, CaseFile
from casework.services.casefiles.played_steps import step
from casework.services.casefiles.stand import Play, Stand
from casework.services.office import Office

_PLAYS: dict[str, Play] = {
    **played_records.PLAYS,
    **played_checks.PLAYS,
    **played_steps.PLAYS,
    **played_holds.PLAYS,
    **played_people.PLAYS,
}


def play(
    office: Office, case: CaseFile, line: ActLine, viewer: Viewer, *,
    happened_anyway: bool = False,
) -> Judgement | None:
    """Play one act as ``viewer``. Raises what the service raises; a note writes only that the day
    has come.

    ``happened_anyway`` records a refused move or act as a departure in fact. Returns how a move
    or act was judged that went through.
    """
    stand = Stand(office, case, viewer)
    if line.act in ("move", "do"):
        return step(stand, line, happened_anyway).judgement
    _PLAYS[line.act](stand, line)
    return None

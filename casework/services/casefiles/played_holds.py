"""Playing the acts on holds: start, end, correction, and withdrawal of one begun in error."""

from __future__ import annotations

from casework.domain.dates import FactDate
from casework.domain.errors import NotFound
from casework.services import holds, holds_corrected, holds_withdrawn
from casework.services.casefiles.format import ActLine
from casework.services.casefiles.stand import Play, Stand, when


def _start_hold(stand: Stand, line: ActLine) -> None:
    """Start a hold, from the date in ``on``."""
    holds.start_hold(
        stand.office, stand.viewer, stand.reference, line.text("hold"), when(line),
        line.text("reason"), key=line.text("key"), source=line.source, assumed=line.assumed,
        simulated_on=line.judged_on,
    )  # fmt: skip


def _end_hold(stand: Stand, line: ActLine) -> None:
    """End a hold, on the date in ``on``."""
    holds.end_hold(
        stand.office, stand.viewer, stand.reference, line.text("key"), when(line),
        line.text("outcome"), way_out=line.text("way_out"),
        falls=line.texts("falls"), source=line.source, assumed=line.assumed,
        simulated_on=line.judged_on,
    )  # fmt: skip


def _correct_hold(stand: Stand, line: ActLine) -> None:
    """Correct a hold as it stands when the act is played. Raises NotFound if there is none."""
    known = stand.facts().find(f"hold/{line.text('key')}")
    if known is None or known.payload is None:
        raise NotFound("There is no such hold on this case.")
    started, ended = line.text("started"), line.text("ended")
    was = holds_corrected.HoldAsItWas(
        FactDate.parse(started) if started else known.payload.started_on,
        FactDate.parse(ended) if ended else None,
        line.text("outcome"), line.text("way_out"), line.texts("falls"),
    )  # fmt: skip
    holds_corrected.correct_hold(
        stand.office, stand.viewer, stand.reference, known.key, None, was, line.text("reason"),
        simulated_on=line.judged_on,
    )  # fmt: skip


def _withdraw_hold(stand: Stand, line: ActLine) -> None:
    """Withdraw a hold as it stands when the act is played."""
    holds_withdrawn.withdraw_hold(
        stand.office, stand.viewer, stand.reference, line.text("key"), None, line.text("reason"),
        simulated_on=line.judged_on,
    )  # fmt: skip


PLAYS: dict[str, Play] = {
    "start_hold": _start_hold,
    "end_hold": _end_hold,
    "correct_hold": _correct_hold,
    "withdraw_hold": _withdraw_hold,
}

"""Playing the acts on holds: start, end, and withdrawal of one that was begun in error."""

from __future__ import annotations

from casework.services import holds, holds_withdrawn
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


def _withdraw_hold(stand: Stand, line: ActLine) -> None:
    """Withdraw a hold as it stands when the act is played."""
    holds_withdrawn.withdraw_hold(
        stand.office, stand.viewer, stand.reference, line.text("key"), None, line.text("reason"),
        simulated_on=line.judged_on,
    )  # fmt: skip


PLAYS: dict[str, Play] = {
    "start_hold": _start_hold,
    "end_hold": _end_hold,
    "withdraw_hold": _withdraw_hold,
}

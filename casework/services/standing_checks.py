"""Checking that where a case is shown to stand is where its chain says that it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from casework.domain.chain import STAGE, VISIT
from casework.services.chain_walk import Broken
from casework.store import standing
from casework.store.audit import ChainHead


def check_standing(connection: Connection, head: ChainHead) -> None:
    """The case's row says of its stage, dates and pathway what its chain says. Raises Broken.

    ``head`` is where the chain was found to end. An entry that the row contradicts is named.
    """
    row = standing.find_standing(connection, head.chain)
    last = standing.last_that_names_stage(connection, head.chain)
    if row is None or last is None:
        return
    position, said = last
    if (row.stage, row.visit) != (said[STAGE], said[VISIT]):
        raise Broken(
            position,
            f"The case is shown at stage {row.stage}, visit {row.visit}; the entry says stage "
            f"{said[STAGE]}, visit {said[VISIT]}.",
        )
    _check_simulated(row, said, position, is_last=position == head.position)
    _check_pathway(connection, row, head.chain)
    _check_dates(connection, row, head.chain)


def _check_simulated(row: Row[Any], said: dict[str, Any], position: int, *, is_last: bool) -> None:
    simulated = said.get("simulated_on")
    if bool(row.replayed) != (simulated is not None):
        shown = "replayed" if row.replayed else "live"
        raise Broken(position, f"The case is shown as {shown}, and the entry says otherwise.")
    # A refused move moves a replayed case's own date on, and does not name it.
    if is_last and simulated is not None and str(row.simulated_on) != simulated:
        raise Broken(position, f"The case's own date is shown as {row.simulated_on}; the entry "
                               f"says {simulated}.")  # fmt: skip


def _check_pathway(connection: Connection, row: Row[Any], chain: str) -> None:
    """A case keeps the version of the pathway that it was opened with, until an entry says that it
    was moved to another."""
    position, said = standing.entry_that_pins(connection, chain, row.id)
    if row.definition_hash != said.get("definition", row.definition_hash):
        raise Broken(position, "The case is shown on another version of its pathway than the one "
                               "that the entry says.")  # fmt: skip
    if row.pinned is None:
        raise Broken(position, "The version of its pathway that the case is on is gone.")
    if row.pathway != row.pinned:
        raise Broken(position, f"The case is shown on the pathway {row.pathway}, and is on "
                               f"{row.pinned}.")  # fmt: skip


def _check_dates(connection: Connection, row: Row[Any], chain: str) -> None:
    entered = standing.find_stage_move(connection, row.id, row.visit)
    if entered is not None and str(row.stage_since) != str(entered.judged_on):
        raise Broken(entered.position, f"The case is shown at its stage since {row.stage_since}; "
                                       f"its record says {entered.judged_on}.")  # fmt: skip
    opened = standing.find_stage_move(connection, row.id, 1)
    if opened is None:
        return
    opened_on = standing.first_entry(connection, chain).get("opened_on", row.opened_on)
    if (row.opened_on, row.opened_at) != (opened_on, opened.recorded_at):
        raise Broken(opened.position, f"The case is shown as opened on {row.opened_on}; its "
                                      f"record says {opened_on}.")  # fmt: skip


def check_current(connection: Connection, case_id: int) -> None:
    """What is shown of every record is its newest version. Raises Broken at the first other."""
    other = standing.first_not_current(connection, case_id)
    if other is not None:
        pin = f"{other.kind}/{other.key}@{other.version}"
        raise Broken(other.position, f"The record {pin} is the newest, and is not shown.")
    stray = standing.first_not_of_case(connection, case_id)
    if stray is not None:
        raise Broken(None, f"What is shown as {stray.kind}/{stray.key} is no record of the case.")


def check_cases(connection: Connection, after: int) -> None:
    """Every case that was opened is there, and so is what any row points to. Raises Broken."""
    for opened in standing.stream_opened(connection, after):
        absent = standing.absent_cases(connection, opened)
        if absent:
            first = min(absent, key=opened.__getitem__)
            raise Broken(opened[first], f"The case {first} is gone.")
    broken = standing.broken_reference(connection)
    if broken:
        raise Broken(None, f"Something is gone. {broken}.")

"""Successions of bodies that wait for whoever is signed in."""

from __future__ import annotations

from casework.services.succession_moves import list_succession_moves
from casework.web.successions.standing import MoveLine, move_line
from casework.web.viewer import current_viewer, office


def succession_lines() -> list[MoveLine]:
    """What they may confirm or carry out; nothing for everybody else."""
    return [move_line(m) for m in list_succession_moves(office(), current_viewer())]

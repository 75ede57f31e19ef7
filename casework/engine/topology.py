"""Which moves exist, asked of ``transitions`` once per definition and kept as a frozen table.

The state machine is used for topology only: no automatic transitions, no callbacks and no
conditions, since a condition that fails there gives no reason and a callback that fails there
leaves the new state in place.
"""

from __future__ import annotations

from functools import lru_cache

from transitions import Machine

from casework.engine.definition import Definition

_Edges = tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=64)
def _table(
    definition_hash: str, stages: tuple[str, ...], edges: _Edges
) -> dict[str, tuple[str, ...]]:
    machine = Machine(
        model=None,
        states=list(stages),
        transitions=[{"trigger": e, "source": o, "dest": t} for e, o, t in edges],
        initial=stages[0],
        auto_transitions=False,
    )
    return {stage: tuple(machine.get_triggers(stage)) for stage in stages}


def moves_from(definition: Definition, stage: str) -> tuple[str, ...]:
    """Ids of the moves that lead out of ``stage``; empty for a stage the pathway lacks."""
    stages = tuple(s.id for s in definition.stages)
    edges = tuple((e.id, e.origin, e.target) for e in definition.edges)
    return _table(definition.hash, stages, edges).get(stage, ())

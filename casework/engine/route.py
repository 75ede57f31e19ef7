"""The way from where a case stands to where a move or act can be done."""

from __future__ import annotations

from collections import deque

from casework.domain.facts import CaseFacts
from casework.engine.definition import Definition


def way_to(d: Definition, facts: CaseFacts, what: str) -> tuple[str, ...] | None:
    """Ids of the fewest forward moves after which ``what`` can be done; empty if it can be now.

    None if no forward move leads there: the case is past it. KeyError if the pathway has no such
    move or act.
    """
    act = d.find_act(what)
    stages = act.stages if act is not None else (d.edge(what).origin,)
    ways: deque[tuple[str, tuple[str, ...]]] = deque([(facts.stage, ())])
    seen = {facts.stage}
    while ways:
        stage, way = ways.popleft()
        if stage in stages:
            return way
        for edge in d.edges_from(stage):
            if edge.kind == "forward" and edge.target not in seen:
                seen.add(edge.target)
                ways.append((edge.target, (*way, edge.id)))
    return None
